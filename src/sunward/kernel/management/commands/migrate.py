"""Django's `migrate`, let through the guard; it only goes forward."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate

from sunward.kernel.guard import door_open


class Command(migrate.Command):
    """Migrations only add. Going back would drop what people entered, so it is refused."""

    def handle(self, *args: Any, **options: Any) -> None:
        if options.get("migration_name"):
            raise CommandError("Migrations only go forward here; name no migration.")
        with door_open():
            super().handle(*args, **options)

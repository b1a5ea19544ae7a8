"""`sunward migrate`: create or upgrade the tables. Migrations only add; changes of data are acts."""

import argparse
from collections.abc import Sequence

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def run(arguments: Sequence[str]) -> int:
    argparse.ArgumentParser(prog="sunward migrate", description=__doc__).parse_args(arguments)
    migrate(verbosity=1)
    return 0


def migrate(verbosity: int = 0) -> None:
    """Bring the tables up to date."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=verbosity, interactive=False)


def is_up_to_date() -> bool:
    """Whether no migration is waiting."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())

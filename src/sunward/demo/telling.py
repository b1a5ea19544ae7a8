"""Telling the story into the configured database."""

from datetime import UTC, datetime

from django.core.management import call_command
from django.db import connection

from sunward.demo.story import tell
from sunward.record.sequencer import drain_all


def tell_here() -> int:
    """Tell the story into an empty database and sequence its logs; how many acts it took."""
    call_command("migrate", verbosity=0, interactive=False)
    script = tell(datetime.now(UTC))
    drain_all()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return script.acts

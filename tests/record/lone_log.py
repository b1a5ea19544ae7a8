"""A process with a database of its own, for the tests that kill it or exchange its database file.

`python -m tests.record.lone_log COMMAND[=ARGUMENT]...`; DATABASE_URL and SUNWARD_KEYS say where. The database runs
with the options that the product ships with.
"""

import sys
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import django
from django.conf import settings

from sunward.config import settings as shipped

LOG = "lone"


def start() -> None:
    settings.configure(
        DATABASES=shipped.DATABASES,
        INSTALLED_APPS=["sunward.record"],
        SUNWARD_KEYS=shipped.SUNWARD_KEYS,
        SUNWARD_ORIGIN=shipped.SUNWARD_ORIGIN,
        USE_TZ=True,
    )
    django.setup()


def make() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def append(count: str, log: str = LOG) -> None:
    from django.db import transaction

    from tests.record.paper import an_entry, append

    for _ in range(int(count)):
        entry = an_entry(log)
        with transaction.atomic():
            append(entry)
        print(entry.ref, flush=True)  # said only after the commit: an acknowledgement


def elsewhere(count: str) -> None:
    """Entries of another community in the same database."""
    append(count, "elsewhere")


def live() -> None:
    """Append and sequence at the same time until somebody kills the process."""
    from sunward.record import sequencer

    sequencer.LEASE = timedelta(seconds=1)  # the killed holder's lease runs out within the test
    Thread(target=sequencer.run_sequencer, args=(Event(), 0.005), daemon=True).start()
    append("1000000")


class Rounds(Event):
    """Stops the server's loop after so many rounds."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.left = count

    def wait(self, timeout: float | None = None) -> bool:
        self.left -= 1
        if self.left == 0:
            self.set()
        return super().wait(0)


def rounds(count: str) -> None:
    """What the server's loop has to say about the log after so many rounds."""
    from sunward.record import queries, sequencer

    sequencer.run_sequencer(Rounds(int(count)))
    print(queries.state(LOG).trouble)


def drain() -> None:
    from sunward.record.sequencer import drain

    drain(LOG)


def export(folder: str) -> None:
    from sunward.record.export import export

    export(LOG, Path(folder))


COMMANDS = {command.__name__: command for command in (make, append, elsewhere, live, rounds, drain, export)}

if __name__ == "__main__":
    start()
    for step in sys.argv[1:]:
        name, *argument = step.split("=", 1)
        COMMANDS[name](*argument)

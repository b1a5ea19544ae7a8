"""`sunward tick`: sweep and sequence once, where no `serve` runs. Deadlines lapse without it."""

import argparse
import logging
import sys
from collections.abc import Sequence
from datetime import timedelta

from django.core.management import call_command
from django.db import DatabaseError, close_old_connections

from sunward.kernel import clock
from sunward.record.keys import KeyTrouble
from sunward.record.sequencer import LeaseTaken, NotAnEntry, WouldFork, drain_all
from sunward.registry.imports.staging import discard_unconfirmed

UNCONFIRMED_FOR = timedelta(days=1)  # how long a file that was read in waits for somebody to confirm it
log = logging.getLogger(__name__)


def run(arguments: Sequence[str]) -> int:
    argparse.ArgumentParser(prog="sunward tick", description=__doc__).parse_args(arguments)
    tick()
    try:
        drain_all()
    except (KeyTrouble, LeaseTaken, NotAnEntry, WouldFork) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


def tick() -> None:
    """Everything that time itself does; a database that is away is tried again at the next tick."""
    close_old_connections()
    try:
        call_command("clearsessions")
        discard_unconfirmed(clock.now() - UNCONFIRMED_FOR)
    except DatabaseError:
        log.warning("The database did not answer; the clock tries again in a minute.")

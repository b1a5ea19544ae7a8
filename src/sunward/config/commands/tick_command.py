"""`sunward tick`: let the clock act once. Deadlines lapse without it; it only sweeps and sequences."""

import argparse
import logging
from collections.abc import Sequence

from django.db import DatabaseError, close_old_connections

log = logging.getLogger(__name__)


def run(arguments: Sequence[str]) -> int:
    argparse.ArgumentParser(prog="sunward tick", description=__doc__).parse_args(arguments)
    from sunward.record.sequencer import drain_all

    drain_all()
    tick()
    return 0


def tick() -> None:
    """Everything that time itself does; a database that is away is tried again at the next tick."""
    from django.core.management import call_command

    close_old_connections()
    try:
        call_command("clearsessions")
    except DatabaseError:
        log.warning("The database did not answer; the clock tries again in a minute.")

"""`sunward serve`: the web pages in this process; sequencer and clock in one child process.

Starts on empty configuration: tables are made, static files collected, keys and secrets created on first use.
"""

import argparse
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, connections

from sunward.config import listening
from sunward.config.command import UNUSABLE
from sunward.config.commands import migrate_command

SEQUENCE_EVERY = 1.0  # seconds
TICK_EVERY = 60.0  # seconds
RESTART_AFTER = 2.0  # seconds
LAST_ANSWERS = 5.0  # seconds
log = logging.getLogger(__name__)


def run(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="sunward serve", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args(arguments)
    if wrong := listening.trouble(options.host, options.port, options.workers):
        print(f"serve: {wrong}", file=sys.stderr)
        return UNUSABLE
    prepare()
    serve(options.host, options.port, options.workers)
    return 0


def prepare() -> None:
    """Tables and static files, made or brought up to date."""
    if not migrate_command.is_up_to_date():
        migrate_command.migrate()
    call_command("collectstatic", interactive=False, verbosity=0)


def serve(host: str, port: int, workers: int) -> None:
    """Serve until stopped."""
    from granian import Granian
    from granian.constants import Interfaces

    # No open database is inherited: of two processes that share SQLite's locks, the one that ends first deletes the
    # write-ahead log under the other, which goes on answering into a file that is gone.
    connections.close_all()
    stop = threading.Event()
    threading.Thread(target=keep_the_timekeeper, args=(stop,), daemon=True).start()
    print(f"Sunward: http://{host}:{port}/", flush=True)
    Granian(
        "sunward.config.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=workers,
        log_access=False, respawn_failed_workers=True,
    ).serve(target_loader=partial(load_application, os.getpid()), wrap_loader=False)  # fmt: skip
    stop.set()


def load_application(server: int) -> Callable[..., Any]:
    """In a web worker: the site, for as long as the server process is there. Without it nobody signs what comes in."""
    from sunward.config.wsgi import application

    only_what_is_there()
    threading.Thread(target=end_with, args=(server,), daemon=True).start()
    return application


def only_what_is_there() -> None:
    """From here on this process opens a SQLite file only if there is one: where the disk is not mounted, or the file
    was moved, an empty database in its place would be taken for the community's own.
    """
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        database["OPTIONS"]["database"] = f"{Path(database['NAME']).absolute().as_uri()}?mode=rw"


def end_with(parent: int) -> None:
    """End this process when its parent has gone, however it went: what is under way is answered, if it is soon."""
    while os.getppid() == parent:
        time.sleep(1.0)
    log.error("The server process is gone; this web worker ends as well.")
    signal.raise_signal(signal.SIGTERM)
    time.sleep(LAST_ANSWERS)
    os._exit(1)


def keep_the_timekeeper(stop: threading.Event) -> None:
    """Run the child process until told to stop, and start it again whenever it ends: an act must not stay unsigned."""
    while not stop.is_set():
        child = multiprocessing.get_context("spawn").Process(target=keep_time, args=(os.getpid(),), daemon=True)
        child.start()
        while child.is_alive() and not stop.wait(1.0):
            pass
        if stop.is_set():
            child.terminate()
        else:
            log.error("The process that signs the logs ended (%s); it is started again.", child.exitcode)
            stop.wait(RESTART_AFTER)


def keep_time(parent: int) -> None:
    """The child process: put waiting entries into the logs every second, let the clock act every minute.

    Ends when the parent has gone, however it went, and when its sequencer has ended, so that it is started anew.
    """
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunward.config.settings")
    django.setup()
    only_what_is_there()
    from sunward.config.commands.tick_command import tick
    from sunward.record.sequencer import run_sequencer

    stop = threading.Event()
    sequencer = threading.Thread(target=run_sequencer, args=(stop, SEQUENCE_EVERY), daemon=True)
    sequencer.start()
    waited = TICK_EVERY
    while os.getppid() == parent and sequencer.is_alive():
        if waited >= TICK_EVERY:
            tick()
            waited = 0.0
        stop.wait(1.0)
        waited += 1.0
    stop.set()

"""What the benchmarks of the whole product stand on: a database of their own with one founded community.

Import this before anything of Django. `DATABASE_URL` may name a PostgreSQL database to use instead.
"""

# ruff: noqa: PLC0415 - Django's settings are read when it is imported
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory(prefix="sunward-bench-")
HOME = Path(FOLDER.name)
os.environ["SUNWARD_HOME"] = str(HOME)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunward.config.settings")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost")
(HOME / "var").mkdir()
sys.path.insert(0, str(Path(__file__).parents[1]))  # the benchmarks act with the words of the tests


def founded() -> str:
    """The code of a community on the empty ground."""
    migrated()
    from tests import stage

    stage.found(stage.CODE)
    return stage.CODE


def migrated() -> None:
    """The tables on the empty ground; from the file that SUNWARD_BENCH_TABLES names, if somebody has them already."""
    import django

    if made := os.environ.get("SUNWARD_BENCH_TABLES"):
        shutil.copy(made, HOME / "var" / "sunward.sqlite3")
    django.setup()
    from django.core.management import call_command

    from sunward.kernel.guard import door_open

    with door_open():
        call_command("migrate", verbosity=0)


def say(what: str, figure: float, unit: str) -> None:
    """One line of figures."""
    print(f"{what:<60}{figure:>12,.2f} {unit}", flush=True)


def say_ground() -> None:
    """The disk and the load under which everything else was measured."""
    say("fsync of 4 kB, median", fsync_ms(), "ms")
    say("load average of the last minute", os.getloadavg()[0], "")


def fsync_ms() -> float:
    with (HOME / "fsync").open("wb", buffering=0) as file:

        def once() -> None:
            file.write(b"x" * 4096)
            os.fsync(file.fileno())

        return statistics.median(_wall_ms(once) for _ in range(50))


def _wall_ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def cpu_ms(work: Callable[[], object], times: int) -> float:
    """Median CPU milliseconds of one run in this thread."""
    return statistics.median(_cpu_ms(work) for _ in range(times))


def _cpu_ms(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1000

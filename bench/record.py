"""How fast the record is: `.venv/bin/python bench/record.py [--small] [--entries N]`.

Prints CPU milliseconds of an append, entries a second of the sequencer and of `record verify`, and milliseconds of an
inclusion proof, with the time of an fsync on the same disk beside them. Asserts nothing: figures are for reading.
"""

# ruff: noqa: E402 - models can be imported only after the settings
import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import django
from django.conf import settings

from sunward.config import settings as shipped

FOLDER = tempfile.TemporaryDirectory()
HOME = Path(FOLDER.name)
if "DATABASE_URL" not in os.environ:
    shipped.DATABASES["default"]["NAME"] = str(HOME / "bench.sqlite3")
settings.configure(
    DATABASES=shipped.DATABASES,
    INSTALLED_APPS=["sunward.record"],
    SUNWARD_KEYS=HOME / "keys",
    SUNWARD_ORIGIN="bench.invalid",
    USE_TZ=True,
)
django.setup()

from decimal import Decimal

from django.core.management import call_command
from django.db import transaction

from sunward.kernel.clock import now
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Entry, FileDigest
from sunward.kernel.refs import Ref, new_id
from sunward.kernel.text import Text
from sunward.record.export import export
from sunward.record.journal import append
from sunward.record.models import LogEntry, LogHead
from sunward.record.queries import proof_of
from sunward.record.sequencer import drain
from sunward.record.verify import verify

LOG = "bench"
APPENDS = 500
PROOFS = 200
CHUNK = 10_000


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(description="Measure the record.")
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--small", action="store_true", help="20,000 entries")
    arguments = parser.parse_args(argv)
    with FOLDER:
        call_command("migrate", verbosity=0)
        measure(HOME, 20_000 if arguments.small else arguments.entries)


def measure(folder: Path, entries: int) -> None:
    say("fsync, median", fsync_ms(folder), "ms")
    say("append, CPU inside a transaction", append_ms(), "ms")
    say("append and commit, wall", append_and_commit_ms(), "ms")
    say("sequencer, all in", sequencer_rate(entries), "entries/s")
    wall, cpu = proof_ms(entries)
    say(f"inclusion proof at {entries:,} entries, wall", wall, "ms")
    say(f"inclusion proof at {entries:,} entries, CPU", cpu, "ms")
    say("export", export_rate(folder / "out"), "entries/s")
    say("record verify", verify_rate(folder / "out"), "entries/s")


def say(what: str, figure: float, unit: str) -> None:
    print(f"{what:<56}{figure:>12,.2f} {unit}", flush=True)


def fsync_ms(folder: Path) -> float:
    with (folder / "fsync").open("wb", buffering=0) as file:

        def once() -> None:
            file.write(b"x" * 4096)
            os.fsync(file.fileno())

        return statistics.median(wall_ms(once) for _ in range(50))


def append_ms() -> float:
    entries = [an_entry() for _ in range(APPENDS)]
    with transaction.atomic():
        began = time.process_time()
        for entry in entries:
            append(entry)
        return (time.process_time() - began) * 1000 / APPENDS


def append_and_commit_ms() -> float:
    def once() -> None:
        with transaction.atomic():
            append(an_entry())

    return statistics.median(wall_ms(once) for _ in range(50))


def sequencer_rate(entries: int) -> float:
    """Fill the outbox in pieces and drain each; only draining is timed, with its commits and signatures."""
    drain(LOG)
    spent = 0.0
    missing = entries - LogHead.objects.get(log=LOG).size
    for first in range(0, missing, CHUNK):
        with transaction.atomic():
            for _ in range(min(CHUNK, missing - first)):
                append(an_entry())
        spent += wall_ms(lambda: drain(LOG)) / 1000
    return missing / spent


def proof_ms(entries: int) -> tuple[float, float]:
    """Median wall and mean CPU time from a ref to the ready text, the database read included."""
    chance = random.Random(7)
    places = [chance.randrange(entries) for _ in range(PROOFS)]
    refs = [LogEntry.objects.values_list("ref", flat=True).get(log=LOG, index=place) for place in places]
    began = time.process_time()
    times = [wall_ms(partial(proof_of, ref)) for ref in refs]
    return statistics.median(times), (time.process_time() - began) * 1000 / PROOFS


def export_rate(folder: Path) -> float:
    began = time.perf_counter()
    return export(LOG, folder) / (time.perf_counter() - began)


def verify_rate(folder: Path) -> float:
    began = time.perf_counter()
    return verify(folder).head.size / (time.perf_counter() - began)


def wall_ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def an_entry() -> Entry:
    """A payment released: some 1,000 bytes of leaf, three private fields, one file."""
    finding = Finding("majority", True, Text("表决过半", "more than half"), "第二十二条", "1/2 of 40", "27")
    return Entry(
        ref=new_id(),
        log=LOG,
        act="money.release_payment",
        kind="effect",
        by=f"person:{new_id()}",
        post="residents_committee.director",
        subject=Ref("payment", "XY-2026-031"),
        recorded_at=now(),
        power="approve_small_spending",
        charter=("cn-urban@2026-01-01", "demo-xiangyang@2"),
        findings=(finding,) * 3,
        public={"amount": Decimal("4200.50"), "payee": "晨光五金店", "purpose": "路灯维修"},
        private={"account": "6222020000001234567", "contact": "13800000000"},
        files=(FileDigest("ab" * 32, 1234, "application/pdf"),),
        key=new_id(),
    )


if __name__ == "__main__":
    main(sys.argv[1:])

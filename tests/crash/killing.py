"""kill -9, again and again, and what is left afterwards. Used by the test (five rounds) and `bench.crash` (fifty)."""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from sunward.decisions.models import Matter
from sunward.record.command import main
from sunward.record.models import Journal, LogEntry
from tests.crash.conftest import Own

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Left:
    """After the kills: what was acknowledged, which of it is not in the log, acts without entry, entries without
    act, journal rows without log entry (and the reverse), and what `record verify` says."""

    acknowledged: int
    lost: set[str]
    acts_without_entry: set[str]
    entries_without_act: set[str]
    unlogged: set[str]
    verdict: int


def survive(own: Own, rounds: int, chance: random.Random) -> Left:
    """Kill the busy process so many times, then let the database start again and take stock."""
    said = [ref for _round in range(rounds) for ref in killed_after(own, chance.uniform(0.02, 0.5))]
    with own.opened():
        return stock(own, said)


def killed_after(own: Own, seconds: float) -> list[str]:
    """Let it live that long from its first acknowledgement on; what it acknowledged."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.crash.busy", own.code], cwd=ROOT, env=os.environ | own.places,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    rest = process.communicate()[0]
    return [line for line in (first + rest).split("\n")[:-1] if line]


def stock(own: Own, said: list[str]) -> Left:
    out = own.home / "out"
    assert main(["export", own.code, str(out)]) == 0  # drains first
    entries = Journal.objects.filter(log=own.code)
    opened = entries.filter(act="decisions.open_matter").values_list("result", flat=True)
    matters = {str(row.ref) for row in Matter.objects.filter(community_code=own.code)}
    journal = set(entries.values_list("ref", flat=True))
    logged = set(LogEntry.objects.filter(log=own.code).values_list("ref", flat=True))
    return Left(
        len(said), set(said) - logged, matters - set(opened), set(opened) - matters, journal ^ logged,
        main(["verify", str(out), "--kept", str(own.keys / f"{own.code}.checkpoint")]),
    )  # fmt: skip

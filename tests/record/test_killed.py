"""kill -9 at any moment: what was acknowledged is in the log, and the log is whole. `bench.kill` does it 50 times."""

import random
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from sunward.record.command import main
from sunward.record.tiles import bundles_of, unbundle
from sunward.record.verify import verify
from tests.record.lone import Lone

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Survival:
    """What was acknowledged before the kills, which of it is not in the log, and what `verify` says."""

    acknowledged: int
    lost: list[str]
    verdict: int


@pytest.mark.slow
def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    found = survive(tmp_path, ROUNDS, random.Random(7))
    assert found.lost == []
    assert found.verdict == 0
    assert found.acknowledged >= ROUNDS


def survive(home: Path, rounds: int, chance: random.Random) -> Survival:
    """Kill a process that appends and sequences again and again, then take stock."""
    lone, out = Lone(home), home / "out"
    assert lone.run("make")[0] == 0
    acknowledged = [ref for _ in range(rounds) for ref in killed_after(lone, chance.uniform(0.02, 0.4))]
    code, _, error = lone.run(f"export={out}")
    assert code == 0, error
    verdict = main(["verify", str(out), "--kept", str(lone.keys / "lone.checkpoint")])
    logged = everything_logged(out)
    return Survival(len(acknowledged), [ref for ref in acknowledged if ref.encode() not in logged], verdict)


def killed_after(lone: Lone, seconds: float) -> list[str]:
    """Let the log live that long from its first acknowledgement on, kill it, and return what it acknowledged."""
    process = lone.start("live")
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    rest = process.communicate()[0]
    return [line for line in (first + rest).split("\n")[:-1] if line]


def everything_logged(folder: Path) -> bytes:
    size = verify(folder).head.size
    return b"".join(entry for path in bundles_of(size) for entry in unbundle((folder / str(path)).read_bytes()))

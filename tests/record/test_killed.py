"""kill -9 at any moment: what was acknowledged is in the log, and the log is whole."""

import random
import signal
import time
from pathlib import Path

import pytest

from sunward.record.command import main
from sunward.record.tiles import bundles_of, unbundle
from sunward.record.verify import verify
from tests.record.lone import Lone

ROUNDS = 5


@pytest.mark.slow
def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    lone, chance = Lone(tmp_path), random.Random(7)
    assert lone.run("make")[0] == 0
    acknowledged = [ref for _ in range(ROUNDS) for ref in killed_after(lone, chance.uniform(0.02, 0.4))]
    code, _, error = lone.run(f"export={tmp_path / 'out'}")
    assert code == 0, error
    assert main(["verify", str(tmp_path / "out"), "--kept", str(lone.keys / "lone.checkpoint")]) == 0
    logged = everything_logged(tmp_path / "out")
    assert [ref for ref in acknowledged if ref.encode() not in logged] == []
    assert len(acknowledged) >= ROUNDS


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

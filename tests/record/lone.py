"""Runs `lone_log` in a process of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.record import lone_log

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Lone:
    """A database file and a folder of keys, both in `home`."""

    home: Path

    @property
    def database(self) -> Path:
        return self.home / "lone.sqlite3"

    @property
    def keys(self) -> Path:
        return self.home / "keys"

    def start(self, *steps: str) -> subprocess.Popen[str]:
        places = {"DATABASE_URL": f"sqlite:///{self.database}", "SUNWARD_KEYS": str(self.keys)}
        command = [sys.executable, "-m", lone_log.__name__, *steps]
        return subprocess.Popen(
            command, cwd=ROOT, env=os.environ | places, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def run(self, *steps: str) -> tuple[int, str, str]:
        process = self.start(*steps)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err

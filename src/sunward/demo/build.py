"""Building the demo's database: in temporary places, with synchronous off, renamed when it is complete."""

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

OLD = 24 * 3600  # seconds; an older demo is told anew, so that its "today" is today
QUICK = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"


@dataclass(frozen=True, slots=True)
class Places:
    """Where a demo keeps its database, its keys and its files."""

    database: Path
    keys: Path
    files: Path

    def environment(self) -> dict[str, str]:
        """The settings by which a process works in these places."""
        return {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "SUNWARD_KEYS": str(self.keys),
            "SUNWARD_FILES": str(self.files),
        }

    def clear(self) -> None:
        for path in self.database.parent.glob(f"{self.database.name}*"):
            path.unlink()
        for folder in (self.keys, self.files):
            shutil.rmtree(folder, ignore_errors=True)


def places(var: Path, name: str = "demo") -> Places:
    """The demo's places under `var`."""
    return Places(var / f"{name}.sqlite3", var / f"{name}-keys", var / f"{name}-files")


def is_fresh(demo: Places) -> bool:
    """Whether the demo stands and was told within a day."""
    return demo.database.exists() and time.time() - demo.database.stat().st_mtime < OLD


def build(var: Path) -> Places:
    """Tell the story in a process of its own and put it in its place; the old demo stands until then.

    Raises:
        subprocess.CalledProcessError: when the story cannot be told; the old demo is left as it was.
    """
    var.mkdir(parents=True, exist_ok=True)
    demo, part = places(var), places(var, "demo-part")
    part.clear()
    environment = {**part.environment(), "SUNWARD_SQLITE_PRAGMAS": QUICK}
    subprocess.run([sys.executable, "-m", "sunward.demo"], env=environment, check=True)
    demo.clear()
    for old, new in ((part.keys, demo.keys), (part.files, demo.files), (part.database, demo.database)):
        old.rename(new)
    return demo

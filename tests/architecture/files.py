"""What the repository holds, as git lists it."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "sunward"


def committed() -> list[Path]:
    """Every committed file that is there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def modules() -> list[Path]:
    """The product's Python modules, migrations left out."""
    return [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))

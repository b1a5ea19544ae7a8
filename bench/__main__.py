"""Every benchmark once, at small size: `.venv/bin/python -m bench`. By hand, leave the sizes to each of them."""

import os
import subprocess
import sys
from pathlib import Path

SMALL = {
    "acts": ["10"],
    "pages": ["200"],
    "record": ["--entries", "2000"],
    "judge": ["--runs", "2"],
    "imports": ["200"],
    "rolls": ["20", "100"],
    "kill": ["1"],
    "crash": ["1"],
    "votes": ["200", "1"],
}


def run(name: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """One benchmark at small size, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", f"bench.{name}", *SMALL[name]], cwd=Path(__file__).parents[1], capture_output=True,
        text=True, check=False, env=os.environ | environment,
    )  # fmt: skip


def main() -> int:
    failed = 0
    for name, size in SMALL.items():
        done = run(name)
        print(f"# {name} {' '.join(size)}\n{done.stdout}{done.stderr if done.returncode else ''}", flush=True)
        failed += done.returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

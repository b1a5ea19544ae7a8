"""Commands without a database that can be used: one line that says so, and no trace."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = (["export", "xiangyang", "out"], ["tick"], ["import", "residents", "x.csv", "--community", "xiangyang"])


def ran(arguments: list[str], home: Path, address: str) -> "subprocess.CompletedProcess[str]":
    surroundings = {**os.environ, "SUNWARD_VAR": str(home), "DATABASE_URL": address}
    return subprocess.run(
        [sys.executable, "-m", "sunward", *arguments], capture_output=True, text=True, check=False, cwd=home,
        env=surroundings,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("address", ["sqlite:///nothing-here.sqlite3", "nonsense://", "sqlite:///no-database.sqlite3"])
def test_one_line_and_no_trace(tmp_path: Path, address: str) -> None:
    (tmp_path / "no-database.sqlite3").write_text("this is a letter, not a database\n" * 50)
    (tmp_path / "x.csv").write_text("姓名\n王二\n")
    for arguments in COMMANDS:
        answer = ran(arguments, tmp_path, address)
        assert "Traceback" not in answer.stderr, answer.stderr
        assert (answer.returncode, bool(answer.stderr.strip())) == (2, True), (arguments, answer)

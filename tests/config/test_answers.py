"""What a command says has to arrive: a full disk is told apart from every answer that a command can give."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.charter.engine.scenes import MEMBER_ASSEMBLY

CANNOT_PRINT = 74
FULL = Path("/dev/full")
pytestmark = pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")


def to_full_disk(*arguments: str, buffered: bool = True, **environment: str) -> tuple[int, str]:
    """Exit code and standard error of `sunward ... > /dev/full`."""
    given = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with FULL.open("w") as full:
        done = subprocess.run(
            [sys.executable, *([] if buffered else ["-u"]), "-m", "sunward", *arguments], stdout=full,
            stderr=subprocess.PIPE, text=True, encoding="utf-8", env=given | environment, timeout=120, check=False,
        )  # fmt: skip
    return done.returncode, done.stderr


def cases(tmp_path: Path) -> Iterator[tuple[str, ...]]:
    case = tmp_path / "case.json"
    case.write_text(json.dumps(MEMBER_ASSEMBLY), encoding="utf-8")
    charters = Path(__file__).parents[2] / "charters"
    yield "judge", "--charter", "cn-collective", str(case)
    yield "charter", "check", str(charters / "cn-village")
    yield "record", "--help"
    yield ("help",)


@pytest.mark.parametrize("buffered", [True, False])
def test_a_command_whose_answer_cannot_be_written_says_so_and_answers_with_a_code_of_its_own(
    tmp_path: Path, buffered: bool
) -> None:
    for arguments in cases(tmp_path):
        code, said = to_full_disk(*arguments, buffered=buffered)
        assert (code, said.count("\n")) == (CANNOT_PRINT, 1), said
        assert "结果无法写出" in said
        assert "No space left on device" in said


@pytest.mark.skipif(os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="the file of a SQLite database")
def test_the_work_of_a_command_is_done_to_the_end_all_the_same(committed: str, tmp_path: Path, own_keys: Path) -> None:
    places = {"DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}", "SUNWARD_KEYS": str(own_keys)}
    code, said = to_full_disk("record", "export", committed, str(tmp_path / "out"), **places)
    assert (code, said.count("\n")) == (CANNOT_PRINT, 1), said
    assert (tmp_path / "out" / "checkpoint").is_file()
    assert to_full_disk("record", "verify", str(tmp_path / "out"))[0] == CANNOT_PRINT


def test_what_goes_wrong_otherwise_keeps_its_own_code(tmp_path: Path) -> None:
    code, said = to_full_disk("record", "verify", str(tmp_path / "nowhere"))
    assert (code, "cannot be read" in said) == (2, True)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (b"community: {", "line 2: is not YAML"),
        (b"a: &a [1]\nb: [*a, *a]\n", "line 2: *a repeats another place; accepted: everything written out"),
        (b"\xff\xfe", "is not UTF-8 text"),
        (None, "cannot be read (No such file or directory)"),
    ],
)
def test_a_plan_that_cannot_be_read_founds_nothing(written: bytes | None, says: str, tmp_path: Path) -> None:
    if written is not None:
        (tmp_path / "plan.yaml").write_bytes(written)
    command = [sys.executable, "-m", "sunward", "found", "hupan", str(tmp_path / "plan.yaml")]
    places = {"SUNWARD_HOME": str(tmp_path / "home"), "DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3"}
    done = subprocess.run(command, env=os.environ | places, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert says in done.stderr
    assert not (tmp_path / "none.sqlite3").exists()


def test_a_closed_output_wants_the_exit_code_alone(tmp_path: Path) -> None:
    judge = next(cases(tmp_path))
    command = " ".join([sys.executable, "-m", "sunward", *judge])
    done = subprocess.run(["sh", "-c", f"{command} >&-"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")

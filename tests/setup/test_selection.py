"""A test that silently does not run protects nobody."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.selection import LONGEST, place

REPOSITORY = Path(__file__).resolve().parents[2]

SKIPPED = "import pytest\n\ndef test_it():\n    pytest.skip('no browser')\n"
SKIPPED_WHOLE = "import pytest\n\npytest.importorskip('no_such_module')\n"
EXPECTED_TO_FAIL = "import pytest\n\n@pytest.mark.xfail\ndef test_it():\n    assert False\n"
POSTGRESQL_ONLY = (
    "import pytest\n\n@pytest.mark.postgres(only=True)\ndef test_it():\n    pass\n\ndef test_other():\n    pass\n"
)


def run_pytest(folder: Path, source: str, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_sample.py").write_text(source)
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = postgres\n")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:django",
        "-p",
        "no:cacheprovider",
        "-p",
        "tests.selection",
    ]
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [*command, "-c", str(folder / "pytest.ini"), str(folder)],
        cwd=REPOSITORY,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("source", "summary"), [(SKIPPED, "1 failed"), (SKIPPED_WHOLE, "1 error")])
def test_a_skip_is_a_failure_where_skips_are_forbidden(tmp_path: Path, source: str, summary: str) -> None:
    result = run_pytest(tmp_path, source, SUNWARD_NO_SKIPS="1")
    assert result.returncode != 0
    assert summary in result.stdout
    assert "SUNWARD_NO_SKIPS is set" in result.stdout


def test_a_skip_is_a_skip_on_a_developers_machine(tmp_path: Path) -> None:
    result = run_pytest(tmp_path, SKIPPED)
    assert (result.returncode, "1 skipped" in result.stdout) == (0, True)


def test_an_expected_failure_is_not_a_skip(tmp_path: Path) -> None:
    result = run_pytest(tmp_path, EXPECTED_TO_FAIL, SUNWARD_NO_SKIPS="1")
    assert (result.returncode, "1 xfailed" in result.stdout) == (0, True)


@pytest.mark.parametrize(
    ("address", "summary"),
    [
        ("", "1 passed, 1 deselected"),
        ("sqlite:///x.sqlite3", "1 passed, 1 deselected"),
        ("postgres://db/x", "2 passed"),
    ],
)
def test_what_only_postgresql_can_answer_is_asked_only_there(tmp_path: Path, address: str, summary: str) -> None:
    result = run_pytest(tmp_path, POSTGRESQL_ONLY, SUNWARD_NO_SKIPS="1", DATABASE_URL=address)
    assert summary in result.stdout


def test_what_takes_long_comes_first_and_is_there() -> None:
    gone = [beginning for beginning in LONGEST if not (REPOSITORY / beginning).exists()]
    assert gone == [], "renamed or moved: these would come last, and one core would wait for the other"
    named = ["tests/money/test_races.py::test_a", "tests/crash/test_b.py::test_b", f"{LONGEST[0]}::test_c"]
    assert sorted(named, key=place) == named[::-1]

"""The command line: exit codes, one line on stderr, any directory, no Django."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sunward.charter.engine.command import main_charter, main_judge
from tests.charter.engine.conftest import Pack
from tests.charter.engine.scenes import MEMBER_ASSEMBLY


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(MEMBER_ASSEMBLY), encoding="utf-8")
    return file


def run(*arguments: str, cwd: Path, given: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "SUNWARD_CHARTERS"}
    return subprocess.run(
        [sys.executable, "-m", "sunward", *arguments],
        cwd=cwd,
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**environment, "LC_ALL": "C"},
        timeout=60,
        check=False,
    )


def test_from_any_directory_in_any_locale(case_file: Path, tmp_path: Path):
    done = run("judge", "--charter", "cn-collective", str(case_file), cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    verdict = json.loads(done.stdout)
    assert list(verdict) == ["valid", "charter", "findings"]
    assert verdict["valid"] is True
    assert "农村集体经济组织法" in done.stdout


def test_from_standard_input(tmp_path: Path):
    broken = json.dumps({**MEMBER_ASSEMBLY, "notice_on": "2025-06-15"})
    done = run("judge", "--charter", "cn-collective", "-", cwd=tmp_path, given=broken)

    assert done.returncode == 1
    assert json.loads(done.stdout)["valid"] is False


def test_the_judge_needs_no_django(case_file: Path):
    code = (
        "import sys; from sunward.charter.engine.command import main_judge;"
        f"main_judge(['--charter', 'cn-collective', {str(case_file)!r}]);"
        "sys.exit(any(name.partition('.')[0] in ('django', 'jsonschema') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--charter", "cn-nowhere", "{case}"], "cn-nowhere"),
        (["--charter", "../secret", "{case}"], "../secret"),
        (["--charter", "", "{case}"], "--charter"),
        (["--charter", "cn-collective@2001-01-01", "{case}"], "2001-01-01"),
        (["--charter", "cn-collective", "{case}.gone"], "cannot be read"),
        (["--charter", "cn-collective", "\0"], "cannot be read"),
        (["--charter", "cn-collective"], "CASE.json"),
        (["{case}"], "--charter"),
        (["--charter", "cn-village", "{case}"], "matter"),
    ],
)
def test_unusable_input_is_one_line(
    arguments: list[str], says: str, case_file: Path, capsys: pytest.CaptureFixture[str]
):
    code = main_judge([argument.replace("{case}", str(case_file)) for argument in arguments])
    printed = capsys.readouterr()

    assert code == 2
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert says in printed.err


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no /dev/zero here")
def test_a_case_without_an_end_is_no_case():
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (300 << 20, 300 << 20));"
        "from sunward.charter.engine.command import main_judge;"
        "sys.exit(main_judge(['--charter', 'cn-collective', '/dev/zero']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "/dev/zero: is longer than 4 MiB: not a case\n")


def test_before_the_law_there_is_no_verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "early.json"
    file.write_text(json.dumps({**MEMBER_ASSEMBLY, "held_on": "2024-06-20"}), encoding="utf-8")

    assert main_judge(["--charter", "cn-collective", str(file)]) == 2
    assert "in force on 2024-06-20" in capsys.readouterr().err


def test_a_case_can_keep_the_version_it_was_opened_under(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    scene = {
        "matter": "covenant",
        "body": "residents_assembly",
        "held_on": "2026-02-01",
        "counts": {"adults": {"entitled": 10, "present": 1, "for": 1}},
    }
    file = tmp_path / "kept.json"
    file.write_text(json.dumps(scene), encoding="utf-8")

    assert main_judge(["--charter", "cn-urban", str(file)]) == 0
    assert main_judge(["--charter", "cn-urban@2018-12-29", str(file)]) == 1
    assert '"cn-urban@2018-12-29"' in capsys.readouterr().out


def test_checking_what_is_no_rule_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main_charter(["check", str(tmp_path)]) == 2
    assert main_charter(["polish", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 2


def test_a_reader_that_stops_listening_is_no_error(case_file: Path):
    command = [sys.executable, "-m", "sunward", "judge", "--charter", "cn-collective", str(case_file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as judging:
        assert judging.stdout
        assert judging.stderr
        judging.stdout.close()
        complaint = judging.stderr.read()

    assert (judging.returncode, complaint) == (0, b"")


def test_a_folder_of_rule_books_is_checked_whole(shelf: Path, write_pack: Pack, capsys: pytest.CaptureFixture[str]):
    write_pack("one")
    write_pack("two")

    assert main_charter(["check", str(shelf)]) == 0
    assert capsys.readouterr().out == "2 rule book(s) in order\n"
    (shelf / "two" / "bodies.yaml").write_text("residents_assembly: {colour: red}\n", encoding="utf-8")
    assert main_charter(["check", str(shelf)]) == 1
    assert "two/bodies.yaml line 1, residents_assembly" in capsys.readouterr().out

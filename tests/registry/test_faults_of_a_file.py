"""Every fault of a file is told with its line and column, and nothing of the file comes in."""

from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from sunward.kernel.acts import Unknown
from sunward.registry.imports import command, table
from sunward.registry.imports.problems import Problem, UnusableFile
from sunward.registry.imports.residents import RESIDENTS
from sunward.registry.imports.staging import stage
from sunward.registry.models import StagedFile, StagedRow
from tests.registry.conftest import CODE, HERE, Does
from tests.registry.files import GOOD, HEADING, ID, POSTS, faults


@pytest.fixture(autouse=True)
def in_english() -> object:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("王小明,1-101,户籍,2009/13/1", "line 2, resident since: “2009/13/1” is not a day"),
        ("王小明,1-101,房客,2009/6/1", "line 2, residence status: “房客” is not accepted. Accepted: 户籍, 常住, 流动"),
        (",1-101,户籍,2009/6/1", "line 2, name: is empty"),
        ("王小明,1-101,户籍,2026-03-03", "line 2, resident since: has not come yet"),
        ("王小明,1-101,户籍,2009/6/1,x,y", "line 2, row: has 6 cells"),
        (f"{'王' * 81},1-101,户籍,2009/6/1", "line 2, name: is too long"),
        ('"王小明,1-101,户籍,2009/6/1', "line 2, row: cannot be read"),
        ("王小明", "line 2, door: is empty"),
    ],
)
def test_a_fault_is_told_with_line_and_column(founded: str, row: str, told: str) -> None:
    assert any(fault.startswith(told) for fault in faults(f"{HEADING}\n{row}\n"))


def test_every_bad_row_is_told_and_none_comes_in(founded: str) -> None:
    text = f"{HEADING}\n王小明,1-101,户籍,never\n\n李梅,1-102,常住,2024-09-01\n,,,\n周宁,,常住,2024-09-01\n"
    assert [fault.partition(":")[0] for fault in faults(text)] == ["line 2, resident since", "line 6, door"]
    assert not StagedFile.objects.filter(community_code=CODE).exists()
    assert not StagedRow.objects.exists()


def test_lines_are_counted_as_an_editor_counts_them(founded: str) -> None:
    text = f'{HEADING}\n王小明,"1-\n101",户籍,2009-06-01\n李梅,1-102,常住,never\n'
    assert [fault.partition(",")[0] for fault in faults(text)] == ["line 2", "line 4"]


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("姓名,门牌,居住身份", "line 1, resident since: this column is missing"),
        (f"{HEADING},积分", "line 1, 积分: unknown column. Accepted: name, latin name"),
        (f"{HEADING},姓名", "line 1, 姓名: stands there twice"),
    ],
)
def test_a_heading_that_is_not_understood_is_told(founded: str, heading: str, told: str) -> None:
    (fault,) = faults(f"{heading}\n王小明,1-101,户籍,2009/6/1\n")
    assert fault.startswith(told)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"PK\x03\x04rest", "spreadsheet"),
        (GOOD.encode("utf-16"), "neither"),
        (b"\xff\xff\xff\x00", "neither"),
    ],
)
def test_what_is_no_table_is_told(founded: str, data: bytes, told: str) -> None:
    with pytest.raises(UnusableFile, match=told):
        stage(data, "residents", CODE)
    assert not StagedFile.objects.filter(community_code=CODE).exists()


def test_a_file_of_headings_only_has_nothing_to_import(founded: str) -> None:
    assert faults(HEADING) == ["line 1, file: has no row under its heading."]


@pytest.mark.postgres
def test_an_identity_number_comes_once(does: Does) -> None:
    text = f"{HEADING},证件号码\n王小明,1-101,户籍,2009/6/1,{ID}\n王晓明,1-102,户籍,2009/6/1,11010519491231002x\n"
    assert faults(text) == [
        "line 3, identity number: is the same person as line 2: the same identity number. Take one of the lines out."
    ]
    does("register_person", HERE, name="王小明", id_number=ID)
    (fault,) = faults(f"{HEADING},证件号码\n王小明,1-101,户籍,2009/6/1,{ID}\n")
    assert fault.startswith("line 2, identity number: is registered already, as person:p")


def test_a_number_that_a_spreadsheet_has_rounded_is_told(founded: str) -> None:
    (fault,) = faults(f"{HEADING},证件号码\n王小明,1-101,户籍,2009/6/1,1.10105E+17\n")
    assert "as text" in fault


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("郑安,,no.such,2026-01-15,", "line 2, post: “no.such” is no post"),
        ("郑安,pxxxxxxxxxxx,service_centre.clerk,2026-01-15,", "line 2, person number: is not in the register"),
        ("郑安,,supervision_committee.head,2026-01-15,", "line 2, post: All 1 seats"),
        ("郑安,,service_centre.clerk,2026-01-15,2026-01-14", "line 2, last day of the term: is before"),
        ("郑安,,clerk,2026-01-15,", "line 2, post: “clerk” is not accepted"),
    ],
)
def test_an_officer_who_cannot_be_is_told(founded: str, row: str, told: str) -> None:
    assert faults(POSTS + row, "posts")[0].startswith(told)


def test_seats_are_counted_within_the_file(founded: str) -> None:
    clerks = "".join(f"文员{n},,service_centre.clerk,2026-01-15,\n" for n in range(2))
    assert faults(POSTS + clerks, "posts") == ["line 3, post: All 3 seats are taken in that time."]


def test_the_command_tells_every_fault(founded: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file.csv").write_bytes(f"{HEADING}\n王小明,,户籍,x\n".encode("gbk"))
    assert command.run(["residents", str(tmp_path / "file.csv"), "--community", CODE]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "line 2, door: is empty."
    assert len(told) == 3


@pytest.mark.parametrize(
    ("kind", "file", "code"),
    [("cats", "file.csv", CODE), ("residents", "none.csv", CODE), ("residents", "file.csv", "x")],
)
def test_a_call_that_cannot_be_ends_with_two(
    founded: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, file: str, code: str
) -> None:
    (tmp_path / "file.csv").write_text(GOOD)
    assert command.run([kind, str(tmp_path / file), "--community", code]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_faults_are_told_in_chinese_too(founded: str) -> None:
    with translation.override("zh-hans"):
        assert faults(f"{HEADING}\n王小明,,户籍,2009-06-01\n") == ["第 2 行，门牌：没有填。"]


def test_an_unknown_kind_is_told(founded: str) -> None:
    with pytest.raises(Unknown, match="residents"):
        stage(b"x", "cats", CODE)


@given(st.binary(max_size=200))
def test_whatever_the_bytes_a_file_is_rows_faults_or_unusable(data: bytes) -> None:
    try:
        rows = list(table.rows(table.decoded(data), RESIDENTS.columns))
    except UnusableFile:
        return
    assert all(isinstance(row, Problem | table.Row) for row in rows)


def test_a_device_is_no_file(officer: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It may never end; and one fault is one fault."""
    assert command.run(["residents", "/dev/zero", "--community", CODE]) == 2
    assert "/dev/zero" in capsys.readouterr().err

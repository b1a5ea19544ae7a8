"""One run tells everything that is wrong with a file, and the command names no officer by guess."""

from pathlib import Path

import pytest
from django.utils import translation

from sunward.registry import queries
from sunward.registry.imports import command
from sunward.registry.imports.confirm import confirm
from sunward.registry.imports.staging import stage
from sunward.registry.models import StagedRow
from tests.registry.conftest import CODE, DIRECTOR, HERE, TODAY, Does, person
from tests.registry.files import DELEGATE, GOOD, HEADING, ID, faults


@pytest.fixture(autouse=True)
def in_english() -> object:
    with translation.override("en"):
        yield


def test_one_run_tells_the_faults_of_rows_and_those_across_rows(does: Does) -> None:
    does("register_person", HERE, name="孙涛", id_number=ID)
    text = (
        f"{HEADING},证件号码,出生日期\n"
        "王小明,1-101,户籍,never,,\n"
        "李梅,1-102,常住,2024-09-01,,1990-11-23\n"
        f"孙涛,1-103,户籍,2009-06-01,{ID},1950-01-01\n"
        "李梅,1-102,常住,2024-09-01,,1990-11-23\n"
    )
    assert [fault.partition(":")[0] for fault in faults(text)] == [
        "line 2, resident since", "line 4, date of birth", "line 4, identity number", "line 5, name",
    ]  # fmt: skip
    assert not StagedRow.objects.exists()


def test_an_open_quotation_mark_does_not_hide_the_faults_after_it(founded: str) -> None:
    rows = (
        '"王小明,1-101,户籍,2009-06-01',
        "李梅,1-102,常住,never",
        '"周宁,1-103,常住,2024-09-01',
        "何军,,常住,2024-09-01",
    )
    text = "\n".join((HEADING, *rows))
    assert [fault.partition(":")[0] for fault in faults(text)] == [
        "line 2, row", "line 3, resident since", "line 4, row", "line 5, door",
    ]  # fmt: skip


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("first", "second", "column"),
    [
        ("王小明,1-101,,1984-03-02", "王小明,1-101,,1984/3/2", "name"),
        ("王小明,1-101,,1984-03-02", "王小明,1-102,,1984/3/2", "name"),
        ("Anna Li,1-101,,1984-03-02", "ＡＮＮＡ LI,1-102,,1984/3/2", "name"),
        ("王小明,1-101,,", "王小明,1-101,,", "name"),
        (f"王小明,1-101,{ID},", "王小明,1-101,,1949-12-31", "name"),
        ("王小明,1-101,,1949-12-31", f"王小明,1-101,{ID},", "name"),
        (f"王小明,1-101,{ID},", f"王晓明,1-102,{ID},", "identity number"),
    ],
)
def test_who_stands_in_a_file_twice_is_told(founded: str, first: str, second: str, column: str) -> None:
    heading = "姓名,门牌,证件号码,出生日期,居住身份,居住起始日"
    text = f"{heading}\n{first},户籍,2009-06-01\n周宁,1-101,,,户籍,2009-06-01\n{second},户籍,2010-06-01\n"
    (fault,) = faults(text)
    assert fault.startswith(f"line 4, {column}: is the same person as line 2: ")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("王小明,1-101,,1984-03-02", "王小明,1-101,,1985-03-02"),
        ("王小明,1-101,PB100001,1984-03-02", "王小明,1-101,PB100002,1984-03-02"),
    ],
)
def test_people_who_only_look_alike_come_in(founded: str, first: str, second: str) -> None:
    heading = "姓名,门牌,证件号码,出生日期,居住身份,居住起始日"
    assert not faults(f"{heading}\n{first},户籍,2009-06-01\n{second},户籍,2009-06-01\n")


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("registered", "row", "found"),
    [
        ({}, "王小明,1-102,,1984/3/2", True),
        ({}, f"王小明,1-102,{ID},1949-12-31", False),
        ({"born_on": "1949-12-31"}, f"王小明,1-102,{ID},", True),
        ({"id_number": "PB100001"}, "王小明,1-102,PB100002,1984-03-02", False),
        ({"id_number": "PB100001"}, " 王 小明,1-102,,1984-03-02", True),
        ({}, "王小明,1-102,,1985-03-02", False),
        ({}, "王晓明,1-102,,1984-03-02", False),
    ],
)
def test_who_stands_in_the_register_by_name_and_birth_date_is_told(
    does: Does, registered: dict[str, str], row: str, found: bool
) -> None:
    """It failed before: without an identity number the register was never looked at, and one person came in twice."""
    does("register_person", HERE, **({"name": "王小明", "born_on": "1984-03-02"} | registered))
    told = faults(f"姓名,门牌,证件号码,出生日期,居住身份,居住起始日\n{row},户籍,2009-06-01\n")
    assert len(told) == int(found), told
    if found:
        assert told[0].startswith("line 2, name: has the name and the date of birth of person:p")
        assert "Accepted: " in told[0]


@pytest.mark.postgres
def test_one_person_in_two_rows_enters_once_and_holds_a_post_once(officer: str) -> None:
    heading = "姓名,证件号码,岗位,任职起始日\n"
    rows = [f"赵德海,{ID},{post},2026-01-15\n" for post in (DELEGATE, "service_centre.clerk", DELEGATE)]
    assert faults(heading + "".join(rows), "posts") == ["line 4, post: Holds this post already in that time."]
    confirm(stage((heading + "".join(rows[:2])).encode(), "posts", CODE), officer, DIRECTOR)
    assert person("赵德海").appointments.count() == 2


def call(tmp_path: Path, text: str, *more: str, kind: str = "residents") -> int:
    (tmp_path / "file.csv").write_text(text)
    return command.run([kind, str(tmp_path / "file.csv"), "--community", CODE, *more])


@pytest.mark.parametrize("trial", [(), ("--dry-run",)])
def test_the_command_tells_who_stands_in_a_file_twice(
    founded: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], trial: tuple[str, ...]
) -> None:
    assert call(tmp_path, GOOD + GOOD.splitlines()[1], *trial) == 1
    assert "line 4, name: is the same person as line 2" in capsys.readouterr().err


def test_the_command_names_no_officer_by_guess(
    officer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(tmp_path, GOOD) == 2
    told = capsys.readouterr().err
    assert "More than one could be meant: " in told
    assert f"Chen Guoliang ({officer}) as {DIRECTOR}" in told
    assert call(tmp_path, GOOD, "--by", officer) == 2  # two posts
    assert not StagedRow.objects.exists()
    assert call(tmp_path, GOOD, "--by", "person:nobody") == 2
    assert queries.residents_count(CODE, TODAY) == 0


def test_the_command_says_whom_it_has_chosen(officer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path, GOOD, "--post", DIRECTOR) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"Chosen, because nobody else may: Chen Guoliang ({officer}) as {DIRECTOR}."
    assert told[1].startswith(f"2 rows imported by {officer} as {DIRECTOR}")

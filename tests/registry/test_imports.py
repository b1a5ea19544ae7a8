"""Tables come in whole or not at all."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from sunward.kernel import clock
from sunward.kernel.acts import Refused, Unknown
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.record import commitments
from sunward.record import queries as record
from sunward.registry import queries
from sunward.registry.imports import command
from sunward.registry.imports.confirm import confirm
from sunward.registry.imports.problems import UnusableFile
from sunward.registry.imports.residents import RESIDENTS
from sunward.registry.imports.staging import discard_unconfirmed, row_commitment, stage, staged
from sunward.registry.models import Household, Import, Membership, Person, StagedFile, StagedRow
from tests.registry.conftest import CODE, DIRECTOR, HERE, TODAY, Does, person
from tests.registry.files import DELEGATE, GOOD, HEADING, ID, POSTS, faults

TEMPLATES = Path(__file__).parents[2] / "docs" / "import"


@pytest.fixture(autouse=True)
def in_english() -> object:
    with translation.override("en"):
        yield


@pytest.mark.postgres
def test_residents_come_in_with_their_households_and_stays(officer: str) -> None:
    staging = stage(GOOD.encode(), "residents", CODE)
    assert (staging.ok, staging.rows, staging.sample[0]["name"]) == (True, 2, "王小明")
    assert not Person.objects.filter(name="王小明").exists()
    confirm(staging, officer, DIRECTOR)
    assert queries.residents_count(CODE, TODAY) == 2
    (stay,) = queries.residence_of(str(person("李梅")))
    assert (stay.household, stay.status, stay.from_day) == ("hupan-1-102", "habitual", date(2024, 9, 1))


def test_one_entry_stands_for_the_file_without_a_name(officer: str) -> None:
    staging = stage(GOOD.encode(), "residents", CODE)
    before = len(record.journal(CODE))
    entry = confirm(staging, officer, DIRECTOR).entry
    assert len(record.journal(CODE)) == before + 1
    assert (entry.public["rows"], entry.public["file"]) == (2, staging.number)
    assert len(entry.public["sha256"]) == len(entry.public["root"]) == 64
    assert "王小明" not in json.dumps({**entry.public, **entry.private})


@pytest.mark.postgres
def test_a_row_can_be_proved_after_its_cells_are_gone(officer: str) -> None:
    staging = stage(GOOD.encode(), "residents", CODE)
    entry = confirm(staging, officer, DIRECTOR).entry
    rows = StagedRow.objects.filter(file__number=staging.number).order_by("line")
    assert [cells for _line, cells in RESIDENTS.rows(StagedFile.objects.get(number=staging.number))] == [{}, {}]
    assert commitments.fields_root([bytes(row.commitment) for row in rows]).hex() == entry.public["root"]
    told = {"name": "王小明", "door": "1-101", "status": "registered", "from_day": "2009-06-01"}
    assert commitments.commitment("row", rows[0].salt, told) == bytes(rows[0].commitment)


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.text(st.characters(exclude_categories=["Cs"]))),
    st.text("0123456789abcdef"),
)
def test_a_rows_commitment_is_the_records(cells: dict[str, str], salt: str) -> None:
    assert row_commitment(salt, cells) == commitments.commitment("row", salt, cells)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_files_of_every_spreadsheet_are_read(founded: str, encoding: str, separator: str) -> None:
    assert stage(GOOD.replace(",", separator).encode(encoding), "residents", CODE).rows == 2


@pytest.mark.parametrize(
    "heading", ["Name, Door ,Residence status,Resident since", "name,door,status,from_day", "姓名*,户,身份,入住日期"]
)
def test_headings_are_read_in_both_languages(founded: str, heading: str) -> None:
    assert stage(f"{heading}\n王小明,1-101,registered,2009-06-01\n".encode(), "residents", CODE).rows == 1


def test_the_birth_date_in_an_identity_number_is_taken_and_compared(officer: str) -> None:
    heading = f"{HEADING},身份证号,出生日期"
    assert "another day" in faults(f"{heading}\n王小明,1-101,户籍,2009/6/1,{ID},1950-01-01\n")[0]
    staging = stage(f"{heading}\n王小明,1-101,户籍,2009/6/1,{ID},\n".encode(), "residents", CODE)
    confirm(staging, officer, DIRECTOR)
    row = person("王小明")
    assert (row.born_on, row.id_mask) == (date(1949, 12, 31), "110*************2X")


def test_the_same_file_does_not_come_in_twice(officer: str) -> None:
    confirm(stage(GOOD.encode(), "residents", CODE), officer, DIRECTOR)
    with pytest.raises(FactsError, match="2026-03-02"):
        confirm(stage(GOOD.encode(), "residents", CODE), officer, DIRECTOR)
    assert Person.objects.filter(name="王小明", community_code=CODE).count() == 1


def test_confirming_twice_moves_once(officer: str) -> None:
    staging = stage(GOOD.encode(), "residents", CODE)
    assert confirm(staging, officer, DIRECTOR).entry == confirm(staging, officer, DIRECTOR).entry
    assert queries.residents_count(CODE, TODAY) == 2


@pytest.mark.postgres
def test_what_changed_since_the_file_was_read_stops_all_of_it(does: Does, officer: str) -> None:
    text = f"{HEADING},证件号码\n李梅,1-102,常住,2024-09-01,\n王小明,1-101,户籍,2009/6/1,{ID}\n"
    staging = stage(text.encode(), "residents", CODE)
    does("register_person", HERE, name="王小明", id_number=ID)
    with pytest.raises(UnusableFile, match="changed"):
        confirm(staging, officer, DIRECTOR)
    assert not Person.objects.filter(name="李梅", community_code=CODE).exists()
    assert not Import.objects.filter(community__code=CODE).exists()


def test_a_file_staged_in_one_request_is_confirmed_in_another(officer: str) -> None:
    number = stage(GOOD.encode(), "residents", CODE).number
    assert number is not None
    confirm(staged(number), officer, DIRECTOR)
    assert queries.residents_count(CODE, TODAY) == 2
    with pytest.raises(Unknown):
        staged("nothing")


def test_nobody_without_the_post_imports(founded: str) -> None:
    staging = stage(GOOD.encode(), "residents", CODE)
    with pytest.raises(Refused):
        confirm(staging, "person:nobody", DIRECTOR)
    assert queries.residents_count(CODE, TODAY) == 0


@pytest.mark.postgres
def test_members_come_in_with_the_residents(officer: str) -> None:
    text = (
        f"{HEADING},集体成员起始日,入党日期\n"
        "王小明,1-101,户籍,2009/6/1,2016-05-01,\n"
        "李梅,1-101,户籍,2009/6/1,,1999.7.1\n"
    )
    confirm(stage(text.encode(), "residents", CODE), officer, DIRECTOR)
    rows = Membership.objects.filter(community__code=CODE).values_list("person__name", "kind", "from_day")
    assert set(rows) == {("王小明", "collective", date(2016, 5, 1)), ("李梅", "party", date(1999, 7, 1))}


KNOWN = f"{HEADING},人员编号,出生日期,电话,证件号码,集体成员起始日"


@pytest.mark.postgres
def test_an_officer_whom_the_founding_named_gets_a_door_by_the_file_and_stays_one_person(officer: str) -> None:
    """It failed before: a file of residents made everybody anew, and whoever held a post since the founding lived
    nowhere, signed nothing and was named by no door."""
    name = Person.objects.get(number=officer.removeprefix("person:")).name
    rows = (f"{name},1-101,户籍,2009/6/1,{officer},,13900001234,{ID},2016-05-01", "王小明,1-101,户籍,2009/6/1,,,,,")
    text = "\n".join([KNOWN, *rows])
    assert faults(text) == []
    before = Person.objects.count()
    confirm(stage(text.encode(), "residents", CODE), officer, DIRECTOR)
    assert Person.objects.count() == before + 1
    assert queries.resident_named(f"1-101 {name}", CODE) == officer
    found = Person.objects.get(number=officer.removeprefix("person:"))
    assert (found.born_on, found.phone, bool(found.id_fingerprint)) == (date(1949, 12, 31), "13900001234", True)
    assert found.id_mask.endswith("2X")
    assert Membership.objects.filter(person=found, kind="collective").count() == 1
    again = text.replace("1-101", "1-102").replace("王小明", "李小明")
    assert [told.partition(":")[0] for told in faults(again)] == ["line 2, person number"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{name},1-101,户籍,2009/6/1,pxxxxxxxxxxx,,,,", ["line 2, person number: is not in the register."]),
        ("别的人,1-101,户籍,2009/6/1,{person},,,,", ["line 2, name: is another than"]),
        ("{name},1-101,户籍,2009/6/1,{person},1975-05-07,,,", ["line 2, date of birth: is another than"]),
        ("{name},1-101,户籍,2009/6/1,{person},1975-05-06,,,", []),
    ],
)
def test_a_file_corrects_nobody_who_is_registered(officer: str, row: str, told: list[str]) -> None:
    with door_open():
        Person.objects.filter(number=officer.removeprefix("person:")).update(born_on=date(1975, 5, 6))
    name = Person.objects.get(number=officer.removeprefix("person:")).name
    found = faults(f"{KNOWN}\n{row.format(name=name, person=officer)}\n")
    assert len(found) == len(told)
    assert all(one.startswith(begins) for one, begins in zip(found, told, strict=True))


def test_nobody_stands_in_a_file_twice_by_their_number(officer: str) -> None:
    name = Person.objects.get(number=officer.removeprefix("person:")).name
    bare = officer.removeprefix("person:")
    text = f"{KNOWN}\n{name},1-101,户籍,2009/6/1,{officer},,,,\n{name},1-102,户籍,2009/6/1,{bare},,,,\n"
    assert faults(text)[0].startswith("line 3, person number: is the same person as line 2")


@pytest.mark.postgres
def test_doors_that_exist_are_used_again(does: Does, officer: str) -> None:
    does("register_household", HERE, door="1-101", grid="990202003001002")
    confirm(stage(GOOD.encode(), "residents", CODE), officer, DIRECTOR)
    assert Household.objects.filter(community__code=CODE).count() == 2
    assert Household.objects.get(number="hupan-1-101").grid is not None


@pytest.mark.postgres
def test_households_come_in_with_their_grids(does: Does, officer: str) -> None:
    text = "door,grid\n1-101,990202003001002\n1-102,\n"
    confirm(stage(text.encode(), "households", CODE), officer, DIRECTOR)
    assert [row.grid and row.grid.code for row in Household.objects.filter(community__code=CODE).order_by("door")] == [
        "990202003001002", None]  # fmt: skip
    told = faults("door,grid\n1-101,\n2-1,990202003009999\n2-1,\n", "households")
    assert told[0].startswith("line 2, door: is registered already")
    assert told[1].startswith("line 3, grid code: is no grid of this community. Accepted: 990202003001001")
    assert told[2:] == ["line 4, door: stands in line 3 already."]
    (twice,) = faults("door,grid\n7栋101室,\n7-101,\n", "households")
    assert twice.startswith("line 3, door: stands in line 2 already, as 7栋101室. ")


def test_officers_come_in_with_one_term(officer: str) -> None:
    text = f"{POSTS}赵德海,,{DELEGATE},2026-01-15,\n陈国良,{officer},{DELEGATE},2026-01-15,2027-01-14\n"
    confirm(stage(text.encode(), "posts", CODE), officer, DIRECTOR)
    delegates = queries.holders(DELEGATE, CODE, TODAY)
    assert [(each.name, each.until) for each in delegates] == [
        ("赵德海", date(2031, 1, 14)), ("Chen Guoliang", date(2027, 1, 14))]  # fmt: skip
    assert delegates[1].person == officer


@pytest.mark.parametrize("kind", ["residents", "households", "posts"])
def test_the_templates_come_in_as_they_are(
    founded: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (TEMPLATES / f"{kind}.csv").read_text("utf-8-sig").replace("99010", "99020")
    (tmp_path / "file.csv").write_text(text, "utf-8")
    call = [kind, str(tmp_path / "file.csv"), "--community", CODE, "--post", DIRECTOR]
    assert command.run(call) == 0
    assert "imported by person:p" in capsys.readouterr().out


def test_a_trial_imports_nothing(founded: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file.csv").write_text(GOOD)
    assert command.run(["residents", str(tmp_path / "file.csv"), "--community", CODE, "--dry-run"]) == 0
    assert "2 rows, all in order" in capsys.readouterr().out
    assert not StagedRow.objects.exists()
    assert queries.residents_count(CODE, TODAY) == 0


def test_staged_names_do_not_stay(officer: str) -> None:
    confirmed = stage(GOOD.encode(), "residents", CODE)
    confirm(confirmed, officer, DIRECTOR)
    with clock.moved_to(clock.now() + timedelta(seconds=1)):
        stage(GOOD.replace("李梅", "周宁").encode(), "residents", CODE)
    assert discard_unconfirmed(clock.now()) == 0
    assert discard_unconfirmed(clock.now() + timedelta(days=1)) == 1
    assert set(StagedRow.objects.values_list("file__number", flat=True)) == {confirmed.number}


def test_erasing_somebody_forgets_the_salt_of_their_row(does: Does, officer: str) -> None:
    confirm(stage(GOOD.encode(), "residents", CODE), officer, DIRECTOR)
    liu = person("李梅")
    does("record_departure", _ref(liu), told_by="self")
    does("erase_private", _ref(liu), legal_basis="个人信息保护法 第四十七条")
    assert [row.salt != "" for row in StagedRow.objects.order_by("line")] == [True, False]


def _ref(row: Person) -> Ref:
    return Ref("person", row.number)


@pytest.mark.postgres
def test_moving_costs_the_same_statements_for_two_rows_and_two_hundred(
    officer: str, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for count, start in ((2, 0), (200, 10)):
        rows = "".join(f"某某{n},{n},户籍,2009-06-01\n" for n in range(start, start + count))
        staging = stage(f"{HEADING}\n{rows}".encode(), "residents", CODE)
        with django_assert_max_num_queries(40):
            confirm(staging, officer, DIRECTOR)


@pytest.mark.postgres
def test_staged_rows_are_read_as_they_were_typed(founded: str) -> None:
    staging = stage(f"{HEADING},证件号码\n王小明,1-101,户籍,2009/6/1,{ID}\n".encode(), "residents", CODE)
    ((line, cells),) = RESIDENTS.rows(StagedFile.objects.get(number=staging.number))
    told = {"name": "王小明", "door": "1-101", "status": "registered", "from_day": "2009-06-01", "id_number": ""}
    assert line == 2
    assert cells.items() >= told.items()
    assert cells["number"].startswith("p")

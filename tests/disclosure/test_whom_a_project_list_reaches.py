"""The list of a project is read in full by the doors that stand in it. Failed before: with none, or one that a keyboard
wrote otherwise, it was posted without a word, and nobody of the project could read it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunward.disclosure import queries
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.memo import remembering
from sunward.kernel.refs import new_id
from sunward.record.models import Journal
from sunward.registry import queries as registry
from sunward.registry.models import Community, Household
from tests import stage
from tests.disclosure.scenes import MONDAY, day, post, resident, viewer

CLERK, CODE = stage.CLERK, stage.CODE
pytestmark = pytest.mark.django_db
DOOR, SUM = {"zh": "门牌", "en": "door"}, {"zh": "金额", "en": "amount"}


def posted(**facts: Any) -> tuple[str, set[str]]:
    """Its number, and what stands against it."""
    found = post(
        MONDAY, item="household_list", title="东片名单", audience="project_households", audience_ref="东片", **facts
    )
    row = Journal.objects.filter(act="disclosure.publish").latest("id")
    return found.number, {one["rule"] for one in row.findings if not one["ok"]}


def listed(*doors: str) -> dict[str, Any]:
    return {"rows": {"columns": [DOOR, SUM], "rows": [[door, "5"] for door in doors]}}


def reads(number: str, person: str) -> bool:
    with day(MONDAY):
        page = queries.publication(number, viewer(person, "resident"), MONDAY)
    return page is not None and page.full


def test_their_door_is_theirs_however_it_was_typed(community: str) -> None:
    person = resident("张一")
    door = registry.door_of(person, stage.CODE)
    broad = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in door)
    for typed in (door, broad, f" {door} "):
        number, against = posted(**listed(typed))
        assert reads(number, person)
        assert not against & {"read_by_nobody", "doors_unknown"}
        with day(MONDAY):
            batch = queries.letters(number, viewer(person, "resident", posts=(stage.CLERK,)), MONDAY)
        assert batch
        assert [len(one.rows) for one in batch.letters] == [1], "and the letter has their row"


@pytest.mark.parametrize("facts", [{"text": "名单见服务中心"}, listed(""), listed("99-99"), {
    "rows": {"columns": [{"zh": "户主", "en": "head", "personal": True}, SUM], "rows": [["张一", "5"]]}
}])  # fmt: skip
def test_without_a_door_of_the_register_it_says_that_nobody_reads_it(community: str, facts: dict[str, Any]) -> None:
    person = resident("张一")
    number, against = posted(**facts)
    assert not reads(number, person)
    assert "read_by_nobody" in against


def test_some_doors_that_nobody_lives_behind_are_counted(community: str) -> None:
    person = resident("张一")
    number, against = posted(**listed(registry.door_of(person, stage.CODE), "99-99"))
    assert reads(number, person)
    assert "doors_unknown" in against


def behind(door: str, name: str = "张一") -> str:
    """Somebody who lives behind this door, as the register has it."""
    with day(stage.OPENING):
        house = stage.act("registry.register_household", CLERK, stage.here(), door=door).result
        person = perform(
            "registry.register_person", by=stage.holder(CODE, CLERK), post=CLERK, subject=stage.here(),
            facts={"name": name}, key=new_id(),
        ).result  # fmt: skip
        assert house
        stage.act("registry.record_arrival", CLERK, house, person=str(person), status="registered")
    return str(person)


def another_building(door: str) -> None:
    """A door that the register has beside one that is called alike, as an earlier release took it."""
    with door_open():
        Household.objects.create(number=f"{CODE}-{door}", door=door, community=Community.objects.get(code=CODE))


def letters_of(number: str, person: str) -> dict[str, list[str]]:
    """The doors for which letters are made, and the amounts in them."""
    with day(MONDAY):
        batch = queries.letters(number, viewer(person, "resident", posts=(CLERK,)), MONDAY)
    assert batch
    return {one.door: [cells[1] for cells in one.rows] for one in batch.letters}


@pytest.mark.parametrize(("register", "typed"), [
    ("7-702", "７-７０２"), ("7－702", "7-702"), ("7－702", "７－７０２"), ("7栋７０２室", "7栋702室"),
    ("7−702", "7-702"), ("7栋702室", "7-702"), ("7-702", "7栋702室"), ("7栋702", "7号楼0702"),
    ("Ａ座１１０１", "A座1101"), ("A座1101", "a座１１０１"),
])  # fmt: skip
def test_a_door_is_the_same_one_that_it_is_for_the_register(community: str, register: str, typed: str) -> None:
    """Failed before: of a door half broad, or written with other words, it was said that nobody lives there; its
    letter was not made, and where the words differed the household did not read its own list either."""
    person = behind(register)
    number, against = posted(**listed(typed, "99-99"))
    assert reads(number, person)
    assert "read_by_nobody" not in against
    assert "doors_unknown" in against, "the other one alone"
    assert letters_of(number, person) == {register: ["5"]}
    with pytest.raises(FactsError) as known, day(MONDAY):
        stage.act("registry.register_household", CLERK, stage.here(), door=typed)
    assert register in "".join(known.value.errors["door"]), "the register has it, and says how"


def test_both_rows_of_one_door_come_in_its_letter(community: str) -> None:
    person = behind("7-702")
    number, against = posted(**listed("7栋702室", "7-702"))
    assert not against & {"read_by_nobody", "doors_unknown"}
    assert letters_of(number, person) == {"7-702": ["5", "5"]}


def test_of_two_buildings_called_alike_the_one_that_is_written_reads_it(community: str) -> None:
    person = behind("1号101")
    another_building("1栋101")
    for typed, theirs in (("1号101", True), ("１号１０１", True), ("1栋101", False), ("1-101", False)):
        number, against = posted(**listed(typed))
        assert reads(number, person) == theirs, typed
        assert ("read_by_nobody" in against) != theirs
        assert letters_of(number, person) == ({"1号101": ["5"]} if theirs else {})


@pytest.mark.parametrize(("register", "basement"), [
    ("1栋101", "1栋-101"), ("1-101", "-1-101"), ("1-101", "1--101"), ("1栋101", "1栋－101"), ("1栋101", "1栋–101"),
])  # fmt: skip
def test_the_flat_above_does_not_read_what_is_of_the_basement(community: str, register: str, basement: str) -> None:
    """Failed before: the minus was dropped, and the household above read and was sent what is of the one below."""
    person = behind(register)
    number, against = posted(**listed(basement))
    assert not reads(number, person)
    assert "read_by_nobody" in against
    both, against = posted(**listed(register, basement))
    assert letters_of(both, person) == {register: ["5"]}
    assert "doors_unknown" in against
    with pytest.raises(FactsError) as wrong:
        posted(**listed(register), corrects=both)
    assert list(wrong.value.errors) == ["rows"], "it would leave out the basement"


def test_the_basement_reads_it_as_minus_or_as_below(community: str) -> None:
    person = behind("1栋-101")
    for typed in ("1栋-101", "1栋－１０１", "1栋负101", "1--101"):
        number, _against = posted(**listed(typed))
        assert reads(number, person), typed
    number, _against = posted(**listed("1-101"))
    assert not reads(number, person)


def test_how_many_households_is_no_door(community: str) -> None:
    """Failed before: three households in a column headed as households were the door 3号, which read all and was sent
    the row of another."""
    counted, fifth = behind("3号"), behind("5号", "李二")
    columns = [{"zh": "门牌", "en": "door"}, {"zh": "户", "en": "household"}, SUM]
    number, _against = posted(rows={"columns": columns, "rows": [["5号", "3", "900"], ["5号", "３", "800"]]})
    assert not reads(number, counted)
    assert reads(number, fifth)
    assert set(letters_of(number, fifth)) == {"5号"}


def test_a_door_that_is_a_number_alone_is_that_very_one(community: str) -> None:
    person = behind("3")
    for typed, theirs in (("3", True), ("３", True), ("3号", False)):
        number, _against = posted(**listed(typed))
        assert reads(number, person) == theirs, typed


def test_a_correction_may_spell_the_doors_otherwise(community: str) -> None:
    behind("7-702")
    first, _against = posted(**listed("7栋702室"))
    posted(**listed("7-702"), corrects=first)
    with pytest.raises(FactsError) as wrong:
        posted(**listed("7-703"), corrects=first)
    assert list(wrong.value.errors) == ["rows"]


def asked_of_the_register(look: Callable[[], object]) -> int:
    """How often its doors are asked for while somebody looks."""
    with remembering(), CaptureQueriesContext(connection) as found:
        look()
    return sum('"registry_household"."door"' in one["sql"] for one in found)


def test_a_list_of_many_doors_asks_the_register_once(community: str) -> None:
    """One question for all its doors, however many lists stand on a page and doors in them."""
    person = behind("7-702")
    doors = [f"{10 + place // 40}栋{place % 40 + 101}室" for place in range(100)]
    with door_open():
        here = Community.objects.get(code=CODE)
        Household.objects.bulk_create(Household(number=f"{CODE}-{one}", door=one, community=here) for one in doors)
    typed = [one.replace("栋", "-").removesuffix("室") for one in doors]
    numbers = [posted(**listed(*typed, "7栋702室"))[0] for _list in range(2)]

    def read_by_them(*those: str) -> None:
        assert all(reads(number, person) for number in those)

    def letter() -> None:
        assert letters_of(numbers[0], person) == {"7-702": ["5"]}

    one, both = (asked_of_the_register(partial(read_by_them, *those)) for those in (numbers[:1], numbers))
    assert one == both == 2, "their own door, and all doors"
    assert asked_of_the_register(letter) == 2, "all doors, and whom letters go to"

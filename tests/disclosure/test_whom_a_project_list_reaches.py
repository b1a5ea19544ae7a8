"""The list of a project is read in full by the doors that stand in it. Failed before: with none, or one that a keyboard
wrote otherwise, it was posted without a word, and nobody of the project could read it."""

from typing import Any

import pytest

from sunward.disclosure import queries
from sunward.record.models import Journal
from sunward.registry import queries as registry
from tests import stage
from tests.disclosure.scenes import MONDAY, day, post, resident, viewer

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

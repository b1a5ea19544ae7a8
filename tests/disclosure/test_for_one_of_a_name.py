"""Words for one person, whom the clerk names by door and name. Failed before: entered as of an earlier day, or soon
after a move, they went to somebody of the same name who had moved in behind the door since, and whom they were for
read nothing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation

from sunward.disclosure import queries
from sunward.disclosure.models import Publication
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref, new_id
from sunward.registry import queries as registry
from tests import stage
from tests.disclosure.scenes import MONDAY, day, post, resident, viewer
from tests.stage import CLERK, CODE

pytestmark = pytest.mark.django_db
WANG, LONG_AGO = "王芳", timedelta(days=400)


def before(days: int) -> date:
    return MONDAY - timedelta(days=days)


def goes(person: str, on: date) -> None:
    with day(on):
        stage.act("registry.record_departure", CLERK, Ref.parse(person), left_on=on, told_by="household")


def comes(door: str, on: date, since: date | None = None) -> str:
    """Another of the name moves in behind the door; on that day, or so it is said."""
    house = Ref("household", registry.household_named(door, CODE))
    with day(on):
        person = perform(
            "registry.register_person", by=stage.holder(CODE, CLERK), post=CLERK, subject=stage.here(),
            facts={"name": WANG}, key=new_id(),
        ).result  # fmt: skip
        stage.act("registry.record_arrival", CLERK, house, person=str(person), status="registered",
                  **({"from_day": since} if since else {}))  # fmt: skip
    return str(person)


@pytest.fixture
def wang(community: str) -> str:
    return resident(WANG)


@pytest.fixture
def door(wang: str) -> str:
    return registry.door_of(wang, CODE)


def named(said: str, on: date = MONDAY, **facts: Any) -> Publication:
    return post(on, title="补助", audience="person", audience_ref=said, text="给您的补助", **facts)


def refused(said: str, on: date = MONDAY, **facts: Any) -> str:
    with translation.override("en"), pytest.raises(FactsError) as wrong:
        named(said, on, **facts)
    (told,) = wrong.value.errors["audience_ref"]
    return str(told)


def reads(row: Publication, person: str) -> bool:
    with day(MONDAY):
        return queries.publication(row.number, viewer(person, "resident"), MONDAY) is not None


@pytest.mark.parametrize("posted", [before(1), before(3), before(30), None])
def test_where_it_can_be_either_the_number_says_who(wang: str, door: str, posted: date | None) -> None:
    goes(wang, before(2))
    other = comes(door, before(1))
    told = refused(f"{door} {WANG}", posted_on=posted)
    assert f"{wang} (since {stage.OPENING}, gone on {before(2)}), {other} (since {before(1)})" in told
    assert "Write the person’s number." in told
    for said, theirs in ((wang, [True, False]), (other.removeprefix("person:"), [False, True])):
        row = named(said, posted_on=posted)
        assert [reads(row, one) for one in (wang, other)] == theirs


def test_whoever_came_after_its_day_alone_is_not_meant_by_their_name(community: str) -> None:
    door = registry.door_of(resident("刘强"), CODE)
    other = comes(door, before(1))
    assert f"did not live there yet on {before(3)}" in refused(f"{door} {WANG}", posted_on=before(3))
    assert reads(named(f"{door} {WANG}", posted_on=before(1)), other)


def test_who_moved_away_and_was_followed_by_nobody_of_the_name_is_meant(wang: str, door: str) -> None:
    goes(wang, before(2))
    assert named(f"{door} {WANG}").audience_ref == wang
    assert named(f"{door} {WANG}", posted_on=before(3)).audience_ref == wang


def test_a_year_after_the_move_the_name_is_that_of_who_lives_there(wang: str, door: str) -> None:
    goes(wang, stage.OPENING + timedelta(days=1))
    other = comes(door, stage.OPENING + timedelta(days=5))
    long_after = stage.OPENING + LONG_AGO
    assert named(f"{door} {WANG}", long_after).audience_ref == other
    assert wang in refused(f"{door} {WANG}", long_after, posted_on=long_after - timedelta(days=60))


@pytest.mark.parametrize("spelt", ["1栋{}室", "１－{}", "1-{}，"])
def test_no_other_spelling_of_the_door_leads_to_the_newcomer(wang: str, door: str, spelt: str) -> None:
    goes(wang, before(2))
    comes(door, before(1))
    assert wang in refused(f"{spelt.format(door.removeprefix('1-'))} {WANG}", posted_on=before(3))

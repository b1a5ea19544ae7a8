"""Thirty adults whom one clerk alone registered since yesterday: the roll says so, and the result where they decide."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunward.ballots import queries as ballots
from sunward.ballots.models import Roll, Vote
from sunward.ballots.roll.lately import LATELY, registered_lately
from sunward.kernel.door import perform
from sunward.kernel.guard import door_open
from sunward.kernel.refs import new_id
from sunward.kernel.viewer import Viewer
from sunward.registry import queries as registry
from tests import stage
from tests.ballots import scenes as voting
from tests.money.cases import START, act, on, paper
from tests.stage import CLERK, CODE, DIRECTOR, here

pytestmark = pytest.mark.django_db
FIRST = START - timedelta(days=40)
RULE = "newcomers_decide"


def arrives(number: int, first: int = 0, door: str = "") -> list[str]:
    who = {"papers": "identity_card", "status": "registered"}
    return [
        str(act("registry.register_arrival", CLERK, here(), name=f"虚构{place}", door=door or f"77-{place}",
                born_on=date(1960, 1, 1) + timedelta(days=place), **who).result)
        for place in range(first, first + number)
    ]  # fmt: skip


def freeze(of: str = "") -> tuple[Roll, Any]:
    done = act("ballots.freeze_roll", DIRECTOR, here(), body="residents_assembly", of=of)
    assert done.result
    return Roll.objects.get(number=done.result.id), done.entry


@pytest.fixture
def old(community: str) -> list[str]:
    """Those who have long lived here, and a first roll."""
    with on(FIRST):
        people = voting.people(10)
        freeze()
    return people


def page(roll: Roll) -> Any:
    return ballots.roll_page(roll.number, Viewer(CODE), START)


def test_the_roll_says_how_many_and_by_how_many_hands(old: list[str], client: Client) -> None:
    """Before, thirty invented people stood on it without a word."""
    with on(START):
        arrives(30)
        roll, entry = freeze()
        (figure,) = [one for one in entry.findings if one.rule == "registered_lately"]
        assert (figure.breach, figure.actual) == (False, "30")
        assert f"Of {roll.entitled} places 30 were registered" in figure.text.en
        lately = page(roll).lately
        assert (lately.new, lately.hands, lately.most, lately.since) == (30, 1, 30, START - LATELY)
        shown = client.get(f"/en/c/{CODE}/rolls/{roll.number}/").content.decode()
        assert "30, by 1 at the desk, 30 by one of them" in shown


def test_whoever_was_struck_or_came_long_before_is_not_among_them(old: list[str]) -> None:
    with on(START):
        one, *_others = arrives(3)
        roll, _entry = freeze()
        act("ballots.correct_roll", CLERK, roll.ref, change="strike", who=one, reason="entered_wrongly")
        assert page(roll).lately.new == 2
    with on(START + LATELY + timedelta(days=1)):
        roll, entry = freeze()
        assert page(roll).lately is None
        assert not [one for one in entry.findings if one.rule == "registered_lately"]


def test_a_household_counts_where_nobody_else_lives_behind_its_door(old: list[str]) -> None:
    with on(START):
        shared = registry.door_of(old[0], CODE)
        arrives(1, door=shared)
        arrives(2, first=1)
        roll, _entry = freeze("household_delegates")
        assert roll.entitled >= 3
        lately = registered_lately(roll)
    assert lately
    assert lately.new == 2


def certified(roll: Roll, said: dict[str, str]) -> set[str]:
    day = roll.open_until + timedelta(days=1)
    vote: Vote = voting.put(roll, channels="roll_call", on=day, secret=False)
    with on(day):
        voting.call_roll(vote, said)
    return {one.rule for one in ballots.marks_of_corrections(vote.number)}


@pytest.mark.parametrize("later", [95, 103, 360])
def test_invented_people_are_told_of_for_a_year(old: list[str], later: int) -> None:
    """Before, whoever waited for 90 days had them on the roll without a word."""
    with on(START):
        arrives(5)
    with on(START + timedelta(days=later)):
        _roll, entry = freeze()
        assert [one.actual for one in entry.findings if one.rule == "registered_lately"] == ["5"]


@pytest.mark.parametrize(("new", "against", "decides"), [(4, 6, True), (1, 8, False)])
def test_the_certificate_is_told_where_they_could_decide(old: list[str], new: int, against: int, decides: bool) -> None:
    with on(START):
        newcomers = arrives(new)
        roll, _entry = freeze()
    said = dict.fromkeys(old[:against], "against") | dict.fromkeys([*old[against:], *newcomers], "for")
    assert (RULE in certified(roll, said)) is decides


def test_who_set_the_register_up_decides_nothing(community: str) -> None:
    """Until the first roll everybody is new."""
    with on(START):
        people = arrives(4)
        roll, _entry = freeze()
        assert page(roll).lately.new == 4
    assert RULE not in certified(roll, dict.fromkeys(people, "for"))


def test_the_register_is_not_read_through_for_it(old: list[str]) -> None:
    """What is read is the log of those days, and whom it names."""
    with on(START):
        arrives(2)
        roll, _entry = freeze()
        with CaptureQueriesContext(connection) as few:
            registered_lately(roll)
        arrives(20, first=2)
        voting.people(50)
        roll, _entry = freeze()
        with CaptureQueriesContext(connection) as many:
            registered_lately(roll)
    assert len(few) == len(many) == 7


def added(roll: Roll, people: list[str]) -> None:
    for who in people:
        done = act("ballots.correct_roll", CLERK, roll.ref, change="add", who=who, reason="left_out")
        assert not [one for one in done.entry.findings if one.breach]


def test_whoever_is_registered_after_the_freeze_and_added_is_told_with_the_roll(old: list[str]) -> None:
    """Eight were invented the day after, "since yesterday", and added within the days for objections: every finding was
    green, and the figure of newcomers ended with the day of the freeze."""
    with on(START):
        roll, _entry = freeze()
        assert registered_lately(roll) is None
    with on(START + timedelta(days=1)):
        who = {"papers": "identity_card", "status": "registered", "from_day": START}
        people = [
            str(act("registry.register_arrival", CLERK, here(), name=f"虚构{k}", door=f"77-{k}",
                    born_on=date(1960, 1, 1 + k), **who).result)
            for k in range(3)
        ]  # fmt: skip
        added(roll, people)
        marks = {one.rule: one.actual for one in ballots.marks_of_roll(roll.pk)}
        figure = registered_lately(roll)
    assert marks["roll_added_new"] == "3"
    assert figure is not None
    assert (figure.new, figure.hands) == (3, 1)


def test_whoever_was_long_registered_and_is_added_is_no_newcomer(old: list[str]) -> None:
    with on(START):
        roll, _entry = freeze()
        place = roll.entries.order_by("id")[0]
        who = str(place.person)
        with door_open():
            place.delete()
    with on(START + timedelta(days=1)):
        added(roll, [who])
        assert "roll_added_new" not in {one.rule for one in ballots.marks_of_roll(roll.pk)}


@pytest.mark.parametrize("told_by", ["household", "self"])
def test_whoever_is_known_from_another_community_is_as_new_here(old: list[str], told_by: str) -> None:
    """An invented person was told; somebody gone or dead elsewhere, brought in by their number, was not."""
    stage.found("other")
    with on(FIRST):
        home = {"papers": "identity_card", "status": "registered", "born_on": date(1949, 12, 31)}
        home |= {"door": "2-1", "name": "外来"}
        who = perform(
            "registry.register_arrival", by=stage.holder("other", CLERK), post=CLERK, subject=stage.here("other"),
            facts=home, key=new_id(),
        ).result  # fmt: skip
    with on(START):
        signed = {"paper": paper("signed")} if told_by == "self" else {}
        stage.act("registry.record_departure", CLERK, who, code="other", left_on=START, told_by=told_by, **signed)
    with on(START + timedelta(days=20)):
        door = act("registry.register_household", CLERK, here(), door="9-9").result
        done = act("registry.record_arrival", CLERK, door, person=str(who), status="registered")
        told = {one.rule for one in done.entry.findings if one.breach}
        assert ("their_own_word" in told) is (told_by == "household")
        _roll, entry = freeze()
        (figure,) = [one for one in entry.findings if one.rule == "registered_lately"]
    assert figure.actual == "1"

"""Whoever ticks goes down the paper and the screen together: the screen had the order in which the roll was frozen. And
whoever serves at the desk did not read that a vote was open for which people come there."""

import re

import pytest
from django.test import Client

from sunward.ballots.models import Roll, RollEntry
from sunward.kernel.guard import door_open
from sunward.registry.models import Household
from tests.ballots import scenes as votes
from tests.ballots.petitions.scenes import residents
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, EVENING, at
from tests.portal.pages import signed_in
from tests.stage import CODE, holder

pytestmark = pytest.mark.usefixtures("community")
MANY = 12


def read(path: str) -> str:
    """A page as the clerk reads it."""
    answer = signed_in(Client(), holder(CODE, CLERK)).get(f"/en/c/{CODE}/{path}")
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def by_door() -> Roll:
    """Twelve doors, 4-0 to 4-11, frozen from the last to the first."""
    people = residents(MANY)
    roll = scenes.freeze(people[::-1])
    with door_open():
        for entry, number in zip(roll.entries.order_by("id"), range(MANY - 1, -1, -1), strict=True):
            RollEntry.objects.filter(pk=entry.pk).update(household=Household.objects.get(door=f"4-{number}"))
    return roll


def test_the_tick_list_has_the_order_of_the_printed_one() -> None:
    with at(CALLED, 9):
        roll = by_door()
        meeting = scenes.convene(CODE, roll=roll.number)
        scenes.add_item(meeting)
        scenes.notify(meeting)
    with at(EVENING):
        paper, screen = (
            re.findall(r"居民\d+", read(path))
            for path in (f"rolls/{roll.number}/list/", f"meetings/{meeting.number}/room/")
        )
    assert paper == [f"居民{number}" for number in range(MANY)]
    assert screen[:MANY] == paper


def test_the_desk_names_the_votes_for_which_people_come() -> None:
    with votes.at(8):
        roll = votes.roll_of(votes.people(2))
        with_sheets = votes.put(roll, channels="paper,web", secret=True)
        on_the_web = votes.put(roll, channels="web", secret=True)
        desk = read("desk/for/")
        assert f"/votes/{with_sheets.number}/door/" in desk
        assert f"/votes/{on_the_web.number}/" not in desk
    with votes.at(9):
        votes.close(with_sheets)
        assert f"/votes/{with_sheets.number}/" not in read("desk/for/")

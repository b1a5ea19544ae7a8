"""The minutes of a subgroup are chained to those of the same grid.

Seen before: those of the first grid named those of the second as “the minutes before”, and an evening of one grid that
nobody had locked was a mark on those of another.
"""

from datetime import timedelta

import pytest

from sunward.kernel.guard import door_open
from sunward.meetings.models import Minutes
from sunward.record.models import Journal
from sunward.registry import queries as registry
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, SUPERVISOR, act, at
from tests.stage import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
BODY, IN_ORDER = "subgroup_meeting", "earlier_minutes"


class Grids:
    """Two grids of six people each."""

    def __init__(self) -> None:
        first, second = registry.subgroups(CODE)[:2]
        with at(CALLED, 9):
            self.rolls = [
                scenes.freeze(scenes.people(6), body=BODY, grid=one.code, of="adults") for one in (first, second)
            ]

    def held(self, grid: int, evening: int) -> Minutes:
        """An evening of one of them, held; its minutes are drafted."""
        on, roll = EVENING + timedelta(days=evening), self.rolls[grid]
        with at(on - timedelta(days=12), 9):
            meeting = scenes.convene(body=BODY, roll=roll.number, on=on)
            scenes.add_item(meeting)
            scenes.notify(meeting)
        with at(on):
            scenes.open_with(meeting, scenes.entries(roll))
            act("meetings.close_session", DIRECTOR, meeting.ref)
            return scenes.minutes_of(scenes.again(meeting))

    def locked(self, grid: int, evening: int) -> Minutes:
        return lock(self.held(grid, evening))


def lock(minutes: Minutes) -> Minutes:
    with at(minutes.drafted_on + timedelta(days=2), 16):
        for role, post in (("chair", DIRECTOR), ("recorder", CLERK), ("supervisor", SUPERVISOR)):
            if not minutes.locked_on:
                act("meetings.sign_minutes", post, minutes.ref, role=role)
                minutes = Minutes.objects.get(pk=minutes.pk)
    assert minutes.locked_on
    return minutes


def test_each_grid_has_its_own_chain() -> None:
    grids = Grids()
    one, other = grids.locked(0, 0), grids.locked(1, 7)
    second, third = grids.locked(0, 14), grids.locked(1, 21)
    assert (one.previous, other.previous) == (None, None)
    assert (second.previous, second.previous_digest) == (one, one.digest)
    assert (third.previous, third.previous_digest) == (other, other.digest)


def test_an_evening_of_another_grid_is_not_passed_over() -> None:
    grids = Grids()
    grids.held(0, 0)
    lock(grids.held(1, 7))
    found = Journal.objects.filter(act="meetings.sign_minutes").latest("id").findings
    assert IN_ORDER not in {one["rule"] for one in found if not one["ok"]}
    grids.locked(0, 14)
    found = Journal.objects.filter(act="meetings.sign_minutes").latest("id").findings
    assert IN_ORDER in {one["rule"] for one in found if not one["ok"]}, "of its own grid it is"


def test_what_older_releases_chained_stands_and_a_grid_begins_its_own() -> None:
    grids = Grids()
    one, other = grids.locked(0, 0), grids.held(1, 7)
    with door_open():  # as it was locked by an older release
        Minutes.objects.filter(pk=other.pk).update(
            previous=one, previous_digest=one.digest, digest="f" * 64, locked_on=other.drafted_on
        )
    second, third = grids.locked(0, 14), grids.locked(0, 21)
    assert (second.previous, third.previous) == (None, second)
    assert Minutes.objects.get(pk=other.pk).previous == one
    assert grids.locked(1, 28).previous == other

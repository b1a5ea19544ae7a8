"""The terms of a whole body ended, nobody called an election, and no line said so."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunward.elections import queries
from sunward.elections.models import Election
from sunward.kernel import clock
from sunward.kernel.guard import door_open
from sunward.kernel.overdue import Overdue
from tests import stage
from tests.elections import scenes
from tests.elections.scenes import CODE, DIRECTOR, MEMBER, STREET, SUPERVISOR, at, office

pytestmark = pytest.mark.usefixtures("community")
ENDS = date(2026, 9, 30)
# The roll hangs for 20 days before the voting day; the meeting that chooses the committee has its notice before.
DUE = date(2026, 9, 5)


def ending(day: date = ENDS) -> None:
    for post in (DIRECTOR, scenes.DEPUTY, MEMBER):
        scenes.term_until(post, day)


def uncalled(on: date) -> list[Overdue]:
    with at(on):
        return [one for one in queries.overdue(CODE, on) if one.title.en.startswith("Election not called")]


def test_from_the_day_by_which_it_had_to_be_called_it_is_overdue() -> None:
    ending()
    assert uncalled(DUE) == []
    [line] = uncalled(DUE + timedelta(days=1))
    assert (line.due_on, line.days_late, line.owner_post) == (DUE, 1, DIRECTOR)
    assert str(ENDS) in line.stuck_at.en
    assert "街道" in line.next_step.zh


@pytest.mark.parametrize("post", [SUPERVISOR, STREET])
def test_whoever_ends_a_silence_calls_it_and_the_line_is_gone(post: str) -> None:
    ending()
    late = ENDS + timedelta(days=3)
    [line] = uncalled(late)
    assert line.owner_post == SUPERVISOR, "nobody holds the committee's posts any more"
    with at(late):
        seats = {"body": "residents_committee", "seats": f"{MEMBER} 2\n{DIRECTOR} 1\n{scenes.DEPUTY} 1"}
        day = {"voting_day": late + timedelta(days=30), "places": "社区活动室"}
        office("call_election", post, stage.here(), **seats, **day)
    assert uncalled(late) == []


@pytest.mark.parametrize("days", [200, 399, 401, 1200])
def test_the_line_stays_for_as_long_as_nobody_is_in_office(days: int) -> None:
    """Failed before: after a year and its late entries it was gone, and nobody was elected."""
    ending()
    [line] = uncalled(ENDS + timedelta(days=days))
    assert line.due_on == DUE


def test_an_election_that_was_called_and_abandoned_hides_it_for_no_longer_than_its_own_line() -> None:
    """Failed before: called once, the line was gone for ever, and that of the election after a year."""
    ending()
    with at(DUE):
        seats = {"body": "residents_committee", "seats": f"{MEMBER} 2\n{DIRECTOR} 1\n{scenes.DEPUTY} 1"}
        day = ENDS - timedelta(days=3)
        office("call_election", DIRECTOR, stage.here(), voting_day=day, places="社区活动室", **seats)
    number = Election.objects.get().number
    for days in (40, 399, 401, 1200):
        on = day + timedelta(days=days)
        with at(on):
            own = [one for one in queries.overdue(CODE, on) if number in one.title.en]
        assert (bool(own), len(uncalled(on))) == ((True, 0) if days < 400 else (False, 1)), days


def test_no_supervisors_are_waited_for_to_call_their_own() -> None:
    ending()
    for post in (SUPERVISOR, stage.SUPERVISION_MEMBER):
        scenes.term_until(post, ENDS + timedelta(days=60))
    owners = {one.title.en: one.owner_post for one in uncalled(ENDS + timedelta(days=50))}
    assert set(owners.values()) == {SUPERVISOR, STREET}
    [own] = [owner for title, owner in owners.items() if "supervision" in title]
    assert own == STREET


def test_a_post_that_the_call_leaves_out_still_waits() -> None:
    ending()
    with at(DUE):
        facts = {"seats": f"{MEMBER} 2", "voting_day": ENDS - timedelta(days=3), "places": "社区活动室"}
        office("call_election", DIRECTOR, stage.here(), body="residents_committee", **facts)
    assert len(uncalled(DUE + timedelta(days=1))) == 1
    with door_open():
        for place, post in enumerate((DIRECTOR, scenes.DEPUTY), 2):
            Election.objects.get().contests.create(number=f"x-{place}", post=post, seats=1, place=place)
    assert uncalled(DUE + timedelta(days=1)) == []


def test_a_by_election_before_the_end_is_none() -> None:
    ending()
    row = scenes.call(f"{MEMBER} 1", on=DUE - timedelta(days=30), voting_day=DUE, fills_vacancies=True)
    assert row.fills_vacancies
    assert len(uncalled(DUE + timedelta(days=1))) == 1


def test_the_calendar_has_the_day(client: Client) -> None:
    ending()
    with clock.moved_to(clock.moment(DUE - timedelta(days=60))):
        lines = client.get(f"/en/c/{CODE}/calendar.ics").content.decode().replace("\r\n ", "")
    [event] = [one for one in lines.split("BEGIN:VEVENT") if "Election to be called" in one]
    assert f"DTSTART;VALUE=DATE:{DUE:%Y%m%d}" in event
    assert f"terms end {ENDS}" in event


def test_it_costs_the_same_for_one_body_and_for_two() -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            queries.to_call(CODE, ENDS, timedelta(days=30))
        return len(asked)

    ending()
    assert cost() == 4
    scenes.term_until(stage.SUPERVISION_MEMBER, ENDS)
    scenes.term_until(SUPERVISOR, ENDS)
    assert cost() == 4

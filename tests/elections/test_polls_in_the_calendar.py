"""What the calendar carries of polls: each at its hours and with its place, a recall's and a run-off's too, and none
that another took the place of. Seen before: the day of a recall and of a run-off were missing, an election lay over the
whole day without a place, and one that another had overtaken stayed."""

from datetime import date, timedelta

import pytest
from django.test import Client
from icalendar import Calendar
from icalendar.cal import Component

from sunward.kernel import clock
from tests.elections import scenes
from tests.elections.recall import Story
from tests.elections.scenes import CALLED, CODE, DIRECTOR, MEMBER, VOTING, Race, at, by

pytestmark = pytest.mark.usefixtures("community")


def events(client: Client, day: date, hour: int = 12) -> list[Component]:
    with at(day, hour):
        found = Calendar.from_ical(client.get(f"/en/c/{CODE}/calendar.ics").content).walk("VEVENT")
    assert len({str(one["UID"]) for one in found}) == len(found)
    return [one for one in found if str(one["SUMMARY"]).startswith(("Election: ", "Recall: ", "Run-off: "))]


def test_an_election_lies_at_its_hours_and_says_where(client: Client) -> None:
    race = Race()
    (one,) = events(client, CALLED)
    assert one.decoded("dtstart") == clock.moment(VOTING, 8)
    assert one.decoded("dtend") == clock.moment(VOTING, 18)
    assert str(one["LOCATION"]) == "社区活动室"
    assert str(one["URL"]).endswith(f"/elections/{race.election.number}/")
    race.post()
    race.open()
    assert len(events(client, VOTING + timedelta(days=30))) == 1, "it was held, and stays"


def test_a_run_off_is_in_it_beside_its_election(client: Client) -> None:
    race = Race()
    race.post()
    race.open()
    race.count({"c1": 9, "c2": 4, "c3": 3})
    race.declare()
    day = race.run_off()
    election, run_off = events(client, VOTING, 21)
    assert str(run_off["SUMMARY"]).startswith("Run-off: ")
    assert (election.decoded("dtstart"), run_off.decoded("dtstart")) == (clock.moment(VOTING, 8), clock.moment(day, 8))
    assert str(run_off["URL"]).endswith(f"/elections/{race.election.number}/")
    again = race.run_off(day + timedelta(days=1), 9)
    days = [clock.civil_day(one.decoded("dtstart")) for one in events(client, day + timedelta(days=1))]
    assert days == [VOTING, again], "the one that nobody opened has another in its place"


def test_the_vote_on_a_recall_is_in_it(client: Client) -> None:
    story = Story()
    day = story.call()
    (one,) = events(client, day - timedelta(days=1))
    assert str(one["SUMMARY"]).startswith("Recall: ")
    assert one.decoded("dtstart").date() == day
    assert str(one["LOCATION"])
    assert str(one["URL"]).endswith(f"/recalls/{story.recall.number}/")


def test_an_election_that_another_overtook_is_not(client: Client) -> None:
    scenes.term_until(DIRECTOR, VOTING + timedelta(days=60))
    first = scenes.call(f"{MEMBER} 2")
    late = VOTING + timedelta(days=2)
    second = scenes.call(f"{MEMBER} 2", on=late, voting_day=late + timedelta(days=25))
    (one,) = events(client, late)
    assert second.number in str(one["UID"])
    assert first.number not in str(one["UID"])


def test_a_day_that_was_moved_is_newer_than_the_first(client: Client) -> None:
    race = Race()
    (one,) = events(client, CALLED)
    assert int(one["SEQUENCE"]) == 0
    assert one.decoded("dtstamp") <= clock.moment(CALLED, 12)
    later = VOTING + timedelta(days=3)
    with at(CALLED, 12):
        by(race.runners[0], "move_voting_day", race.election.ref, voting_day=later, reason="停电")
    (again,) = events(client, CALLED, 13)
    assert (again["UID"], int(again["SEQUENCE"])) == (one["UID"], 1)
    assert clock.civil_day(again.decoded("dtstart")) == later

"""The demo is told on the day on which somebody looks at it: a weekend, a holiday, the turn of a year. Seen before: on
a Saturday its committees met while people could still object to the roll, and on a Monday a question came before what
it was about; whoever followed the README on such a day got nothing."""

from datetime import date, timedelta

from sunward.charter.deadlines import day_after, time_to_act
from sunward.charter.engine import Duration
from sunward.demo import meeting
from sunward.demo.episodes import lighting
from sunward.demo.script import Script
from sunward.kernel import clock

A_DAY = timedelta(days=1)
YEAR = [date(2026, 11, 27) + number * A_DAY for number in range(400)]


def told_at(day: date) -> Script:
    return Script(clock.moment(day, 12))


def test_no_meeting_is_held_while_people_object_to_its_roll() -> None:
    for day in YEAR:
        assert time_to_act(day - meeting.ROLL_BEFORE, Duration(5)) < day, day


def test_minutes_are_signed_once_the_day_for_corrections_is_over_and_in_time() -> None:
    for day in YEAR:
        signed = meeting.signing_of(day)
        assert time_to_act(day + A_DAY, Duration(1)) < signed <= day_after(day, Duration(3, working=True)), day


def test_a_budget_pays_in_its_own_year() -> None:
    for day in YEAR:
        start = lighting.begins(told_at(day))
        asked, paid = start + timedelta(days=20), start + timedelta(days=31)
        assert asked.year == paid.year, day

"""The time in which residents object, appeal or dispute ends on no day off: the desk is shut on it, and whoever posts
chooses the day from which it runs (Civil Code art. 203)."""

from datetime import date, timedelta

import pytest

from sunward.ballots.models import Roll
from sunward.disclosure.appealing import appeal_until
from sunward.disclosure.models import Publication
from sunward.disclosure.rules import heard_until, posting_state
from tests import stage
from tests.ballots import scenes as votes
from tests.disclosure.scenes import answer, day, objection, post, resident
from tests.stage import CLERK

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
EVE = date(2026, 9, 30)  # a Wednesday; 1 to 7 October are a public holiday
BACK = date(2026, 10, 8)  # the first day on which the desk is open again
SATURDAY, MONDAY = date(2026, 3, 14), date(2026, 3, 16)


@pytest.fixture
def roll() -> Roll:
    with day(EVE):
        votes.people(9)
        done = stage.act("ballots.freeze_roll", CLERK, stage.here(), body="residents_assembly", of="adults")
    assert done.result
    return Roll.objects.get(number=done.result.id)


def test_a_roll_frozen_on_the_eve_of_a_holiday_is_open_until_the_desk_is(roll: Roll) -> None:
    """Failed before: it closed on 5 October, and whoever has no phone had not one hour."""
    assert roll.open_until == BACK
    posting = Publication.objects.get(item="voter_roll")
    said = objection(posting, resident("不上网的"), BACK)
    state = posting_state(posting, BACK + timedelta(days=1), [said])
    assert state.open_objections == 1


def test_what_hangs_hangs_for_its_calendar_days_and_is_heard_on_after_them() -> None:
    row = post(SATURDAY - timedelta(days=10), stays_up_days=10)
    assert (row.must_stay_until, heard_until(row)) == (SATURDAY, MONDAY)
    on_monday = objection(row, resident(), MONDAY)
    after = posting_state(row, MONDAY + timedelta(days=1), [on_monday])
    assert (after.finished, after.short_by, after.open_objections) == (True, 0, 1)
    on_tuesday = objection(row, resident("来晚的"), MONDAY + timedelta(days=1))
    assert posting_state(row, MONDAY + timedelta(days=2), [on_tuesday]).open_objections == 0


def test_an_appeal_ends_on_no_day_off() -> None:
    row = post(date(2026, 9, 7), stays_up_days=10)
    said = answer(objection(row, resident(), date(2026, 9, 9)), "not_upheld", date(2026, 9, 18))
    assert appeal_until(said) == BACK, "fifteen days would end on 3 October"

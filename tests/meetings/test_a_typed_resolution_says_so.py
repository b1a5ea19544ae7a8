"""A body may meet on paper. A resolution that is typed beside sessions that decide on such a matter says that it was
entered by no vote, whatever number it is typed under."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from sunward.decisions.models import Decision, Step
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, DIRECTOR, EVENING, act, at
from tests.meetings.told import (
    BEFORE,
    NEXT,
    Told,
    adopted,
    called_off,
    never_opened,
    still_to_come,
    too_few,
    voted_down,
)
from tests.money.cases import open_matter
from tests.stage import CODE, marks

pytestmark = pytest.mark.usefixtures("community")


@pytest.mark.parametrize("course", [too_few, never_opened, voted_down, called_off, still_to_come])
def test_typed_under_another_number_it_says_so(client: Client, course: Callable[[Told], None]) -> None:
    """Failed before: the same resolution on a second matter of that kind was in force, and nobody read why it was not
    put to the vote."""
    told = Told()
    day = CALLED + timedelta(days=1) if course in {called_off, still_to_come} else NEXT
    course(told)
    with at(day, 9):
        twin = open_matter("annual_budget", "1000")
        done = told.is_typed(on=twin, held_on=day)
        assert "told_of_a_session" in marks(done)
        page = client.get(f"/en/c/{CODE}/matters/{twin.id}/").content.decode()
        assert told.meeting.number in page
        assert "This resolution was typed," in page
        assert Decision.objects.exists(), "an honest body may have met on paper"


def test_so_does_a_session_that_was_called_off_in_time() -> None:
    told = Told()
    called_off(told)
    with at(CALLED + timedelta(days=2), 9):
        assert "told_of_a_session" in marks(told.is_typed(held_on=CALLED + timedelta(days=2)))


def test_nothing_is_said_of_another_kind_nor_of_what_is_not_adopted() -> None:
    told = Told()
    too_few(told)
    with at(NEXT, 9):
        other = open_matter("asset_lease", "1000")
        assert "told_of_a_session" not in marks(told.is_typed(on=other, held_on=NEXT))
        twin = open_matter("annual_budget", "1000")
        assembly = {"household_delegates": {"entitled": 9, "present": 9, "for": 9, "against": 0, "abstain": 0}}
        typed = told.is_typed(on=twin, held_on=NEXT, body="residents_assembly", counts=assembly)
        assert "told_of_a_session" in marks(typed), "another body that may decide it is no way around"
        assert "told_of_a_session" not in marks(told.is_typed("not_adopted", on=twin, held_on=NEXT))


def test_putting_another_report_right_hides_no_session() -> None:
    """Failed before: a resolution of February on street lamps was put right as something else, unmarked."""
    with at(CALLED, 9):
        lamps = open_matter("annual_budget", "1000")
    told = Told()
    with at(CALLED, 10):
        told.is_typed(on=lamps, **BEFORE)
        first = Step.objects.latest("pk")
    too_few(told)
    with at(NEXT, 9):
        done = told.is_typed(on=lamps, corrects=first.number, text="全部外包", held_on=EVENING)
    assert "told_of_a_session" in marks(done)


def test_a_matter_adopted_once_hides_no_later_session_in_vain() -> None:
    told = Told()
    adopted(told)
    later = EVENING + timedelta(days=20)
    with at(NEXT, 9):
        second = scenes.convene(on=later)
        scenes.add_item(second, about=str(told.matter), matter_kind="annual_budget")
        scenes.notify(second)
    with at(later, 21):
        done = told.is_typed(on=open_matter("annual_budget", "1000"), held_on=later, notice_on=NEXT)
    assert "told_of_a_session" in marks(done)


def test_called_off_for_a_storm_the_same_morning_the_body_may_meet_on_paper() -> None:
    told = Told()
    with at(EVENING, 8):
        act("meetings.cancel_meeting", DIRECTOR, told.meeting.ref, because="台风")
    later = EVENING + timedelta(days=9)
    with at(later, 9):
        done = told.is_typed(held_on=later, notice_on=NEXT, agenda_fixed_on=NEXT)
    assert "told_of_a_session" in marks(done)


def test_a_body_that_met_on_paper_since_says_so() -> None:
    told = Told()
    adopted(told)
    later = EVENING + timedelta(days=20)
    with at(later, 9):
        done = told.is_typed(held_on=later, notice_on=NEXT, agenda_fixed_on=NEXT, text="改为七项")
    assert "told_of_a_session" in marks(done), "what a vote decided is resolved otherwise by a report"
    assert Decision.objects.count() == 2


def test_what_a_session_adopted_marks_no_other() -> None:
    told = Told()
    adopted(told)
    with at(NEXT, 9):
        assert "told_of_a_session" not in marks(told.is_typed(on=open_matter("annual_budget", "1000"), held_on=NEXT))


def test_half_a_year_later_it_is_another_round() -> None:
    told = Told()
    too_few(told)
    later = CALLED + timedelta(days=200)
    with at(later, 9):
        assert "told_of_a_session" not in marks(told.is_typed(on=open_matter("annual_budget", "1000"), held_on=later))


def test_which_session_was_last_its_day_says_and_not_its_call() -> None:
    """The later one was called first, and too few came to it; the earlier one had adopted it."""
    told = Told()
    early = EVENING - timedelta(days=1)
    with at(CALLED, 10):
        first = scenes.convene(on=early)
        item = scenes.add_item(first, about=str(told.matter), matter_kind="annual_budget")
        scenes.notify(first)
    with at(early, 19):
        scenes.open_with(first, told.keys)
        vote = scenes.put(item)
        scenes.count_hands(vote, told.keys, {"for": 9})
        scenes.certify(vote)
    too_few(told)
    with at(EVENING, 21):
        assert "told_of_a_session" in marks(told.is_typed(on=open_matter("annual_budget", "1000")))


def test_words_that_were_put_right_long_ago_do_not_come_back_unmarked() -> None:
    with at(CALLED, 8):
        lamps = open_matter("annual_budget", "1000")
    told = Told()
    with at(CALLED, 10):
        told.is_typed(on=lamps, **BEFORE, text="全部外包")
        first = Step.objects.latest("pk")
        told.is_typed(on=lamps, **BEFORE, text="路灯", corrects=first.number)
    too_few(told)
    with at(NEXT, 9):
        done = told.is_typed(on=lamps, **BEFORE, text="全部外包", corrects=first.number)
    assert "told_of_a_session" in marks(done)

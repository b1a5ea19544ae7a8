"""Too few came, and nothing was decided: nobody types the same evening that eight of nine agreed.

Failed before: the clerk alone reported the resolution of a body that had not met, with a photograph of anything, and it
was in force without a mark.
"""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from sunward.decisions.models import Decision, Step
from sunward.kernel.facts import FactsError
from sunward.meetings.models import Meeting
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, act, at
from tests.meetings.test_carried_by_one_measure import PARTY, SECRETARY
from tests.meetings.told import (
    NEXT,
    Told,
    cancelled_on_the_evening,
    closed_without_a_vote,
    comes_to_nothing,
    corrected,
    never_opened,
    reported_before,
    too_few,
)
from tests.money.cases import act as acts_on_matter
from tests.money.cases import counts, open_matter, report

pytestmark = pytest.mark.usefixtures("community")


@pytest.mark.parametrize("course", [too_few, closed_without_a_vote, cancelled_on_the_evening, never_opened])
@pytest.mark.parametrize("later", [0, 1, 20])
def test_what_came_to_no_vote_is_typed_by_nobody(course: Callable[[Told], None], later: int) -> None:
    told = Told()
    course(told)
    with at(EVENING + timedelta(days=later), 21), pytest.raises(FactsError) as refusal:
        told.is_typed()
    assert told.meeting.number in str(refusal.value)
    assert not Decision.objects.exists()


def test_nor_is_what_the_party_members_voted_down_typed_as_agreed() -> None:
    """Failed before: 2 of 13 agreed, and the next morning the clerk reported that eleven had; what was resolved
    afterwards rested on it, unmarked."""
    with at(CALLED, 9):
        matter = open_matter("large_spending", "80000")
        for step in ("proposal", "consultation"):
            report(matter, step)
        roll = scenes.freeze(scenes.people(13), body="party_members_meeting", of="party_members")
        meeting = scenes.convene(post=SECRETARY, **PARTY)
        item = scenes.add_item(meeting, about=str(matter), matter_kind="")
        scenes.notify(meeting)
    keys = scenes.entries(roll)
    with at(EVENING, 19):
        scenes.open_with(meeting, keys)
        vote = scenes.put(item, post=SECRETARY)
        scenes.count_hands(vote, keys, {"for": 2, "against": 11})
        scenes.certify(vote)
    with at(NEXT, 9):
        typed = {
            "step": "party_members_review", "held_on": EVENING,
            "counts": {"party_members": {"entitled": 13, "present": 12, "for": 11, "against": 1, "abstain": 0}},
        }  # fmt: skip
        for body in ("", "residents_committee", "party_members_meeting "):
            with pytest.raises(FactsError, match=meeting.number):
                acts_on_matter("decisions.report_step", CLERK, matter, body=body, **typed)


def test_what_was_reported_before_anybody_was_told_can_be_put_right() -> None:
    """A false report would else be protected by a session that is called, told of and adjourned."""
    told = reported_before()
    first = Step.objects.get()
    comes_to_nothing(told)
    with at(NEXT, 9):
        corrected(told, first, counts=counts(9, 8, 7))
        corrected(told, Step.objects.latest("pk"), counts=counts(9, 9, 7))
        corrected(told, Step.objects.latest("pk"), "not_adopted")


@pytest.mark.parametrize(
    "other", [{"held_on": EVENING}, {"text": "全部外包"}, {"title": "外包"},
              {"authorised_amount": "900"}, {"corrects": ""}],
)  # fmt: skip
def test_nothing_else_is_decided_by_putting_it_right(other: dict[str, Any]) -> None:
    told = reported_before()
    first = Step.objects.get()
    comes_to_nothing(told)
    with at(NEXT, 9), pytest.raises(FactsError, match=told.meeting.number):
        corrected(told, first, **other)


def test_nor_is_what_was_put_right_already() -> None:
    """Failed before: reported otherwise since, the first report was brought back by naming it."""
    told = reported_before(text="甲")
    first = Step.objects.get()
    with at(CALLED, 10):
        corrected(told, first, text="乙")
    comes_to_nothing(told)
    with at(NEXT, 9):
        with pytest.raises(FactsError):
            corrected(told, first, text="甲")
        corrected(told, Step.objects.latest("pk"), "not_adopted", text="乙")
        with pytest.raises(FactsError):
            corrected(told, Step.objects.latest("pk"), text="乙")


@pytest.mark.parametrize("wrong", [{"counts": counts(9, 4, 4)}, {"body": "residents_committee"}])
def test_what_was_not_in_order_waits_for_a_session(wrong: dict[str, Any]) -> None:
    """Failed before: too few on paper, or a body that may not decide it, was put in order by typing other figures."""
    told = reported_before(**wrong)
    first = Step.objects.get()
    comes_to_nothing(told)
    with at(NEXT, 9), pytest.raises(FactsError):
        corrected(told, first)


def test_another_session_decides_it() -> None:
    told = Told()
    too_few(told)
    with at(NEXT, 9):
        second = act("meetings.call_again", DIRECTOR, told.meeting.ref, held_on=EVENING + timedelta(days=9), at="19:00")
        assert second.result
        meeting = Meeting.objects.get(number=second.result.id)
        scenes.notify(meeting)
    with at(EVENING + timedelta(days=9), 19):
        scenes.open_with(meeting, told.keys)
        vote = scenes.put(meeting.items.get())
        scenes.count_hands(vote, told.keys, {"for": 9})
        scenes.certify(vote)
    assert Decision.objects.get().matter.number == told.matter.id


def test_of_which_nobody_was_told_it_can_still_be_reported() -> None:
    with at(CALLED, 9):
        matter = open_matter("annual_budget", "1000")
        scenes.freeze(scenes.people(9))
        meeting = scenes.convene()
        scenes.add_item(meeting, about=str(matter), matter_kind="annual_budget")
        act("meetings.cancel_meeting", DIRECTOR, meeting.ref, because="写错了")
    told = Told.__new__(Told)
    told.matter = matter
    with at(NEXT, 9):
        told.is_typed()
    assert Decision.objects.exists()


def test_a_false_report_is_put_right_while_a_session_on_it_is_to_come() -> None:
    """Failed before: it was enough to call one."""
    told = reported_before()
    first = Step.objects.get()
    with at(CALLED, 11):
        told.meeting = scenes.convene()
        scenes.add_item(told.meeting, about=str(told.matter), matter_kind="annual_budget")
    with at(CALLED + timedelta(days=1), 9):
        with pytest.raises(FactsError):
            corrected(told, first, text="全部外包")
        corrected(told, first, "not_adopted")


def test_what_is_left_empty_in_a_correction_is_as_it_stood() -> None:
    """Nobody types a text letter by letter to put a figure right."""
    told = reported_before(title="年度预算", text="通过年度预算，\n按附表执行。", authorised_amount=Decimal(900))
    first = Step.objects.get()
    comes_to_nothing(told)
    with at(NEXT, 9):
        corrected(told, first, counts=counts(9, 8, 7))
    made = Decision.objects.latest("pk")
    assert (made.title, made.text, made.authorised) == ("年度预算", first.decision.text, 900)


def test_called_off_as_they_stood_at_the_door_nothing_is_typed_of_that_evening() -> None:
    told = Told()
    with at(EVENING, 18, 55):
        act("meetings.cancel_meeting", DIRECTOR, told.meeting.ref, because="改天")
    with at(EVENING, 21), pytest.raises(FactsError, match=told.meeting.number):
        told.is_typed()

"""What a certified vote decided stands: no report of that day or before takes its place, nor puts its own step right.

Failed before: the next morning one clerk typed other words, and the vote stood for nothing.
"""

from datetime import timedelta
from typing import Any

import pytest

from sunward.decisions.models import Decision, Step
from sunward.kernel.facts import FactsError
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, EVENING, act, at
from tests.meetings.told import (
    BEFORE,
    JOINT,
    NEXT,
    Told,
    adopted,
    both_may_decide,
    corrected,
    reported_before,
    voted_down,
)
from tests.money.cases import counts, open_matter

pytestmark = pytest.mark.usefixtures("community")


@pytest.mark.parametrize("corrects", [True, False])
@pytest.mark.parametrize(
    "other", [{"title": "外包", "text": "全部外包给甲公司"}, {"counts": counts(9, 4, 4)}, {"notice_on": None},
              {"held_on": CALLED}],
)  # fmt: skip
def test_what_a_vote_adopted_is_replaced_by_no_report(corrects: bool, other: dict[str, Any]) -> None:
    """Failed before: the next morning one clerk typed other words, or that too few had come, and the certified vote
    stood for nothing."""
    told = Told()
    step = adopted(told)
    with at(NEXT, 9), pytest.raises(FactsError, match=told.meeting.number):
        told.is_typed(corrects=step.number if corrects else "", **other)
    assert Decision.objects.get().step == step


@pytest.mark.parametrize("outcome", ["adopted", "not_adopted"])
@pytest.mark.parametrize("body", [scenes.BODY, "residents_assembly", "residents_committee"])
@pytest.mark.parametrize("to_come", [True, False])
def test_nor_is_it_put_right_by_another_name_or_while_one_is_to_come(outcome: str, body: str, to_come: bool) -> None:
    """Failed before: one convening was enough to type the certified decision out of force, or another body's name."""
    told = Told()
    step = adopted(told)
    with at(NEXT, 9):
        if to_come:
            scenes.add_item(
                scenes.convene(on=EVENING + timedelta(days=20)), about=str(told.matter), matter_kind="annual_budget"
            )
        with pytest.raises(FactsError, match=told.meeting.number):
            told.is_typed(outcome, corrects=step.number, body=body, counts=counts(9, 4, 4))


@pytest.mark.parametrize("other", [{}, {"held_on": EVENING, "text": "全部外包"}])
def test_a_body_that_may_decide_it_too_types_nothing_over_the_vote(other: dict[str, Any]) -> None:
    """Failed before: its older report, put right honestly or not, took the place of the vote's decision."""
    told = both_may_decide(text="甲")
    first = Step.objects.get()
    step = adopted(told)
    with at(NEXT, 9):
        for corrects in (first.number, step.number):
            with pytest.raises(FactsError, match=told.meeting.number):
                told.is_typed(**BEFORE | JOINT | {"corrects": corrects} | other)
        with pytest.raises(FactsError, match=told.meeting.number):
            told.is_typed(**BEFORE | JOINT | {"held_on": EVENING})


def test_of_a_session_to_come_nobody_reads_that_it_came_to_no_vote() -> None:
    later = EVENING + timedelta(days=20)
    told = Told()
    adopted(told)
    with at(NEXT, 9):
        second = scenes.convene(on=later)
        scenes.add_item(second, about=str(told.matter), matter_kind="annual_budget")
        scenes.notify(second)
    with at(NEXT, 10), pytest.raises(FactsError) as refusal:
        told.is_typed(held_on=NEXT, text="改为七项")
    assert "列在会议" in str(refusal.value)


def test_sessions_are_asked_by_their_days_and_not_by_their_calls() -> None:
    """April's was called first, March's next; both adopted it. Failed before: of April's it was said that it came to
    no vote."""
    later = EVENING + timedelta(days=20)
    told = Told.__new__(Told)
    with at(CALLED, 9):
        told.matter = open_matter("annual_budget", "1000")
        told.keys = scenes.entries(scenes.freeze(scenes.people(9)))
        called = []
        for day in (later, EVENING):
            meeting = scenes.convene(on=day)
            item = scenes.add_item(meeting, about=str(told.matter), matter_kind="annual_budget")
            scenes.notify(meeting)
            called.append((day, meeting, item))
    for day, meeting, item in reversed(called):
        with at(day, 19):
            scenes.open_with(meeting, told.keys)
            vote = scenes.put(item)
            scenes.count_hands(vote, told.keys, {"for": 9})
            scenes.certify(vote)
    last = later + timedelta(days=10)
    with at(last, 9):
        told.is_typed(held_on=last, notice_on=later, agenda_fixed_on=later, text="改为七项")
    assert Decision.objects.count() == 3


def test_a_change_that_was_voted_down_protects_no_false_report() -> None:
    """Failed before: it was told that the vote had decided it, and the report it did not touch stayed as it was."""
    told = reported_before()
    first = Step.objects.get()
    with at(CALLED, 11):
        told.meeting = scenes.convene()
        told.item = scenes.add_item(told.meeting, about=str(told.matter), matter_kind="annual_budget")
        scenes.notify(told.meeting)
    voted_down(told)
    with at(NEXT, 9):
        with pytest.raises(FactsError):
            corrected(told, first, text="全部外包")
        corrected(told, first, counts=counts(9, 8, 7))
        corrected(told, Step.objects.latest("pk"), "not_adopted")


def test_a_meeting_on_paper_since_may_say_no_and_its_report_be_put_right() -> None:
    told = Told()
    adopted(told)
    later = EVENING + timedelta(days=20)
    paper_evening = {"held_on": later, "notice_on": NEXT, "agenda_fixed_on": NEXT}
    with at(later, 9):
        told.is_typed("not_adopted", **paper_evening)
        told.is_typed(**paper_evening, text="改为七项")
        told.is_typed("not_adopted", **paper_evening, corrects=Step.objects.latest("pk").number)


def test_nor_is_what_was_voted_down_typed_as_adopted_since() -> None:
    told = Told()
    voted_down(told)
    later = EVENING + timedelta(days=20)
    with at(later, 9), pytest.raises(FactsError, match=told.meeting.number):
        told.is_typed(held_on=later, notice_on=NEXT, agenda_fixed_on=NEXT)


def test_nor_is_a_change_typed_to_whose_session_too_few_came() -> None:
    """Failed before: a session had adopted the budget, and a change was typed on the evening to which four came."""
    told = Told()
    adopted(told)
    later = EVENING + timedelta(days=20)
    with at(NEXT, 9):
        second = scenes.convene(on=later)
        scenes.add_item(second, about=str(told.matter), matter_kind="annual_budget")
        scenes.notify(second)
    with at(later, 19):
        scenes.open_with(second, told.keys[:4])
    with at(later, 19, 40):
        act("meetings.adjourn", CLERK, second.ref)
    with at(later, 21), pytest.raises(FactsError, match=second.number):
        told.is_typed(held_on=later, notice_on=NEXT, agenda_fixed_on=NEXT, text="全部外包")


def test_a_false_report_of_a_meeting_since_the_vote_is_put_right_after_another_session_in_vain() -> None:
    told = Told()
    adopted(told)
    later, last = EVENING + timedelta(days=20), EVENING + timedelta(days=40)
    paper_evening = {"held_on": later, "notice_on": NEXT, "agenda_fixed_on": NEXT, "text": "改为七项"}
    with at(later, 9):
        told.is_typed(**paper_evening)
        false = Step.objects.latest("pk")
        session = scenes.convene(on=last)
        scenes.add_item(session, about=str(told.matter), matter_kind="annual_budget")
        scenes.notify(session)
    with at(last + timedelta(days=1), 9):
        with pytest.raises(FactsError):
            told.is_typed(**paper_evening | {"corrects": false.number, "text": "全部外包"})
        told.is_typed("not_adopted", **paper_evening, corrects=false.number)


@pytest.mark.parametrize("hands", [{"for": 9}, {"for": 1, "against": 8}])
def test_nor_does_another_body_before_the_certificate_or_of_what_was_voted_down(hands: dict[str, int]) -> None:
    told = both_may_decide()
    with at(EVENING, 19):
        scenes.open_with(told.meeting, told.keys)
        vote = scenes.put(told.item)
        scenes.count_hands(vote, told.keys, hands)
    with at(EVENING, 22), pytest.raises(FactsError, match=told.meeting.number):
        told.is_typed(**BEFORE | JOINT | {"held_on": EVENING})

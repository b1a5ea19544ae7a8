"""Too few came, and nothing was decided: nobody types the same evening that eight of nine agreed.

Failed before: the clerk alone reported the resolution of a body that had not met, with a photograph of anything, and it
was in force without a mark.
"""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from sunward.decisions.models import Decision, Step
from sunward.kernel.acts import Done
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref, new_id
from sunward.meetings.models import Meeting
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, act, at
from tests.meetings.test_carried_by_one_measure import PARTY, SECRETARY
from tests.money.cases import act as acts_on_matter
from tests.money.cases import counts, open_matter, paper, report
from tests.stage import CODE, marks

pytestmark = pytest.mark.usefixtures("community")
NEXT = EVENING + timedelta(days=1)


class Told:
    """A matter of which people were told that the representatives decide on it."""

    def __init__(self) -> None:
        with at(CALLED, 9):
            self.matter: Ref = open_matter("annual_budget", "1000")
            roll = scenes.freeze(scenes.people(9))
            self.meeting: Meeting = scenes.convene()
            self.item = scenes.add_item(self.meeting, about=str(self.matter), matter_kind="annual_budget")
            scenes.notify(self.meeting)
        self.keys = scenes.entries(roll)

    def is_typed(self, outcome: str = "adopted", on: Ref | None = None, **facts: Any) -> Done:
        given = {
            "step": "resolution", "held_on": EVENING, "body": scenes.BODY, "notice_on": CALLED,
            "called_by": "residents_committee", "agenda_fixed_on": CALLED, "agenda_includes_matter": "yes",
            "counts": counts(9, 8, 8), "outcome": outcome, "minutes": paper(f"typed {new_id()}"),
        } | facts  # fmt: skip
        return acts_on_matter("decisions.report_step", CLERK, on or self.matter, **given)


def too_few(told: Told) -> None:
    with at(EVENING, 19, 0):
        scenes.open_with(told.meeting, told.keys[:4])
    with at(EVENING, 19, 40):
        act("meetings.adjourn", CLERK, told.meeting.ref)


def closed_without_a_vote(told: Told) -> None:
    with at(EVENING, 19, 0):
        scenes.open_with(told.meeting, told.keys)
        act("meetings.close_session", DIRECTOR, told.meeting.ref)


def cancelled_on_the_evening(told: Told) -> None:
    with at(EVENING, 19, 0):
        scenes.admit(told.meeting, told.keys[:4])
    with at(EVENING, 19, 40):
        act("meetings.cancel_meeting", DIRECTOR, told.meeting.ref, because="改天")


def called_off(told: Told) -> None:
    with at(CALLED + timedelta(days=1), 8):
        act("meetings.cancel_meeting", DIRECTOR, told.meeting.ref, because="改天")


def never_opened(_told: Told) -> None:
    """The door stayed shut."""


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


EARLY = CALLED - timedelta(days=10)
BEFORE = {"held_on": CALLED, "notice_on": EARLY, "agenda_fixed_on": EARLY}


def reported_before(**facts: Any) -> Told:
    """The clerk reported a meeting on paper, then people were told of a session on it, and too few came."""
    told = Told.__new__(Told)
    with at(CALLED, 9):
        told.matter = open_matter("annual_budget", "1000")
        told.keys = scenes.entries(scenes.freeze(scenes.people(9)))
    with at(CALLED, 10):
        told.is_typed(**BEFORE | facts)
    return told


def comes_to_nothing(told: Told) -> None:
    with at(CALLED, 11):
        told.meeting = scenes.convene()
        scenes.add_item(told.meeting, about=str(told.matter), matter_kind="annual_budget")
        scenes.notify(told.meeting)
    too_few(told)


def corrected(told: Told, report: Step, outcome: str = "adopted", **facts: Any) -> Done:
    return told.is_typed(outcome, **BEFORE | {"corrects": report.number} | facts)


def test_what_was_reported_before_anybody_was_told_can_be_put_right() -> None:
    """A false report would else be protected by a session that is called, told of and adjourned."""
    told = reported_before()
    first = Step.objects.get()
    comes_to_nothing(told)
    with at(NEXT, 9):
        corrected(told, first, counts=counts(9, 8, 7))
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


def voted_down(told: Told) -> None:
    with at(EVENING, 19):
        scenes.open_with(told.meeting, told.keys)
        vote = scenes.put(told.item)
        scenes.count_hands(vote, told.keys, {"for": 2, "against": 7})
        scenes.certify(vote)


def still_to_come(_told: Told) -> None:
    """The clerk is early."""


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


def adopted(told: Told) -> Step:
    """All nine agreed, in the room."""
    with at(EVENING, 19):
        scenes.open_with(told.meeting, told.keys)
        vote = scenes.put(told.item)
        scenes.count_hands(vote, told.keys, {"for": 9})
        scenes.certify(vote)
    return Step.objects.latest("pk")


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


JOINT = {"body": "joint_meeting", "counts": counts(12, 10, 9)}


def both_may_decide(**joint: Any) -> Told:
    """What the joint meeting may decide, the representatives decide by a vote; `joint`: its older report."""
    told = Told.__new__(Told)
    with at(CALLED, 9):
        told.matter = open_matter("joint_spending", "20000")
        told.keys = scenes.entries(scenes.freeze(scenes.people(9)))
        if joint:
            told.is_typed(**BEFORE | JOINT | joint)
        told.meeting = scenes.convene()
        told.item = scenes.add_item(told.meeting, about=str(told.matter), matter_kind="joint_spending")
        scenes.notify(told.meeting)
    return told


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


def test_called_off_for_a_storm_the_same_morning_the_body_may_meet_on_paper() -> None:
    told = Told()
    with at(EVENING, 8):
        act("meetings.cancel_meeting", DIRECTOR, told.meeting.ref, because="台风")
    later = EVENING + timedelta(days=9)
    with at(later, 9):
        done = told.is_typed(held_on=later, notice_on=NEXT, agenda_fixed_on=NEXT)
    assert "told_of_a_session" in marks(done)


def test_called_off_as_they_stood_at_the_door_nothing_is_typed_of_that_evening() -> None:
    told = Told()
    with at(EVENING, 18, 55):
        act("meetings.cancel_meeting", DIRECTOR, told.meeting.ref, because="改天")
    with at(EVENING, 21), pytest.raises(FactsError, match=told.meeting.number):
        told.is_typed()


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

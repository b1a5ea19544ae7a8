"""A decision that was not in order can be made good by the competent body, and an old one replaced by a new one."""

from datetime import timedelta
from decimal import Decimal

import pytest

from sunward.decisions import queries
from sunward.decisions.models import Decision
from sunward.kernel.acts import Refused
from sunward.kernel.facts import FactsError
from tests import stage
from tests.decisions.scenes import MEETING, again, day, decided, deliberate, open_matter, report, resolve

pytestmark = pytest.mark.django_db
LATER = MEETING + timedelta(days=14)


def ratifying(body: str = "representatives_meeting") -> Decision:
    """A later decision, in order, by which an earlier one is made good."""
    kind = "urgent_ratification" if body == "representatives_meeting" else "joint_spending"
    return resolve(open_matter(title="追认", kind=kind), LATER, body=body)


def ratify(decision: Decision, by: str) -> None:
    with day(LATER):
        stage.act("decisions.ratify", stage.DIRECTOR, decision.ref, by_decision=by)


def test_ratified_by_the_competent_body_it_unlocks(community: str) -> None:
    decision, later = decided(notice=4), ratifying()
    assert queries.decision_state(later.number, LATER).word == "in_force"
    ratify(decision, later.number)
    state = queries.decision_state(decision.number, LATER)
    assert (state.word, state.ratified_by) == ("in_force", later.number)
    # What was wrong with it stays visible.
    assert [finding.rule for finding in state.findings if finding.breach] == ["notice"]
    assert queries.decision_state(decision.number, LATER - timedelta(days=1)).word == "not_in_order"
    assert {card.number: card.word for card in queries.register(community, LATER)}[decision.number] == "in_force"


def test_a_body_that_may_not_decide_may_not_ratify(community: str) -> None:
    decision, later = decided(notice=4), ratifying("joint_meeting")
    assert queries.decision_state(later.number, LATER).word == "in_force"
    with pytest.raises(Refused, match="may decide this matter|有权决定"):
        ratify(decision, later.number)


def test_what_is_not_in_order_ratifies_nothing(community: str) -> None:
    decision = decided(notice=4)
    late = resolve(open_matter(title="追认", kind="urgent_ratification"), LATER, notice=1)
    with pytest.raises(Refused, match="itself be in force|本身"):
        ratify(decision, late.number)
    assert again(decision).ratified_by is None


def test_what_is_in_order_needs_no_ratification(community: str) -> None:
    decision, later = decided(), ratifying()
    with pytest.raises(Refused, match="needs no|不需要"):
        ratify(decision, later.number)


def test_a_ratification_falls_with_the_decision_that_ratified(community: str) -> None:
    decision, later = decided(notice=4), ratifying()
    ratify(decision, later.number)
    corrected = LATER + timedelta(days=2)
    report(
        later.matter, "resolution", LATER, entered_on=corrected, corrects=later.step.number,
        notice_on=LATER - timedelta(days=1), counts=later.step.counts,
    )  # fmt: skip
    assert queries.decision_state(decision.number, corrected).word == "not_in_order"


@pytest.mark.parametrize("act", ["decisions.ratify", "decisions.supersede"])
def test_the_other_decision_must_be_another_one_of_this_community(community: str, act: str) -> None:
    decision = decided(notice=4)
    for number in ("XY-R-2026-999", decision.number):
        with day(LATER), pytest.raises(FactsError, match="by"):
            stage.act(act, stage.DIRECTOR, decision.ref, by_decision=number)


def test_a_decision_on_another_matter_takes_its_place(community: str) -> None:
    old, new = decided(), ratifying()
    with day(LATER):
        stage.act("decisions.supersede", stage.DIRECTOR, old.ref, by_decision=new.number)
    state = queries.decision_state(old.number, LATER)
    assert (state.word, state.superseded_by) == ("superseded", new.number)
    assert "decision_stands" in {found.rule for found in queries.unlocks(old.number, LATER) if not found.ok}
    with day(LATER), pytest.raises(Refused, match="already|已被"):
        stage.act("decisions.supersede", stage.DIRECTOR, old.ref, by_decision=new.number)


def test_an_older_or_faulty_decision_takes_nobodys_place(community: str) -> None:
    old = decided()
    faulty = resolve(open_matter(title="另一处"), LATER)
    new = ratifying()
    for subject, other in ((old, faulty), (new, old)):
        with day(LATER), pytest.raises(Refused, match="newer decision must|新决定要"):
            stage.act("decisions.supersede", stage.DIRECTOR, subject.ref, by_decision=other.number)


@pytest.mark.usefixtures("paying")
def test_ratified_after_another_had_released_it_begins_with_that_sum(community: str) -> None:
    matter = open_matter(kind="large_spending", amount=Decimal(1000), title="路灯")
    deliberate(matter)
    first = resolve(matter)
    with day(MEETING):
        stage.act("decisions.draw_on_decision", stage.CLERK, first.ref, amount="400")
    second = resolve(matter, MEETING + timedelta(days=7), notice=1)
    ratify(second, ratifying().number)
    assert again(second).released == 400
    assert queries.decision_state(first.number, LATER).word == "superseded"

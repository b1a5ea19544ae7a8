"""The representatives decide what is the assembly's only where a decision of the assembly handed it over: named by its
number, in order, on the same kind of matter. Nobody ticks it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.decisions.acts import ReportStep
from sunward.decisions.judging.cases import case_of
from sunward.decisions.judging.standing import state_of
from sunward.decisions.judging.verdicts import judge_resolution
from sunward.decisions.models import Decision, Matter, Step
from sunward.decisions.plan import Plans
from sunward.decisions.subscribers import report_item
from sunward.kernel import clock
from sunward.kernel.acts import Call, Consequence, Refused
from sunward.kernel.facts import FactsError
from sunward.kernel.findings import Finding
from sunward.kernel.guard import door_open
from sunward.kernel.text import Text
from sunward.portal.words.entryfacts import said_facts
from tests.decisions import scenes
from tests.decisions.test_told_by_meetings import decided_item
from tests.stage import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
KIND = "internal_rules"
HANDED_OVER = date(2026, 3, 20)
DECIDED = date(2026, 4, 20)
MEMBERS = {"members": {"entitled": 900, "present": 700, "for": 650, "against": 40, "abstain": 10}}
FORTY = {"member_representatives": {"entitled": 40, "present": 40, "cast": 40, "for": 40, "against": 0, "abstain": 0}}


def by_the_assembly(kind: str = KIND, held_on: date = HANDED_OVER, **facts: Any) -> Decision:
    """The members hand something over to their representatives, or decide something else."""
    matter = scenes.open_matter(title="授权成员代表大会修改内部管理制度", kind=kind)
    scenes.report(matter, "party_study", held_on - timedelta(days=12))
    given: dict[str, Any] = {"body": "member_assembly", "counts": MEMBERS, "called_by": "board", "notice": 14} | facts
    return scenes.resolve(matter, held_on, **given)


def by_the_forty(named: str = "", matter: Matter | None = None, held_on: date = DECIDED, **facts: Any) -> Decision:
    matter = matter or scenes.open_matter(title="修改财务制度", kind=KIND)
    given: dict[str, Any] = {
        "body": "member_representatives_meeting", "counts": FORTY, "called_by": "board", "authorised_by": named,
    }  # fmt: skip
    return scenes.resolve(matter, held_on, **(given | facts))


def against(decision: Decision) -> list[str]:
    return [found.rule for found in map(Finding.from_dict, decision.step.findings) if found.breach]


def test_a_box_that_somebody_ticks_is_asked_no_more() -> None:
    with pytest.raises((FactsError, TypeError)):
        by_the_forty(authorised=True)
    decision = by_the_forty()
    assert against(decision) == ["competence"]
    assert case_of(KIND, decision.step, [])["authorisation"] == {"matter": False}


def test_a_decision_of_the_assembly_hands_it_over_and_everybody_reads_which(client: Client) -> None:
    handed = by_the_assembly()
    assert against(handed) == []
    decision = by_the_forty(handed.number)
    assert against(decision) == []
    assert state_of(decision, DECIDED).word == "in_force"
    assert case_of(KIND, decision.step, [])["authorisation"] == {"matter": True}
    page = client.get(f"/en/c/{CODE}/matters/{decision.matter.number}/").content.decode()
    assert f"Under decision {handed.number}" in page


def test_a_number_that_no_decision_here_has_is_not_taken() -> None:
    with pytest.raises(FactsError, match="authorised_by"):
        by_the_forty("XY-R-2026-999")
    with pytest.raises(FactsError, match="authorised_by"):
        scenes.open_matter(kind=KIND, authorised_by="XY-R-2026-999")


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "officer_pay"},  # another kind of matter
        {"held_on": DECIDED + timedelta(days=1)},  # taken afterwards
        {"counts": {"members": MEMBERS["members"] | {"for": 599}}},  # not in order
        {"body": "member_representatives_meeting", "counts": FORTY},  # by the forty themselves
    ],
)
def test_what_hands_nothing_over_does_not_count_and_is_named(facts: dict[str, Any]) -> None:
    handed = by_the_assembly(**facts)
    decision = by_the_forty(handed.number, entered_on=DECIDED + timedelta(days=2))
    assert against(decision) == ["competence", "authorisation"]
    (said,) = [one for one in decision.step.findings if one["rule"] == "authorisation"]
    assert handed.number in said["zh"]


def test_what_was_replaced_by_the_day_hands_nothing_over_any_more() -> None:
    handed = by_the_assembly()
    scenes.resolve(
        handed.matter, DECIDED - timedelta(days=1), notice=14, body="member_assembly", counts=MEMBERS, called_by="board"
    )
    assert against(by_the_forty(handed.number)) == ["competence", "authorisation"]


def test_what_was_replaced_afterwards_was_in_force_that_day() -> None:
    handed, later = by_the_assembly(), DECIDED + timedelta(days=3)
    scenes.resolve(handed.matter, later, notice=14, body="member_assembly", counts=MEMBERS, called_by="board")
    assert against(by_the_forty(handed.number, entered_on=later)) == []


def test_a_vote_in_the_record_rests_on_the_decision_that_the_matter_names() -> None:
    """Nobody types the report of a vote: whoever brings the matter to the representatives says by which decision."""
    handed = by_the_assembly()
    for named, found in ((handed.number, []), ("", ["competence"])):
        matter = scenes.open_matter(HANDED_OVER, kind=KIND, authorised_by=named)
        event = decided_item(matter, "member_representatives_meeting", DECIDED, counts=FORTY, called_by="board")
        with scenes.day(DECIDED):
            (wanted,) = report_item(event)
            assert isinstance(wanted, Consequence)
            report = ReportStep(Call(by="", post="", ref="", at=clock.now()), matter, wanted.facts)
            assert wanted.facts.outcome == "adopted"
            assert [one.rule for one in report.judge() if one.breach] == found


def test_a_body_with_the_right_of_its_own_needs_none_and_nothing_is_said_of_it() -> None:
    handed = by_the_assembly()
    decision = scenes.decided(authorised_by=handed.number)
    assert against(decision) == []
    assert "authorisation" not in {one["rule"] for one in decision.step.findings}


def test_a_box_that_was_ticked_before_stays_as_it_was_judged_and_is_marked(client: Client) -> None:
    decision = by_the_forty()
    ticked = Step.objects.get(pk=decision.step.pk)
    ticked.pk, ticked.number, ticked.sequence = None, f"{ticked.number}-old", ticked.sequence + 1
    ticked.authorised_by, ticked.authorised_by_assembly = None, True
    with door_open():
        ticked.save(force_insert=True)
    plans = Plans()
    assert judge_resolution(decision.matter, ticked, [ticked], plans.charter_of(decision.matter), None).in_order
    page = client.get(f"/en/c/{CODE}/matters/{decision.matter.number}/").content.decode()
    assert "was ticked by whoever entered it" in page


def test_an_older_entry_still_says_what_was_ticked() -> None:
    done = scenes.report(scenes.open_matter(), "proposal", HANDED_OVER)
    older = replace(done.entry, public={"step": "resolution", "authorised": True})
    said = {question.en: answer for question, answer in said_facts(older)}
    assert said["The assembly authorised this body"] == Text("是", "yes")


def test_what_hands_over_one_kind_ratifies_no_decision_on_another() -> None:
    """The forty may amend internal rules; that lets them ratify nothing about pay."""
    ratifier = by_the_forty(by_the_assembly().number)
    pay = scenes.open_matter(kind="officer_pay")
    decision = scenes.resolve(
        pay, DECIDED - timedelta(days=1), body="member_representatives_meeting", counts=FORTY, called_by="board"
    )
    assert "competence" in against(decision)
    with scenes.day(DECIDED), pytest.raises(Refused) as refusal:
        scenes.stage.act("decisions.ratify", scenes.stage.DIRECTOR, decision.ref, by_decision=ratifier.number)
    assert [found.rule for found in refusal.value.findings if found.breach] == ["competence"]

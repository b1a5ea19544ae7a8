"""A matter goes its way: each step is a report, and what the judge finds is shown inside it."""

from datetime import date, timedelta

import pytest

from sunward.decisions import queries
from sunward.decisions.models import Matter
from sunward.kernel.acts import Refused
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from tests import stage
from tests.decisions.scenes import (
    ATTENDANCE,
    MEETING,
    OPENED,
    PARTY,
    again,
    day,
    decided,
    deliberate,
    open_matter,
    report,
    resolve,
    step,
)
from tests.money.cases import paper

pytestmark = pytest.mark.django_db


def breached(number: str) -> list[str]:
    """The rules that the evidence kept with a report says were broken."""
    return [found["rule"] for found in step(number).findings if not found["ok"] and not found.get("unconfirmed")]


def test_everything_in_order_from_the_first_step_to_the_register(community: str) -> None:
    decision = decided()
    steps = list(decision.matter.steps.order_by("sequence"))
    assert [row.key for row in steps] == ["proposal", "consultation", "party_members_review", "resolution"]
    assert [row.number for row in steps][-1] == f"{decision.matter.number}/4"
    assert [breached(row.number) for row in steps] == [[], [], [], []]
    state = queries.decision_state(decision.number, MEETING)
    assert state.word == "in_force"
    # Passes are shown as well as breaches, each with its article.
    shown = {finding.rule: finding.source for finding in state.findings if finding.ok}
    assert {"competence", "notice", "quorum", "majority", "step_order"} <= set(shown)
    assert shown["notice"] == "向阳社区议事规则 第五条"


def test_four_days_notice_is_reported_shown_and_unlocks_nothing(community: str) -> None:
    decision = decided(notice=4)
    assert breached(decision.step.number) == ["notice"]
    state = queries.decision_state(decision.number, MEETING)
    assert state.word == "not_in_order"
    assert not state.unlocks
    rules = {finding.rule for finding in queries.unlocks(decision.number, MEETING) if finding.breach}
    assert {"decision_in_order", "notice"} <= rules


def test_repeated_with_proper_notice_it_stands_and_the_first_remains_as_it_was(community: str) -> None:
    first = decided(notice=4)
    later = MEETING + timedelta(days=30)
    second = resolve(first.matter, later)
    assert queries.decision_state(second.number, later).word == "in_force"
    old = queries.decision_state(first.number, later)
    assert (old.word, old.superseded_by) == ("not_in_order", second.number)
    page = queries.matter_page(first.matter.number, later)
    assert page
    resolution = next(view for view in page.steps if view.key == "resolution")
    assert resolution.report
    assert (resolution.report.number, [old.number for old in resolution.older]) == (
        second.step.number,
        [first.step.number],
    )
    assert resolution.older[0].replaced_by == second.step.number


def test_no_notice_at_all_is_a_breach_and_no_refusal(community: str) -> None:
    decision = decided(notice_on=None, agenda_fixed_on=None)
    assert breached(decision.step.number) == ["notice"]


def test_too_few_party_members_show_in_their_step_and_in_the_decision(community: str) -> None:
    matter = open_matter()
    report(matter, "proposal", OPENED)
    report(matter, "consultation", OPENED)
    few = {"party_members": {"entitled": 112, "present": 74, "for": 74}}
    report(matter, "party_members_review", OPENED, counts=few)  # 75 of 112 would be two thirds
    assert breached(f"{matter.number}/3") == ["quorum"]
    assert queries.decision_state(resolve(matter).number, MEETING).word == "not_in_order"


def test_a_step_left_out_is_named(community: str) -> None:
    matter = open_matter()
    report(matter, "proposal", OPENED)
    report(matter, "party_members_review", OPENED, counts=PARTY)
    assert breached(f"{matter.number}/2") == ["step_missing"]
    decision = resolve(matter)
    assert breached(decision.step.number) == ["step_missing"]


def test_a_review_held_after_the_vote_does_not_count(community: str) -> None:
    matter = open_matter()
    report(matter, "proposal", OPENED)
    report(matter, "consultation", OPENED)
    decision = resolve(matter)
    report(matter, "party_members_review", MEETING + timedelta(days=1), counts=PARTY)
    state = queries.decision_state(decision.number, MEETING + timedelta(days=2))
    assert [finding.rule for finding in state.findings if finding.breach] == ["step_order"]


def test_steps_repeated_for_a_second_vote_take_nothing_from_the_first(community: str) -> None:
    first = decided()
    deliberate(first.matter, MEETING + timedelta(days=3))
    assert queries.decision_state(first.number, MEETING + timedelta(days=40)).word == "in_force"


def test_the_wrong_body_may_report_but_not_decide(community: str) -> None:
    matter = open_matter()
    deliberate(matter)
    decision = resolve(matter, body="joint_meeting")
    assert "competence" in breached(decision.step.number)


def test_a_step_by_another_body_than_the_procedures_is_shown(community: str) -> None:
    matter = open_matter()
    report(matter, "proposal", OPENED, body="residents_committee")
    assert breached(f"{matter.number}/1") == ["competence"]


def test_both_days_of_a_late_entry_are_kept(community: str) -> None:
    matter = open_matter()
    report(matter, "proposal", OPENED, entered_on=OPENED + timedelta(days=12))
    row = step(f"{matter.number}/1")
    assert (row.held_on, row.recorded_on) == (OPENED, OPENED + timedelta(days=12))
    page = queries.matter_page(matter.number, OPENED + timedelta(days=12))
    assert page
    proposal = next(view for view in page.steps if view.key == "proposal").report
    assert proposal
    assert proposal.late_by == 12


def test_what_was_not_yet_entered_is_not_known(community: str) -> None:
    matter = open_matter()
    report(matter, "proposal", OPENED, entered_on=OPENED + timedelta(days=12))
    page = queries.matter_page(matter.number, OPENED + timedelta(days=11))
    assert page
    assert all(view.report is None for view in page.steps)


def test_a_correction_is_a_new_report_that_points_to_the_old_one(community: str) -> None:
    wrong = decided(counts={"body_members": {"entitled": 64, "present": 50, "for": 24}})
    later = MEETING + timedelta(days=3)
    assert queries.decision_state(wrong.number, MEETING).word == "not_in_order"
    done = report(
        wrong.matter, "resolution", MEETING, entered_on=later, corrects=wrong.step.number, counts=ATTENDANCE,
        notice_on=MEETING - timedelta(days=5), minutes=paper("minutes, read again"),
    )  # fmt: skip
    assert done.result
    assert queries.decision_state(done.result.id, later).word == "in_force"
    old = queries.decision_state(wrong.number, later)
    assert (old.word, old.corrected_by) == ("not_in_order", f"{wrong.matter.number}/5")
    assert step(wrong.step.number).counts["body_members"]["for"] == 24


def test_a_correction_of_an_earlier_step_can_undo_a_decision(community: str) -> None:
    decision = decided()
    later = MEETING + timedelta(days=9)
    review = step(f"{decision.matter.number}/3")
    report(
        decision.matter, "party_members_review", MEETING + timedelta(days=1), entered_on=later,
        corrects=review.number, counts=PARTY,
    )  # fmt: skip
    assert queries.decision_state(decision.number, later).word == "not_in_order"
    assert [card.word for card in queries.register(community, later)] == ["not_in_order"]
    # Yesterday's page showed what was known yesterday.
    assert queries.decision_state(decision.number, later - timedelta(days=1)).word == "in_force"


def test_a_motion_voted_down_is_no_breach_and_no_decision(community: str) -> None:
    matter = open_matter()
    deliberate(matter)
    against = {"body_members": {"entitled": 64, "present": 50, "for": 9, "against": 41}}
    done = report(
        matter,
        "resolution",
        MEETING,
        notice_on=MEETING - timedelta(days=5),
        counts=against,
        outcome="not_adopted",
        minutes=paper("voted down"),
    )
    assert not matter.decisions.exists()
    assert done.result
    assert done.result.type == "step"
    assert breached(f"{matter.number}/4") == []


def test_a_matter_keeps_the_rule_books_under_which_it_was_opened(community: str) -> None:
    """Two covenants, voted alike; only one was opened when the four deliberations were already adopted here."""
    before, since = open_matter(kind="covenant"), open_matter(kind="covenant")
    kept = [version for version in before.charter_versions if not version.startswith("cn-four-two")]
    assert kept != since.charter_versions
    with door_open():
        Matter.objects.filter(pk=before.pk).update(charter_versions=kept)
    votes = {"adults": {"entitled": 3000, "present": 1800, "for": 1500}}
    decisions = [
        resolve(matter, MEETING, notice=10, body="residents_assembly", counts=votes) for matter in (before, since)
    ]
    words = [queries.decision_state(decision.number, MEETING).word for decision in decisions]
    assert words == ["in_force", "not_in_order"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"counts": {"body_members": {"entitled": 64, "present": 65, "for": 41}}}, "counts"),
        ({"counts": {"body_members": {"entitled": 64, "present": 50, "for": 51}}}, "counts"),
        ({"counts": {"body_members": {"entitled": 64, "present": 50}}}, "counts"),
        ({"counts": {"neighbours": {"present": 3}}}, "counts"),
        ({"counts": {"body_members": {"entitled": -1, "present": 0, "for": 0}}}, "counts"),
        ({"called_by": "the_secretary_alone"}, "called_by"),
        ({"called_by": "petition"}, "petition"),
        ({"body": "tea_party"}, "counts"),
        ({"corrects": "XY-2026-999/1"}, "corrects"),
    ],
)
def test_impossible_facts_name_their_field(community: str, facts: dict[str, object], field: str) -> None:
    matter = open_matter()
    with pytest.raises(FactsError) as refused:
        resolve(matter, **facts)
    expected = "body" if facts.get("body") else field
    assert list(refused.value.errors) == [expected]
    assert not matter.steps.exists()


def test_nothing_is_reported_before_it_happened(community: str) -> None:
    with pytest.raises(FactsError, match="held_on"):
        report(open_matter(), "proposal", OPENED + timedelta(days=1), entered_on=OPENED)


def test_a_matter_that_the_rule_book_does_not_know_is_not_opened(community: str) -> None:
    with pytest.raises(Refused, match="tea_party"):
        open_matter(kind="tea_party")


def test_a_withdrawn_matter_takes_no_more_reports(community: str) -> None:
    matter = open_matter()
    with day(OPENED):
        stage.act("decisions.withdraw_matter", stage.DEPUTY, matter.ref, reason="租户自行搬走")
    with pytest.raises(FactsError, match="withdrawn|撤回"):
        report(matter, "proposal", OPENED)
    card = queries.matters(community, OPENED)[0]
    assert card.withdrawn_on == OPENED


def test_a_decided_matter_cannot_be_withdrawn(community: str) -> None:
    decision = decided()
    with day(MEETING), pytest.raises(Refused, match="superseded|取代"):
        stage.act("decisions.withdraw_matter", stage.DEPUTY, decision.matter.ref, reason="不办了")


def test_the_photograph_of_the_minutes_is_kept_by_its_hash(community: str) -> None:
    from sunward.decisions.acts import StepFacts
    from sunward.kernel.ports import FileDigest

    matter = open_matter()
    facts = StepFacts(step="proposal", held_on=OPENED, minutes=FileDigest("cd" * 32, 900, "image/png"))
    with day(OPENED):
        done = perform(
            "decisions.report_step", by=stage.holder(community, stage.CLERK), post=stage.CLERK, subject=matter.ref,
            facts=facts, key="minutes",
        )  # fmt: skip
    assert [file.sha256 for file in done.entry.files] == ["cd" * 32]
    assert step(f"{matter.number}/1").minutes_sha256 == "cd" * 32


def test_carried_out_in_force_and_carried_out_all_the_same(community: str) -> None:
    good = decided()
    bad = resolve(open_matter(title="另一处"), MEETING)  # without any deliberation
    done_on = date(2026, 4, 20)
    with day(done_on):
        for decision in (good, bad):
            stage.act("decisions.carry_out", stage.DEPUTY, decision.ref, done_on=done_on)
    assert [queries.decision_state(row.number, done_on).word for row in (good, bad)] == ["carried_out", "not_in_order"]
    assert again(bad).carried_out_on == done_on
    assert breached(f"{bad.matter.number}/2") == ["decision_in_force"]
    assert breached(f"{good.matter.number}/5") == []


def test_figures_that_one_person_typed_unlock_nothing_without_the_minutes(community: str) -> None:
    """Nothing in the record tells of the meeting: its minutes, photographed, are what makes it more than a claim."""
    matter = open_matter()
    deliberate(matter)
    typed = resolve(matter, minutes=None)
    assert breached(typed.step.number) == ["minutes_shown"]
    assert queries.decision_state(typed.number, MEETING).word == "not_in_order"

"""A paper with an old day on it: no step lies before the matter was proposed, nor before the step that comes first."""

from datetime import date, timedelta

import pytest

from sunward.decisions import queries
from sunward.decisions.models import Step
from tests.decisions.scenes import MEETING, OPENED, decided, deliberate, open_matter, post_resolution, report, resolve
from tests.money.cases import paper

pytestmark = pytest.mark.django_db
EVE = OPENED - timedelta(days=1)
TWELVE = {"body_members": {"entitled": 12, "present": 10, "for": 9, "against": 1}}


def told(number: str) -> list[str]:
    """What is said against the days of a decision."""
    findings = queries.decision_state(number, MEETING + timedelta(days=30)).findings
    return [found.text.en for found in findings if found.rule == "days_in_order"]


@pytest.mark.parametrize(("held_on", "in_order"), [(date(2020, 1, 1), False), (EVE, False), (OPENED, True)])
def test_nothing_was_resolved_before_it_was_proposed(community: str, held_on: date, in_order: bool) -> None:
    matter = open_matter(kind="joint_spending", title="路灯", amount="40000")
    done = report(
        matter, "resolution", held_on, entered_on=MEETING, body="joint_meeting", counts=TWELVE, minutes=paper("joint"),
    )  # fmt: skip
    assert done.result
    said = told(done.result.id)
    assert (said == []) is in_order
    assert queries.decision_state(done.result.id, MEETING).unlocks is in_order
    for sentence in said:
        assert str(held_on) in sentence
        assert str(OPENED) in sentence


def test_a_step_on_the_way_said_to_be_older_than_the_matter_shows_in_the_resolution(community: str) -> None:
    matter = open_matter()
    report(matter, "proposal", EVE, entered_on=OPENED)
    assert [found["rule"] for found in Step.objects.latest("id").findings if not found["ok"]] == ["days_in_order"]
    report(matter, "consultation", OPENED + timedelta(days=1))
    deliberated = {"party_members": {"entitled": 112, "present": 83, "for": 80}}
    report(matter, "party_members_review", OPENED + timedelta(days=2), counts=deliberated)
    (said,) = told(resolve(matter).number)
    assert said.startswith("“proposal”")


def test_a_step_that_no_procedure_asks_for_keeps_its_day_too(community: str) -> None:
    matter = open_matter()
    deliberate(matter)
    report(matter, "opinion", MEETING + timedelta(days=1))
    (said,) = told(resolve(matter).number)
    assert "“gathering opinions”, which comes first" in said


def test_posted_before_it_was_decided(community: str) -> None:
    decision = decided()
    report(decision.matter, "resolution_disclosure", MEETING - timedelta(days=3), entered_on=MEETING)
    posted = Step.objects.latest("id")
    assert [found["rule"] for found in posted.findings if not found["ok"]] == ["days_in_order"]
    post_resolution(decision, MEETING + timedelta(days=1))
    assert Step.objects.latest("id").breaches == 0

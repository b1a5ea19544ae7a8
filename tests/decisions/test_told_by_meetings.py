"""Decisions and meetings: what a meeting decided is reported once, by itself; a charge that residents pay is decided
only after every opinion of its hearing has an answer."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from sunward.decisions.judging.standing import state_of
from sunward.decisions.models import Decision, Matter, Step
from sunward.decisions.subscribers import report_hearing, report_item
from sunward.kernel.acts import Consequence
from sunward.kernel.facts import FactsError
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.meetings.events import HearingConcluded, ItemDecided
from tests.decisions import scenes
from tests.meetings import hearing_scenes as hearings
from tests.meetings.hearing_scenes import EVENING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
ANSWERED = EVENING + timedelta(days=3)
VOTED = EVENING + timedelta(days=10)


def cited(step: Step) -> dict[str, Any] | None:
    return next((found for found in step.findings if found["rule"] == "hearing_cited"), None)


def breaches(decision: Decision) -> list[str]:
    return [found.rule for found in map(Finding.from_dict, decision.step.findings) if found.breach]


class TestTheResolutionCitesTheHearing:
    def test_with_a_concluded_hearing_it_is_in_order_and_stays_so(self) -> None:
        matter = hearings.parking()
        meeting = hearings.concluded(matter, ANSWERED)
        decision = scenes.resolve(matter, VOTED, hearing=meeting.number)
        assert breaches(decision) == []
        assert (decision.step.hearing, decision.step.hearing_concluded_on) == (meeting.number, ANSWERED)
        assert state_of(decision, VOTED + timedelta(days=90)).word == "in_force"

    def test_without_it_the_report_is_taken_and_the_decision_unlocks_nothing(self) -> None:
        matter = hearings.parking()
        hearings.concluded(matter, ANSWERED)
        decision = scenes.resolve(matter, VOTED)
        assert breaches(decision) == ["hearing_cited"]
        state = state_of(decision, VOTED)
        assert (state.word, state.unlocks) == ("not_in_order", False)
        assert "hearing_cited" in [found.rule for found in state.findings if found.breach]

    def test_while_an_opinion_waits_for_its_answer_it_does_not_count_and_never_will(self) -> None:
        matter = hearings.parking()
        meeting, _people = hearings.ready(matter)
        *others, last = hearings.held(meeting)
        for opinion in others:
            hearings.answer(opinion, ANSWERED)
        scenes.report(matter, "opinion", EVENING, VOTED - timedelta(days=1), body="residents_committee")
        decision = scenes.resolve(matter, VOTED, hearing=meeting.number)
        assert breaches(decision) == ["hearing_cited"]
        hearings.answer(last, VOTED + timedelta(days=1))
        assert state_of(decision, VOTED + timedelta(days=30)).word == "not_in_order"

    def test_a_resolution_before_the_last_answer_is_not_saved_by_reporting_it_later(self) -> None:
        matter = hearings.parking()
        meeting = hearings.concluded(matter, ANSWERED)
        early = ANSWERED - timedelta(days=1)
        decision = scenes.resolve(matter, early, entered_on=VOTED, hearing=meeting.number)
        assert breaches(decision) == ["hearing_cited"]
        assert str(ANSWERED) in cited(decision.step)["zh"]  # type: ignore[index]

    def test_the_hearing_of_another_matter_does_not_count(self) -> None:
        other = hearings.concluded(hearings.parking(), ANSWERED)
        matter = hearings.parking()
        scenes.report(matter, "opinion", EVENING, body="residents_committee")
        assert "hearing_cited" in breaches(scenes.resolve(matter, VOTED, hearing=other.number))

    def test_a_number_that_is_no_hearing_is_not_taken(self) -> None:
        matter = hearings.parking()
        with pytest.raises(FactsError) as caught:
            scenes.resolve(matter, VOTED, hearing="XY-M-2026-999")
        assert "hearing" in caught.value.errors

    def test_a_hearing_called_too_late_does_not_count(self) -> None:
        matter = hearings.parking()
        meeting = hearings.told(hearings.called(matter), on=EVENING - timedelta(days=4))
        hearings.drawn(meeting, on=EVENING - timedelta(days=1))
        for opinion in hearings.held(meeting):
            hearings.answer(opinion, ANSWERED)
        assert breaches(scenes.resolve(matter, VOTED, hearing=meeting.number)) == ["hearing_cited"]

    def test_where_the_rules_ask_for_no_hearing_nothing_is_said_of_it(self) -> None:
        decision = scenes.decided()
        assert cited(decision.step) is None
        assert breaches(decision) == []


def decided_item(
    matter: Matter, body: str = "representatives_meeting", held_on: date = VOTED, **facts: Any
) -> ItemDecided:
    counts = {"body_members": {"entitled": 64, "present": 50, "cast": 50, "for": 41, "against": 5, "abstain": 4}}
    given: dict[str, Any] = {
        "item": "XY-M-2026-009-2", "about": matter.ref, "matter_kind": matter.kind, "body": body, "held_on": held_on,
        "notice_on": held_on - timedelta(days=7), "called_by": "residents_committee", "petition": None,
        "agenda_fixed_on": held_on - timedelta(days=7), "agenda_includes_item": True, "counts": counts,
    }  # fmt: skip
    return ItemDecided(community=matter.community_code, **(given | facts))


def told(event: ItemDecided) -> Any:
    with scenes.day(event.held_on):
        (wanted,) = report_item(event)
    assert isinstance(wanted, Consequence)
    return wanted.facts


PARTY = {"party_members": {"entitled": 112, "present": 83, "cast": 83, "for": 80, "against": 1, "abstain": 2}}


class TestWhatAVoteMeans:
    def test_the_body_that_decides_resolves_and_the_others_take_their_step(self) -> None:
        matter = scenes.open_matter()
        assert told(decided_item(matter)).step == "resolution"
        assert told(decided_item(matter, "joint_meeting")).step == "consultation"
        assert told(decided_item(matter, "party_members_meeting", counts=PARTY)).step == "party_members_review"
        assert told(decided_item(matter, "party_organisation")).step == "proposal"

    def test_figures_days_and_meeting_go_over_as_they_were(self) -> None:
        facts = told(decided_item(scenes.open_matter()))
        assert (facts.meeting, facts.called_by, facts.agenda_includes_matter) == (
            "XY-M-2026-009", "residents_committee", "yes"
        )  # fmt: skip
        assert facts.counts["body_members"]["for"] == 41
        assert facts.notice_on == VOTED - timedelta(days=7)

    @pytest.mark.parametrize(("for_", "against", "outcome"), [(26, 24, "adopted"), (25, 25, "not_adopted")])
    def test_the_outcome_follows_from_the_majority_rule(self, for_: int, against: int, outcome: str) -> None:
        figures = {"entitled": 64, "present": 50, "cast": 50, "for": for_, "against": against, "abstain": 0}
        assert told(decided_item(scenes.open_matter(), counts={"body_members": figures})).outcome == outcome

    def test_the_review_of_the_party_members_has_its_own_majority(self) -> None:
        counts = {"party_members": {"entitled": 112, "present": 83, "cast": 83, "for": 41, "against": 40, "abstain": 2}}
        facts = told(decided_item(scenes.open_matter(), "party_members_meeting", counts=counts))
        assert facts.outcome == "not_adopted"

    def test_the_newest_concluded_hearing_is_cited_by_itself(self) -> None:
        matter = hearings.parking()
        meeting = hearings.concluded(matter, ANSWERED)
        assert told(decided_item(matter)).hearing == meeting.number
        assert told(decided_item(matter, held_on=ANSWERED - timedelta(days=1))).hearing == ""

    def test_what_cannot_be_reported_stops_no_vote(self) -> None:
        matter = scenes.open_matter()
        assert list(report_item(decided_item(matter, counts={"body_members": {"entitled": 64}}))) == []
        assert list(report_item(decided_item(matter, about=Ref("matter", "XY-2026-999")))) == []
        assert list(report_item(decided_item(matter, about=None))) == []
        assert list(report_item(replace(decided_item(matter), community="heping"))) == [], "another community's matter"
        with scenes.day(VOTED):
            scenes.stage.act("decisions.withdraw_matter", scenes.stage.DEPUTY, matter.ref, reason="不办了")
        assert list(report_item(decided_item(matter))) == []
        gone = HearingConcluded(matter.community_code, "XY-M-2026-009", matter.ref, VOTED, 3)
        assert list(report_hearing(gone)) == []

    def test_figures_that_only_the_report_finds_impossible_stop_no_vote_either(self) -> None:
        matter, absurd = scenes.open_matter(), {"body_members": {"entitled": 64, "present": 70, "cast": 70, "for": 70}}
        for body in ("joint_meeting", "representatives_meeting", "party_organisation"):
            with scenes.day(VOTED):
                assert list(report_item(decided_item(matter, body, counts=absurd))) == []
        with scenes.day(VOTED - timedelta(days=1)):
            assert list(report_item(decided_item(matter, "joint_meeting"))) == [], "a day that lies in the future"
        assert not matter.steps.exists(), "the step stays open for whoever reports it"

    def test_an_opinion_that_cannot_be_reported_does_not_take_the_last_answer_back(self) -> None:
        matter = hearings.parking()
        meeting = hearings.concluded(matter, ANSWERED)
        card = HearingConcluded(matter.community_code, meeting.number, matter.ref, VOTED, 3)
        with scenes.day(VOTED):
            assert len(list(report_hearing(card))) == 1
        with scenes.day(VOTED - timedelta(days=1)):
            assert list(report_hearing(card)) == []

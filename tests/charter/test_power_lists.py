"""The demo's power lists: every door that exists is somebody's, and the list can be kept by the people in it."""

from datetime import date

import pytest

from sunward.charter.engine import Charter, Power
from sunward.charter.engine.library import charter_for
from sunward.charter.engine.vocabulary import CAPACITIES
from sunward.kernel.acts import all_acts

TODAY = date(2026, 6, 1)
LAYERS = ("cn-urban", "cn-collective", "cn-four-two", "demo-liuhe-street", "demo-liuhe-assemblies")
COMMUNITIES = ("demo-xiangyang", "demo-heping", "demo-guangming")
# What nobody is granted: the founding, and acts that only follow from others.
FOLLOWING = {
    "registry.found", "decisions.draw_on_decision", "decisions.return_to_decision", "ballots.open_vote",
    "ballots.follow_matter", "ballots.void_signature", "registry.undo_departure",
    "registry.put_status_right",
    "registry.undo_arrival", "registry.undo_correction", "registry.undo_placing",
    "registry.undo_end_membership", "registry.undo_end_ownership",
    "meetings.settle_item", "meetings.take_roll", "elections.ask_for_recall", "elections.take_recall_roll",
    "disclosure.demand_item",
    "meetings.convene_hearing",
    "ballots.restore_signature", "ballots.void_accepted_answer", "ballots.void_confirmation", "ballots.void_denial",
    "ballots.void_own_answer", "ballots.restore_to_vote", "elections.restore_candidacy", "elections.restore_member",
    "elections.void_acceptance", "elections.void_nomination", "elections.void_proxy",
    "elections.pass_on", "elections.restore_proxy", "elections.void_receipt", "meetings.void_attendance_seen",
    "meetings.void_speaker_nomination", "ballots.note_absent",
    "ballots.note_false_proxy", "ballots.vacate_place", "ballots.fill_place", "meetings.void_proxy",
    "meetings.void_step_aside", "meetings.void_throw", "registry.void_vouch",
    "registry.void_application", "registry.void_kinship",
    "registry.date_consent", "registry.give_consent_again", "registry.withdraw_consent",
    "ballots.disown_petition", "ballots.annul_undone", "elections.void_call",
    "elections.void_giving", "elections.void_list", "elections.void_move", "elections.void_run_off",
    "elections.void_defence", "disclosure.void_objection", "disclosure.void_appeal", "disclosure.date_objection",
    "meetings.reopen_speakers_list",
    "meetings.put_speaker_back", "meetings.strike_applicant", "meetings.strike_words", "meetings.void_call",
    "meetings.void_draft", "meetings.void_ending", "meetings.void_question",
    "meetings.void_return", "meetings.void_signing",
}  # fmt: skip


@pytest.fixture(params=COMMUNITIES)
def charter(request: pytest.FixtureRequest) -> Charter:
    return charter_for((*LAYERS, request.param), TODAY)


def granting(charter: Charter, act: str) -> list[Power]:
    return [power for power in charter.powers.values() if power.act == act]


def test_every_act_is_granted_to_somebody(charter: Charter) -> None:
    doors = {act.name for act in all_acts()} - FOLLOWING
    assert len(doors) > 40
    assert sorted(name for name in doors if not granting(charter, name)) == []


def test_no_power_opens_a_door_that_follows_from_another(charter: Charter) -> None:
    assert [act for act in sorted(FOLLOWING) if granting(charter, act)] == []


def test_the_secretary_neither_signs_nor_reviews_nor_releases(charter: Charter) -> None:
    money_leaves = ("money.sign_payment", "money.review_payment", "money.release_payment", "money.stand_in_review")
    holders = {holder for act in money_leaves for power in granting(charter, act) for holder in power.held_by}
    assert "party_organisation.secretary" not in holders


def test_reviewers_never_sign_and_signers_never_review(charter: Charter) -> None:
    signers = {holder for power in granting(charter, "money.sign_payment") for holder in power.held_by}
    reviewers = {holder for power in granting(charter, "money.review_payment") for holder in power.held_by}
    assert signers
    assert reviewers
    assert signers.isdisjoint(reviewers)


def test_every_signature_that_a_tier_asks_for_can_be_given(charter: Charter) -> None:
    signers = {holder for power in granting(charter, "money.sign_payment") for holder in power.held_by}
    asked = {post for tier in charter.spending.tiers for post in tier.requires.signatures}
    assert charter.spending.urgent
    assert asked | set(charter.spending.urgent.signatures) <= signers


def test_limits_of_the_power_list_are_those_of_the_spending_tiers(charter: Charter) -> None:
    limits = {power.limit.amount_up_to for power in granting(charter, "money.sign_payment")}
    assert limits == {tier.up_to for tier in charter.spending.tiers}


def test_a_resident_may_object_and_nobody_objects_in_office(charter: Charter) -> None:
    holders = {holder for power in granting(charter, "disclosure.object") for holder in power.held_by}
    assert "resident" in holders
    assert holders <= set(CAPACITIES)


# Whoever calls a meeting prepares it, leads it and signs its minutes: of the owners, of the party, of anybody.
LEADING = (
    "add_item", "lay_paper", "give_notice", "cancel_meeting", "call_again", "open_session", "step_aside",
    "take_back_exclusion", "put_to_vote", "adjourn", "close_session", "sign_minutes",
)  # fmt: skip


@pytest.mark.parametrize("act", LEADING)
def test_whoever_calls_a_meeting_leads_it(charter: Charter, act: str) -> None:
    callers = {post for power in granting(charter, "meetings.convene") for post in power.held_by}
    leaders = {post for power in granting(charter, f"meetings.{act}") for post in power.held_by}
    assert callers <= leaders

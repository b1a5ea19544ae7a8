"""What a community set for itself it may loosen by its own procedure, before everybody's eyes; not what law asks."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.ballots.models import Vote
from sunward.charter import queries as charter
from sunward.charter.engine.amending.amending import read_changes
from sunward.kernel import clock
from sunward.kernel.acts import Refused
from sunward.meetings.models import Meeting
from sunward.record.models import Journal
from tests.charter.amendments import (
    MEDIUM,
    NOTICE,
    OBJECTION,
    QUORUM,
    adopt,
    change,
    decided_by_the_two_committees,
    draft,
    lay_before,
    vote,
)
from tests.meetings.resolving import roll_of_the_room, voted_in_the_room
from tests.money import cases
from tests.money.cases import START, on, rules_of
from tests.portal.pages import signed_in
from tests.portal.test_amending import post
from tests.stage import CODE, DEPUTY, holder

MAJORITY = "bodies.representatives_meeting.majority.share"
BY_RULES = "matters.community_rules.majority.share"
LARGE, JOINT = "spending.tiers.large.requires", "spending.tiers.joint.requires"
WATCH = ["supervision_committee.head", "supervision_committee.member"]
LATER = START + timedelta(days=60)
SAID = "looser than before"


@pytest.fixture(autouse=True)
def monday(community: str) -> Any:
    with on(START):
        roll_of_the_room(CODE, 14)
        yield


def adopted(path: str, new: object) -> None:
    drafted = draft(change(path, new))
    adopt(drafted, vote(drafted))


@pytest.mark.parametrize(
    ("path", "up", "back"),
    [
        (QUORUM, "at_least 3/4", "at_least 2/3"),
        (MAJORITY, "at_least 2/3", "more_than 1/2"),
        (BY_RULES, "at_least 2/3", "more_than 1/2"),
    ],
)
def test_what_was_raised_goes_back_by_the_same_procedure(path: str, up: str, back: str) -> None:
    """Failed before: “laxer than the rule as it stands” refused even the draft, so every tightening was for ever."""
    adopted(path, up)
    with on(LATER):
        adopted(path, back)
    rules = charter.own_rules(CODE)
    assert rules
    assert change(path, None)["old"] == back


@pytest.mark.parametrize("new", ["at_least 1/3", "at_least 1/2"])
def test_below_the_law_nothing_is_drafted(new: str) -> None:
    with pytest.raises(Refused) as refusal:
        draft(change("bodies.residents_assembly.majority.any_of.0.share", new))
    assert rules_of(refusal) == {"rule_check"}


def test_a_stricter_majority_for_the_rules_holds_for_its_own_loosening() -> None:
    """Two thirds of all have to agree now; six of nine are enough, five are not."""
    adopted(BY_RULES, "at_least 2/3")
    with on(LATER):
        drafted = draft(change(BY_RULES, "more_than 1/2"))
        with pytest.raises(Refused) as refusal:
            adopt(drafted, cases.resolve(lay_before(drafted), counts={"body_members": FIVE_OF_NINE}))
    assert "adopted_by" in rules_of(refusal)


FIVE_OF_NINE = {"entitled": 9, "present": 9, "for": 5, "against": 4, "abstain": 0}


@pytest.mark.parametrize(
    ("path", "new", "looser"),
    [
        (MEDIUM, "12000 yuan", True),
        (MEDIUM, "8000 yuan", False),
        (f"{LARGE}.decision", "residents_committee", True),
        ("powers.review_payment.held_by", ["supervision_committee.head", "residents_committee.director"], True),
        ("powers.lift_hold.held_by", ["residents_committee.director"], True),
        ("powers.object.held_by", ["member"], True),
    ],
)
def test_officers_loosen_nothing_that_binds_them(path: str, new: object, looser: bool) -> None:
    """A rule book that lets the two committees decide on the rules lets them tighten these, and loosen none. Failed
    before of the last three: they could have given themselves the largest spending, its review, and every hold."""
    decided_by_the_two_committees()
    drafted = draft(change(path, new))
    decision = cases.resolve(lay_before(drafted), body="joint_meeting", counts=cases.counts(12, 10, 9))
    with pytest.raises(Refused) as refusal:  # both were only reported; the street asks for a vote in the record
        adopt(drafted, decision)
    assert ("by_residents" in rules_of(refusal)) is looser


def test_that_people_lose_a_right_is_told_as_well() -> None:
    """Failed before: a draft that took the residents’ right to object stood on every page as any other."""
    right = "powers.object.held_by"
    deputy = signed_in(Client(), holder(CODE, DEPUTY))
    page = post(deputy, "preview", change(right, ["member"])).content.decode()
    assert "would be looser than the rules are now" in page
    assert SAID in page
    drafted = draft(change(right, ["member"]))
    assert SAID in read(deputy, f"charter/drafts/{drafted.id}/")
    assert "places of the rules become looser than now" in read(deputy, f"matters/{lay_before(drafted).id}/")
    assert right in Journal.objects.filter(act="charter.draft_amendment").latest("id").public["looser"]


def test_it_is_told_before_it_is_drafted_and_wherever_it_is_voted_on() -> None:
    """Failed before: of a limit that was raised nobody was told which way it went."""
    deputy = signed_in(Client(), holder(CODE, DEPUTY))
    page = post(deputy, "preview", change(MEDIUM, "12000 yuan")).content.decode()
    assert "would be looser than the rules are now" in page
    assert "True<" not in page, "seen before, in place of the words"
    assert SAID in page
    drafted = draft(change(MEDIUM, "12000 yuan"))
    assert "比原来宽松" in read(deputy, f"charter/drafts/{drafted.id}/", "zh")
    matter = lay_before(drafted)
    voted_in_the_room(matter)
    meeting, ballot = Meeting.objects.get(), Vote.objects.get()
    for address in (f"matters/{matter.id}/", f"meetings/{meeting.number}/", f"votes/{ballot.number}/"):
        assert "places of the rules become looser than now" in read(deputy, address), address
    assert SAID in read(deputy, f"meetings/{meeting.number}/notice/")
    entry = Journal.objects.filter(act="charter.draft_amendment").latest("id")
    assert MEDIUM in entry.public["looser"]


@pytest.mark.parametrize(
    ("path", "new", "looser"),
    [
        (QUORUM, "at_least 1/2", True),
        (QUORUM, "at_least 3/4", False),
        (NOTICE, 3, True),
        (NOTICE, 9, False),
        (MEDIUM, "8000 yuan", False),
        (OBJECTION, "9 working days", True),
        (OBJECTION, "3 working days", False),
        (OBJECTION, "5 days", False),
        (OBJECTION, "7 days", True),
        ("parameters.officers_kin_barred.value", 0, True),
        ("spending.tiers.large.requires.posting", "none", True),
        ("spending.tiers.large.requires.posting", "9 days", False),
        ("spending.tiers.large.requires.posting", "7 working days", False),
        ("spending.tiers.large.requires.posting", "5 working days", True),
        ("spending.urgent.ratified_within", "10 working days", True),
        ("disclosure.payments.audience", "residents", True),
        ("disclosure.collective_accounts.audience", "party_members", True),
        ("duties.monthly_statement.due.day", "last", True),
        ("powers.open_matter.held_by", ["residents_committee.director"], False),
        (f"{LARGE}.decision", "residents_committee", True),
        (f"{LARGE}.decision", "representatives_meeting", True),
        (f"{LARGE}.decision", "joint_decision", True),
        (f"{LARGE}.decision", "none", True),
        (f"{JOINT}.decision", "residents_committee", True),
        (f"{JOINT}.decision", "party_members_meeting", False),
        (f"{JOINT}.decision", "representatives_meeting", False),
        (f"{JOINT}.decision", "community_four_two", False),
        ("spending.tiers.medium.requires.decision", "residents_committee", False),
        (f"{JOINT}.review", "residents_committee", True),
        (f"{JOINT}.review", "party_organisation", True),
        (f"{JOINT}.review", "none", True),
        ("spending.tiers.small.requires.review", "supervision_committee", False),
        ("powers.review_payment.held_by", ["residents_committee.director"], True),
        ("powers.review_payment.held_by", [*WATCH, "residents_committee.member"], True),
        ("powers.review_payment.held_by", WATCH[:1], True),
        ("powers.review_payment.held_by", [*WATCH, "street_discipline.officer"], False),
        ("powers.review_payment.held_by", ["supervision_committee"], False),
        ("powers.ask_for_hold.held_by", WATCH, True),
        ("powers.ask_for_hold.held_by", ["supervision_committee", "party_organisation", "resident"], False),
        ("powers.lift_hold.held_by", ["residents_committee.director"], True),
        ("powers.lift_hold.held_by", [*WATCH, "street_discipline.officer"], True),
        ("powers.lift_hold.held_by", WATCH[:1], False),
        ("powers.answer_objection.held_by", ["party_organisation.secretary"], False),
        # Failed before, all that are looser here: of what is not about money it said nothing.
        ("powers.object.held_by", ["member"], True),
        ("powers.object.held_by", ["resident"], True),
        ("powers.object.held_by", ["resident", "member", "owner"], False),
        ("powers.object.held_by", ["anyone"], False),
        ("powers.appeal_objection.held_by", ["member"], True),
        ("powers.photograph_board.held_by", ["service_centre.clerk"], True),
        ("powers.photograph_board.held_by", ["resident"], False),
        ("powers.put_rules_in_force_in_silence.held_by", ["service_centre.clerk"], True),
        ("powers.put_rules_in_force_in_silence.held_by", ["street_office.director"], True),
        ("powers.put_rules_in_force_in_silence.held_by", ["supervision_committee", "street_office.clerk"], False),
        ("powers.put_rules_in_force.held_by", ["service_centre.clerk"], False),
    ],
)
def test_which_way_a_change_goes(path: str, new: object, looser: bool) -> None:
    """Seen before: five working days were as good as a week, though they can end after five days, or after a
    fortnight."""
    drafted = charter.proposed(CODE, read_changes([change(path, new)]), clock.today() + timedelta(days=30))
    assert bool([one for one in drafted.looser if one.path == path]) is looser


def read(client: Client, address: str, language: str = "en") -> str:
    response = client.get(f"/{language}/c/{CODE}/{address}")
    assert response.status_code == 200, address
    return str(response.content.decode())

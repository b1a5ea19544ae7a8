"""An evening that petitioners force, and an unwilling committee behind it."""

from datetime import date, timedelta
from typing import Any

import pytest

from sunward.ballots.models import Vote
from sunward.kernel.acts import Refused
from sunward.kernel.facts import FactsError
from sunward.kernel.findings import breaches
from sunward.meetings.models import Meeting
from tests import stage
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import (
    DELEGATE,
    EVENING,
    Forced,
)
from tests.meetings import scenes
from tests.meetings.scenes import CODE, act, at
from tests.money.cases import paper
from tests.stage import SUPERVISION_MEMBER

NEXT = EVENING + timedelta(days=11)
YARD = {"place": "院子", "at": "19:00"}


def refused(trying: Any) -> set[str]:
    """The rules that refuse, or the fields that are not usable."""
    try:
        trying()
    except Refused as refusal:
        return {one.rule for one in breaches(refusal.findings)}
    except FactsError as error:
        return set(error.errors)
    raise AssertionError("it was not refused")


def begun() -> Forced:
    """The petitioners' evening has begun; the door list is kept by one of them."""
    found = Forced()
    with at(EVENING, 19, 0):
        found.let_in("resident", found.signer)
    return found


class Uncalled(Forced):
    """The same people and their petition; nobody has called anything yet."""

    def called(self, on: date, day: date) -> Meeting:
        return Meeting(roll=None) if not hasattr(self, "calling") else super().called(on, day)

    def __init__(self) -> None:
        with pytest.raises(ValueError, match="needs to have a primary key"):
            super().__init__()
        self.calling = True


def decides(forced: Forced, meeting: Meeting, day: date) -> None:
    """Held by petitioners, and decided."""
    with at(day, 19, 0):
        act("meetings.admit", "resident", meeting.ref, by=forced.signer, places=scenes.listed(forced.keys))
        act("meetings.open_session", "resident", meeting.ref, by=forced.signer)
        act("meetings.put_to_vote", "resident", meeting.items.get().ref, by=forced.signer)
    vote = Vote.objects.get(about_id=meeting.items.get().number, annulled_on=None)
    with at(day, 19, 35):
        hands = {"for": 8, "against": 2}
        facts = {"chosen": hands, "entries": scenes.listed(forced.keys), "counted_with": forced.people[8]}
        act("ballots.count_hands", DELEGATE, vote.ref, by=forced.people[6], **facts)
    with at(day, 19, 45):
        act("ballots.close_vote", DELEGATE, vote.ref, by=forced.people[6])
        for one in (forced.people[8], forced.people[7]):
            act("ballots.confirm_count", DELEGATE, vote.ref, by=one, channel="hands", chosen=hands)
        act("meetings.close_session", "resident", meeting.ref, by=forced.opener)
    with at(day + timedelta(days=1), 9):
        member = stage.holder(CODE, SUPERVISION_MEMBER, 1)
        for row in list(vote.sample.order_by("pk")):
            act("ballots.answer_sample", SUPERVISION_MEMBER, vote.ref, by=member, entry=row.entry_id, answer="voted")
        act("ballots.certify", SUPERVISION_MEMBER, vote.ref, by=member)
    vote.refresh_from_db()
    assert vote.certified_on
    assert meeting.items.get().settled_on


def told(forced: Forced, meeting: Meeting, on: date) -> Meeting:
    """By two channels."""
    with at(on, 10):
        for channel, proof in (("page", {}), ("poster", {"proof": paper(f"poster {meeting.number}")})):
            facts: dict[str, Any] = {"channel": channel, "given_on": on} | proof
            act("meetings.give_notice", "resident", meeting.ref, by=forced.signer, **facts)
    return scenes.again(meeting)


def called_again(forced: Forced, on: date, day: date) -> Meeting:
    with at(on, 9):
        done = act("meetings.call_again", "resident", forced.meeting.ref, by=forced.signer, held_on=day, **YARD)
        assert done.result
    return told(forced, Meeting.objects.get(number=done.result.id), on)

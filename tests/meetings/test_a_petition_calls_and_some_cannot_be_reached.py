"""A community whose rule books let a petition force a meeting, and let those who cannot be reached be left out."""

from datetime import timedelta

import pytest

from sunward.ballots.models import Petition, Roll
from sunward.kernel.acts import Refused
from sunward.kernel.guard import door_open
from sunward.meetings import queries
from sunward.meetings.models import AgendaItem, Meeting
from sunward.record.models import Journal
from tests import stage
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, act, at
from tests.money import cases

pytestmark = pytest.mark.django_db
ASSEMBLY = "villagers_assembly"


@pytest.fixture
def roll(community: str) -> Roll:
    """Ten adults, under the law on villages and Chongqing's rules for it."""
    with cases.on(CALLED - timedelta(days=10)):
        for pack in ("cn-village", "cn-village-chongqing"):
            decision = cases.voted("community_rules")
            act("charter.adopt", DIRECTOR, stage.here(), pack=pack, in_force_from=CALLED, adopted_by=decision)
    with at(CALLED, 9):
        found = scenes.freeze(scenes.people(10), body=ASSEMBLY)
        with door_open():
            Roll.objects.filter(pk=found.pk).update(of="adults")
    return Roll.objects.get(pk=found.pk)


def petition(roll: Roll, signed: int) -> Petition:
    """So many of them sign for a meeting."""
    with door_open():
        row = Petition.objects.create(
            number=f"XY-Q-2026-{Petition.objects.count() + 1:03d}", community_code=roll.community_code,
            purpose="meeting", asks_for=ASSEMBLY, title="开会", roll=roll, needed=1,
            source="村民委员会组织法 第二十一条",
            opened_by="person:x", opened_on=CALLED, closes_on=EVENING, reached_on=CALLED if signed else None,
        )  # fmt: skip
        for entry in roll.entries.order_by("id")[:signed]:
            row.signatures.create(entry=entry, signed_on=CALLED)
    return row


def called(roll: Roll) -> tuple[Meeting, AgendaItem, list[int]]:
    with at(CALLED, 9):
        meeting = scenes.convene(body=ASSEMBLY, called_by="petition", petition=petition(roll, 4).number)
        item = scenes.add_item(meeting, matter_kind="public_works_plan")
        scenes.notify(meeting)
    return meeting, item, scenes.entries(roll)


def test_a_petition_below_its_threshold_calls_nothing(roll: Roll) -> None:
    few = petition(roll, 0)
    with at(CALLED, 9), pytest.raises(Refused) as refusal:
        scenes.convene(body=ASSEMBLY, called_by="petition", petition=few.number)
    assert "convening" in {found.rule for found in refusal.value.findings if found.breach}


def test_whoever_cannot_be_reached_is_left_out_with_evidence_and_the_vote_says_so(roll: Roll) -> None:
    meeting, item, keys = called(roll)
    with at(EVENING):
        scenes.open_with(meeting, keys[:5])
        absent = {"place": str(keys[9]), "reason": "unreachable"}
        with pytest.raises(Refused):
            act("meetings.leave_out_of_base", CLERK, item.ref, **absent)
        act("meetings.leave_out_of_base", CLERK, item.ref, evidence="三次电话、两次上门", **absent)
        vote = scenes.put(item)
    row = Journal.objects.filter(act="meetings.put_to_vote").latest("id")
    assert {found["rule"] for found in row.findings if not found["ok"]} == {"exclusions_decide"}, (
        "five of nine, not of ten"
    )
    assert vote.off_base == [keys[9]]
    told = Journal.objects.filter(act="meetings.leave_out_of_base", kind="effect").latest("id")
    assert "三次电话" not in str(told.public)


def test_a_meeting_that_enough_asked_for_and_nobody_calls_is_overdue(roll: Roll) -> None:
    """By the fifteen days of the power to call: the last of them is in time, the next day is late."""
    asked = petition(roll, 4)
    few = petition(roll, 0)
    last = CALLED + timedelta(days=15)
    assert not [one for one in queries.overdue(stage.CODE, last) if one.subject == asked.ref]
    late = {one.subject: one for one in queries.overdue(stage.CODE, last + timedelta(days=2))}
    assert few.ref not in late
    assert (late[asked.ref].due_on, late[asked.ref].days_late, late[asked.ref].owner_post) == (last, 2, DIRECTOR)
    with at(last + timedelta(days=2), 9):
        day = last + timedelta(days=20)
        meeting = scenes.convene(body=ASSEMBLY, called_by="petition", petition=asked.number, on=day)
    assert asked.ref not in {one.subject for one in queries.overdue(stage.CODE, last + timedelta(days=3))}
    with door_open():
        Meeting.objects.filter(pk=meeting.pk).update(cancelled_on=last + timedelta(days=3))
    assert asked.ref in {one.subject for one in queries.overdue(stage.CODE, last + timedelta(days=4))}


def test_withdrawn_by_those_who_asked_it_is_owed_no_more(roll: Roll) -> None:
    asked = petition(roll, 4)
    with door_open():
        Petition.objects.filter(pk=asked.pk).update(withdrawn_on=CALLED + timedelta(days=1))
    assert asked.ref not in {one.subject for one in queries.overdue(stage.CODE, CALLED + timedelta(days=60))}

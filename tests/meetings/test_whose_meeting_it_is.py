"""Heads of other bodies ran and cancelled meetings that were not theirs: the lists of powers say that heads lead
meetings, and never asked whose."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from sunward.ballots.models import Roll
from sunward.kernel.acts import Refused
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.meetings.models import AgendaItem, Meeting
from tests.meetings import hearing_scenes, owners, scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, SUPERVISOR, act, at, marks
from tests.money import cases
from tests.money.cases import on, paper
from tests.stage import SECRETARY

pytestmark = pytest.mark.usefixtures("community", "own_keys")
OWNERS = owners.HEAD
ON_ITS_DAY = "当天只有会议所属的机构能宣布散会"
NEXT = timedelta(days=1)


def answer(do: Callable[[], Any]) -> str:
    """What whoever tries it is told; empty where it is done."""
    try:
        do()
    except Refused as refused:
        return " ".join(found.text.en for found in refused.findings if found.breach)
    except FactsError as error:
        return str(error)
    return ""


def foreign(name: str, posts: tuple[str, ...], thing: Ref, **facts: Any) -> None:
    """Each of these heads is told whose meeting it is."""
    for post in posts:
        said = answer(lambda post=post: act(name, post, thing, **facts))  # type: ignore[misc]
        assert any(words in said for words in ("belongs to", "does not belong", "会议属于")), (name, post, said)


def before_it(meeting: Meeting, item: AgendaItem, posts: tuple[str, ...]) -> None:
    foreign("meetings.cancel_meeting", posts, meeting.ref, because="不开了")
    foreign("meetings.add_item", posts, meeting.ref, title="商议", matter_kind="asset_lease", to_decide=True)
    foreign("meetings.lay_paper", posts, item.ref, title="另一份", file=paper("another"))
    letter = {"channel": "letter", "given_on": meeting.convened_on, "proof": paper("letter")}
    foreign("meetings.give_notice", posts, meeting.ref, **letter)


def in_the_room(meeting: Meeting, item: AgendaItem, posts: tuple[str, ...], place: int) -> None:
    foreign("meetings.close_session", posts, meeting.ref)
    foreign("meetings.adjourn", posts, meeting.ref)
    foreign("meetings.put_to_vote", posts, item.ref, channels="paper", secret=True)
    aside = {"reason": "interest", "evidence": "听说", "place": str(place)}
    foreign("meetings.step_aside", posts, item.ref, **aside)
    base = {"reason": "unreachable", "evidence": "打过三次电话", "place": str(place)}
    foreign("meetings.leave_out_of_base", posts, item.ref, **base)


@contextmanager
def an_owners_assembly() -> Iterator[tuple[Meeting, AgendaItem, list[int]]]:
    with on(cases.START):
        people = owners.under_the_civil_code(("100", "100", "50", "50"))
    with on(owners.IN_FORCE):
        meeting, [item] = owners.called([cases.open_matter("property_company")], "property_company")
        yield meeting, item, [owners.place(meeting, one) for one in people]


def test_heads_of_others_do_nothing_at_the_representatives_meeting() -> None:
    """Failed before: each of them went through."""
    with on(cases.START):
        owners.under_the_civil_code(("100", "100", "50", "50"))
    meeting, item, keys = scenes.called(9)
    posts = (SECRETARY, OWNERS)
    with at(CALLED, 12):
        before_it(meeting, item, posts)
    with at(EVENING, 19):
        foreign("meetings.open_session", posts, meeting.ref)
        scenes.open_with(meeting, keys[:8])
    with at(EVENING, 19, 40):
        in_the_room(meeting, item, posts, keys[8])
        act("meetings.close_session", DIRECTOR, meeting.ref)
    with at(EVENING + NEXT, 10):
        minutes = scenes.minutes_of(meeting)
    with at(EVENING + 3 * NEXT, 16):
        foreign("meetings.sign_minutes", posts, minutes.ref, role="chair")
        act("meetings.sign_minutes", DIRECTOR, minutes.ref, role="chair")


def test_director_and_secretary_do_nothing_at_the_owners_assembly() -> None:
    """Failed before: in its first minute either of them closed it, put its question or put an owner aside."""
    posts = (DIRECTOR, SECRETARY)
    with an_owners_assembly() as (meeting, item, places):
        before_it(meeting, item, posts)
        said = answer(lambda: act("meetings.cancel_meeting", DIRECTOR, meeting.ref, because="不开了"))
        assert "owners' committee" in said.replace("’", "'"), said
    with at(owners.EVENING, 19):
        foreign("meetings.open_session", posts, meeting.ref)
        scenes.admit(meeting, places[:3])
        act("meetings.open_session", OWNERS, meeting.ref)
    with at(owners.EVENING, 19, 40):
        in_the_room(meeting, item, posts, places[3])
        assert ON_ITS_DAY in answer(lambda: act("meetings.close_session", SUPERVISOR, meeting.ref))
        scenes.put(item, post=OWNERS, channels="roll_call")


def test_only_those_to_whom_it_belongs_call_it_again() -> None:
    """Failed before: too few had come, and a head of others chose day, hour and place."""
    with on(cases.START):
        owners.under_the_civil_code(("100", "100", "50", "50"))
    meeting, _item, _keys = scenes.called(9)
    with at(EVENING, 19, 30):
        act("meetings.adjourn", CLERK, meeting.ref)
    with at(EVENING + NEXT, 10):
        again = {"held_on": EVENING + 9 * NEXT, "at": "07:00", "place": "城外仓库"}
        foreign("meetings.call_again", (SECRETARY, OWNERS, SUPERVISOR), meeting.ref, **again)
        act("meetings.call_again", DIRECTOR, meeting.ref, **again)


def test_supervisors_cancel_nothing_that_others_called() -> None:
    """Failed before: their head cancelled each of them half an hour before."""
    meeting, _item, keys = scenes.called(9)
    with at(EVENING, 18, 30):
        foreign("meetings.cancel_meeting", (SUPERVISOR,), meeting.ref, because="不开了")
    with at(EVENING, 19):
        scenes.open_with(meeting, keys)
        assert ON_ITS_DAY in answer(lambda: act("meetings.close_session", CLERK, meeting.ref))
    with at(EVENING + NEXT, 0, 1):
        act("meetings.close_session", CLERK, meeting.ref)


def test_nor_a_party_meeting_nor_the_owners_assembly() -> None:
    """Failed before."""
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(5), body="party_members_meeting")
        with door_open():
            Roll.objects.filter(pk=roll.pk).update(of="party_members")
        party = scenes.convene(
            post=SECRETARY, body="party_members_meeting", called_by="party_organisation", title="党员大会"
        )  # fmt: skip
        foreign("meetings.cancel_meeting", (SUPERVISOR, DIRECTOR), party.ref, because="不开了")
        act("meetings.cancel_meeting", SECRETARY, party.ref, because="改期")


def test_nor_a_hearing() -> None:
    """Failed before."""
    meeting, _people = hearing_scenes.ready()
    with hearing_scenes.at(hearing_scenes.EVENING, 18):
        foreign("meetings.cancel_meeting", (SUPERVISOR, SECRETARY), meeting.ref, because="不开了")
        act("meetings.cancel_meeting", DIRECTOR, meeting.ref, because="停电")
    assert "cancelled_late" in marks("meetings.cancel_meeting")


def test_a_cancellation_in_the_days_of_its_notice_is_marked() -> None:
    """Failed before: half an hour before, nothing showed that people had arranged their evening."""
    meeting, _item, _keys = scenes.called(9)
    with at(EVENING, 18, 30):
        act("meetings.cancel_meeting", DIRECTOR, meeting.ref, because="停电")
    assert "cancelled_late" in marks("meetings.cancel_meeting")


def test_one_in_time_is_not() -> None:
    meeting, _item, _keys = scenes.called(9)
    with at(CALLED, 18):
        act("meetings.cancel_meeting", DIRECTOR, meeting.ref, because="停电")
    assert "cancelled_late" not in marks("meetings.cancel_meeting")


def test_two_committees_that_meet_together_both_lead() -> None:
    with at(CALLED, 9):
        scenes.freeze(scenes.people(5), body="joint_meeting")
        meeting = scenes.convene(post=SECRETARY, body="joint_meeting", called_by="party_organisation")
        item = scenes.add_item(meeting)
        for post in (DIRECTOR, SECRETARY):
            act("meetings.add_item", post, meeting.ref, title="商议", matter_kind="asset_lease")
        scenes.notify(meeting)
    keys = scenes.entries(Roll.objects.get(body="joint_meeting"))
    with at(EVENING, 19):
        scenes.admit(meeting, keys)
        act("meetings.open_session", DIRECTOR, meeting.ref)
        act("meetings.close_session", SECRETARY, meeting.ref)
    assert item.to_decide

"""A meeting from the call to the locked minutes, with everything in order."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from sunward.kernel.events import _subscribers, subscribe
from sunward.meetings.events import ItemDecided
from sunward.meetings.models import Minutes
from sunward.record.models import Journal
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, act, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard() -> Iterator[list[object]]:
    """What meetings announced."""
    found: list[object] = []
    subscribe(ItemDecided, found.append)
    yield found
    _subscribers[ItemDecided].remove(found.append)


@pytest.mark.postgres
def test_from_the_call_to_the_decided_item(community: str, heard: list[object]) -> None:
    meeting, item, keys = scenes.called(9)
    assert (meeting.agenda_fixed_on, meeting.noticed_on) == (CALLED, CALLED)
    with at(EVENING):
        scenes.open_with(meeting, keys[:7])
        act("meetings.record_statement", CLERK, item.ref, place=str(keys[0]), text="租金应当高于去年。")
        vote = scenes.put(item)
        scenes.count_hands(vote, keys[:7], {"for": 5, "against": 1, "abstain": 1})
        scenes.certify(vote)
        act("meetings.close_session", DIRECTOR, meeting.ref)
    event = heard[0]
    assert isinstance(event, ItemDecided)
    assert event.counts == {
        "body_members": {
            "entitled": 9, "present": 7, "cast": 7, "for": 5, "against": 1, "abstain": 1,
        }
    }  # fmt: skip
    assert (event.notice_on, event.agenda_includes_item, event.called_by) == (CALLED, True, "residents_committee")
    assert event.held_on == EVENING
    assert not meeting.attendance.filter(left_at=None).exists(), "the room is empty afterwards"


def test_the_body_and_its_parts_are_counted_apart(community: str, heard: list[object]) -> None:
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(6), parts=("representatives",) * 4)
        meeting = scenes.convene()
        item = scenes.add_item(meeting)
        scenes.notify(meeting)
    keys = scenes.entries(roll)
    with at(EVENING):
        scenes.open_with(meeting, keys[:5])
        vote = scenes.put(item)
        scenes.count_hands(vote, keys[:5], {"for": 5})
        scenes.certify(vote)
    counts = heard[0].counts  # type: ignore[attr-defined]
    assert counts["representatives"] == {"entitled": 4, "present": 4, "cast": 4}
    assert counts["body_members"]["present"] == 5


@pytest.mark.postgres
def test_minutes_are_signed_by_three_locked_and_chained(community: str) -> None:
    first, second = _locked(), _locked()
    assert second.previous == first
    assert second.previous_digest == first.digest


def _locked() -> Minutes:
    meeting, _item, keys = scenes.called(6)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        act("meetings.close_session", DIRECTOR, meeting.ref)
    with at(EVENING + timedelta(days=1), 10):
        return scenes.sign(scenes.minutes_of(meeting))


def test_whoever_was_there_has_them_corrected_and_both_stay(community: str) -> None:
    meeting, _item, keys = scenes.called(6)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        act("meetings.close_session", DIRECTOR, meeting.ref)
    delegate = str(meeting.attendance.order_by("id").first().person)  # type: ignore[union-attr]
    with at(EVENING + timedelta(days=1), 10):
        minutes = scenes.minutes_of(meeting)
        act("meetings.correct_minutes", "anyone", minutes.ref, by=delegate, text="我说的是每年，不是每月。")
        act("meetings.answer_correction", CLERK, minutes.ref, correction=1, taken_in=True, answer="已改。")
        digest = scenes.sign(minutes).digest
    assert digest
    assert minutes.corrections.get().answer == "已改。"


def test_what_happened_on_paper_is_entered_afterwards_and_marked_late(community: str) -> None:
    """The power was cut: the evening is entered on the next morning, with its own times."""
    meeting, _item, keys = scenes.called(9)
    with at(EVENING + timedelta(days=1), 9):
        scenes.admit(meeting, keys[:7], at="18:50")
        act("meetings.open_session", CLERK, meeting.ref, at="19:00")
        scenes.leave(meeting, keys[:1], at="19:40")
        act("meetings.close_session", DIRECTOR, meeting.ref, at="20:30")
    meeting = scenes.again(meeting)
    assert meeting.quorum_counts.get().counts == {"body_members": {"entitled": 9, "present": 7}}
    late = Journal.objects.filter(subject_type="meeting", act="meetings.admit").latest("id")
    assert late.claimed_at is not None
    assert late.claimed_at < late.recorded_at

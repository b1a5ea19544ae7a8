"""What a meeting in this record decides is told by its vote: not by a clerk before it, nor otherwise after it."""

from datetime import timedelta

import pytest

from sunward.decisions.models import Decision
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from sunward.meetings.models import AgendaItem, Meeting
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, EVENING, act, at
from tests.money.cases import open_matter, resolve
from tests.stage import CLERK

pytestmark = pytest.mark.django_db


def on_the_agenda(kind: str = "annual_budget") -> tuple[Ref, Meeting, AgendaItem, list[int]]:
    with at(CALLED, 9):
        matter = open_matter(kind, 24000)
        roll = scenes.freeze(scenes.people(9))
        meeting = scenes.convene()
        item = scenes.add_item(meeting, about=str(matter), matter_kind=kind)
        scenes.notify(meeting)
    return matter, scenes.again(meeting), item, scenes.entries(roll)


def voted(meeting: Meeting, item: AgendaItem, keys: list[int], hands: dict[str, int]) -> None:
    with at(EVENING):
        scenes.open_with(meeting, keys)
        vote = scenes.put(item)
        scenes.count_hands(vote, keys, hands)
        scenes.certify(vote)
        act("meetings.close_session", CLERK, meeting.ref)


def test_the_clerk_does_not_enter_the_vote_of_an_evening_that_is_still_to_come(community: str) -> None:
    matter, meeting, item, keys = on_the_agenda()
    with at(EVENING, 13), pytest.raises(FactsError, match=meeting.number):
        resolve(matter)
    assert not Decision.objects.exists()
    voted(meeting, item, keys, {"for": 7, "against": 1, "abstain": 1})
    assert Decision.objects.get().step.meeting == meeting.number


def test_while_it_votes_nobody_enters_a_result(community: str) -> None:
    matter, meeting, item, keys = on_the_agenda()
    with at(EVENING):
        scenes.open_with(meeting, keys)
        scenes.put(item)
        with pytest.raises(FactsError, match="the vote there decides it|表决"):
            resolve(matter)


def test_what_was_voted_down_is_not_typed_adopted_the_day_after(community: str) -> None:
    matter, meeting, item, keys = on_the_agenda()
    voted(meeting, item, keys, {"for": 2, "against": 7, "abstain": 0})
    with at(EVENING + timedelta(days=1), 9), pytest.raises(FactsError, match=meeting.number):
        resolve(matter)
    assert not Decision.objects.exists()


def test_a_meeting_that_was_cancelled_keeps_nobody_from_reporting_another(community: str) -> None:
    matter, meeting, _item, _keys = on_the_agenda()
    with at(CALLED + timedelta(days=1), 9):
        act("meetings.cancel_meeting", scenes.DIRECTOR, meeting.ref, because="改期")
    with at(EVENING, 13):
        resolve(matter)
    assert Decision.objects.get().step.meeting is None

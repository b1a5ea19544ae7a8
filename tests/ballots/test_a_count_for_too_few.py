"""A delegate entered himself alone as the count of a room of nine, with a second who knew nothing. The honest count was
refused: “the same people as before”; after the close as well."""

import pytest

from sunward.ballots.models import Count, Mark, Vote
from sunward.ballots.queries import may_raise_a_hand
from sunward.kernel.facts import FactsError
from tests import stage
from tests.ballots import scenes as votes
from tests.ballots.scenes import rules_of
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import EVENING, Forced
from tests.meetings import scenes as m
from tests.stage import CLERK, CODE, DIRECTOR, SUPERVISION_MEMBER

pytestmark = pytest.mark.usefixtures("community")
DELEGATE = "representatives_meeting.delegate"


class Room:
    """Nine came; one of them has entered himself alone."""

    def __init__(self) -> None:
        meeting, item, self.keys = m.called(9)
        with m.at(m.CALLED, 9):
            places = meeting.roll.entries.order_by("id") if meeting.roll else []
            self.people = [str(place.person) for place in places]
            for one in self.people[7:]:
                votes.delegate(one)
        with m.at(m.EVENING):
            m.open_with(meeting, self.keys)
            self.vote = m.put(item)
            facts = {"chosen": {"against": 1}, "entries": str(self.keys[8]), "counted_with": self.people[7]}
            votes.act("count_hands", DELEGATE, self.vote, by=self.people[8], **facts)

    def count(self, keys: list[int]) -> None:
        facts = {"chosen": {"for": len(keys)}, "counted_with": stage.holder(CODE, SUPERVISION_MEMBER, 0)}
        votes.act("count_hands", CLERK, self.vote, entries=m.listed(keys), **facts)


def test_until_it_is_seconded_the_room_is_counted_as_it_is() -> None:
    """Failed before: in_the_room."""
    room = Room()
    with m.at(m.EVENING, 19, 35):
        assert may_raise_a_hand(room.vote.number) == room.keys
        room.count(room.keys)
        assert Count.objects.get().ballots == 9
        assert Mark.objects.count() == 9
        assert rules_of(lambda: room.count(room.keys[:8])) == {"in_the_room"}, "nobody is taken out again"
        votes.second(room.vote, "hands")
        assert "counted_once" in rules_of(lambda: room.count(room.keys[:2]))


def test_it_is_not_closed_over_those_whom_it_leaves_out() -> None:
    """After the close nobody is added to a count."""
    room = Room()
    with m.at(m.EVENING, 19, 45):
        assert rules_of(lambda: votes.close(room.vote)) == {"hands_of_all"}
        room.count(room.keys)
        votes.close(room.vote)
        assert rules_of(lambda: room.count(room.keys[:8])) == {"in_the_room"}
        room.count(room.keys)


def test_an_accomplice_who_seconds_it_is_undone_by_the_third() -> None:
    room = Room()
    same = {"channel": "hands", "chosen": {"against": 1}}
    with m.at(m.EVENING, 19, 35):
        votes.act("confirm_count", DELEGATE, room.vote, by=room.people[7], **same)
        assert "counted_once" in rules_of(lambda: room.count(room.keys))
        votes.act("confirm_count", stage.SUPERVISOR, room.vote, **same | {"chosen": {"for": 8}})
        room.count(room.keys)


def test_one_alone_gives_nobody_the_close_of_a_petitioners_evening() -> None:
    forced = Forced()
    hands = {"chosen": {"against": 1}, "entries": str(forced.keys[0])}
    with m.at(EVENING, 19):
        forced.let_in("resident", forced.signer)
        m.act("meetings.put_to_vote", "resident", forced.item.ref, by=forced.signer)
        vote = Vote.objects.get()
        votes.act("count_hands", CLERK, vote, **hands, counted_with=forced.people[8])
        with pytest.raises(FactsError):
            m.act("meetings.close_session", DIRECTOR, forced.meeting.ref)
    with m.at(EVENING, 19, 30):
        own = {"channel": "hands", "chosen": {"against": 1}}
        votes.act("confirm_count", DELEGATE, vote, by=forced.people[8], **own)
        m.act("meetings.close_session", DIRECTOR, forced.meeting.ref)

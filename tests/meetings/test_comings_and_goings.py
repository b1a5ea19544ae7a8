"""Whatever people do at the door, the count at every moment is that of a list kept by hand."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sunward.kernel import clock
from sunward.meetings.models import Meeting
from sunward.meetings.rules import attendance
from sunward.meetings.rules.attendance import Stay
from sunward.meetings.rules.speaking import spoken_too_early
from sunward.meetings.session.room import Room
from tests.meetings import scenes
from tests.meetings.scenes import EVENING, at

START = clock.moment(EVENING, 19)
MOVES = st.lists(st.tuples(st.integers(0, 4), st.booleans(), st.integers(0, 3)), max_size=12)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
@pytest.mark.django_db
def test_the_quorum_at_every_moment_is_a_naive_count(community: str, moves: list[tuple[int, bool, int]]) -> None:
    from django.db import transaction

    with transaction.atomic():
        meeting, _item, keys = scenes.called(5)
        naive: dict[int, set[int]] = {}
        here: set[int] = set()
        minute = 0
        for place, comes, later in moves:
            minute += later + 1
            with at(EVENING, 19, minute):
                if comes:
                    scenes.admit(meeting, [keys[place]])
                elif keys[place] in here:
                    scenes.leave(meeting, [keys[place]])
            (here.add if comes else here.discard)(keys[place])
            naive[minute] = set(here)
        _compare(meeting, naive, minute)
        transaction.set_rollback(True)


def _compare(meeting: Meeting, naive: dict[int, set[int]], last: int) -> None:
    room, here = Room(meeting), set[int]()
    for minute in range(last + 2):
        here = naive.get(minute, here)
        count = room.head_count(START + timedelta(minutes=minute))
        assert count.present == here, minute
        assert count.counts == {"body_members": {"entitled": 5, "present": len(here)}}
        assert count.met == (len(here) * 3 >= 5 * 2)


@given(
    stays=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 60), st.none() | st.integers(0, 60)), max_size=20),
    off=st.frozensets(st.integers(0, 6)),
    at_minute=st.integers(0, 61),
)
def test_a_part_is_never_larger_than_the_whole(
    stays: list[tuple[int, int, int | None]], off: frozenset[int], at_minute: int
) -> None:
    rows = [
        Stay(place, START + timedelta(minutes=came), None if left is None else START + timedelta(minutes=left))
        for place, came, left in stays
        if left is None or left >= came
    ]
    there = attendance.present(rows, START + timedelta(minutes=at_minute))
    seats = [_Seat(key, "representatives" if key % 2 else "") for key in range(7)]
    counts = attendance.counts("body_members", seats, there, off, {"representatives"})
    for figures in counts.values():
        assert 0 <= figures["present"] <= figures["entitled"] <= 7
    part = counts.get("representatives", {"present": 0, "entitled": 0})
    assert part["present"] <= counts["body_members"]["present"]
    assert counts["body_members"]["entitled"] == 7 - len(off)


class _Seat:
    def __init__(self, key: int, part: str) -> None:
        self.key, self.part = key, part


@given(posts=st.lists(st.sampled_from(["secretary", "delegate", ""]), max_size=10))
def test_speaking_last_means_that_nobody_else_speaks_afterwards(posts: list[str]) -> None:
    naive = any(
        post == "secretary" and any(other != "secretary" for other in posts[place + 1 :])
        for place, post in enumerate(posts)
    )
    assert bool(spoken_too_early(posts, {"secretary"})) == naive

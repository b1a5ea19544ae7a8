"""Two recorders at two doors: nobody is in the room twice, nobody fills two places."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connections

from sunward.kernel.guard import door_open
from sunward.meetings.models import Attendance
from tests.meetings import scenes
from tests.meetings.scenes import EVENING, at

TRIES = 4


@pytest.mark.postgres
def test_ticked_at_two_doors_they_are_in_the_room_once(committed: str) -> None:
    meeting, _item, keys = scenes.called(4, committed)
    together = Barrier(TRIES)

    def tick(_number: int) -> None:
        try:
            with at(EVENING):
                together.wait()
                scenes.admit(meeting, keys)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(TRIES) as doors:
        list(doors.map(tick, range(TRIES)))
    assert meeting.attendance.count() == len(keys)


@pytest.mark.postgres
@pytest.mark.parametrize("same", ["place", "person"])
def test_the_database_refuses_the_second(committed: str, same: str) -> None:
    """Whatever the act overlooks: one open stay for a place, and one place for a person who is no proxy."""
    meeting, _item, keys = scenes.called(3, committed)
    persons = list(meeting.roll.entries.order_by("id").values_list("person_id", flat=True))  # type: ignore[union-attr]
    pairs = [(keys[0], persons[0]), (keys[0], persons[1]) if same == "place" else (keys[1], persons[0])]
    with at(EVENING), door_open():
        make = [
            Attendance(meeting=meeting, entry_id=key, person_id=person, how="door_list", came_at=meeting.starts_at)
            for key, person in pairs
        ]
        make[0].save()
        with pytest.raises(IntegrityError):
            make[1].save()

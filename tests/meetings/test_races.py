"""Two recorders at two doors: nobody is in the room twice, nobody fills two places."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connections

from sunward.ballots import queries as ballots
from sunward.ballots.models import Mark
from sunward.kernel import clock
from sunward.kernel.guard import door_open
from sunward.meetings.models import Attendance
from sunward.registry import queries as registry
from tests import stage
from tests.meetings import scenes
from tests.meetings.scenes import EVENING, at
from tests.races import at_once

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


@pytest.mark.postgres
@pytest.mark.parametrize("_again", range(3))
def test_denied_while_the_hands_are_being_counted_a_false_proxy_is_noted(committed: str, _again: int) -> None:
    """Whichever comes first: counted, its hand is marked; denied, there is none."""
    code = committed
    meeting, item, keys = scenes.called(4, code)
    assert meeting.roll
    giver = str(meeting.roll.entries.get(pk=keys[0]).person)
    proxy = registry.person_row(scenes.people(1, code)[0])
    with at(EVENING):
        with door_open():
            Attendance.objects.create(
                meeting=meeting, entry_id=keys[0], person_id=proxy, how="proxy", came_at=clock.now()
            )
        scenes.open_with(meeting, keys[1:])
        vote = scenes.put(item)
    second, entries = stage.holder(code, stage.SUPERVISION_MEMBER, 0), scenes.listed(keys)
    hands = {"chosen": {"for": 4}, "entries": entries, "counted_with": second}
    with at(EVENING, 20):
        at_once(
            lambda: scenes.act("meetings.deny_proxy", "anyone", meeting.ref, code=code, by=giver),
            lambda: scenes.act("ballots.count_hands", stage.CLERK, vote.ref, code=code, **hands),
        )
    counted = Mark.objects.filter(vote=vote, entry=keys[0], withdrawn_on=None).exists()
    [mark] = [one.rule for one in ballots.marks_of_false_proxies(vote.number) if one.rule != "false_proxies_decide"]
    assert mark == ("false_proxies" if counted else "proxies_denied")


@pytest.mark.postgres
@pytest.mark.parametrize("minute", [0, 1, 2])
def test_struck_while_the_question_is_put_they_are_in_the_room_of_the_vote_or_not_on_it(
    committed: str, minute: int
) -> None:
    """Begun before the question was put, and done after it, the strike counts for the next vote."""
    code = committed
    meeting, item, keys = scenes.called(6, code)
    assert meeting.roll
    strike = {"change": "strike", "who": str(meeting.roll.entries.get(pk=keys[0]).person), "reason": "other"}
    with at(EVENING):
        scenes.open_with(meeting, keys)
    roll = meeting.roll.ref

    def struck() -> None:
        with at(EVENING, 20):
            scenes.act("ballots.correct_roll", stage.CLERK, roll, code=code, words="查过", **strike)

    def put() -> None:
        with at(EVENING, 20, minute):
            scenes.act("meetings.put_to_vote", stage.DIRECTOR, item.ref, code=code, channels="hands")

    assert at_once(struck, put) == ["done", "done"]
    (vote,) = ballots.votes_about(item.ref)
    on_it = frozenset(one.key for one in ballots.places_of_vote(vote))
    assert ballots.in_room_of(vote) == on_it

"""A morning on which people vote: the scene of all stories about a vote, in whichever folder they are told."""

from collections.abc import Iterator

import pytest

from sunward.ballots.models import Vote
from tests.ballots import scenes


@pytest.fixture
def morning() -> Iterator[None]:
    """Everything happens on it."""
    with scenes.at(9):
        yield


@pytest.fixture
def voters(community: str) -> list[str]:
    """Six who live here."""
    return scenes.people(6)


@pytest.fixture
def vote(voters: list[str]) -> Vote:
    """A secret vote of all of them, by terminal, web and paper."""
    return scenes.put(scenes.roll_of(voters))


@pytest.fixture
def aloud(voters: list[str]) -> Vote:
    """By roll call, of four in the room, one of whom stepped aside."""
    roll = scenes.roll_of(voters)
    place = list(roll.entries.order_by("pk").values_list("pk", flat=True))
    room = {"in_room": ",".join(map(str, place[:4])), "aside": str(place[3])}
    return scenes.put(roll, channels="roll_call", secret=False, **room)

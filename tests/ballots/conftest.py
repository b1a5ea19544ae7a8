"""A morning on which people vote."""

from collections.abc import Iterator

import pytest

from sunward.ballots.models import Vote
from tests.ballots import scenes


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """Every story plays on the same morning."""
    with scenes.at(9):
        yield


@pytest.fixture
def voters(community: str) -> list[str]:
    return scenes.people(8)


@pytest.fixture
def vote(voters: list[str]) -> Vote:
    """A secret vote of eight, by terminal, web and paper."""
    return scenes.put(scenes.roll_of(voters))


@pytest.fixture
def closed(vote: Vote, voters: list[str]) -> Vote:
    """Four for, two against on the web; a sheet for one, who has not been counted yet."""
    for person, chosen in zip(voters[:6], ["for"] * 4 + ["against"] * 2, strict=True):
        scenes.cast(vote, person, chosen)
    scenes.issue(vote, voters[6])
    scenes.close(vote)
    return scenes.fresh(vote)

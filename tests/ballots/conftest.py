"""A morning on which people vote."""

import pytest

from sunward.ballots.models import Vote
from sunward.registry import queries as registry
from tests.ballots import scenes


@pytest.fixture(autouse=True)
def today(morning: None) -> None:
    """Every story plays on the same morning."""


@pytest.fixture
def voters(community: str) -> list[str]:
    """Two more than elsewhere."""
    return scenes.people(8)


@pytest.fixture
def grids(community: str) -> list[str]:
    """Three subgroups, by the codes of their areas."""
    return [area.code for area in registry.subgroups(community)[:3]]


@pytest.fixture
def closed(vote: Vote, voters: list[str]) -> Vote:
    """Four for, two against on the web; a sheet for one, who has not been counted yet."""
    for person, chosen in zip(voters[:6], ["for"] * 4 + ["against"] * 2, strict=True):
        scenes.cast(vote, person, chosen)
    scenes.issue(vote, voters[6])
    scenes.close(vote)
    return scenes.fresh(vote)

"""A Monday on which people sign, and an ear for what petitions announce."""

from collections.abc import Iterator

import pytest

from sunward.ballots.events import PetitionReached
from sunward.kernel import events
from tests.money.cases import START, on


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with on(START):
        yield


@pytest.fixture
def announced() -> Iterator[list[PetitionReached]]:
    """Every announcement that a petition has been reached."""
    heard: list[PetitionReached] = []

    def listen(event: PetitionReached) -> None:
        heard.append(event)

    events.subscribe(PetitionReached, listen)
    yield heard
    events._subscribers[PetitionReached].remove(listen)

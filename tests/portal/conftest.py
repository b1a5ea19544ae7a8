"""The lived-in community, read on the same day by every test."""

from collections.abc import Iterator

import pytest

from tests.money import cases
from tests.portal import scene


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """Every page is read on the same day."""
    with cases.on(scene.TODAY):
        yield


@pytest.fixture
def lived(community: str) -> scene.Lived:
    return scene.live()

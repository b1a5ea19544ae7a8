"""A server with a community of its own, for the stories that are told in a browser."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_django import Settings

from sunward.kernel import clock
from tests import stage

if TYPE_CHECKING:
    from tests.browser.keyboard import Server


@pytest.fixture
def server(committed: str, settings: Settings) -> "Iterator[Server]":
    """Its clock stands on the day of the founding until a story moves it."""
    pytest.importorskip("playwright", reason="the browser group is not installed: uv sync --group browser")
    from tests.browser.keyboard import Server, running

    settings.ALLOWED_HOSTS = ["*"]
    with running(Server(committed, clock.moment(stage.OPENING))) as one:
        yield one

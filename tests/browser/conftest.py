"""A server with a community of its own, for the stories that are told in a browser."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_django import Settings

from sunward.kernel import clock
from tests import stage

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.keyboard import Server
    from tests.browser.town import Town


@pytest.fixture
def server(committed: str, settings: Settings) -> "Iterator[Server]":
    """Its clock stands on the day of the founding until a story moves it."""
    pytest.importorskip("playwright", reason="the browser group is not installed: uv sync --group browser")
    from tests.browser.keyboard import Server, running

    settings.ALLOWED_HOSTS = ["*"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody guesses at these
    one = Server(committed, clock.moment(stage.OPENING))
    with running(one):
        yield one


@pytest.fixture
def town(committed: str, browser: "Browser", settings: Settings) -> "Iterator[Town]":
    """A community of the test's own on a server that runs; its clock is moved by the story, and many sign in."""
    from tests.browser.keyboard import running
    from tests.browser.town import Town

    settings.ALLOWED_HOSTS = ["*"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody guesses at these
    one = Town(committed, clock.now(), browser=browser)
    with running(one):
        yield one
    for keys in one.known.values():
        keys.page.close()

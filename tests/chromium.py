"""One browser for all tests that need to look. A plugin, for Playwright refuses a second one in a process."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.window import Window


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One Chromium for the whole run; skips where there is none."""
    pytest.importorskip("playwright", reason="the browser group is not installed: uv sync --group browser")
    from playwright.sync_api import sync_playwright

    from tests.browser.layout import CHROMIUM, launch

    if CHROMIUM is None:
        pytest.skip("Debian's chromium-headless-shell is missing: `run.py test` installs it as root")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's loop runs in this thread; Django would refuse the database beside it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def window(browser: "Browser") -> "Window":
    """One window for every page that is only looked at."""
    from tests.browser.window import Window

    return Window(browser)

"""Every page in a browser: axe finds nothing, the layout holds at three widths, nothing is asked of other places.

To look at the pages: SUNWARD_PICTURES=some/folder .venv/bin/pytest tests/portal -m browser
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="the browser group is not installed: uv sync --group browser")

from django.test import Client
from playwright.sync_api import Browser, Page

from tests.browser.conftest import browser  # noqa: F401  (the one Chromium of the run)
from tests.browser.layout import axe, lint
from tests.browser.style_guide import ORIGIN, show
from tests.money import cases
from tests.portal.pages import Shown, addresses, all_pages, officers_addresses, signed_in
from tests.portal.scene import TODAY, Lived
from tests.stage import CLERK, CODE, holder

pytestmark = pytest.mark.browser
WIDTHS = (320, 390, 1280)
PICTURES = os.environ.get("SUNWARD_PICTURES", "")
Pages = dict[str, dict[str, Shown]]


@pytest.fixture(scope="module")
def pages(lived_once: Lived) -> Pages:
    """Every page in both languages, as HTML."""
    with cases.on(TODAY):
        return rendered(lived_once)


def rendered(lived: Lived) -> Pages:
    clerk = signed_in(Client(), holder(CODE, CLERK))
    found: Pages = {}
    for language in ("zh", "en"):
        shown = [
            *all_pages(Client(), language, addresses(lived)),
            *all_pages(clerk, language, officers_addresses(lived)),
        ]
        found[language] = {page.name: page for page in shown}
    return found


NAMES = (
    *("home", "matters", "matter", "matter_not_in_order", "matter_under_way", "publications", "publication", "poster"),
    *(
        "money",
        "payment",
        "payment_locked",
        "people",
        "person",
        "overdue",
        "charter",
        "flow",
        "log",
        "refusals",
        "done",
    ),
    *("search", "areas", "oversight", "accessibility"),
    *("desk", "act_report_step", "act_publish", "act_open_matter", "import"),
)


def widths(browser: Browser, shown: Shown) -> Iterator[tuple[int, Page]]:
    """The page, loaded once and shown at each width."""
    page, seen = show(browser, shown.html, shown.address, viewport={"width": WIDTHS[0], "height": 844})
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        yield width, page
    assert seen.complaints == []
    assert [address for address in seen.requests if not address.startswith(ORIGIN)] == []
    page.close()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_page(browser: Browser, pages: Pages, name: str, language: str) -> None:
    found: list[str] = []
    for width, page in widths(browser, pages[language][name]):
        found += [f"{width}: {finding}" for finding in lint(page)]
        found += [f"{width}: {violation}" for violation in axe(page)] if width != WIDTHS[0] else []
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{language}-{width}.png", full_page=True)
    assert not found, "\n".join(found)


def test_no_page_is_left_out(pages: Pages) -> None:
    assert set(NAMES) == set(pages["zh"]) == set(pages["en"])

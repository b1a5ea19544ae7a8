"""The window in which page after page is shown and looked at: as wide as a small and a usual telephone, and a desk.

To look at the pages yourself: SUNWARD_PICTURES=some/folder .venv/bin/pytest tests/browser
"""

import os
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.layout import axe, lint
from tests.browser.style_guide import ORIGIN, Visit, answer
from tests.portal.pages import Shown

WIDTHS = (320, 390, 1280)
HEIGHT = 844
PICTURES = os.environ.get("SUNWARD_PICTURES", "")


class Window:
    """One window for all pages: opening one for each costs more than all that is looked at in it.

    From page to page only the window itself stays. Each page is a new document, and none of ours leaves a cookie.
    """

    def __init__(self, browser: Browser) -> None:
        self.page, self.seen, self.html = browser.new_page(), Visit(), ""
        self.page.on("request", lambda request: self.seen.requests.append(request.url))
        self.page.on("console", lambda message: self.seen.complaints.append(message.text))
        self.page.route("**/*", lambda route: answer(route, self.html))

    def show(self, html: str, address: str, width: int = WIDTHS[0]) -> tuple[Page, Visit]:
        """The page, loaded anew, and what it has asked for and complained about from now on."""
        self.seen, self.html = Visit(), html
        self.resize(width)
        self.page.goto(ORIGIN + address)
        return self.page, self.seen

    def resize(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": HEIGHT})

    def findings(self, shown: Shown, picture: str) -> list[str]:
        """What is wrong with a page: it is loaded once, then measured at each width."""
        page, seen = self.show(shown.html, shown.address)
        found: list[str] = []
        for width in WIDTHS:
            self.resize(width)
            found += [f"{width}: {finding}" for finding in lint(page)]
            found += [f"{width}: {violation}" for violation in axe(page)] if width != WIDTHS[0] else []
            if PICTURES:
                page.screenshot(path=Path(PICTURES) / f"{picture}-{width}.png", full_page=True)
        found += [f"the browser complains: {complaint}" for complaint in seen.complaints]
        return found + [f"asks elsewhere: {asked}" for asked in seen.requests if not asked.startswith(ORIGIN)]

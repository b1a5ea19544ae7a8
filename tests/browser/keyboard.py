"""A server that answers at the hour of a story, and people who use it with keys alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from playwright.sync_api import Browser, Page

from sunward.accounts.models import User
from sunward.kernel import clock
from sunward.kernel.guard import door_open

PASSWORD = "correct horse battery"
FURTHEST = 120  # presses of the tab key before something counts as out of reach
# A radio button is drawn by its label, which takes the ring.
FOUND = """selector => {
    const here = document.activeElement;
    if (!here.matches(selector)) return "";
    const ring = getComputedStyle(here).outlineStyle !== "none" || here.matches("input[type=radio]");
    return ring ? "seen" : "unseen";
}"""
# Nothing has the focus yet, and what is looked for does not stand in the header, which is the same on every page.
AHEAD = """selector => document.activeElement === document.body
    && [...document.querySelectorAll(selector)].every(one => one.closest("main"))"""
CHOSEN = "document.activeElement.selectedOptions[0].text"


class Quiet(WSGIRequestHandler):
    def log_message(self, *_said: object) -> None:
        """Nothing on the test's own output."""


@dataclass
class Server:
    """One community on a server. The clock of a test is that of its own thread: the server is told the hour."""

    code: str
    now: datetime
    address: str = ""  # of the community's home page, in English

    @contextmanager
    def at(self, day: date, hour: int = 9, minute: int = 0) -> Iterator[None]:
        """It is this hour, for whoever asks the server and for the test itself."""
        before, self.now = self.now, clock.moment(day, hour, minute)
        with clock.moved_to(self.now):
            yield
        self.now = before


@contextmanager
def running(server: Server) -> Iterator[None]:
    """The server answers at its hour, until the story ends."""
    application = StaticFilesHandler(get_wsgi_application())

    def at_its_hour(environ: dict[str, Any], start: Any) -> Any:
        with clock.moved_to(server.now):
            return application(environ, start)

    with make_server("127.0.0.1", 0, at_its_hour, handler_class=Quiet) as one:
        thread = Thread(target=one.serve_forever, daemon=True)
        thread.start()
        server.address = f"http://127.0.0.1:{one.server_port}/en/c/{server.code}/"
        yield
        one.shutdown()
        thread.join()
        connections.close_all()


@dataclass
class Keyboard:
    """A page that is reached with keys alone; what cannot be reached fails the test."""

    page: Page

    def to(self, selector: str) -> None:
        """Tab until the first element that fits has the focus, and see that the focus can be seen."""
        if self.page.evaluate(AHEAD, selector):
            self._skip_to_content()
        for _step in range(FURTHEST):
            self.page.keyboard.down("Tab")  # held down: it is let go when the place is reached
            if found := self.page.evaluate(FOUND, selector):
                self.page.keyboard.up("Tab")
                assert found == "seen", f"no focus to be seen on {selector}"
                return
        raise AssertionError(f"not reached by tab: {selector} on {self.page.url}")

    def _skip_to_content(self) -> None:
        """By the first link of every page."""
        self.page.keyboard.press("Tab")
        assert self.page.evaluate(FOUND, "a.skip") == "seen"
        self.page.keyboard.press("Enter")

    def go(self, selector: str) -> None:
        """To a link or button, and press it."""
        self.to(selector)
        self.enter()

    def enter(self) -> None:
        """Press the return key, which leads on to another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def follow(self, *ends: str) -> None:
        """From page to page, by links that end like this."""
        for end in ends:
            self.go(f"a[href$='/{end}']")

    def write(self, selector: str, words: str) -> None:
        self.to(selector)
        self.page.keyboard.type(words)

    def tick(self, selector: str) -> None:
        self.to(selector)
        self.page.keyboard.press("Space")

    def choose(self, selector: str, words: str) -> None:
        """Down the list to the first choice with these words."""
        self.to(selector)
        seen = [self.page.evaluate(CHOSEN)]
        while words not in seen[-1]:
            self.page.keyboard.press("ArrowDown")
            seen.append(self.page.evaluate(CHOSEN))
            assert seen[-1] != seen[-2], f"no choice “{words}” in {selector}: {seen}"

    def date(self, selector: str, day: date) -> None:
        """A day as Chromium's own field takes it, part by part."""
        self.write(selector, f"{day:%m%d%Y}")
        assert self.page.input_value(selector) == day.isoformat()

    def attach(self, selector: str, file: Path) -> None:
        """The return key opens the computer's own window in which a file is chosen."""
        self.to(selector)
        with self.page.expect_file_chooser() as asked:
            self.page.keyboard.press("Enter")
        asked.value.set_files(file)

    def reads(self, where: str = "main") -> str:
        """The words on the page."""
        return " ".join(self.page.inner_text(where).split())


def sign_in(browser: Browser, home: str, person: str) -> Keyboard:
    """Somebody signs in with name and password, from the home page, and is back there."""
    page = signed_in(browser, home, person)
    page.goto(home)
    return Keyboard(page)


def signed_in(browser: Browser, address: str, person: str) -> Page:
    """The page on which somebody is who has signed in with name and password, starting at an address."""
    name = person.removeprefix("person:")
    with door_open():
        User.objects.create_user(name, person=person, password=PASSWORD)
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="en-US")
    page.on("filechooser", lambda _asked: None)  # from now on, or the first one might open before anybody listens
    page.goto(address)
    keys = Keyboard(page)
    keys.go("a[href*='login']")
    keys.write("#id_login", name)
    keys.write("#id_password", PASSWORD)
    keys.go("form.form button.btn")
    return page

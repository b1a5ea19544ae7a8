"""A server that runs on a day of its own, and a page on it that is reached with keys alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Thread
from typing import Any
from wsgiref.simple_server import make_server

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from playwright.sync_api import Browser

from sunward.accounts.models import User
from sunward.kernel import clock
from sunward.kernel.acts import Done
from sunward.kernel.door import perform
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref, new_id
from tests import stage
from tests.browser import keyboard

LONGEST = 200  # presses of an arrow key before a choice counts as not on the list
CHOSEN = "select => select.selectedOptions[0].text"


@dataclass
class Keyboard(keyboard.Keyboard):
    """A page of one community, of which a story says where it goes and what it reads."""

    address: str

    def visit(self, path: str = "") -> None:
        """A page of the community whose address one has."""
        self.page.goto(self.address + path)

    def unfold(self, selector: str) -> None:
        """Open what is folded away."""
        self.to(selector)
        self.page.keyboard.press("Enter")

    def tick(self, selector: str) -> None:
        """Tick a box, or take the first of several choices."""
        self.to(selector)
        self.page.keyboard.press("Space")

    def write(self, selector: str, words: object) -> None:
        self.to(selector)
        self.page.keyboard.type(f"{words:%m%d%Y}" if isinstance(words, date) else str(words))

    def choose(self, selector: str, words: str) -> None:
        """Arrow down a list until the choice with these words is taken."""
        self.to(selector)
        for _press in range(LONGEST):
            if words in self.page.locator(selector).first.evaluate(CHOSEN):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"not on the list of {selector}: {words}")

    def send(self) -> None:
        """Hand in the form; the door lets it through."""
        self.go("main form.form button.btn")
        words = self.words
        assert "The door stays closed" not in words, words
        assert "Please check these points" not in words, words

    def act(self, name: str) -> None:
        """To the form of an act, from the page of what it is about."""
        self.go(f"main a.btn[href*='/do/{name}/']")

    @property
    def path(self) -> str:
        """Where one is, below the community's own address."""
        return self.page.url.removeprefix(self.address).partition("#")[0]

    @property
    def words(self) -> str:
        """What stands on the page, on one line."""
        return " ".join(self.page.inner_text("main").split())

    def says(self, *said: str) -> None:
        """These words stand on the page, in large letters or small."""
        words = self.words
        for one in said:
            assert one.lower() in words.lower(), f"“{one}” is not on {self.page.url}: {words}"


@dataclass
class Town:
    """A community on a server that runs. Its hour is moved for the server and for the test together."""

    code: str
    browser: Browser | None = None
    address: str = ""
    moment: datetime = field(default_factory=clock.now)
    known: dict[str, Keyboard] = field(default_factory=dict)

    @contextmanager
    def at(self, day: date, hour: int = 9, minute: int = 0) -> Iterator[None]:
        """Something that happens at this hour."""
        self.moment = clock.moment(day, hour, minute)
        with clock.moved_to(self.moment):
            yield

    @property
    def here(self) -> Ref:
        return stage.here(self.code)

    def holder(self, post: str, place: int = 0) -> str:
        return stage.holder(self.code, post, place)

    def act(self, name: str, post: str, on: Ref, /, *, by: str | None = None, **facts: Any) -> Done:
        """What the story does not tell key by key."""
        given = by or self.holder(post)
        return perform(name, by=given, post=post, subject=on, facts=facts, key=new_id())

    def sits_down(self, person: str, path: str = "") -> Keyboard:
        """Somebody at the keyboard on one of the pages, who has signed in and stays signed in."""
        assert self.browser
        if person not in self.known:
            self.known[person] = sign_in(self.browser, self.address, person, path)
        self.known[person].visit(path)
        return self.known[person]


@contextmanager
def running(town: Town) -> Iterator[str]:
    """The address of the community's pages in English, on a server that answers at the community's own hour."""
    application = StaticFilesHandler(get_wsgi_application())

    def at_its_hour(environ: dict[str, Any], start: Any) -> Any:
        with clock.moved_to(town.moment):  # the clock of a test is that of its own thread
            return application(environ, start)

    with make_server("127.0.0.1", 0, at_its_hour, handler_class=keyboard.Quiet) as one:
        thread = Thread(target=one.serve_forever, daemon=True)
        thread.start()
        town.address = f"http://127.0.0.1:{one.server_port}/en/c/{town.code}/"
        yield town.address
        for keys in town.known.values():
            keys.page.close()
        one.shutdown()
        thread.join()
        connections.close_all()


def sign_in(browser: Browser, server: str, person: str, path: str = "") -> Keyboard:
    """Somebody signs in with name and password, from the home page unless from another."""
    name = person.removeprefix("person:")
    with door_open():
        User.objects.create_user(name, person=person, password=keyboard.PASSWORD)
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="en-US")
    keys = Keyboard(page, server)
    keys.visit(path)
    keys.go("a[href*='login']")
    keys.write("#id_login", name)
    keys.write("#id_password", keyboard.PASSWORD)
    keys.go("form.form button.btn")
    return keys

"""One whole thing from the beginning to the end by keyboard alone, on a server that runs: a delegate votes, a clerk
serves somebody at the desk."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

pytest.importorskip("playwright", reason="the browser group is not installed: uv sync --group browser")

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from playwright.sync_api import Browser, Page
from pytest_django import Settings

from sunward.accounts.models import User
from sunward.kernel import clock
from sunward.kernel.door import perform
from sunward.kernel.guard import door_open
from sunward.kernel.refs import new_id
from tests import stage
from tests.ballots import scenes

pytestmark = pytest.mark.browser
PASSWORD = "correct horse battery"
DELEGATE = "representatives_meeting.delegate"
FURTHEST = 120  # presses of the tab key before something counts as out of reach


class Quiet(WSGIRequestHandler):
    def log_message(self, *_said: object) -> None:
        """Nothing on the test's own output."""


@pytest.fixture
def server(committed: str, settings: Settings) -> Iterator[str]:
    """The address of a server with a community of its own; it answers on the day of the scenes."""
    settings.ALLOWED_HOSTS = ["*"]
    application = StaticFilesHandler(get_wsgi_application())

    def on_the_day(environ: dict[str, Any], start: Any) -> Any:
        with scenes.at(9):  # the clock of a test is that of its own thread
            return application(environ, start)

    with scenes.at(9), make_server("127.0.0.1", 0, on_the_day, handler_class=Quiet) as one:
        thread = Thread(target=one.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{one.server_port}/en/c/{committed}/"
        one.shutdown()
        thread.join()
        connections.close_all()


@dataclass
class Keyboard:
    """A page that is reached with keys alone; what cannot be reached fails the test."""

    page: Page

    def to(self, selector: str) -> None:
        """Tab until the first element that fits has the focus, and see that the focus can be seen."""
        for _press in range(FURTHEST):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                drawn = "getComputedStyle(document.activeElement).outlineStyle"
                ring = self.page.evaluate(f"{drawn} !== 'none' || document.activeElement.matches('input[type=radio]')")
                assert ring, f"no focus to be seen on {selector}"
                return
        raise AssertionError(f"not reached by tab: {selector} on {self.page.url}")

    def go(self, selector: str) -> None:
        """To a link or button, and press it."""
        self.to(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, selector: str, words: str) -> None:
        self.to(selector)
        self.page.keyboard.type(words)


def sign_in(browser: Browser, server: str, person: str) -> Keyboard:
    """Somebody signs in with name and password, from the home page."""
    name = person.removeprefix("person:")
    with door_open():
        User.objects.create_user(name, person=person, password=PASSWORD)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(server)
    keys = Keyboard(page)
    keys.go("a[href*='login']")
    keys.write("#id_login", name)
    keys.write("#id_password", PASSWORD)
    keys.go("form.form button.btn")
    page.goto(server)
    return Keyboard(page)


def test_a_delegate_votes_from_the_home_page(browser: Browser, server: str) -> None:
    code = server.rstrip("/").rpartition("/")[2]
    delegate, *_others = voters = scenes.people(3, code)
    perform(
        "registry.appoint", by=stage.holder(code, stage.CLERK), post=stage.CLERK, subject=stage.here(code),
        facts={"post": DELEGATE, "person": delegate}, key=new_id(),
    )  # fmt: skip
    until = clock.now() + timedelta(hours=10)
    vote = scenes.put(scenes.roll_of(voters, code), closes_at=until.isoformat(timespec="minutes"))
    keys = sign_in(browser, server, delegate)
    assert "you may vote until" in keys.page.inner_text("#decide")
    keys.go(f"#decide a[href$='/votes/{vote.number}/']")
    keys.go(f"a[href$='/votes/{vote.number}/ballot/']")
    keys.to("input[name=chosen]")
    keys.page.keyboard.press("Space")
    keys.go("main button.btn")
    assert "Voted: web" in keys.page.inner_text("main")
    assert scenes.voted_by(vote, delegate) == "web"
    keys.page.close()


def comes_in(code: str, name: str) -> str:
    """Somebody without a telephone who lives here, `person:<id>`."""
    here = stage.here(code)
    facts = {"name": name, "papers": "identity_card", "door": "9-101", "status": "registered"}
    clerk = stage.holder(code, stage.CLERK)
    done = perform("registry.register_arrival", by=clerk, post=stage.CLERK, subject=here, facts=facts, key=new_id())
    return str(done.result)


def test_the_clerk_enters_an_objection_and_prints_the_receipt(browser: Browser, server: str) -> None:
    code = server.rstrip("/").rpartition("/")[2]
    zhao = comes_in(code, "赵德海").removeprefix("person:")
    posting = stage.act(
        "disclosure.publish", stage.CLERK, stage.here(code), code=code, item="leases", title="出租"
    ).result
    assert posting
    keys = sign_in(browser, server, stage.holder(code, stage.CLERK))
    keys.go("nav.nav a[href$='/desk/']")
    keys.go("a[href$='/desk/for/']")
    keys.write("#q", "赵德海")
    with keys.page.expect_navigation():
        keys.page.keyboard.press("Enter")
    keys.go(f"main a[href*='/desk/for/{zhao}/']")
    keys.go(f"main a[href*='/do/disclosure.object/publication:{posting.id}/']")
    keys.write("#id_text", "Please show how the rent was fixed.")
    keys.go("main button.btn")
    keys.go("a[href$='/receipt/']")
    keys.page.evaluate("window.print = () => { document.title = 'printed'; }")
    keys.to("button[data-print]")
    keys.page.keyboard.press("Enter")
    assert keys.page.title() == "printed"
    said = keys.page.inner_text("main")
    assert "Entered for you by" in said
    assert "赵德海" not in said
    assert "how the rent was fixed" not in said
    keys.page.close()

"""The pages of votes in a browser: axe finds nothing, the layout holds, and a ballot is cast by keyboard alone."""

import pytest

pytest.importorskip("playwright", reason="the browser group is not installed: uv sync --group browser")

from django.db import transaction
from django.test import Client
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker

from tests.ballots import scenes
from tests.browser.style_guide import show
from tests.browser.window import Window
from tests.portal.pages import Shown, signed_in
from tests.stage import CLERK, CODE, SUPERVISOR, holder

pytestmark = pytest.mark.browser
NAMES = ("list", "open", "ballot", "receipt", "terminal_shut", "terminal", "terminal_wrong", "terminal_ballot",
         "terminal_done", "paper", "door", "codes", "asked_back", "result", "count",
         "roll_call")  # fmt: skip


@pytest.fixture(scope="module")
def pages(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Shown]:
    """Every page of a vote in both languages; the community is taken back at once."""
    with django_db_blocker.unblock(), scenes.at(9), transaction.atomic():
        found = {f"{name}-{language}": shown for language in ("zh", "en") for name, shown in rendered(language).items()}
        transaction.set_rollback(True)
    return found


def rendered(language: str) -> dict[str, Shown]:
    voters = scenes.people(8)
    vote = scenes.put(scenes.roll_of(voters))
    voter, clerk, head, carrier = (
        signed_in(Client(), person) for person in (voters[0], holder(CODE, CLERK), holder(CODE, SUPERVISOR), voters[6])
    )
    here = f"/{language}/c/{CODE}/votes/"
    own = f"{here}{vote.number}/"
    code = scenes.code_for(vote, voters[1], voters[6:])
    nobody, desk = Client(), scenes.at_the_desk(Client(), vote)
    found = {
        "list": nobody.get(here), "open": voter.get(own), "ballot": voter.get(f"{own}ballot/"),
        "terminal_shut": clerk.get(f"{own}terminal/"), "terminal": desk.get(f"{own}terminal/"),
        "terminal_wrong": desk.post(f"{own}terminal/", {"code": "x"}),
        "terminal_ballot": desk.post(f"{own}terminal/", {"code": code}),
        "terminal_done": desk.get(f"{own}terminal/done/"), "paper": nobody.get(f"{own}paper/"),
        "door": clerk.get(f"{own}door/?q=居民"), "codes": carrier.get(f"{own}codes/?q=居民"),
    }  # fmt: skip
    aloud = scenes.put(scenes.roll_of(voters), channels="roll_call", secret=False)
    found["roll_call"] = clerk.get(f"{here}{aloud.number}/roll-call/")
    for place, person in enumerate(voters[:5]):
        scenes.cast(vote, person, ("for", "against")[place % 2])
    scenes.issue(vote, voters[5])
    found["receipt"] = voter.get(f"{own}receipt/")
    scenes.close(vote)
    found["count"] = head.get(f"/{language}/c/{CODE}/do/ballots.count_paper/vote:{vote.number}/")
    scenes.count_paper(vote, {"for": 1, "against": 0})
    found |= {"asked_back": head.get(f"{own}asked-back/"), "result": head.get(own)}
    return {name: Shown(name, own, answer.content.decode()) for name, answer in found.items()}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_page(window: Window, pages: dict[str, Shown], name: str, language: str) -> None:
    found = window.findings(pages[f"{name}-{language}"], f"vote-{name}-{language}")
    assert not found, "\n".join(found)


def test_a_ballot_is_filled_in_by_keyboard_alone(browser: Browser, pages: dict[str, Shown]) -> None:
    shown = pages["terminal_ballot-en"]
    page, _seen = show(browser, shown.html, shown.address, viewport={"width": 1080, "height": 1920})
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("document.querySelector('[name=chosen]:checked').value") == "for"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "cast"
    page.close()

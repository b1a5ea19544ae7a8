"""The pages of elections, recalls and handovers in a browser: axe finds nothing, the layout holds, keys are enough."""

from datetime import timedelta

import pytest

pytest.importorskip("playwright", reason="the browser group is not installed: uv sync --group browser")

from django.db import transaction
from django.test import Client
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker

from tests.browser.style_guide import show
from tests.browser.window import Window
from tests.elections.recall import Story
from tests.elections.scenes import CALLED, CODE, VOTING, Race, at
from tests.portal.pages import Shown, signed_in
from tests.stage import DEPUTY, holder

pytestmark = pytest.mark.browser
NAMES = ("list", "called", "posted", "result", "accept", "recall", "declared", "recalled", "handovers")


@pytest.fixture(scope="module")
def pages(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Shown]:
    """Every page in both languages; the community is taken back at once."""
    found: dict[str, Shown] = {}
    with django_db_blocker.unblock():
        for tell in (elected, recalled):
            with transaction.atomic():
                found |= tell()
                transaction.set_rollback(True)
    return found


def seen_by(client: Client, name: str, page: str) -> dict[str, Shown]:
    """A page in both languages."""
    shown = {}
    for language in ("zh", "en"):
        address = f"/{language}/c/{CODE}/{page}"
        shown[f"{name}-{language}"] = Shown(name, address, client.get(address).content.decode())
    return shown


def elected() -> dict[str, Shown]:
    race = Race()
    own, nobody, nominee = f"elections/{race.election.number}/", Client(), Client()
    with at(CALLED, 12):
        found = seen_by(nobody, "called", own)
        signed_in(nominee, race.candidates[0])
        accept = f"do/elections.nominate/contest:{race.contest.number}/"
        found |= seen_by(nominee, "accept", accept)
    race.post()
    with at(VOTING - timedelta(days=2)):
        found |= seen_by(nobody, "posted", own)
    race.open()
    race.count({"c1": 9, "c2": 6, "c3": 2}, blank=1)
    race.declare()
    with at(VOTING, 20):
        return found | seen_by(nobody, "result", own) | seen_by(nobody, "list", "elections/")


def recalled() -> dict[str, Shown]:
    story = Story()
    own, nobody, deputy = f"recalls/{story.recall.number}/", Client(), Client()
    day = story.call()
    with at(day - timedelta(days=1)):
        found = seen_by(nobody, "recall", own)
    story.poll(day, 4, 2)
    story.declare(day)
    with at(day, 20, 30):
        found |= seen_by(nobody, "declared", own)
    story.certify(day)
    with at(day + timedelta(days=12)):
        signed_in(deputy, holder(CODE, DEPUTY))
        return found | seen_by(nobody, "recalled", own) | seen_by(deputy, "handovers", "handovers/")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_page(window: Window, pages: dict[str, Shown], name: str, language: str) -> None:
    found = window.findings(pages[f"{name}-{language}"], f"election-{name}-{language}")
    assert not found, "\n".join(found)


def test_the_handover_is_reached_by_keyboard_alone(browser: Browser, pages: dict[str, Shown]) -> None:
    shown = pages["handovers-en"]
    page, _seen = show(browser, shown.html, shown.address, viewport={"width": 390, "height": 844})
    for _press in range(60):
        page.keyboard.press("Tab")
        if "elections.confirm_handover" in (page.evaluate("document.activeElement.href || ''")):
            break
    assert "elections.confirm_handover" in page.evaluate("document.activeElement.href || ''")
    page.close()

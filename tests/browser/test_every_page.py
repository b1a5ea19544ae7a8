"""Every page in a browser: axe finds nothing, the layout holds at three widths, nothing is asked of other places."""

import json

import pytest

pytest.importorskip("playwright", reason="the browser group is not installed: uv sync --group browser")

from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests import stage
from tests.browser.layout import lint
from tests.browser.window import Window
from tests.charter.amendments import MEDIUM, NOTICE, change
from tests.money import cases
from tests.portal.pages import Shown, addresses, all_pages, officers_addresses, signed_in
from tests.portal.scene import TODAY, Lived, live
from tests.stage import CLERK, CODE, holder

pytestmark = pytest.mark.browser
Pages = dict[str, dict[str, Shown]]


@pytest.fixture(scope="module")
def pages(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Pages:
    """Every page of a lived-in community in both languages, as HTML; the community is taken back at once."""
    with django_db_blocker.unblock(), cases.on(TODAY), transaction.atomic():
        stage.found("heping")
        found = rendered(live(changing=True))
        transaction.set_rollback(True)
    return found


def rendered(lived: Lived) -> Pages:
    clerk = signed_in(Client(), holder(CODE, CLERK))
    found: Pages = {}
    for language in ("zh", "en"):
        shown = [
            *all_pages(Client(), language, addresses(lived)),
            *all_pages(clerk, language, officers_addresses(lived)),
        ]
        found[language] = {page.name: page for page in [*shown, amend_preview(clerk, language)]}
    return found


def amend_preview(client: Client, language: str) -> Shown:
    """What a change of the rules comes to, with a rule that would hang on the wall: shown, never kept."""
    rows = [change(MEDIUM, "8000 yuan"), change(NOTICE, 10), change("duties.monthly_statement.owner", None)]
    address = f"/{language}/c/{CODE}/charter/amend/"
    given = {"changes": json.dumps(rows), "effective_from": "2026-06-01", "go": "preview"}
    return Shown("amend_preview", address, client.post(address, given).content.decode())


NAMES = (
    *("home", "matters", "matter", "matter_not_in_order", "matter_under_way", "publications", "publication", "poster"),
    *("roll_list", "act_freeze_roll", "act_register_arrival"),
    *("hearings", "votes", "vote", "asked_back_letters", "rolls", "roll", "petitions", "petition"),
    *(
        "meetings",
        "meeting",
        "minutes",
        "room",
        "room_ahead",
        "act_convene",
        "meeting_to_come",
        "act_add_item",
        "meeting_notice",
    ),
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
    *("board", "board_overdue", "board_power", "board_accounts", "catalogue", "objection", "letters"),
    *("search", "areas", "oversight", "accessibility"),
    *("check", "checked", "receipt", "serve", "served", "vouch"),
    *("changes", "covenant", "draft", "draft_to_do", "amend", "amend_part", "amend_rule", "amend_posts"),
    *("amend_preview", "act_draft_covenant"),
    *("desk", "act_report_step", "act_publish", "act_open_matter", "import"),
)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_page(window: Window, pages: Pages, name: str, language: str) -> None:
    found = window.findings(pages[language][name], f"{name}-{language}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["charter", "done"])
def test_page_in_large_type_on_a_small_telephone(window: Window, pages: Pages, name: str, language: str) -> None:
    shown = pages[language][name]
    page, _ = window.show(shown.html, shown.address)
    page.evaluate("document.documentElement.dataset.size = 'l'")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    found = lint(page)
    assert not found, "\n".join(found)


def test_no_page_is_left_out(pages: Pages) -> None:
    assert set(NAMES) == set(pages["zh"]) == set(pages["en"])

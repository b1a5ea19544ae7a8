"""Whoever may ask for a payment finds the way there; nobody else is offered it."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.portal.pages import signed_in
from tests.portal.scene import Lived
from tests.stage import CLERK, CODE, SUPERVISOR, holder

MONEY, DESK = f"/en/c/{CODE}/money/", f"/en/c/{CODE}/desk/"


def test_the_clerk_gets_from_the_desk_to_the_form(lived: Lived, client: Client) -> None:
    clerk = signed_in(client, holder(CODE, CLERK))
    assert f'href="{MONEY}#ask"' in clerk.get(DESK).content.decode()
    page = clerk.get(MONEY).content.decode()
    address = page.split("/do/money.request_payment/")[1].split('"')[0]
    assert clerk.get(f"/en/c/{CODE}/do/money.request_payment/{address}").status_code == 200


def choices(page: str, name: str) -> dict[str, str]:
    """What a question offers: each answer with its words."""
    offered = re.search(rf'<select name="{name}".*?</select>', page, re.DOTALL)
    assert offered, f"{name} is typed, not chosen"
    found = re.findall(r'<option value="([^"]*)"[^>]*>([^<]*)</option>', offered[0])
    return {value: unescape(words).strip() for value, words in found}


def test_the_procedure_is_chosen_in_words_not_typed_as_a_key(lived: Lived, client: Client) -> None:
    """What the spending rules ask for; whoever leaves it empty is told what that means."""
    clerk = signed_in(client, holder(CODE, CLERK))
    address = clerk.get(MONEY).content.decode().split("/do/money.request_payment/")[1].split('"')[0]
    page = clerk.get(f"/en/c/{CODE}/do/money.request_payment/{address}").content.decode()
    assert choices(page, "route") == {
        "": "-", "none": "no decision is needed first", "joint_meeting": "joint meeting of the two committees",
        "community_four_two": "four deliberations and two disclosures",
    }  # fmt: skip
    assert "leave empty to go by the charter" in page.lower()
    assert "by which procedure" in page.lower()


def test_the_post_of_an_appointment_is_chosen_in_words_too(lived: Lived, client: Client) -> None:
    clerk = signed_in(client, holder(CODE, CLERK))
    page = clerk.get(
        f"/zh/c/{CODE}/do/registry.appoint/community:{CODE}/?person={holder(CODE, CLERK)}"
    ).content.decode()
    assert choices(page, "post")[CLERK] == "窗口办事员"


@pytest.mark.parametrize("post", [SUPERVISOR, None])
def test_who_may_not_ask_is_not_offered_it(lived: Lived, client: Client, post: str | None) -> None:
    reader = signed_in(client, holder(CODE, post)) if post else client
    assert "money.request_payment" not in reader.get(MONEY).content.decode()


def test_the_description_of_the_api_stands_at_its_address(client: Client) -> None:
    assert client.get("/api/").json()["info"]["title"] == "Sunward"

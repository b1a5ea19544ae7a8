"""Whoever may ask for a payment finds the way there; nobody else is offered it."""

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


@pytest.mark.parametrize("post", [SUPERVISOR, None])
def test_who_may_not_ask_is_not_offered_it(lived: Lived, client: Client, post: str | None) -> None:
    reader = signed_in(client, holder(CODE, post)) if post else client
    assert "money.request_payment" not in reader.get(MONEY).content.decode()


def test_the_description_of_the_api_stands_at_its_address(client: Client) -> None:
    assert client.get("/api/").json()["info"]["title"] == "Sunward"

"""Signing in: the pages of django-allauth in our dress."""

import pytest
from django.test import Client
from playwright.sync_api import Browser

from tests.browser.layout import axe, lint
from tests.browser.style_guide import show

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.mark.parametrize("address", ["/zh/accounts/login/", "/en/accounts/login/", "/en/accounts/inactive/"])
def test_the_page_is_laid_out_like_any_other(browser: Browser, client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    page, _ = show(browser, html, address, viewport={"width": 320, "height": 800})
    assert lint(page) == []
    assert axe(page) == []
    page.close()


def test_a_wrong_password_says_so_beside_the_form(browser: Browser, client: Client) -> None:
    response = client.post("/en/accounts/login/", {"login": "nobody", "password": "wrong words"})
    page, _ = show(browser, response.content.decode(), "/en/accounts/login/")
    assert page.locator("[role=alert] li").count() == 1
    assert axe(page) == []
    page.close()

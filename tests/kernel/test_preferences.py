"""Text size and theme: remembered in a cookie, without JavaScript, and never a way to lead somebody elsewhere."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from sunward.kernel.views import preferences


def choose(**data: str) -> HttpResponse:
    return preferences(RequestFactory().post("/preferences/", data))


def test_a_choice_is_kept_and_leads_back_to_the_page() -> None:
    response = choose(size="l", next="/zh/c/xiangyang/money/?before=7")
    assert (response.status_code, response["Location"]) == (302, "/zh/c/xiangyang/money/?before=7")
    assert response.cookies["size"].value == "l"
    assert response.cookies["size"]["max-age"] > 0


@pytest.mark.parametrize(("name", "value"), [("size", "m"), ("theme", "auto")])
def test_choosing_what_comes_by_itself_forgets_the_choice(name: str, value: str) -> None:
    assert choose(**{name: value}).cookies[name]["max-age"] == 0


def test_a_value_that_does_not_exist_is_passed_over() -> None:
    assert not choose(theme="neon", colour="red").cookies


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil.example", ""]
)
def test_nobody_is_led_to_another_site(elsewhere: str) -> None:
    assert choose(theme="dark", next=elsewhere)["Location"] == "/"


def test_a_link_cannot_change_the_display() -> None:
    assert preferences(RequestFactory().get("/preferences/?size=l")).status_code == 405

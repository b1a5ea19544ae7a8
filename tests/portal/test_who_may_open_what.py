"""Who may open which page: the table is complete, and the gate keeps it."""

import pytest
from django.test import Client
from django.urls import URLPattern

from sunward.portal import urls
from sunward.portal.policies import AUDIENCES, Audience
from tests.portal.pages import signed_in
from tests.portal.scene import Lived
from tests.stage import ACCOUNTANT, CLERK, CODE, DIRECTOR, INSPECTOR, SUPERVISOR, holder


def names() -> set[str]:
    """Every address of the portal by its name."""
    patterns = [*urls.community, *(one for one in urls.urlpatterns if isinstance(one, URLPattern))]
    return {str(pattern.name) for pattern in patterns}


def test_every_page_has_a_policy() -> None:
    assert names() == set(AUDIENCES)


@pytest.mark.parametrize("address", ["desk/", f"do/disclosure.publish/community:{CODE}/", "import/residents/"])
def test_what_needs_a_sign_in_asks_for_it_and_leads_back(community: str, client: Client, address: str) -> None:
    path = f"/en/c/{community}/{address}"
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"] == f"/en/accounts/login/?next={path}"


def test_nobody_posts_an_act_without_a_sign_in(lived: Lived, client: Client) -> None:
    response = client.post(f"/en/c/{CODE}/do/disclosure.object/publication:{lived.posting}/", {"text": "x"})
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


def test_a_resident_cannot_import(lived: Lived, client: Client) -> None:
    signed_in(client, lived.resident)
    assert client.get(f"/en/c/{CODE}/import/residents/").status_code == 403


SERVING = [(CLERK, True), (SUPERVISOR, True), (ACCOUNTANT, False), (INSPECTOR, False), (DIRECTOR, False)]


@pytest.mark.parametrize(("post", "serves"), SERVING)
def test_the_desk_is_offered_to_the_posts_that_may_enter_something_there(
    lived: Lived, client: Client, post: str, serves: bool
) -> None:
    """Whoever may enter nothing for anybody is offered nothing, and looks nobody up by name and door."""
    signed_in(client, holder(CODE, post))
    page = client.get(f"/en/c/{CODE}/desk/")
    assert page.status_code == 200
    assert (f"/en/c/{CODE}/desk/for/" in page.content.decode()) is serves
    assert client.get(f"/en/c/{CODE}/desk/for/").status_code == (200 if serves else 403)


def test_an_act_that_no_post_of_mine_has_is_refused_and_stands_on_the_record(lived: Lived, client: Client) -> None:
    from sunward.record.activity import refusals

    signed_in(client, lived.resident)
    address = f"/en/c/{CODE}/do/money.sign_payment/payment:{lived.locked}/"
    page = client.get(address)
    assert "None of your posts is given this" in page.content.decode()
    response = client.post(address, {"key": "resident-signs"})
    assert response.status_code == 409
    assert refusals(CODE)[0].by == lived.resident


def test_the_demo_bar_is_not_for_earnest_communities(lived: Lived, client: Client) -> None:
    assert AUDIENCES["become"] is Audience.DEMO
    assert "You are a visitor" not in client.get(f"/en/c/{CODE}/").content.decode()
    assert client.post(f"/en/c/{CODE}/demo/", {"part": "clerk"}).status_code == 404


def test_a_part_in_the_session_means_nothing_outside_a_demo(lived: Lived, client: Client) -> None:
    from sunward.portal.reader import PART

    session = client.session
    session[PART] = holder(CODE, DIRECTOR)
    session.save()
    assert client.get(f"/en/c/{CODE}/desk/").status_code == 302


def test_another_community_s_things_are_not_shown_here(lived: Lived, client: Client) -> None:
    from tests import stage

    stage.found("heping")
    for address in (f"matters/{lived.in_order}/", f"money/{lived.paid}/", f"publications/{lived.posting}/",
                    f"log/{lived.refusal}/"):  # fmt: skip
        assert client.get(f"/en/c/heping/{address}").status_code == 404, address


def test_a_forged_form_is_refused(lived: Lived) -> None:
    client = signed_in(Client(enforce_csrf_checks=True), holder(CODE, CLERK))
    address = f"/en/c/{CODE}/do/disclosure.publish/community:{CODE}/"
    assert client.post(address, {"item": "leases", "title": "x"}).status_code == 403


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:1"])
def test_nobody_is_led_elsewhere(community: str, client: Client, elsewhere: str) -> None:
    response = client.post("/preferences/", {"size": "l", "next": elsewhere})
    assert response["Location"] == "/"

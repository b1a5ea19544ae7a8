"""In a demo, and only there, one click makes the visitor somebody else."""

import pytest
from django.test import Client

from sunward.portal import demo
from sunward.record.models import Journal
from tests.portal.scene import Lived
from tests.stage import CLERK, CODE, holder

HOME = f"/en/c/{CODE}/"
BECOME = f"{HOME}demo/"


@pytest.fixture
def in_a_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a database whose every founding entry says that it is a demo (`record` tests that question itself)."""
    monkeypatch.setattr(demo, "is_demo", lambda: True)


@pytest.mark.usefixtures("in_a_demo")
def test_one_click_makes_a_clerk_of_the_visitor(lived: Lived, client: Client) -> None:
    assert "You are a visitor" in client.get(HOME).content.decode()
    assert client.post(BECOME, {"part": "clerk", "next": HOME})["Location"] == HOME
    page = client.get(HOME).content.decode()
    assert "You are now: clerk" in page
    assert "My duties" in page
    assert client.get(f"{HOME}desk/").status_code == 200
    client.post(BECOME, {"part": ""})
    assert client.get(f"{HOME}desk/").status_code == 302


@pytest.mark.usefixtures("in_a_demo")
def test_an_act_of_the_demo_is_the_act_of_that_person(lived: Lived, client: Client) -> None:
    client.post(BECOME, {"part": "clerk"})
    facts = {"item": "leases", "title": "清溪路20号", "key": "demo-publishes"}
    answer = client.post(f"{HOME}do/disclosure.publish/community:{CODE}/", facts)
    entry = Journal.objects.get(key="demo-publishes")
    assert answer["Location"] == f"{HOME}log/{entry.ref}/"
    assert (entry.post, entry.by) == (CLERK, holder(CODE, CLERK))


@pytest.mark.usefixtures("in_a_demo")
@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_the_bar_leads_nobody_elsewhere(lived: Lived, client: Client, elsewhere: str) -> None:
    assert client.post(BECOME, {"part": "clerk", "next": elsewhere})["Location"] == HOME


@pytest.mark.usefixtures("in_a_demo")
def test_a_part_that_is_not_on_offer_is_nobody(lived: Lived, client: Client) -> None:
    client.post(BECOME, {"part": "emperor", "next": HOME})
    assert "You are a visitor" in client.get(HOME).content.decode()


@pytest.mark.usefixtures("in_a_demo")
def test_only_a_form_of_ours_takes_a_part(lived: Lived) -> None:
    assert Client(enforce_csrf_checks=True).post(BECOME, {"part": "clerk"}).status_code == 403

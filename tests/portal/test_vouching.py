"""Neighbours vouch for a newcomer without papers by what the pages show: at the desk, or with the number of a slip."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sunward.kernel import clock
from sunward.registry import queries as registry
from tests.by_links import Walk
from tests.disclosure.scenes import resident
from tests.papers import png
from tests.stage import CLERK, CODE, holder

pytestmark = pytest.mark.usefixtures("community")
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])


def arrived(language: str = "en") -> tuple[Walk, str]:
    """The clerk enters somebody without papers, from their duties, and has the receipt before them."""
    clerk = Walk(holder(CODE, CLERK), language).duties().go("/do/registry.register_arrival/")
    clerk.send(name="马丽娟", papers="none", door="7-702", status="mobile")
    found = re.search(r'class="mono">(p[0-9a-z]{3}-[0-9a-z]{4}-[0-9a-z]{4})<', clerk.html)
    assert found, "the number by which neighbours find them"
    return clerk, found[1]


def has_a_voice(number: str) -> bool:
    person = f"person:{number.replace('-', '')}"
    return "resident" in registry.capacities_of(person, CODE, clock.today())


@LANGUAGES
def test_a_neighbour_signs_in_and_types_the_number_of_the_slip(language: str) -> None:
    """Before, the address of the form stood on no page but the clerk's own, and the number on none."""
    clerk, number = arrived(language)
    slip = clerk.go("/receipt/").html
    assert number in slip
    assert "马丽娟" not in slip
    for name in ("赵德海", "钱梅"):
        neighbour = Walk(resident(name), language).duties().go("/vouch/").find(number.upper(), "number")
        assert "马丽娟" not in neighbour.html
        assert neighbour.dead() == []
        neighbour.send()
        assert neighbour.dead() == []
    assert has_a_voice(number)


@LANGUAGES
def test_a_neighbour_who_comes_to_the_desk_finds_who_waits(language: str) -> None:
    _clerk, number = arrived(language)
    neighbours = ("赵德海", "钱梅")
    for name in neighbours:
        resident(name)
    clerk = Walk(holder(CODE, CLERK), language)
    for name in neighbours:
        clerk.home().duties().go("/desk/for/").find(name).go("/desk/for/")
        assert "马丽娟" in clerk.html
        assert "7-702" in clerk.html
        clerk.go("/do/registry.vouch/")
        assert clerk.dead() == []
        clerk.send(signed=SimpleUploadedFile("slip.png", png(name), "image/png"))
        assert clerk.dead() == []
        clerk.go("/receipt/")
        code = re.search(r'class="mono(?: nowrap)?">([0-9a-z-]+)<', clerk.html.rpartition("<footer")[2])
        assert code
        checked = Walk("", language).go("/matters/").find(code[1]).go("/check/").find(code[1], "code")
        assert checked.dead() == [], "where it is shown"
        assert "/people/" in checked.html
    assert has_a_voice(number)
    assert "马丽娟" not in clerk.home().duties().go("/desk/for/").find("钱梅").go("/desk/for/").html


@LANGUAGES
def test_the_page_of_the_newcomer_leads_to_the_neighbour_who_vouches(language: str) -> None:
    _clerk, number = arrived(language)
    resident("赵德海")
    clerk = Walk(holder(CODE, CLERK), language).duties().go("/desk/for/").find("马丽娟").go("/desk/for/")
    assert number in clerk.html
    assert "/do/registry.vouch/" not in clerk.html, "nobody vouches for themselves"
    clerk.go("?vouch=").find("赵德海").go("/do/registry.vouch/")
    clerk.send(signed=SimpleUploadedFile("slip.png", png("one"), "image/png"))
    assert "赵" not in clerk.html
    clerk.home().duties().go("/desk/for/").find("马丽娟").go("/desk/for/", "/receipt/")
    assert number in clerk.html, "the slip can be printed again"


def test_nobody_without_the_number_learns_who_waits() -> None:
    _clerk, number = arrived()
    neighbour = Walk(resident("赵德海")).duties().go("/vouch/")
    typed = neighbour.client.get(neighbour.at, {"number": number[:-1]})
    assert typed.status_code == 404
    assert registry.waits_for_vouches(CODE, neighbour.person, clock.today(), 9) == ()
    assert not Walk(holder(CODE, CLERK)).duties().links("/vouch/"), "officers never vouch"

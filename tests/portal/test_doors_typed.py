"""At the desk a door is typed as people say it: the page finds the flat that is meant, and takes a new one only when it
is said to be new."""

import pytest

from sunward.registry import queries as registry
from sunward.registry.models import Household, Person
from tests.by_links import Walk
from tests.disclosure.scenes import resident
from tests.stage import CLERK, CODE, act, here, holder

pytestmark = pytest.mark.usefixtures("community")
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])
FLAT = "12栋201室"
NEWCOMER = {"name": "马丽娟", "papers": "none", "status": "mobile"}
NEW = {"en": "The register has not got this door yet", "zh": "登记簿里还没有这个门牌"}
NEAR = {"en": f"In this building it has {FLAT}", "zh": f"这栋楼登记过的有：{FLAT}"}
FIRST = {"en": "The first 20 of 22", "zh": "共有 22 人，这里只列出前 20 人"}


@pytest.fixture
def flat(community: str) -> None:
    act("registry.register_household", CLERK, here(), door=FLAT)


def clerk(language: str) -> Walk:
    return Walk(holder(CODE, CLERK), language)


def lives_behind(name: str) -> str:
    return registry.door_of(str(Person.objects.get(name=name)), CODE)


@LANGUAGES
@pytest.mark.usefixtures("flat")
def test_a_flat_is_not_registered_twice(language: str) -> None:
    form = clerk(language).duties().go("/do/registry.register_arrival/")
    assert FLAT in form.words, "the example is a door of this register"
    assert "3-2-501" not in form.html
    form.send(door="12-201", **NEWCOMER)
    assert lives_behind("马丽娟") == FLAT


@LANGUAGES
@pytest.mark.usefixtures("flat")
def test_a_new_door_is_taken_once_it_is_said_to_be_new(language: str) -> None:
    form = clerk(language).duties().go("/do/registry.register_arrival/")
    form.send_in_vain(door="12-210", **NEWCOMER)
    assert NEAR[language] in form.words
    assert NEW[language] in form.words
    assert not Household.objects.filter(door="12-210").exists()
    form.send(door="12-210", new_door="on", **NEWCOMER)
    assert lives_behind("马丽娟") == "12-210"


@LANGUAGES
@pytest.mark.usefixtures("flat")
@pytest.mark.parametrize("typed", ["12-201", "12幢２０１"])
def test_the_desk_finds_a_door_in_any_spelling(language: str, typed: str) -> None:
    found = clerk(language).duties().go("/desk/for/").find(typed)
    assert FLAT in found.words
    assert found.links("/do/registry.record_ownership/")


@LANGUAGES
def test_the_desk_says_of_how_many_it_shows_the_first(language: str) -> None:
    for place in range(22):
        resident(f"欧阳{place}")
    found = clerk(language).duties().go("/desk/for/").find("欧阳")
    assert FIRST[language] in found.words
    assert FIRST[language] not in found.find("欧阳21").words

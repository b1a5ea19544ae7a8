"""Inside the audience names are readable, outside they are masked; officers' names are public."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.registry import policies, queries, rules
from sunward.registry.models import Area, Community, Household, Person, ResidenceSpell
from tests.registry.conftest import CODE, HERE, TODAY, Does, person

Arrive = Callable[..., Ref]
RESIDENT = ("刘强", "1-101", "2025-06-01", "habitual")


def test_outside_the_audience_a_name_is_masked(resident: Arrive, officer: str) -> None:
    liu = str(resident(*RESIDENT))
    other = str(resident("王敏", "1-102", "2025-06-01", "habitual"))
    assert queries.name_of(liu) == "刘**"
    assert queries.name_of(liu, other, CODE) == "刘**"
    assert queries.name_of(liu, liu, CODE) == "刘强"
    assert queries.name_of(liu, officer, CODE) == "刘强"
    assert queries.name_of(liu, officer, "heping") == "刘**"
    assert queries.name_of(officer) == "陈国良"


def test_who_has_been_erased_is_not_known(does: Does, resident: Arrive, officer: str) -> None:
    liu = resident(*RESIDENT)
    does("record_departure", liu, told_by="self")
    does("erase_private", liu, legal_basis="个人信息保护法 第四十七条")
    assert queries.name_of(str(liu), officer, CODE) == str(rules.UNKNOWN)


def test_pages_in_english_show_the_name_in_latin_letters(officer: str) -> None:
    with translation.override("en"):
        assert queries.name_of(officer) == "Chen Guoliang"


@pytest.mark.parametrize("people", [1, 3])
def test_a_page_of_names_costs_five_queries_however_many(
    resident: Arrive, officer: str, django_assert_num_queries: DjangoAssertNumQueries, people: int
) -> None:
    refs = [str(resident("刘强", f"1-{n}", "2025-06-01", "habitual")) for n in range(people)]
    with django_assert_num_queries(5):
        names = queries.names_of(refs, officer, CODE)
    assert names == dict.fromkeys(refs, "刘强")


def test_a_name_is_for_oneself_and_for_the_officers_of_ones_own_community(resident: Arrive, officer: str) -> None:
    liu = person(str(resident(*RESIDENT)) and "刘强")
    homes = policies.homes_of([liu], TODAY)
    readers = ((None, CODE), (str(liu), CODE), (officer, CODE), (officer, "heping"))
    seen = [policies.reader(who, community, TODAY).may_read(liu, homes[liu.number]) for who, community in readers]
    assert seen == [False, True, True, False]


@pytest.fixture
def neighbouring(founded: str) -> str:
    """The code of a second community of the same street, without officers of its own."""
    with door_open():
        area = Community.objects.get(code=founded).area
        code = f"{area.code[:-3]}999"
        path = f"{area.path.rstrip('/').rsplit('/', 1)[0]}/{code}/"
        other = Area.objects.create(
            code=code, level="community", parent=area.parent, path=path, name_zh="邻里", name_en="N"
        )
        Community.objects.create(area=other, code="linli", prefix="LL", founded_on=TODAY)
        for named in ("linli-1-101", "linli-1-102"):
            place = Community.objects.get(code="linli")
            Household.objects.create(number=named, community=place, door=named.removeprefix("linli-"))
    return "linli"


def test_whoever_moves_is_read_where_they_live(does: Does, resident: Arrive, officer: str, neighbouring: str) -> None:
    """Seen before: the desk of the community that registered somebody first read their name for ever, and the desk of
    the one where they live saw a mask."""
    liu, mei = resident(*RESIDENT), resident("何梅", "1-102", "2025-06-01", "habitual")
    does("record_departure", liu, left_on="2026-02-01", told_by="self")
    assert queries.name_of(str(liu), officer, CODE) == "刘强", "a departure that was entered wrongly is put right there"
    with door_open():  # registered there, moved here
        Person.objects.filter(number=mei.id).update(community_code=neighbouring)
    assert queries.name_of(str(mei), officer, CODE) == "何梅"
    there = Household.objects.get(number="linli-1-101")
    with door_open():
        ResidenceSpell.objects.create(
            person=Person.objects.get(number=liu.id), household=there, status="habitual", from_day=date(2026, 2, 1)
        )
    assert queries.name_of(str(liu), officer, CODE) == "刘**"
    street = next(one.person for one in queries.holders("accounting_centre.accountant", CODE, TODAY))
    assert queries.name_of(str(liu), street, neighbouring) == "刘强"
    assert queries.name_of(str(liu), street, CODE) == "刘**"


def test_an_owner_from_elsewhere_is_read_where_they_were_registered(does: Does, officer: str) -> None:
    owner = str(does("register_person", HERE, name="周平").result)
    assert queries.name_of(owner, officer, CODE) == "周平"


@given(st.text(min_size=2, max_size=12).filter(lambda text: text.strip()))
def test_a_mask_shows_one_letter_of_each_word_at_most(name: str) -> None:
    masked = rules.masked(name)
    assert masked.endswith("**")
    assert sum(letter != "*" for letter in masked.replace(" ", "")) <= max(1, len(name.split()))


def test_an_ordinary_resident_holds_no_post(does: Does, resident: Arrive, officer: str) -> None:
    assert queries.some_resident(CODE, TODAY) is None
    liu = resident(*RESIDENT, born_on="1990-05-05")
    found = queries.some_resident(CODE, TODAY)
    assert found is not None
    assert found.person == str(liu)
    does("appoint", HERE, post="representatives_meeting.delegate", person=str(liu))
    assert queries.some_resident(CODE, TODAY) is None

"""Inside the audience names are readable, outside they are masked; officers' names are public."""

from collections.abc import Callable

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from sunward.kernel.refs import Ref
from sunward.registry import policies, queries, rules
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
def test_a_page_of_names_costs_four_queries_however_many(
    resident: Arrive, officer: str, django_assert_num_queries: DjangoAssertNumQueries, people: int
) -> None:
    refs = [str(resident("刘强", f"1-{n}", "2025-06-01", "habitual")) for n in range(people)]
    with django_assert_num_queries(4):
        names = queries.names_of(refs, officer, CODE)
    assert names == dict.fromkeys(refs, "刘强")


def test_a_name_is_for_oneself_and_for_the_officers_of_ones_own_community(resident: Arrive, officer: str) -> None:
    liu = person(str(resident(*RESIDENT)) and "刘强")
    readers = ((None, CODE), (str(liu), CODE), (officer, CODE), (officer, "heping"))
    seen = [policies.reader(who, community, TODAY).may_read(liu) for who, community in readers]
    assert seen == [False, True, True, False]


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

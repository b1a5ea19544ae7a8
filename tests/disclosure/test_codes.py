"""A code on paper leads to the entry it was made from, and to no other."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from sunward.disclosure import queries
from sunward.disclosure.checkcodes import ALPHABET, LENGTH, as_typed, codes_of, grouped
from sunward.disclosure.models import CheckCode
from sunward.kernel.guard import door_open
from sunward.record import queries as record
from tests import stage
from tests.disclosure.scenes import MONDAY, post


@given(st.binary(min_size=32, max_size=32))
def test_a_code_is_the_beginning_of_the_leafs_hash(leaf: bytes) -> None:
    codes = list(codes_of(leaf))
    number = 0
    for sign in codes[0]:
        number = number << 5 | ALPHABET.index(sign)
    assert number == int.from_bytes(leaf, "big") >> (256 - 50)
    assert {len(code) for code in codes} == {LENGTH}
    assert as_typed(grouped(codes[0]).lower()) == codes[0]


@pytest.mark.parametrize("typed", ["o1234-5678i", " 01234 56781 ", "O1234-5678L", "0123456781"])
def test_what_is_easily_misread_is_read_as_meant(typed: str) -> None:
    assert as_typed(typed) == "0123456781"


@pytest.mark.django_db
def test_the_code_of_a_posting_leads_to_its_entry(community: str) -> None:
    row = post(MONDAY)
    paper = queries.code_on_paper(row.ref)
    found = queries.coded(community, paper.replace("-", " ").lower())
    assert found
    assert found.about == row.ref
    leaf = record.leaf_hash_of(found.entry)
    assert leaf
    assert next(codes_of(leaf)) == found.code


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "ABC", "ZZZZZ-ZZZZZ", "x" * 5000, "'; DROP", "核对码"])
def test_what_is_no_code_leads_nowhere(community: str, typed: str) -> None:
    post(MONDAY)
    assert queries.coded(community, typed) is None


@pytest.mark.django_db
def test_another_communitys_code_means_nothing_here(community: str) -> None:
    row = post(MONDAY)
    assert queries.coded("elsewhere", queries.code_on_paper(row.ref)) is None


@pytest.mark.django_db
def test_every_posting_has_another_code(community: str) -> None:
    codes = {queries.code_on_paper(post(MONDAY).ref) for _time in range(5)}
    assert len(codes) == 5


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_database_refuses_to_move_a_code_to_another_paper(community: str) -> None:
    first, second = post(MONDAY), post(MONDAY)
    row = CheckCode.objects.get(about=str(first.ref))
    for change in (
        lambda: CheckCode.objects.filter(pk=row.pk).update(about=str(second.ref)),
        lambda: CheckCode.objects.filter(pk=row.pk).delete(),
        lambda: CheckCode.objects.create(community_code=stage.CODE, code=row.code, entry="other", about="x:y"),
    ):
        with door_open(), pytest.raises(IntegrityError), transaction.atomic():
            change()

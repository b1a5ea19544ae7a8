"""Amounts are exact: what people type, what is stored, what is printed."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from sunward.kernel.formfields import YuanFormField
from sunward.kernel.yuan import fen, from_fen, yuan
from sunward.portal.forms.amendforms import YuanPlaceField
from sunward.registry.imports.columns import amount

AMOUNTS = st.integers(min_value=-(10**13) + 1, max_value=10**13 - 1)


@given(AMOUNTS)
def test_fen_and_yuan_are_the_same_amount(value: int) -> None:
    assert fen(from_fen(value)) == value
    assert fen(yuan(str(from_fen(value)))) == value


@pytest.mark.parametrize(
    ("typed", "exact"),
    [
        ("2,846,000", "2846000.00"),
        ("¥36500", "36500.00"),
        ("8640.5", "8640.50"),
        ("16800元", "16800.00"),
        (" 0.01 ", "0.01"),
        ("¥ 2,846.50 元", "2846.50"),
        ("￥１２，８４６．５", "12846.50"),
        ("１６８００元", "16800.00"),
        ("-¥1,000", "-1000.00"),
        ("¥-36.5", "-36.50"),
        ("－５", "-5.00"),
        ("+5", "5.00"),
    ],
)
def test_amounts_as_people_type_them(typed: str, exact: str) -> None:
    assert yuan(typed) == Decimal(exact)


NO_AMOUNTS = ["", "abc", "1e5", "1E+3", "1_000", "NaN", "Infinity", "-inf", "+-5", "--5", "-¥-5", "5-", "¥", "元", "."]
NO_AMOUNTS += [".5", "5.", "1.2.3", "1,00", "12,34", "1,0000", ",100", "1,,000", "1,000,", "1 000", "10²", "٣", "½"]


@pytest.mark.parametrize("typed", NO_AMOUNTS)
def test_what_is_no_amount_is_refused_and_what_is_one_is_said(typed: str) -> None:
    with pytest.raises(ValidationError, match="2,846.50"):
        yuan(typed)


@pytest.mark.parametrize("value", [float("nan"), Decimal("NaN"), Decimal("-Infinity"), True, None])
def test_nor_is_a_value_that_is_no_number_of_yuan(value: object) -> None:
    with pytest.raises(ValidationError, match="2,846.50"):
        yuan(value)


@pytest.mark.parametrize("typed", ["1.005", "0.001", "100000000000", "99999999999999999999999999999999"])
def test_parts_of_a_fen_and_amounts_without_end_are_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        yuan(typed)


def test_every_field_for_yuan_reads_them_in_the_same_way() -> None:
    """The form of an act, the form of a rule's limit, and an import's column."""
    readers = [YuanFormField().clean, lambda typed: YuanPlaceField().clean(typed).removesuffix(" yuan"), amount]
    for read in readers:
        assert [Decimal(read(typed)) for typed in ("1,000.5", "￥１０００．５元")] == [Decimal("1000.5")] * 2
        for typed in ("1e5", "1_000", "10,00", "+-5", "NaN"):
            with pytest.raises(ValidationError, match="2,846.50"):
                read(typed)

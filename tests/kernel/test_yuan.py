"""Amounts are exact: what people type, what is stored, what is printed."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from sunward.kernel.yuan import fen, from_fen, yuan

AMOUNTS = st.integers(min_value=-(10**13) + 1, max_value=10**13 - 1)


@given(AMOUNTS)
def test_fen_and_yuan_are_the_same_amount(value: int) -> None:
    assert fen(from_fen(value)) == value
    assert fen(yuan(str(from_fen(value)))) == value


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("2,846,000", "2846000.00"),
        ("¥36500", "36500.00"),
        ("8640.5", "8640.50"),
        ("16800元", "16800.00"),
        (" 0.01 ", "0.01"),
    ],
)
def test_amounts_as_people_type_them(typed: str, amount: str) -> None:
    assert yuan(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["", "abc", "1.005", "NaN", "Infinity", "1e99", "100000000000"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        yuan(typed)

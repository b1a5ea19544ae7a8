"""Amounts of money: integer fen in the database, Decimal yuan in Python, strings in JSON."""

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    _Integers = models.BigIntegerField[Any, Any]  # generic for mypy alone
else:
    _Integers = models.BigIntegerField

FEN = Decimal("0.01")
LARGEST = Decimal("99999999999.99")  # fits exactly in every layer, JSON numbers included


def yuan(value: Any) -> Decimal:
    """An exact amount in yuan with two decimals, from what people type: `2,846,000`, `¥36500`, `8640.5`.

    Raises:
        ValidationError: when it is not an amount, has parts of a fen, or is out of range.
    """
    text = str(value).strip().replace(",", "").replace("，", "").lstrip("¥￥").removesuffix("元").strip()
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise ValidationError(
            _("“%(value)s” is not an amount. Write yuan, for example 2846.50."), params={"value": value}
        ) from None
    if not amount.is_finite() or abs(amount) > LARGEST:
        raise ValidationError(_("This amount is too large. The most is 99,999,999,999.99 yuan."))
    if amount != amount.quantize(FEN):
        raise ValidationError(_("An amount has at most two decimals (fen)."))
    return amount.quantize(FEN)


def fen(amount: Decimal) -> int:
    """The integer fen that the database stores for an amount in yuan."""
    return int(amount.scaleb(2).to_integral_exact())


def from_fen(value: int) -> Decimal:
    """The amount in yuan for stored fen."""
    return Decimal(value).scaleb(-2)


class YuanField(_Integers):
    """An amount that is Decimal yuan in Python and integer fen in the database (SQLite sums decimals wrongly)."""

    _pyi_private_set_type: "Decimal | int | Combinable"  # type: ignore[assignment]  # for django-stubs
    _pyi_private_get_type: Decimal  # type: ignore[assignment]

    def from_db_value(self, value: int | None, *_args: Any) -> Decimal | None:
        return None if value is None else from_fen(value)

    def to_python(self, value: Any) -> Decimal | None:
        return None if value is None else yuan(value)

    def get_prep_value(self, value: Any) -> int | None:
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value == 0):
            return value
        return fen(yuan(value)) if not hasattr(value, "resolve_expression") else value

"""Amounts of money: integer fen in the database, Decimal yuan in Python, strings in JSON."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from sunward.kernel.halfwidth import halfwidth

if TYPE_CHECKING:
    _Integers = models.BigIntegerField[Any, Any]  # generic for mypy alone
else:
    _Integers = models.BigIntegerField

FEN = Decimal("0.01")
LARGEST = Decimal("99999999999.99")  # fits exactly in every layer, JSON numbers included


# A sign, for the movements and balances of an account, stands before or behind the ¥.
_typed = re.compile(
    r"(?P<sign>[-+]?) *(?:¥ *(?P<behind>[-+]?))? *"
    r"(?P<whole>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<parts>[0-9]+))? *元?"
)
SHOWN = 40  # letters of what was typed, in the answer that it is no amount


def yuan(value: Any) -> Decimal:
    """An exact amount in yuan with two decimals, from what people type: `2,846,000`, `¥36500`, `8640.5`, `16800元`.

    Raises:
        ValidationError: when it is not an amount, has parts of a fen, or is out of range.
    """
    amount = value if isinstance(value, Decimal) and value.is_finite() else _read(str(value))
    if abs(amount) > LARGEST:
        raise ValidationError(_("This amount is too large. The most is 99,999,999,999.99 yuan."))
    if amount != amount.quantize(FEN):
        raise ValidationError(_("An amount has at most two decimals (fen)."))
    return amount.quantize(FEN)


def _read(typed: str) -> Decimal:
    """Python's own reading of numbers takes more than an amount: `1e5`, `1_000`, `NaN`."""
    found = _typed.fullmatch(halfwidth(typed).strip())
    if not found or (found["sign"] and found["behind"]):
        raise ValidationError(
            _(
                "“%(value)s” is not an amount. Accepted: yuan in digits with at most two decimals, such as 2846.50, "
                "2,846.50 or ¥2846.50."
            ),
            params={"value": typed[:SHOWN]},
        )
    return Decimal(f"{found['sign'] or found['behind'] or ''}{found['whole'].replace(',', '')}.{found['parts'] or 0}")


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

"""A bank statement as handed in: read, and added up."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sunward.kernel.facts import FactsError
from sunward.kernel.formfields import read_day
from sunward.kernel.yuan import yuan

ACCEPTED = "day, amount (minus for money out), counterparty, order"
Line = TypeVar("Line")
_long_number = re.compile(r"\d{8,}")


@dataclass(frozen=True, slots=True)
class Movement:
    """One line. Account numbers in the counterparty's name are cut down to their last four digits."""

    day: date
    out: bool
    amount: Decimal
    counterparty: str
    order: str


def read_month(text: str) -> date:
    """The first day of a month written like 2026-03.

    Raises:
        FactsError: saying what is accepted.
    """
    try:
        return date.fromisoformat(f"{text.strip()}-01")
    except ValueError:
        raise FactsError({"month": [_("“%(text)s” is not a month. Write it like 2026-03.") % {"text": text}]}) from None


def month_after(month: date) -> date:
    """The first day of the month after."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def read_movements(rows: Sequence[Mapping[str, Any]], month: date) -> tuple[Movement, ...]:
    """The lines of one month.

    Raises:
        FactsError: naming each bad line, what is wrong and what is accepted.
    """
    wrong: list[str] = []
    found: list[Movement] = []
    for place, row in enumerate(rows, 1):
        try:
            found.append(_read(row, month))
        except (KeyError, TypeError):
            wrong.append(
                _("line %(line)d: a column is missing; accepted: %(columns)s") % {"line": place, "columns": ACCEPTED}
            )
        except ValidationError as problem:
            wrong.append(_("line %(line)d: %(what)s") % {"line": place, "what": problem.messages[0]})
    if wrong:
        raise FactsError({"statement": wrong})
    return tuple(found)


def _read(row: Mapping[str, Any], month: date) -> Movement:
    day, amount = read_day(row["day"]), yuan(row["amount"])
    if (day.year, day.month) != (month.year, month.month):
        raise ValidationError(_("%(day)s is not in %(month)s") % {"day": day, "month": f"{month:%Y-%m}"})
    if amount == 0:
        raise ValidationError(_("the amount is zero"))
    name = _long_number.sub(lambda number: f"*{number.group()[-4:]}", str(row["counterparty"]).strip())
    return Movement(day, amount < 0, abs(amount), name[:120], str(row.get("order", "")).strip()[:40])


def adds_up(opening: Decimal, closing: Decimal, movements: Sequence[Movement]) -> Decimal:
    """By how many yuan the closing balance differs from the opening one and the movements."""
    moved = sum((-each.amount if each.out else each.amount for each in movements), Decimal(0))
    return closing - opening - moved


def apart(
    movements: Sequence[Movement], standing: Sequence[tuple[Movement, Line]]
) -> tuple[list[Movement], list[Line]]:
    """Which movements stand nowhere yet, and which standing lines are in none of them; two alike are two."""
    left = list(standing)
    new: list[Movement] = []
    for moved in movements:
        at = next((place for place, (read, _line) in enumerate(left) if read == moved), None)
        if at is None:
            new.append(moved)
        else:
            del left[at]
    return new, [line for _read, line in left]

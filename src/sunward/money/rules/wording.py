"""How days and amounts are said in the sentences that residents read."""

from datetime import date
from decimal import Decimal

from sunward.kernel.text import Text

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def said_day(day: date) -> Text:
    """A day as people say it: 11月26日, 26 Nov."""
    return Text(f"{day.month}月{day.day}日", f"{day.day} {_MONTHS[day.month - 1]}")


def said_yuan(amount: Decimal) -> str:
    """An amount with separators, without empty fen: 183,900."""
    return f"{amount:,.2f}".removesuffix(".00")


def phrase(zh: str, en: str, **values: "Text | str | int") -> Text:
    """A sentence in both languages, its places filled with texts of the same language."""
    return Text(zh.format(**_in("zh", values)), en.format(**_in("en", values)))


def _in(language: str, values: dict[str, "Text | str | int"]) -> dict[str, object]:
    return {name: getattr(value, language) if isinstance(value, Text) else value for name, value in values.items()}

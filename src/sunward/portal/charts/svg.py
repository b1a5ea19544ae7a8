"""Elements of SVG as escaped text."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Length = int | float | Decimal | Fraction


def number(value: Length) -> str:
    """A coordinate with at most two decimals: finer than any screen, and short."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def percent(part: Length, whole: Length) -> str:
    """`part` of `whole` as an SVG percentage; an empty whole gives an empty shape."""
    return number(100 * Fraction(part) / Fraction(whole)) + "%" if whole else "0%"


def element(name: str, content: str = "", **attributes: object) -> SafeString:
    """One element. `class_` stands for `class`, and `_` in a name for `-`; content that is not safe is escaped.

    Names come from our own code, never from data.
    """
    written = format_html_join("", ' {}="{}"', ((_attribute(key), value) for key, value in attributes.items()))
    return format_html("<{}{}>{}</{}>", SafeString(name), written, content, SafeString(name))


def together(pieces: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _attribute(key: str) -> SafeString:
    return SafeString(key.rstrip("_").replace("_", "-"))

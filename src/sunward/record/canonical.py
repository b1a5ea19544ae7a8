"""Values as the record writes them: RFC 8785 JSON that every reader hashes to the same bytes.

Floats are refused (money and quantities are decimal strings), times are RFC 3339 in UTC, text is NFC.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, cast
from unicodedata import is_normalized, normalize

import rfc8785

from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

LARGEST_INTEGER = 2**53 - 1  # RFC 8785 numbers are IEEE doubles


def canonical(value: Any) -> bytes:
    """The RFC 8785 bytes of a plain value."""
    return rfc8785.dumps(value)


def instant(at: datetime) -> str:
    """RFC 3339 in UTC, to the microsecond when there is any.

    Raises:
        ValueError: for a time without a zone.
    """
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone; the record keeps times in UTC")
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def plain(value: Any, where: str = "value") -> Any:
    """The value in the few types that the record writes; `where` names it in messages.

    Raises:
        ValueError: for a float, an integer beyond 2**53, or a type that has no single way to be written.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value if is_normalized("NFC", value) else normalize("NFC", value)
    if isinstance(value, int):
        return _whole(value, where)
    if isinstance(value, Mapping):
        return {plain(str(key), where): plain(item, f"{where}.{key}") for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, f"{where}[{at}]") for at, item in enumerate(value)]
    return _scalar(value, where)


def _whole(value: int, where: str) -> int:
    if abs(value) > LARGEST_INTEGER:
        raise ValueError(f"{where} is a whole number beyond 2**53; write it as text")
    return value


def _scalar(value: Any, where: str) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Ref):
        return str(value)
    if isinstance(value, Text):
        return cast("Any", plain(value.as_dict(), where))
    raise ValueError(
        f"{where} is a {type(value).__name__}; the record writes text, whole numbers, Decimal, dates, "
        "true, false, null, lists and mappings of these"
    )

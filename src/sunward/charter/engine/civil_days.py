"""Civil days written as YYYY-MM-DD, and nothing else."""

import re
from datetime import date

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_day(text: object) -> date | None:
    """The day, or None when it is not one; ISO week dates and compact forms are not accepted."""
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

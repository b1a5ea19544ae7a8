"""For which year a decision on the budget was taken."""

import re
import unicodedata
from datetime import date

_year = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def years_meant(title: str, decided_on: date) -> tuple[int, ...]:
    """The years that the decision's title names; where it names none, that of its day and the one that follows, for
    budgets are decided before a year begins or while it runs."""
    named = sorted({int(year) for year in _year.findall(unicodedata.normalize("NFKC", title))})
    return tuple(named) or (decided_on.year, decided_on.year + 1)

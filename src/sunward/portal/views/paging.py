"""Long lists a page at a time: each page starts where the one before it ended, whatever was added meanwhile."""

from collections.abc import Sequence
from typing import Protocol

from django.http import HttpRequest

PAGE = 50
MORE = PAGE + 1  # asked for one too many, a list says whether another page follows
LONGEST_KEY = 18  # digits: what a database takes for a row


class Keyed(Protocol):
    """A row of a list that pages can start at."""

    @property
    def key(self) -> int: ...


class Paging:
    """The page of a list that is asked for, and the ways to its neighbours."""

    def __init__(self, request: HttpRequest, first: str, asked: str = "before", keep: str = "") -> None:
        """`first` is the address of the first page, `asked` the word in an address for where a page starts, and
        `keep` what else every later page's address says."""
        self._first, self._older = first, f"?{keep}{asked}="
        self.key = page_key(request.GET.get(asked, ""))
        self.later = bool(self.key)

    def links(self, found: Sequence[Keyed]) -> dict[str, str]:
        """What the pager writes, from as many rows as are `MORE`; empty where there is no such page."""
        return {
            "older": f"{self._older}{found[PAGE - 1].key}" if len(found) > PAGE else "",
            "newer": self._first if self.later else "",
        }


def page_key(asked: str) -> int | None:
    """The key that the next page of a list starts before; None for anything that no list can have given out."""
    return int(asked) if asked.isdecimal() and len(asked) <= LONGEST_KEY else None

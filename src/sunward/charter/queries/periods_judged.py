"""By which rules a period is judged: the duties and the catalogue of its own time. A change that is voted later moves
no day that was over before, and wipes out nothing that was missed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from sunward.charter.engine import Charter, DisclosureItem
from sunward.charter.engine.duties import Duty
from sunward.charter.queries.in_force import NoCharter, charter_of

Owed = TypeVar("Owed", Duty, DisclosureItem)


class RulesOfThen:
    """The rule books of a community on any day, each day asked for once. One query, where answers are remembered."""

    def __init__(self, community: str) -> None:
        self._community = community
        self._known: dict[date, Charter | None] = {}

    def on(self, day: date) -> Charter | None:
        """Those in force on a day; None where there were none."""
        if day not in self._known:
            try:
                self._known[day] = charter_of(self._community, day)
            except NoCharter:
                self._known[day] = None
        return self._known[day]

    def of_period(self, last: date, find: Callable[[Charter], Owed | None]) -> Owed | None:
        """What was owed for the period that ends on a day: by the rules of that day, or of the day on which it was due
        where that came before. None where they did not ask for it."""
        before = self._found(last.replace(day=1), find)
        judged_on = min(last, before.due.on(last)) if before and before.due else last
        return self._found(judged_on, find)

    def _found(self, day: date, find: Callable[[Charter], Owed | None]) -> Owed | None:
        rules = self.on(day)
        return find(rules) if rules else None


def month_ends(since: date, until: date) -> list[date]:
    """The last days of the months from that of a day to that of another: periods end on no other."""
    found, first = [], since.replace(day=1)
    while first <= until:
        following = (first + timedelta(days=31)).replace(day=1)
        found.append(following - timedelta(days=1))
        first = following
    return found

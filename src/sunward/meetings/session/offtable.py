"""What an item is about that whoever brought it has taken off the table: announced and voted on, it says so.

A mark and no bar: the meeting may wish to vote it down all the same, and nothing can be withdrawn after the notice.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from sunward.kernel.findings import Finding
from sunward.kernel.ports import Port
from sunward.kernel.text import Text
from sunward.meetings.models import AgendaItem

MATTER = "matter"
# Which of some matters were withdrawn, by their numbers, and when.
WITHDRAWN: Port[Callable[[frozenset[str]], Mapping[str, date]]] = Port("what was withdrawn")

SAID = Text(
    "注意：这一项要决定的事项 {matter} 已经在 {day} 撤回。",
    "Alert: matter {matter}, on which this item is to decide, was withdrawn on {day}.",
)


def withdrawn_of(items: Iterable[AgendaItem]) -> Mapping[str, date]:
    """The matters of some items that were withdrawn, by number; asked once for a whole agenda."""
    matters = frozenset(one.about_id for one in items if one.about_type == MATTER)
    return WITHDRAWN.answer(matters) if matters else {}


def marks_of_withdrawn(*items: AgendaItem) -> list[Finding]:
    """A mark for each of the items whose matter was withdrawn."""
    gone = withdrawn_of(items)
    return [
        Finding("matter_withdrawn", False, SAID.fill(matter=number, day=day), actual=number)
        for number, day in sorted(gone.items())
    ]

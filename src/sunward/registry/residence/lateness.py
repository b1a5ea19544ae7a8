"""An arrival or a departure that was entered long after the day it names: whoever sets a day back may give a vote."""

from collections.abc import Iterator
from datetime import date

from sunward.kernel.acts import Call
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import ports

LATE = Text("补登记，晚了 {days} 天。", "Entered late, {days} days after the day it names.")


def entered_late(call: Call, community: str, named: date) -> Iterator[Finding]:
    """A mark, never a bar: people who have lived here for years are registered late, and have a right to be."""
    due = ports.due(call.grant.power, community, named, call.day) if call.grant else None
    if due and call.day > due.last:
        text = LATE.fill(days=(call.day - named).days)
        yield Finding("entered_in_time", False, text, due.source, f"<= {due.last}", str(call.day))


def late_on(call: Call, community: str, named: date) -> date | None:
    """The day of an entry that is late, for the rolls on which it will count; None for one in time."""
    return call.day if any(found.breach for found in entered_late(call, community, named)) else None

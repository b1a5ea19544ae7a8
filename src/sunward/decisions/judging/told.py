"""A resolution that somebody types, while sessions in the record were to decide on such a matter and adopted nothing.

A body may meet on paper, and what it resolved there is reported. Whether it is the same that too few came to decide, or
that was voted down, under another number, the record cannot know: who reads it can.
"""

from datetime import date, timedelta
from typing import Protocol

from sunward.decisions.models import Matter
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings

RULE = "told_of_a_session"
HALF_YEAR = timedelta(days=183)  # what people were told of longer ago is another round. No law speaks of it
TYPED = Text(
    "注意：{day} 以前通知过会议 {meeting} 要决定这件事，或者另一件同类的事，那里没有表决通过；这份决议是填报的。",
    "Alert: before {day} people were told that meeting {meeting} decides on this, or on another matter of its kind; no "
    "vote there adopted it. This resolution was typed.",
)


class Typed(Protocol):
    """What a step says of such a session; the model has it."""

    recorded_on: date
    told_of: str | None


def told_of(matter: Matter, body: str, on: date) -> str:
    """The last session of a body of which people were told, in the half year before a day, that it decides on a matter
    of this kind, and that has not adopted it; empty for none."""
    found = meetings.told_and_not_adopted(matter.community_code, body, on - HALF_YEAR, on)
    numbers = [about.id for about in found if about.type == "matter"]
    alike = Matter.objects.filter(number__in=numbers, kind=matter.kind) if numbers else ()
    return max((found[one.ref] for one in alike), default="")


def mark(step: Typed) -> Finding | None:
    """A mark and no bar: an honest body met on paper, on another matter."""
    if not step.told_of:
        return None
    text = TYPED.fill(day=step.recorded_on, meeting=step.told_of)
    return Finding(RULE, False, text, actual=step.told_of)

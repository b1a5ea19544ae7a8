"""A resolution that somebody types, while sessions in the record were to decide on such a matter and adopted nothing.

A body may meet on paper, and what it resolved there is reported. Whether it is the same that too few came to decide, or
that was voted down, under another number, the record cannot know: who reads it can.
"""

from datetime import date, timedelta
from typing import Protocol

from sunward.charter.engine import Charter
from sunward.decisions.models import Matter
from sunward.decisions.plan import competent_bodies
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings

RULE = "told_of_a_session"
HALF_YEAR = timedelta(days=183)  # what people were told of longer ago is another round. No law speaks of it
TYPED = Text(
    "注意：{day} 以前通知过会议 {meeting} 要决定这件事，或者另一件同类的事；这份决议是填报的，不是由表决登记的。",
    "Alert: before {day} people were told that meeting {meeting} decides on this, or on another matter of its kind. "
    "This resolution was typed, and entered by no vote.",
)


class Typed(Protocol):
    """What a step says of such a session; the model has it."""

    recorded_on: date
    told_of: str | None


def told_of(matter: Matter, rules: Charter, on: date) -> str:
    """The last session of which people were told, in the half year before a day, that a body which may decide decides
    on this matter, or on another of its kind that has not been adopted there; empty for none."""
    bodies = competent_bodies(rules, matter.kind)
    found = meetings.told_of_sessions(matter.community_code, on - HALF_YEAR, on)
    asked = [one for one in found if one.about.type == "matter" and one.body in bodies]
    adopted = {one.about: at for at, one in enumerate(asked) if one.adopted}
    left = [one for at, one in enumerate(asked) if one.about == matter.ref or at > adopted.get(one.about, -1)]
    others = Matter.objects.filter(number__in=[one.about.id for one in left], kind=matter.kind) if left else ()
    alike = {one.ref for one in others}
    return next((one.meeting for one in reversed(left) if one.about in alike), "")


def mark(step: Typed) -> Finding | None:
    """A mark and no bar: an honest body met on paper, on another matter."""
    if not step.told_of:
        return None
    text = TYPED.fill(day=step.recorded_on, meeting=step.told_of)
    return Finding(RULE, False, text, actual=step.told_of)

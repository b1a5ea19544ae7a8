"""Meetings that enough people asked for and that nobody calls, or nobody any more."""

from collections.abc import Iterator
from datetime import date

from sunward.kernel.overdue import Overdue
from sunward.kernel.text import Text
from sunward.meetings.queries.forced import Uncalled, never_called

NOT_CALLED = Text("联名要求开会，没有人召集：{zh}", "Enough have asked for a meeting and nobody calls it: {en}")
IN_VAIN = Text(
    "联名要求的会召集过，没有有效的表决：{zh}",
    "Enough have asked for a meeting, and none that was called came to a vote that stands: {en}",
)
WAITS = Text("等召集", "waits to be called")
ANEW = Text("等另行召集", "waits for another to be called")
MAY_CALL = Text("可以召集的还有：{zh}", "may be called now by others too: {en}")


def unheeded(community: str, on: date) -> Iterator[Overdue]:
    """Whose day to be called has passed, and of which no evening is overdue itself; the power to call says whose turn
    it is. Two queries, however many, and one more where there are any."""
    return (late for one in never_called(community, on) if (late := _late(one, on)))


def _late(one: Uncalled, on: date) -> Overdue | None:
    """None before its day, and where no rule book sets one. The days go on since then: a meeting that was called and
    let slip is none."""
    last = one.last
    if last is None or last.due >= on:
        return None
    asked, stuck = one.asked, ANEW if one.in_vain else WAITS
    title = (IN_VAIN if one.in_vain else NOT_CALLED).fill(zh=asked.title, en=asked.title)
    others = MAY_CALL.fill(zh=one.others.zh, en=one.others.en) if one.others.zh else stuck
    return Overdue(title, last.owner, last.due, (on - last.due).days, stuck, others, asked.ref, last.source)

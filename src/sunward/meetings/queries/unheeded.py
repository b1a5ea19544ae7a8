"""Meetings that enough people asked for and that nobody calls."""

from collections.abc import Iterator
from datetime import date, timedelta

from sunward.kernel.overdue import Overdue
from sunward.kernel.text import Text
from sunward.meetings.queries.forced import Uncalled, uncalled

NOT_CALLED = Text("联名要求开会，没有人召集：{zh}", "Enough have asked for a meeting and nobody calls it: {en}")
WAITS = Text("等召集", "waits to be called")
MAY_CALL = Text("可以召集的还有：{zh}", "may be called now by others too: {en}")


def unheeded(community: str, on: date, looked_back: timedelta) -> Iterator[Overdue]:
    """Whose day to be called has passed; the power to call says whose turn it is. Two queries, however many."""
    return (late for one in uncalled(community, on, looked_back) if (late := _late(one, on)))


def _late(one: Uncalled, on: date) -> Overdue | None:
    """None before its day, and where no rule book sets one."""
    last = one.last
    if last is None or last.due >= on:
        return None
    title = NOT_CALLED.fill(zh=one.asked.title, en=one.asked.title)
    others = MAY_CALL.fill(zh=one.others.zh, en=one.others.en) if one.others.zh else WAITS
    return Overdue(title, last.owner, last.due, (on - last.due).days, WAITS, others, one.asked.ref, last.source)

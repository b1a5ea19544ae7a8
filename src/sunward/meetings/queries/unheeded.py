"""Meetings that enough people asked for and that nobody calls."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sunward.ballots import queries as ballots
from sunward.charter import queries as charter
from sunward.charter.engine import Power
from sunward.kernel.overdue import Overdue
from sunward.kernel.text import Text
from sunward.meetings.calling.demanding import deadline, heeded
from sunward.meetings.calling.owed import powers_to_call
from sunward.meetings.calling.silence import who_else

NOT_CALLED = Text("联名要求开会，没有人召集：{zh}", "Enough have asked for a meeting and nobody calls it: {en}")
WAITS = Text("等召集", "waits to be called")
MAY_CALL = Text("可以召集的还有：{zh}", "may be called now by others too: {en}")


def unheeded(community: str, on: date, looked_back: timedelta) -> Iterator[Overdue]:
    """Whose day to be called has passed; the power to call says whose turn it is. Two queries, however many."""
    asked = ballots.meetings_demanded(community, on, on - looked_back)
    if not asked:
        return
    called, book = heeded([one.key for one in asked], on), charter.charter_of(community, on)
    for one in asked:
        if one.key not in called and (late := _late(one, powers_to_call(book, one.body), on)):
            yield late


def _late(one: ballots.MeetingDemanded, powers: Sequence[Power], on: date) -> Overdue | None:
    """None before its day, and where no rule book sets one."""
    last = deadline(one, powers)
    if last is None or last.due >= on:
        return None
    title, rule = NOT_CALLED.fill(zh=one.title, en=one.title), charter.sitting(one.community, one.body, on).session
    others = who_else(rule.on_petition, MAY_CALL, WAITS)
    return Overdue(title, last.owner, last.due, (on - last.due).days, WAITS, others, one.ref, last.source)

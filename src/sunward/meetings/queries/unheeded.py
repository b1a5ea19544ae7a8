"""Meetings that enough people asked for and that nobody calls."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sunward.ballots import queries as ballots
from sunward.charter import queries as charter
from sunward.charter.engine.powers import Power
from sunward.kernel.overdue import Overdue
from sunward.kernel.text import Text
from sunward.meetings.models import Meeting
from sunward.meetings.terms import after

CALLING = "meetings.convene"
NOT_CALLED = Text("联名要求开会，没有人召集：{zh}", "Enough have asked for a meeting and nobody calls it: {en}")
WAITS = Text("等召集", "waits to be called")


def unheeded(community: str, on: date, looked_back: timedelta) -> Iterator[Overdue]:
    """By the days of the right behind the petition, or else of the power to call; the power says whose turn it is.
    A meeting that was cancelled heeds nobody. Two queries, however many there are."""
    asked = ballots.meetings_demanded(community, on, on - looked_back)
    called = _called([one.key for one in asked])
    power = _power(community, on) if asked else None
    for one in asked:
        if one.key not in called and (late := _late(one, power, on)):
            yield late


def _called(petitions: Sequence[int]) -> frozenset[int]:
    """Those of the petitions for which a meeting stands."""
    rows = Meeting.objects.filter(petition_id__in=petitions, cancelled_on=None)
    return frozenset(rows.values_list("petition_id", flat=True)) if petitions else frozenset()


def _power(community: str, on: date) -> Power | None:
    powers = charter.charter_of(community, on).powers.values()
    return next((power for power in powers if power.act == CALLING), None)


def _late(one: ballots.MeetingDemanded, power: Power | None, on: date) -> Overdue | None:
    """None before its day, and where no rule book sets one."""
    binding = next((rule for rule in (*one.rights, power) if rule and rule.within), None)
    if binding is None or binding.within is None or (due := after(one.reached_on, binding.within)) >= on:
        return None
    owner = next(iter(power.held_by), "") if power else ""
    title = NOT_CALLED.fill(zh=one.title, en=one.title)
    return Overdue(title, owner, due, (on - due).days, WAITS, WAITS, one.ref, binding.source)

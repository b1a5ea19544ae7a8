"""What an inspector sees of each community: facts with links, questions first. No scores, no ranking."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from sunward.charter.queries import NoCharter
from sunward.kernel import clock
from sunward.kernel.overdue import Overdue
from sunward.money import queries as money
from sunward.money.queries import OutsideRow
from sunward.portal import charts
from sunward.portal.views.overdue import everything_overdue
from sunward.record import activity
from sunward.record.activity import DayCount
from sunward.registry import queries as registry
from sunward.registry.queries import CommunityCard

YEAR = timedelta(days=365)
WINDOW = timedelta(days=4)  # entries crowded into so few days are shown as such
AROUND = timedelta(days=28)
CROWDED = 10  # late entries within the window from which on the crowd itself is named


@dataclass(frozen=True, slots=True)
class Crowd:
    """The days in which most late entries were made."""

    first: date
    last: date
    late: int


@dataclass(frozen=True, slots=True)
class Facts:
    """One community as its record tells it; every number has its page."""

    community: CommunityCard
    overdue: Sequence[Overdue]
    outside: Sequence[OutsideRow]
    late: int
    refusals: int
    entries: int
    crowd: Crowd | None
    chart: charts.EventChart

    @property
    def quiet(self) -> bool:
        """Whether nothing here asks a question."""
        return not (self.overdue or self.outside or self.crowd)


def facts_of(communities: Sequence[CommunityCard], on: date) -> Iterator[Facts]:
    """The facts of each, in the order given."""
    counted = days_by_log(activity.days([each.code for each in communities], on - YEAR))
    for community in communities:
        yield _facts(community, counted.get(community.code, []), on)


def days_by_log(counts: Iterable[DayCount]) -> Mapping[str, list[DayCount]]:
    return {log: list(rows) for log, rows in groupby(counts, key=lambda row: row.log)}


def _facts(community: CommunityCard, days: list[DayCount], on: date) -> Facts:
    crowd = most_crowded(days)
    try:
        overdue, outside = everything_overdue(community.code, on), money.outside_chain(community.code, on, limit=5)
    except NoCharter:
        overdue, outside = [], ()
    return Facts(
        community, overdue, [row for row in outside if row.left], sum(day.late for day in days),
        sum(day.refusals for day in days), sum(day.entries for day in days),
        crowd, chart_of(community, days, crowd, on),
    )  # fmt: skip


def most_crowded(days: Sequence[DayCount]) -> Crowd | None:
    """The four days with most late entries, when there are enough to ask why."""
    late = {day.on: day.late for day in days if day.late}
    windows = (
        Crowd(first, first + WINDOW, sum(late.get(first + timedelta(n), 0) for n in range(WINDOW.days + 1)))
        for first in late
    )
    worst = max(windows, key=lambda crowd: crowd.late, default=None)
    return worst if worst and worst.late >= CROWDED else None


def chart_of(community: CommunityCard, days: Sequence[DayCount], crowd: Crowd | None, on: date) -> charts.EventChart:
    """Entries per day: around the crowded days, or else of the last eight weeks."""
    first, last = (crowd.first - AROUND, min(crowd.last + AROUND, on)) if crowd else (on - 2 * AROUND, on)
    shown = [charts.Day(day.on, day.entries, day.late) for day in days if first <= day.on <= last]
    ends = [charts.Day(end, 0) for end in (first, last) if all(day.on != end for day in shown)]
    return charts.event_chart([*shown, *ends], label=str(community.name))


def communities_for(person: str | None) -> tuple[CommunityCard, ...]:
    """Every community; for somebody with a post above some of them, those."""
    everywhere, today = registry.all_communities(), clock.today()
    if person is None:
        return everywhere
    own = tuple(each for each in everywhere if registry.posts_of(person, each.code, today))
    return own or everywhere

"""The calendar of duties, derived from the charter, the evidence and the day."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sunward.charter import queries as charter
from sunward.charter.engine import Charter
from sunward.charter.engine.duties import Duty
from sunward.disclosure import queries as disclosure
from sunward.duties.models import Evidence
from sunward.duties.rules import DutyState, Period, days_late, duty_state, period_of, periods_due
from sunward.kernel import clock
from sunward.kernel.memo import remembering
from sunward.kernel.overdue import LOOKED_BACK, Overdue
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.record import queries as record
from sunward.registry import queries as registry

PUBLISH = "disclosure.publish"
REACH = timedelta(days=31 * 14)  # the longest that a due day lies after its period: twelve months, and the month itself


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty for one period. `days_late` counts calendar days; `said_on` is when it is said to have been done,
    `met_on` when it was entered, which decides; `entry` points to that act in the record. A duty can be met by
    something that was not `in_order`, such as a meeting called too late: it took place, and the breach shows."""

    duty: str
    name: Text
    period: str
    owner: str
    due_on: date
    state: DutyState
    days_late: int
    met_on: date | None
    said_on: date | None
    entry: str
    in_order: bool
    goes_to: str
    source: str

    @property
    def ref(self) -> Ref:
        return Ref("duty", f"{self.duty}/{self.period}")


def calendar(community: str, start: date, end: date, on: date | None = None) -> tuple[DutyRow, ...]:
    """Every duty with its due day between two days, both included, by due day; as it stands `on` a day (today).

    Each period falls due by the rules of its own time; whose it is now, say those of today. The community's first whole
    period is the first that is owed. Seven queries, however long the time.

    Raises:
        NoCharter: when no rule book is in force.
    """
    day = on or clock.today()
    with remembering():
        now = charter.charter_of(community, day).duties
        founded = registry.community(community).founded_on
        met = _met(community, start, day)
        amiss = record.with_breaches(row.entry for row in met.values())
        found = [
            _row(duty, now.get(duty.key, duty), period, met.get((duty.key, period.label)), amiss, day)
            for duty, period in _owed_then(community, start, end, founded)
        ]
    return tuple(sorted(found, key=lambda row: (row.due_on, row.duty)))


def _owed_then(community: str, start: date, end: date, founded: date) -> Iterator[tuple[Duty, Period]]:
    """Each duty with its period, by the rules of the period's own time: what was voted later moves no day that was over
    before."""
    then = charter.RulesOfThen(community)
    for last in charter.month_ends(max(founded, start - REACH), end):
        for key in _known_by(then, last):
            duty = then.of_period(last, lambda rules: rules.duties.get(key))  # noqa: B023  (asked at once)
            if duty is None or duty.due is None or not start <= duty.due.on(last) <= end:
                continue
            period = period_of(last, duty.months)
            if period.last == last and period.first >= founded:
                yield duty, period


def _known_by(then: charter.RulesOfThen, last: date) -> list[str]:
    """The duties that the rules of a month knew, at its beginning or at its end."""
    books = [rules for rules in (then.on(last), then.on(last.replace(day=1))) if rules]
    return list(dict.fromkeys(key for rules in books for key in rules.duties))


def _met(community: str, start: date, on: date) -> dict[tuple[str, str], Evidence]:
    """The evidence that stands, by duty and period."""
    rows = Evidence.objects.filter(community_code=community, recorded_on__gte=start - LOOKED_BACK)
    undone = fallen_entries(community, on)
    return {(row.duty, row.period): row for row in rows if row.entry not in undone}


@dataclass(frozen=True, slots=True)
class Redue:
    """A duty for one period that fell due by these rules or by those: whether it was late, and whether it would be."""

    name: Text
    period: str
    due_now: date
    not_yet: bool  # by these rules its day is still to come
    was_late: bool
    now_late: bool


def redue(community: str, since: date, until: date, old: Charter, new: Charter) -> tuple[Redue, ...]:
    """The duties of a stretch of time by the due days of two charters: looked at, never written. Six queries at most.

    Evidence counts for the period for which it was taken, whatever other due days would have made of it.
    """
    founded, met = registry.community(community).founded_on, _met(community, since, until)
    found = []
    for key in (key for key in new.duties if key in old.duties):
        before, now = old.duties[key], new.duties[key]
        periods = {*_owed(before, since, until, founded), *_owed(now, since, until, founded)}
        found += [_redue(before, now, period, met.get((key, period.label)), until) for period in sorted(periods)]
    return tuple(one for one in found if one)


def _redue(before: Duty, now: Duty, period: Period, evidence: Evidence | None, on: date) -> Redue | None:
    if before.due is None or now.due is None:
        return None
    met_on = evidence.recorded_on if evidence else None
    due_now = now.due.on(period.last)
    was, would = (days_late(due, met_on, on) > 0 for due in (before.due.on(period.last), due_now))
    not_yet = due_now > on >= before.due.on(period.last)
    return Redue(Text(now.name.zh, now.name.en), period.label, due_now, not_yet, was, would)


def fallen_entries(community: str, on: date) -> frozenset[str]:
    """The entries of postings that no longer stand, by the day: evidence for nothing."""
    numbers = disclosure.fallen(community, on)
    rows = record.results_of(PUBLISH, [Ref("publication", number) for number in numbers]) if numbers else []
    return frozenset(row.ref for row in rows)


def overdue(community: str, on: date) -> list[Overdue]:
    """The duties past their day on this day, longest overdue first."""
    rows = calendar(community, on - LOOKED_BACK, on, on)
    return [_overdue(community, row) for row in rows if row.state == "overdue"]


def _owed(duty: Duty, start: date, end: date, founded: date) -> Iterator[Period]:
    if duty.due is None:
        return
    for period in periods_due(duty.due, duty.months, start, end):
        if period.first >= founded:
            yield period


def _row(duty: Duty, now: Duty, period: Period, evidence: Evidence | None, amiss: Container[str], on: date) -> DutyRow:
    assert duty.due is not None  # noqa: S101  (_owed leaves out duties without a due day)
    entry = evidence.entry if evidence else ""
    due_on, met_on = duty.due.on(period.last), evidence.recorded_on if evidence else None
    return DutyRow(
        duty.key, Text(now.name.zh, now.name.en), period.label, now.owner, due_on,
        duty_state(due_on, met_on, on), days_late(due_on, met_on, on), met_on,
        evidence.said_on if evidence else None, entry, entry not in amiss,
        now.if_not.goes_to if now.if_not else "", duty.source,
    )  # fmt: skip


def _overdue(community: str, row: DutyRow) -> Overdue:
    title = Text(f"{row.name.zh}（{row.period}）", f"{row.name.en} ({row.period})")
    stuck = Text("还没有做的凭据", "there is no evidence that it was done")
    step = Text("去做，并登记", "do it, and enter it")
    subject = Ref("duty", f"{community}/{row.duty}/{row.period}")
    return Overdue(title, row.owner, row.due_on, row.days_late, stuck, step, subject, row.source)

"""How duties learn that they were met: from every act that happened, never by being called."""

from datetime import date
from typing import Any

from sunward.charter import queries as charter
from sunward.charter.engine.duties import Duty, MetBy
from sunward.disclosure import queries as disclosure
from sunward.duties.models import Evidence
from sunward.duties.queries import PUBLISH, fallen_entries
from sunward.duties.rules import Period, period_met, read_period
from sunward.kernel import clock
from sunward.kernel.events import ActPerformed
from sunward.kernel.ports import Entry
from sunward.kernel.refs import Ref
from sunward.record import queries as record

# What was published for fewer people or days than it should be, or says nothing beyond its title, meets no duty.
MEETS_NOTHING = frozenset({"posting_audience", "posting_period", "posting_says_something"})
NAMES_THE_PERIOD = ("period", "month", "year", "event_on", "held_on")


def note_evidence(event: ActPerformed) -> None:
    """Keep the act as evidence for every duty of the charter that it meets."""
    entry = event.entry
    day = clock.civil_day(entry.recorded_at)
    try:
        duties = charter.charter_of(entry.log, day).duties
    except charter.NoCharter:
        return
    for duty in duties.values():
        if duty.met_by and matches(duty.met_by, entry, event.facts):
            _keep(duty, entry, event.facts)


def matches(met_by: MetBy, entry: Entry, facts: Any) -> bool:
    """Whether the act is the one the duty asks for, with the facts it must carry."""
    if entry.act != met_by.act or entry.kind == "refusal":
        return False
    if any(found.rule in MEETS_NOTHING and found.breach for found in entry.findings):
        return False
    return all(_fact(entry, facts, name) == str(wanted) for name, wanted in met_by.facts.items())


def _fact(entry: Entry, facts: Any, name: str) -> str:
    """What the act was told, or, where that was left open, what it made of it: a step's body from the procedure."""
    value = getattr(facts, name, None)
    return str(entry.public.get(name, "") if value in (None, "") else value)


def _keep(duty: Duty, entry: Entry, facts: Any) -> None:
    if _only_corrects(duty, entry, facts):
        return
    recorded_on = clock.civil_day(entry.recorded_at)
    said_on = clock.civil_day(entry.claimed_at or entry.recorded_at)
    if entry.act == PUBLISH:  # weeks later one alone could say of any sheet that it hung in time
        said_on = disclosure.counts_from(said_on, recorded_on)
    given = {"recorded_on": recorded_on, "said_on": said_on, "entry": entry.ref, "act": entry.act}
    row, made = Evidence.objects.get_or_create(
        community_code=entry.log, duty=duty.key, period=_period(duty, entry, facts, said_on).label, defaults=given
    )
    if (
        not made and row.act == PUBLISH and row.entry in fallen_entries(entry.log, recorded_on)
    ):  # the first that still stands
        Evidence.objects.filter(pk=row.pk).update(**given)


def _only_corrects(duty: Duty, entry: Entry, facts: Any) -> bool:
    """Whether it takes the place of a posting that has met this duty, and names no period: it meets no second one."""
    if entry.act != PUBLISH or entry.result is None or getattr(facts, "event_on", None):
        return False
    before = [Ref("publication", number) for number in disclosure.corrected_before(entry.result.id)]
    met = [made.ref for made in record.results_of(PUBLISH, before)] if before else []
    return Evidence.objects.filter(community_code=entry.log, duty=duty.key, entry__in=met).exists()


def _has_come(period: Period, entry: Entry, facts: Any) -> bool:
    """Nothing is evidence for a time to come."""
    recorded_on = clock.civil_day(entry.recorded_at)
    told_afterwards = entry.act == PUBLISH and _is_periodic(entry, facts)
    return (period.last if told_afterwards else period.first) <= recorded_on


def _is_periodic(entry: Entry, facts: Any) -> bool:
    """Whether an item is told of periods that have ended: accounts of a quarter are none of the quarter that runs."""
    item = charter.charter_of(entry.log, clock.civil_day(entry.recorded_at)).disclosure.get(_fact(entry, facts, "item"))
    return item is not None and item.due is not None


def _period(duty: Duty, entry: Entry, facts: Any, day: date) -> Period:
    """The period that the act names, or the one its day speaks for."""
    for name in NAMES_THE_PERIOD:
        named = read_period(_fact(entry, facts, name), duty.months)
        if named and _has_come(named, entry, facts):
            return named
    rows = Evidence.objects.filter(community_code=entry.log, duty=duty.key)
    met = frozenset(rows.values_list("period", flat=True))
    return period_met(day, duty.months, duty.due.months_after if duty.due else 0, met)

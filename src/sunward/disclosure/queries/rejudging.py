"""What other rules would have said of the objections and postings of a year: looked at, never written."""

from dataclasses import dataclass
from datetime import date

from sunward.charter import queries as charter
from sunward.charter.engine import Charter, Duration
from sunward.disclosure.catalogue import REPLIES, SILENT, posted_by
from sunward.disclosure.models import Audience, Objection, Publication
from sunward.disclosure.rules import counts_from, up_since, wide_enough
from sunward.record import queries as record

MOST = 1000  # looked at, newest first: more than any community has in a year
PUBLISH = "disclosure.publish"


@dataclass(frozen=True, slots=True)
class Reanswered:
    """An objection: whether its answer was late, or owed and late, and whether it would be by the other rules."""

    number: str
    was_late: bool
    now_late: bool
    due_now: date


@dataclass(frozen=True, slots=True)
class Reposted:
    """A posting: whether it came late, or hung too short, and whether it would have by the other rules; for how many
    calendar days it has to hang by both."""

    number: str
    title_zh: str
    title_en: str
    was_late: bool
    now_late: bool
    was_short: bool
    now_short: bool
    days_before: int
    days_now: int
    opened_to: str  # the audience that it would have had to be for, and was not; empty: none
    closed_to: str  # the smaller one that it could have been for; empty: none
    undated: bool  # whether by the other rules it has another day to come by, and nobody knows of which day it tells


def reanswered(community: str, since: date, until: date, rules: Charter) -> tuple[Reanswered, ...]:
    """The objections of a stretch of time, newest first, with the days for their answers by these rules."""
    rows = Objection.objects.filter(community_code=community, received_on__range=(since, until), void_on=None)
    return tuple(_reanswered(row, until, rules) for row in rows.select_related("publication").order_by("-id")[:MOST])


def _reanswered(row: Objection, until: date, rules: Charter) -> Reanswered:
    due_now, came = charter.day_after(row.opened_on, _reply(rules, row.publication.item)), row.answered_on or until
    return Reanswered(row.number, came > row.due_on, came > due_now, due_now)


def _reply(rules: Charter, item: str) -> Duration:
    own = _period(rules, REPLIES.get(item, ""))
    return own or _period(rules, "objection_reply") or Duration(SILENT["objection_reply"])


def _period(rules: Charter, key: str) -> Duration | None:
    parameter = rules.parameters.get(key)
    return parameter.value if parameter and isinstance(parameter.value, Duration) else None


def reposted(community: str, since: date, until: date, old: Charter, new: Charter) -> tuple[Reposted, ...]:
    """The postings of a stretch of time, newest first, by the catalogue of these rules and of those. Two queries."""
    rows = Publication.objects.filter(community_code=community, recorded_on__range=(since, until))
    found = list(rows.defer("text", "rows").order_by("-id")[:MOST])
    events = {
        str(entry.result): date.fromisoformat(entry.public["event_on"])
        for entry in record.results_of(PUBLISH, [row.ref for row in found])
        if entry.public.get("event_on")
    }
    first = {(row.item, row.about): row.pk for row in found if row.about.type != "community"}  # the oldest stands last
    further = {row.pk for row in found if row.corrects_id or first.get((row.item, row.about), row.pk) != row.pk}
    return tuple(_reposted(row, events.get(str(row.ref)), old, new, row.pk in further) for row in found)


def _reposted(row: Publication, event_on: date | None, old: Charter, new: Charter, further: bool) -> Reposted:
    """`further`: a correction, or one more sheet about the same; by no rules it has a day of its own to come by."""
    came_on = counts_from(row.posted_on, row.recorded_on)
    was_late, due_now = row.due_by is not None and came_on > row.due_by, row.due_by
    moved = _terms(old, row) != _terms(new, row)
    if event_on is not None and moved:
        entry = new.disclosure.get(row.item)
        due_now = posted_by(entry, event_on) if entry else None
    down = row.taken_down_on
    early = down is not None and down < row.must_stay_until
    start = up_since(row.posted_on, row.recorded_on)
    before, now = (days_up(rules, row.item, start) for rules in (old, new))
    was_short, now_short = (early or row.stays_up_days < asked for asked in (before, now))
    now_late = due_now is not None and came_on > due_now
    return Reposted(
        row.number, row.title_zh, row.title_en, was_late, now_late, was_short, now_short, before, now,
        *_readers(row, old, new), undated=moved and event_on is None and not further,
    )  # fmt: skip


def _terms(rules: Charter, row: Publication) -> object:
    """When it has to be posted; a day that somebody named themselves is not moved by rules that say the same."""
    entry = rules.disclosure.get(row.item)
    return (entry.within, entry.due) if entry else None


def _readers(row: Publication, old: Charter, new: Charter) -> tuple[str, str]:
    """Whom it would have had to be open to besides, and whom alone: one of them, or neither where the item says the
    same of its readers."""
    before, now = (rules.disclosure.get(row.item) for rules in (old, new))
    asked = now.audience if now else Audience.EVERYONE.value
    if (before.audience if before else Audience.EVERYONE.value) == asked:
        return "", ""
    if not wide_enough(row.audience, asked):
        return asked, ""
    return "", "" if row.audience == asked else asked


def days_up(rules: Charter, item: str, start: date) -> int:
    """Calendar days for which an item hangs that is posted on a day."""
    entry = rules.disclosure.get(item)
    retention = (entry.stays_up if entry else None) or _period(rules, "board_retention")
    return (charter.day_after(start, retention or Duration(SILENT["board_retention"])) - start).days

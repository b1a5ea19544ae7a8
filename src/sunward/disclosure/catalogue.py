"""What the charter asks of a publication and of the answers to it, as days and words of this context."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sunward.charter import queries as charter
from sunward.charter.engine import Charter, DisclosureItem, Duration
from sunward.disclosure.models import Audience
from sunward.disclosure.rules import photographs_due

# Calendar days where a charter is silent: for answers the longest that the provincial measures we read allow, for
# boards the longer of the two retention periods they know.
PUBLISH = "disclosure.publish"
REPLIES = {"voter_roll": "voter_list_answer"}  # items whose objections are answered by a rule of their own
SILENT = {"objection_reply": 15, "appeal_window": 15, "superior_reply": 20, "board_retention": 10, "desk_dispute": 15}


@dataclass(frozen=True, slots=True)
class Terms:
    """How an item must be published: `days` calendar days, at the latest on `due_by` when the charter says so."""

    known: bool
    audience: str
    days: int
    due_by: date | None
    owner_post: str
    source: str
    on_board: bool = False
    owed: bool = False  # falls due by the calendar, or a duty asks for it
    due_source: str = ""  # the article that sets `due_by`: that of the event's own day


class Catalogue:
    """What a community must publish, as its charter says on one day; by when, as it said on the day of the event: a
    later change puts nothing off, and makes nothing late. The charter of each day is looked up once."""

    def __init__(self, community: str, on: date) -> None:
        self._rules = charter.charter_of(community, on)
        self._then = charter.RulesOfThen(community)
        self._on = on

    def terms(self, item: str, event_on: date | None) -> Terms:
        """The terms of an item, counted from the event (or the period's last day) that it discloses."""
        now = self._rules.disclosure.get(item)
        asked = self._asked(item, now, event_on) if event_on else None
        entry = now or asked  # what was dropped since is still owed for what happened before
        retention = entry.stays_up if entry and entry.stays_up else self._retention()
        days = (charter.day_after(self._on, retention) - self._on).days
        if entry is None:
            return Terms(False, Audience.EVERYONE, days, None, "", "")
        due_by = posted_by(asked, event_on) if asked and event_on else None
        owed = bool(entry.period) or item in watched_items(self._rules)
        source = asked.source if asked else entry.source
        return Terms(True, entry.audience, days, due_by, entry.owner, entry.source, entry.on_board, owed, source)

    def by_period(self, item: str) -> bool:
        """Whether an item is posted once for each month, quarter or year."""
        entry = self._rules.disclosure.get(item)
        return entry is not None and bool(entry.period)

    def _asked(self, item: str, now: DisclosureItem | None, event_on: date) -> DisclosureItem | None:
        """What the rules of the event's own day asked, or of the period that ends with it; those of now for what was
        before there were any, or is still to come. None where they did not ask for the item."""
        if event_on >= self._on or self._then.on(event_on) is None:
            return now
        rules = self._then.on(event_on)
        then = rules.disclosure.get(item) if rules else None
        known = now or then
        if known and known.due:
            return self._then.of_period(event_on, lambda rules: rules.disclosure.get(item))
        return then

    def photographs(self, terms: Terms, up_from: date, until: date) -> tuple[date, date] | None:
        """By when the board with this item is photographed, and from when on once more; None where no rule asks."""
        first, again = (self._rules.parameters.get(key) for key in ("board_photograph", "board_photograph_again"))
        if not terms.on_board or first is None or not isinstance(first.value, Duration):
            return None
        share = again.value if again and isinstance(again.value, Fraction) else Fraction(0)
        return photographs_due(up_from, until, charter.day_after(up_from, first.value), share)

    def _retention(self) -> Duration:
        parameter = self._rules.parameters.get("board_retention")
        value = parameter.value if parameter else None
        return value if isinstance(value, Duration) else Duration(SILENT["board_retention"])


def watched_items(rules: Charter) -> frozenset[str]:
    """The items whose publication some duty asks for."""
    asked = (duty.met_by for duty in rules.duties.values() if duty.met_by and duty.met_by.act == PUBLISH)
    return frozenset(str(met_by.facts["item"]) for met_by in asked if "item" in met_by.facts)


def posted_by(entry: DisclosureItem, event_on: date) -> date | None:
    """By when an item has to be posted, counted from its event or the last day of its period."""
    if entry.due:
        return entry.due.on(event_on)
    return charter.day_after(event_on, entry.within) if entry.within else None


def period_named(community: str, key: str, on: date) -> Duration:
    """A period that the charter sets, or the one that applies where it is silent."""
    return charter.days(community, key, on, SILENT[key])


def due(community: str, key: str, start: date, opened_on: date | None = None) -> date:
    """The last day of the period of this name that begins on `start` (the day itself is not counted), by the rules of
    that day; of a case that was opened earlier, and keeps its rules, by those of its own."""
    return charter.day_after(start, period_named(community, key, opened_on or start))


def until(community: str, key: str, start: date, opened_on: date | None = None) -> date:
    """The same of a time in which residents act, and lose the right to with it: it ends on no day off."""
    return charter.time_to_act(start, period_named(community, key, opened_on or start))


def reply_due(community: str, item: str, start: date) -> date:
    """The last day for answering an objection to an item received on `start`; a roll has a shorter time of its own
    where the rule books set one."""
    own = REPLIES.get(item, "")
    if own in charter.charter_of(community, start).parameters:
        return charter.day_after(start, charter.days(community, own, start, 0))
    return due(community, "objection_reply", start)


def reply_source(community: str, item: str, start: date) -> str:
    """The article behind that day."""
    own = REPLIES.get(item, "")
    return source_of(community, own, start) or source_of(community, "objection_reply", start)


def source_of(community: str, key: str, on: date) -> str:
    """The article behind a period; empty where the charter is silent."""
    parameter = charter.charter_of(community, on).parameters.get(key)
    return parameter.source if parameter else ""

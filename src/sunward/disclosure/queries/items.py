"""The catalogue as it stands: what must be published, to whom, how often, when it was last, when it is next due."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from sunward.charter import queries as charter
from sunward.charter.engine import Charter, DisclosureItem
from sunward.charter.engine.duties import PERIODS
from sunward.disclosure.catalogue import watched_items
from sunward.disclosure.models import Publication
from sunward.disclosure.periods import ends_before, next_end
from sunward.disclosure.queries.standing import fallen
from sunward.disclosure.rules import counts_from, wide_for
from sunward.kernel.text import Text
from sunward.registry import queries as registry


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item of the catalogue. `period` is monthly, quarterly, half_yearly, yearly or empty; `of` the event after
    which it is due within days. `last` is the newest publication; days in `late_by` are calendar days."""

    key: str
    name: Text
    stream: str
    audience: str
    period: str
    of: str
    within: int | None
    working: bool
    stays_up: int | None
    on_board: bool
    owner_post: str
    source: str
    last: str
    last_on: date | None
    next_due: date | None
    overdue_since: date | None
    late_by: int


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest publication of an item, and the latest due day for which one was made that stands."""

    number: str
    on: date
    made_for: date | None


def catalogue_items(community: str, on: date) -> tuple[ItemView, ...]:
    """Every item that the charter of the day knows, in its order. Five queries, however many there are."""
    rules = charter.charter_of(community, on)
    founded = registry.community(community).founded_on
    newest = _newest(community, on, rules)
    return tuple(_view(entry, newest.get(key), founded, on) for key, entry in rules.disclosure.items())


def missed_items(community: str, on: date) -> Iterator[ItemView]:
    """Periodic items past their day that no duty watches: a duty tells its own lapse."""
    rules = charter.charter_of(community, on)
    watched = watched_items(rules)
    if all(not entry.period or key in watched for key, entry in rules.disclosure.items()):
        return
    for item in catalogue_items(community, on):
        if item.overdue_since and item.key not in watched:
            yield item


def items_of(rows: Iterable[ItemView], stream: str) -> list[ItemView]:
    """The items of one stream; what a rule book puts nowhere stands with the affairs of the community."""
    return [row for row in rows if (row.stream or "affairs") == stream]


def _newest(community: str, on: date, rules: Charter) -> Mapping[str, Newest]:
    """Only what reached those whom the catalogue asks for: shown to fewer, the item is still owed."""
    known = Publication.objects.filter(community_code=community, recorded_on__lte=on)
    for audience in {entry.audience for entry in rules.disclosure.values()}:
        items = [key for key, entry in rules.disclosure.items() if entry.audience == audience]
        known = known.exclude(Q(item__in=items) & ~Q(audience__in=wide_for(audience)))
    replaced = Publication.objects.filter(corrects=OuterRef("pk"), recorded_on__lte=on)
    last = known.filter(~Exists(replaced)).order_by().values("item").annotate(row=Max("id")).values_list("row")
    rows = Publication.objects.filter(id__in=last).values_list("item", "number", "posted_on", "recorded_on")
    made = _made(known.exclude(number__in=fallen(community, on)).exclude(bare=True), rules)
    return {item: Newest(number, counts_from(*days), made.get(item)) for item, number, *days in rows}


def _made(standing: QuerySet[Publication], rules: Charter) -> Mapping[str, date]:
    """The latest due day for which each periodic item was published; where none names its period, the newest day.

    None was due later than what ends on the day of its posting: a year mistyped in an older entry settles no other.
    """
    periodic = {key: entry.due for key, entry in rules.disclosure.items() if entry.due}
    named: dict[str, date] = {}
    unnamed: dict[str, date] = {}
    rows = standing.filter(item__in=periodic).values_list(
        "item", "due_by", "corrects__item", "posted_on", "recorded_on"
    )
    for item, due_by, corrected, *days in rows:
        on = counts_from(*days)
        if due_by is not None:
            made = min(due_by, periodic[item].on(on))
            named[item] = max(named.get(item, made), made)
        elif corrected != item:  # what it corrects says for which period it is
            unnamed[item] = max(unnamed.get(item, on), on)
    return unnamed | named


def _view(entry: DisclosureItem, last: Newest | None, founded: date, on: date) -> ItemView:
    next_due, missed = _due(entry, last, founded, on)
    return ItemView(
        entry.key, Text(entry.name.zh, entry.name.en), entry.stream, entry.audience, entry.period, entry.of,
        entry.within.days if entry.within else None, bool(entry.within and entry.within.working),
        entry.stays_up.days if entry.stays_up else None, entry.on_board, entry.owner, entry.source,
        last.number if last else "", last.on if last else None, next_due, missed,
        (on - missed).days if missed else 0,
    )  # fmt: skip


def _due(entry: DisclosureItem, last: Newest | None, founded: date, on: date) -> tuple[date | None, date | None]:
    """The next day on which the item is due, and the day since which it is overdue.

    A publication is for the period that it was due for; where it names none, for the one that ended last. The first
    whole period after the founding is the first that is owed.
    """
    if not entry.due:
        return None, None
    months, made = PERIODS[entry.period], last.made_for if last else None
    ended = [(first, end) for first, end in ends_before(on, months, entry.due, 2) if first >= founded]
    missed = [entry.due.on(end) for _first, end in ended if entry.due.on(end) < on]
    open_since = missed[-1] if missed and (made is None or made < missed[-1]) else None
    end = next_end(on, months, entry.due)
    due = entry.due.on(end)
    if made is not None and made >= due:
        due = entry.due.on(next_end(due, months, entry.due, after=True))
    return due, open_since

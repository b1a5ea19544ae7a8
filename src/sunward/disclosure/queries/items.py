"""The catalogue as it stands: what must be published, to whom, how often, when it was last, when it is next due."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from sunward.charter import queries as charter
from sunward.charter.engine import Charter, DisclosureItem, Duration
from sunward.charter.engine.duties import PERIODS
from sunward.disclosure.catalogue import watched_items
from sunward.disclosure.models import Publication
from sunward.disclosure.periods import Asked, Made, Missed, end_of, missed_by, next_end, owed, settled
from sunward.disclosure.queries.standing import fallen
from sunward.disclosure.rules import counts_from, wide_for
from sunward.kernel.memo import remembering
from sunward.kernel.text import Text
from sunward.registry import queries as registry


@dataclass(frozen=True, slots=True)
class CatalogueItem:
    """An item of the catalogue. `period` is monthly, quarterly, half_yearly, yearly or empty; `of` the event after
    which it is due within days. `last` is the newest publication, `last_for` its audience. `missed` are the periods
    that nothing was posted for, oldest first: what was posted for a later one settles none of them."""

    key: str
    name: Text
    stream: str
    audience: str
    period: str
    of: str
    within: int | None
    working: bool
    stays_up: Duration | None
    on_board: bool
    owner_post: str
    source: str
    last: str
    last_on: date | None
    last_for: str
    next_due: date | None
    missed: tuple[Missed, ...]

    @property
    def last_to_fewer(self) -> bool:
        """Whether the newest reached fewer than the item is for by now; as many as the rules of its own day asked."""
        return bool(self.last) and self.last_for not in wide_for(self.audience)

    @property
    def overdue_since(self) -> date | None:
        return self.missed[0].due_on if self.missed else None


@dataclass(frozen=True, slots=True)
class Skipped:
    """An item that no duty watches, with the periods that are past their day, oldest first."""

    key: str
    name: Text
    owner_post: str
    goes_to: str
    source: str
    periods: tuple[Missed, ...]


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest publication of an item."""

    key: int
    number: str
    on: date
    audience: str


def catalogue_items(community: str, on: date) -> tuple[CatalogueItem, ...]:
    """Every item that the charter of the day knows, in its order. Five queries, however many there are; one more where
    an item was once for fewer."""
    with remembering():
        rules = charter.charter_of(community, on)
        founded = registry.community(community).founded_on
        then, made = charter.RulesOfThen(community), _made(community, on, rules)
        newest = _newest(community, on, rules, then)
        return tuple(
            _view(
                entry, newest.get(key), _due(entry, made.get(key, ()), founded, on),
                _owed(then, entry, made.get(key, ()), founded, on),
            )
            for key, entry in rules.disclosure.items()
        )  # fmt: skip


def missed_items(community: str, on: date) -> Iterator[Skipped]:
    """Periodic items past their day that no duty watches: a duty tells its own lapse. Four queries, and none where
    duties watch them all."""
    rules = charter.charter_of(community, on)
    watched = watched_items(rules)
    items = [entry for key, entry in rules.disclosure.items() if entry.due and key not in watched]
    if not items:
        return
    with remembering():
        founded = registry.community(community).founded_on
        made, then = _made(community, on, rules), charter.RulesOfThen(community)
        for entry in items:
            if owed := _owed(then, entry, made.get(entry.key, ()), founded, on):
                yield Skipped(entry.key, _name(entry), entry.owner, _goes_to(entry), entry.source, owed)


def period_settled(community: str, item: str, posting: Made, on: date) -> date | None:
    """The last day of the owed period that a posting entered on a day settles though it names no last day; None of an
    item that is not periodic, and where that period was never owed, or something that stands was posted for it. Four
    queries."""
    rules = charter.charter_of(community, posting.on)
    entry = rules.disclosure.get(item)
    if entry is None or not entry.due:
        return None
    with remembering():
        founded, then = registry.community(community).founded_on, charter.RulesOfThen(community)
        months = PERIODS[entry.period]
        end = end_of(posting, months, entry.due)
        if not owed(end, _asked_then(then, item, end), founded):
            return None
        return None if end in settled(_made(community, on, rules).get(item, ()), months, entry.due, founded) else end


def items_of(rows: Iterable[CatalogueItem], stream: str) -> list[CatalogueItem]:
    """The items of one stream; what a rule book puts nowhere stands with the affairs of the community."""
    return [row for row in rows if (row.stream or "affairs") == stream]


def _known(community: str, on: date, rules: Charter) -> QuerySet[Publication]:
    """Only what reached those whom the catalogue asks for: shown to fewer, the item is still owed."""
    known = Publication.objects.filter(community_code=community, recorded_on__lte=on)
    for audience in {entry.audience for entry in rules.disclosure.values()}:
        items = [key for key, entry in rules.disclosure.items() if entry.audience == audience]
        known = known.exclude(Q(item__in=items) & ~Q(audience__in=wide_for(audience)))
    return known


def _uncorrected(known: QuerySet[Publication], on: date) -> QuerySet[Publication]:
    return known.filter(~Exists(Publication.objects.filter(corrects=OuterRef("pk"), recorded_on__lte=on)))


KEPT = ("item", "id", "number", "audience", "posted_on", "recorded_on")


def _newest(community: str, on: date, rules: Charter, then: charter.RulesOfThen) -> Mapping[str, Newest]:
    """Of each item that which reached all for whom the rules of now ask, or those of its own day did."""
    last = _uncorrected(_known(community, on, rules), on).order_by().values("item").annotate(row=Max("id"))
    rows = Publication.objects.filter(id__in=last.values_list("row")).values_list(*KEPT)
    found = {item: Newest(key, number, counts_from(*days), audience) for item, key, number, audience, *days in rows}
    for item, key, number, audience, *days in _for_fewer(community, on, rules, then):
        day = counts_from(*days)
        asked = then.on(day)
        if (item not in found or found[item].key < key) and asked and _reached(asked, item, audience):
            found[item] = Newest(key, number, day, audience)
    return found


def _for_fewer(community: str, on: date, rules: Charter, then: charter.RulesOfThen) -> Iterable[Sequence[Any]]:
    """What was posted for fewer than the rules of now ask, and as many as those of some earlier day did. No query where
    none asked for fewer."""
    wanted = Q()
    for day in charter.days_of_change(community, on):
        asked = then.on(day)
        known = asked.disclosure if asked else {}
        for key in known.keys() & rules.disclosure.keys():
            if fewer := wide_for(known[key].audience) - wide_for(rules.disclosure[key].audience):
                wanted |= Q(item=key, audience__in=fewer)
    if not wanted:
        return ()
    rows = Publication.objects.filter(wanted, community_code=community, recorded_on__lte=on)
    return _uncorrected(rows, on).order_by("id").values_list(*KEPT)


def _made(community: str, on: date, rules: Charter) -> Mapping[str, Sequence[Made]]:
    """The postings of each periodic item that stand, as they were entered, and reached those for whom the rules of
    their own day ask. What corrects another of the same item and names no period is for that one's."""
    periodic = [key for key, entry in rules.disclosure.items() if entry.due]
    found, then = defaultdict(list), charter.RulesOfThen(community)
    posted = Publication.objects.filter(community_code=community, recorded_on__lte=on, item__in=periodic)
    standing = posted.exclude(number__in=fallen(community, on)).exclude(bare=True)
    kept = ("item", "due_by", "corrects__item", "audience", "posted_on", "recorded_on")
    for item, due_by, corrected, audience, *days in standing.order_by("id").values_list(*kept):
        posted_on = counts_from(*days)
        asked = then.on(posted_on)
        if (due_by is not None or corrected != item) and _reached(asked or rules, item, audience):
            found[item].append(Made(due_by, posted_on, _asked(asked, item)))
    return found


def _reached(rules: Charter, item: str, audience: str) -> bool:
    """Whether a posting reached those for whom some rules ask; where they did not ask for the item, anybody will do."""
    entry = rules.disclosure.get(item)
    return entry is None or audience in wide_for(entry.audience)


def _asked(rules: Charter | None, item: str) -> Asked | None:
    return _every(rules.disclosure.get(item) if rules else None)


def _asked_then(then: charter.RulesOfThen, item: str, last: date) -> Asked | None:
    """What the rules of its own time asked for by the period that ends on a day."""
    return _every(then.of_period(last, lambda rules: rules.disclosure.get(item)))


def _every(entry: DisclosureItem | None) -> Asked | None:
    return (PERIODS[entry.period], entry.due) if entry and entry.due else None


def _view(entry: DisclosureItem, last: Newest | None, next_due: date | None, owed: tuple[Missed, ...]) -> CatalogueItem:
    return CatalogueItem(
        entry.key, _name(entry), entry.stream, entry.audience, entry.period, entry.of,
        entry.within.days if entry.within else None, bool(entry.within and entry.within.working),
        entry.stays_up, entry.on_board, entry.owner, entry.source,
        last.number if last else "", last.on if last else None, last.audience if last else "", next_due, owed,
    )  # fmt: skip


def _name(entry: DisclosureItem) -> Text:
    return Text(entry.name.zh, entry.name.en)


def _goes_to(entry: DisclosureItem) -> str:
    return entry.if_not.goes_to if entry.if_not else ""


def _due(entry: DisclosureItem, made: Sequence[Made], founded: date, on: date) -> date | None:
    """The next day on which the item is due: the one after it where it was posted for that already."""
    if not entry.due:
        return None
    months = PERIODS[entry.period]
    end = next_end(on, months, entry.due)
    if end in settled(made, months, entry.due, founded):
        end = next_end(entry.due.on(end), months, entry.due, after=True)
    return entry.due.on(end)


def _owed(
    then: charter.RulesOfThen, entry: DisclosureItem, made: Sequence[Made], founded: date, on: date
) -> tuple[Missed, ...]:
    """The periods that are still owed, each by the rules of its own time: a later change takes none of them away. The
    first whole one after the founding is the first, and none that fell due while the rules did not ask for it."""
    if not entry.due:
        return ()
    done = settled(made, PERIODS[entry.period], entry.due, founded)
    return tuple(missed_by(on, lambda last: _asked_then(then, entry.key, last), founded, done))

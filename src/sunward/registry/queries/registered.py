"""Who came into the register within a time, and by whose hand: the day of the entry, whatever day it names."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import TypeVar

from sunward.kernel import clock
from sunward.record import queries as record
from sunward.registry.models import Import, Person, ResidenceSpell

BY_HAND = ("registry.register_arrival", "registry.register_person")
Key = TypeVar("Key", int, str)
AT_ONCE = 500  # keys in one query: a database takes no more than so many parameters


def registered_by_hand(community: str, since: date, until: date) -> dict[str, frozenset[int]]:
    """The rows of the people who were registered from one day to another, by who registered them. Whoever came back
    was registered when they first came."""
    first, last = clock.moment(since, 0), clock.moment(until + timedelta(days=1), 0)
    made = {
        result.removeprefix("person:"): (ref, by)
        for ref, by, result in record.results_between(community, BY_HAND, first, last)
    }
    found: dict[str, set[int]] = {}
    for some in _parts(sorted(made)):
        for number, row, entry in Person.objects.filter(number__in=some).values_list("number", "pk", "entry"):
            ref, by = made[number]
            if entry == ref:
                found.setdefault(by, set()).add(row)
    return {by: frozenset(rows) for by, rows in found.items()}


def files_since(community: str, since: date, until: date) -> list[tuple[str, str]]:
    """The files of residents that came in from one day to another: rows of entry, and by whose hand."""
    rows = Import.objects.filter(community__code=community, kind="residents", imported_on__gte=since)
    entries = (record.entry(ref) for ref in rows.filter(imported_on__lte=until).values_list("entry", flat=True))
    return [(one.ref, one.by) for one in entries if one]


def homes_of_these_alone(people: Collection[int], day: date) -> frozenset[int]:
    """The rows of the households in which some people live on a day, and nobody else does."""
    here, homes = ResidenceSpell.objects.on(day), set[int]()
    for some in _parts(sorted(people)):
        homes |= set(here.filter(person_id__in=some).values_list("household_id", flat=True))
    others = set[int]()
    for some in _parts(sorted(homes)):
        living = here.filter(household_id__in=some).values_list("household_id", "person_id")
        others |= {home for home, person in living if person not in people}
    return frozenset(homes - others)


def _parts(keys: list[Key]) -> list[list[Key]]:
    return [keys[first : first + AT_ONCE] for first in range(0, len(keys), AT_ONCE)]

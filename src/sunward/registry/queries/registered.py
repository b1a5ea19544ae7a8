"""Who came into the register within a time, or back into it, and by whose hand: the day of the entry, whatever day it
names."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from sunward.kernel import clock
from sunward.kernel.refs import person_number
from sunward.record import queries as record
from sunward.registry.models import Import, Person, ResidenceSpell
from sunward.registry.residence.moving import ON_THE_WAY

ARRIVAL = "registry.record_arrival"
BY_HAND = (ARRIVAL, "registry.register_arrival", "registry.register_person")
WITH_PEOPLE = ("residents", "posts")  # the kinds of files by which people come in who were not registered
Key = TypeVar("Key", int, str)
AT_ONCE = 500  # keys in one query: a database takes no more than so many parameters


def registered_by_hand(community: str, since: date, until: date) -> dict[str, frozenset[int]]:
    """The rows of the people who were registered from one day to another, or came back after a while behind no door, by
    who entered it last: somebody who has gone is brought back as easily as somebody is invented."""
    first, last = clock.moment(since, 0), clock.moment(until + timedelta(days=1), 0)
    done = record.done_between(community, BY_HAND, first, last)
    hands = {ref: by for ref, by, _, _ in done}
    entered = _entered({person_number(made): ref for ref, _, _, made in done if made})
    back = {person for person, entry, newest in entered if entry != newest}
    back |= _living_behind({subject for _, _, subject, made in done if not made}, hands)
    by_whom = {person: hands[entry] for person, entry, _ in entered if entry in hands}
    by_whom |= {person: hands[entry] for person, entry in _back(community, back) if entry in hands}
    found: dict[str, set[int]] = {}
    for row, by in by_whom.items():
        found.setdefault(by, set()).add(row)
    return {by: frozenset(rows) for by, rows in found.items()}


def _entered(newest: Mapping[str, str]) -> list[tuple[int, str, str]]:
    """People by their numbers: their rows, the entry that registered them, and the newest one."""
    found = list[tuple[int, str, str]]()
    for some in _parts(sorted(newest)):
        rows = Person.objects.filter(number__in=some).values_list("number", "pk", "entry")
        found += [(row, entry, newest[number]) for number, row, entry in rows]
    return found


def _living_behind(doors: Collection[str], entries: Collection[str]) -> set[int]:
    """Who arrived behind some doors by one of some entries."""
    found = set[int]()
    for some in _parts(sorted(doors)):
        rows = ResidenceSpell.objects.filter(household__number__in=some).values_list("person_id", "entry")
        found |= {person for person, entry in rows if entry in entries}
    return found


def _back(community: str, people: Collection[int]) -> Iterator[tuple[int, str]]:
    """Who of some people came to a community for the first time, known from another one, or back after more than a
    removal takes, and by which entry."""
    for some in _parts(sorted(people)):
        rows = ResidenceSpell.objects.filter(person_id__in=some, household__community__code=community)
        rows = rows.order_by("person_id", "from_day")
        stays = list(rows.values_list("person_id", "from_day", "left_on", "entry"))
        yield from {one: entry for one, _, _, entry in reversed(stays)}.items()
        for (one, _, left, _), (other, since, _, entry) in pairwise(stays):
            if one == other and left is not None and left + ON_THE_WAY < since:
                yield other, entry


def files_since(community: str, since: date, until: date) -> list[tuple[str, str]]:
    """The files with people that came in from one day to another: rows of entry, and by whose hand."""
    rows = Import.objects.filter(community__code=community, kind__in=WITH_PEOPLE, imported_on__gte=since)
    entries = (record.entry(ref) for ref in rows.filter(imported_on__lte=until).values_list("entry", flat=True))
    return [(one.ref, one.by) for one in entries if one]


def registered_by_entry(entry: str) -> frozenset[int]:
    """The rows of the people whom an entry, such as that of a file, has put in the register, or behind their first
    door: until then somebody known by number alone was on no roll of residents."""
    new = Person.objects.filter(entry=entry).values_list("pk", flat=True)
    return frozenset(new.union(ResidenceSpell.objects.filter(entry=entry).values_list("person_id", flat=True)))


def homes_of_these_alone(people: frozenset[int], day: date) -> dict[int, frozenset[int]]:
    """The rows of the households in which some people live on a day, and nobody else does, each with who they are."""
    here, homes = ResidenceSpell.objects.on(day), set[int]()
    for some in _parts(sorted(people)):
        homes |= set(here.filter(person_id__in=some).values_list("household_id", flat=True))
    living = dict[int, set[int]]()
    for some in _parts(sorted(homes)):
        for home, person in here.filter(household_id__in=some).values_list("household_id", "person_id"):
            living.setdefault(home, set()).add(person)
    return {home: frozenset(rows) for home, rows in living.items() if rows <= people}


def _parts(keys: list[Key]) -> list[list[Key]]:
    return [keys[first : first + AT_ONCE] for first in range(0, len(keys), AT_ONCE)]

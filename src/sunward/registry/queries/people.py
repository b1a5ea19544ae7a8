"""Names for those who may read them, and where somebody lived when."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from sunward.kernel import clock
from sunward.kernel.refs import person_number
from sunward.kernel.text import Text
from sunward.registry import policies, ports, rules
from sunward.registry.models import Appointment, Household, Person, ResidenceSpell, StayTakenBack, VoteApplication
from sunward.registry.models.people import CLAIMED, DIED
from sunward.registry.numbers import as_a_number
from sunward.registry.queries.once_behind import doors_by_name
from sunward.registry.residence.doors import Spelt, doors_alike, doors_begun

COLUMNS = ("person__number", "household__community__code", "household__number", "from_day", "left_on", "entry",
           "left_entry")  # fmt: skip


@dataclass(frozen=True, slots=True)
class ResidencePeriod:
    """A stay in a household; `left_on` is the first day on which the person no longer lived there."""

    community: str
    household: str
    status: str
    from_day: date
    left_on: date | None
    entry: str = ""  # the entries by which it began and ended; empty: of an older release
    left_entry: str = ""
    undone_in: str = ""  # the entry by which it was taken back: they never lived there

    def covers(self, day: date) -> bool:
        """Whether they lived there on a day."""
        return self.from_day <= day and (self.left_on is None or self.left_on > day)


def name_of(person: str, viewer: str | None = None, community: str | None = None) -> str:
    """A person's name as this reader (`person:<number>` or nobody) may see it."""
    return names_of([person], viewer, community)[person]


def names_of(persons: Iterable[str], viewer: str | None = None, community: str | None = None) -> dict[str, str]:
    """Names by reference, for a page of many people. Five queries at most, however many there are.

    Officers' names are public, former officers' as well: what they did in office stays theirs. Others read
    themselves; officers of a community read everybody who lives in it; all else is masked.
    """
    wanted = {each: person_number(each) for each in persons}
    people = {row.number: row for row in Person.objects.filter(number__in=wanted.values())}
    officers = set(
        Appointment.objects.filter(person__number__in=wanted.values()).values_list("person__number", flat=True)
    )
    today = clock.today()
    reader = policies.reader(viewer, community, today)
    homes = policies.homes_of(people.values(), today) if reader.officer_of else {}
    return {
        ref: _seen(people.get(number), number in officers, reader, homes.get(number, ""))
        for ref, number in wanted.items()
    }


def residence_of(person: str) -> tuple[ResidencePeriod, ...]:
    """Everywhere somebody has lived, oldest first."""
    return residences_of([person]).get(person, ())


def residences_of(people: Iterable[str]) -> dict[str, tuple[ResidencePeriod, ...]]:
    """The same of several, where they have lived anywhere. One query."""
    numbers = [person_number(one) for one in people]
    return _periods(ResidenceSpell.objects.filter(person__number__in=numbers))


def residences_behind(doors: Collection[int]) -> dict[str, tuple[ResidencePeriod, ...]]:
    """Everywhere they have lived who live behind some doors (rows of households), or were ever said to. One query, and
    none for none."""
    if not doors:
        return {}
    there = ResidenceSpell.objects.filter(household_id__in=doors).values("person")
    never = StayTakenBack.objects.filter(household_id__in=doors).values("person")
    return _periods(ResidenceSpell.objects.filter(person__in=there.union(never)))


def _periods(rows: "QuerySet[ResidenceSpell]") -> dict[str, tuple[ResidencePeriod, ...]]:
    found: dict[str, list[ResidencePeriod]] = {}
    for stay in rows.order_by("from_day").values(*COLUMNS, "status"):
        found.setdefault(f"person:{stay['person__number']}", []).append(_period(stay))
    return {person: tuple(stays) for person, stays in found.items()}


def stays_taken_back(people: Iterable[str]) -> dict[str, tuple[ResidencePeriod, ...]]:
    """Where some people were said to have lived until it was found wrong, the last first. One query."""
    rows = StayTakenBack.objects.filter(person__number__in=[person_number(one) for one in people])
    found: dict[str, list[ResidencePeriod]] = {}
    for stay in rows.order_by("-from_day", "-pk").values(*COLUMNS, "undone_in"):
        found.setdefault(f"person:{stay['person__number']}", []).append(_period(stay))
    return {person: tuple(stays) for person, stays in found.items()}


def _period(stay: Mapping[str, Any]) -> ResidencePeriod:
    return ResidencePeriod(
        community=stay["household__community__code"], household=stay["household__number"],
        status=stay.get("status", ""), from_day=stay["from_day"], left_on=stay["left_on"], entry=stay["entry"],
        left_entry=stay["left_entry"] or "", undone_in=stay.get("undone_in", ""),
    )  # fmt: skip


def person_exists(person: str) -> bool:
    """Whether the register knows this person (`person:<number>`)."""
    return Person.objects.filter(number=person_number(person)).exists()


def death_of(row: int) -> date | None:
    """The day of a death that stands in the register, by the person's row. For rules only."""
    found = ResidenceSpell.objects.filter(person_id=row, left_because=DIED).order_by("-left_on").first()
    return found.left_on if found else None


def proved_dead(rows: Iterable[int]) -> frozenset[int]:
    """Those of some people (their rows) whose death stands in the register with its certificate. One query."""
    known = ResidenceSpell.objects.filter(person_id__in=list(rows), left_because=DIED).exclude(left_told_by=CLAIMED)
    return frozenset(known.values_list("person_id", flat=True))


def death_entries(rows: Iterable[int]) -> dict[int, str]:
    """The entries by which some people (their rows) stand as dead, with a certificate. One query."""
    known = ResidenceSpell.objects.filter(person_id__in=list(rows), left_because=DIED, left_entry__isnull=False)
    return dict(known.exclude(left_told_by=CLAIMED).values_list("person_id", "left_entry"))


def gone_from(rows: Iterable[int], community: str, on: date) -> frozenset[int]:
    """Those of some people (their rows) who lived in a household of a community and have left it by a day. Of whom
    the register never knew to live there it cannot say that they moved away. One query."""
    stays = ResidenceSpell.objects.filter(
        person_id__in=frozenset(rows), household__community__code=community, from_day__lte=on
    )
    lived = list(stays.values_list("person_id", "left_on"))
    return frozenset(who for who, _left in lived) - {who for who, left in lived if left is None or left > on}


def person_row(person: str) -> int:
    """The row of a person (`person:<number>`), for a foreign key of a context above.

    Raises:
        Person.DoesNotExist: when the register does not know them.
    """
    return int(Person.objects.values_list("pk", flat=True).get(number=person_number(person)))


def persons_of_rows(rows: Collection[int]) -> dict[int, str]:
    """Whose rows they are (`person:<number>`); the inverse of `person_rows`. One query."""
    found = Person.objects.filter(pk__in=rows).values_list("pk", "number")
    return {row: f"person:{number}" for row, number in found}


def person_rows(persons: Iterable[str]) -> dict[str, int]:
    """The rows of those of some people (`person:<number>`) whom the register knows. One query."""
    asked = {person_number(one): one for one in persons}
    rows = Person.objects.filter(number__in=asked).values_list("number", "pk")
    return {asked[number]: int(key) for number, key in rows}


def full_name(person: str) -> Text:
    """The full name of somebody who stands for an office, or is to be recalled from one, for the ballot paper, or
    carries codes together with whoever reads it, or came to a meeting for them; of nobody else."""
    return full_names([person])[person]


def full_names(persons: Iterable[str]) -> dict[str, Text]:
    """The same of several: whoever is put up for an office is so in public. One query."""
    wanted = {person_number(one): one for one in persons}
    return {wanted[row.number]: row.named for row in Person.objects.filter(number__in=wanted)}


def household_of_adult(person: str, community: str, on: date) -> int | None:
    """The row of the household in which somebody of voting age lives in a community on a day; for a place on a roll
    of households. None without a rule on the age, and for an unknown birth date."""
    here = ResidenceSpell.objects.on(on).filter(household__community__code=community)
    spell = here.filter(person__number=person_number(person)).select_related("person").first()
    franchise = ports.franchise(community, on)
    if spell is None or franchise is None or spell.person.born_on is None:
        return None
    return spell.household_id if rules.birthday(spell.person.born_on, franchise.years) <= on else None


def born_and_named(doors: "QuerySet[Any, Any]", on: date) -> Iterator[tuple[date, str, int]]:
    """Who lives behind some doors (rows of households) on a day: day of birth, name and door. By day of birth, so that
    those who may stand twice are found without holding everybody. One query."""
    rows = ResidenceSpell.objects.on(on).filter(household__in=doors, person__born_on__isnull=False)
    columns = ("person__born_on", "person__name", "household_id")
    yield from rows.order_by("person__born_on").values_list(*columns).iterator()


def of_age(people: Iterable[str], community: str, on: date) -> frozenset[str]:
    """Those of some people who are. One query."""
    franchise = ports.franchise(community, on)
    if franchise is None:
        return frozenset()
    rows = Person.objects.filter(number__in=[person_number(one) for one in people], born_on__isnull=False)
    born = rows.values_list("number", "born_on")
    return frozenset(f"person:{one}" for one, day in born if day and rules.birthday(day, franchise.years) <= on)


def is_under_age(person: str, community: str, on: date) -> bool:
    """Whether somebody is known to be too young to vote; not where the birth date or the rule is unknown."""
    born = Person.objects.filter(number=person_number(person)).values_list("born_on", flat=True).first()
    franchise = ports.franchise(community, on)
    return born is not None and franchise is not None and rules.birthday(born, franchise.years) > on


def minors_among(people: "QuerySet[Any, Any]", community: str, on: date) -> int:
    """How many of some people (their rows) are known to be too young to vote on a day; nobody where the rule is
    unknown. One query."""
    franchise = ports.franchise(community, on)
    if franchise is None:
        return 0
    born = Person.objects.filter(pk__in=people, born_on__gt=rules.birthday(on, -franchise.years))
    return born.count()


def household_named(said: str, community: str) -> str:
    """The public number of the household that somebody names, by its door, however it is spelt, or by that number;
    empty for none, and for a door that can be one of several."""
    found = doors_alike(said, community)
    return found[0].number if len(found) == 1 else ""


def household_row(number: str) -> int:
    """The row of a household, for a foreign key of a context above.

    Raises:
        Household.DoesNotExist: when the register does not know it.
    """
    return int(Household.objects.values_list("pk", flat=True).get(number=number))


def home_of(person: str, community: str, on: date) -> str | None:
    """The public number of the household in which somebody lived in a community on a day."""
    rows = ResidenceSpell.objects.on(on).filter(person__number=person_number(person))
    return rows.filter(household__community__code=community).values_list("household__number", flat=True).first()


def door_of(person: str, community: str) -> str:
    """The door behind which somebody lives, or lived last, in a community; empty where the register knows none."""
    rows = ResidenceSpell.objects.filter(person__number=person_number(person))
    rows = rows.filter(household__community__code=community).order_by("-from_day")
    return rows.values_list("household__door", flat=True).first() or ""


def resident_named(line: str, community: str, on: date | None = None) -> str | None:
    """The one person whom a line of a signed sheet names: `person:<number>`, or a door and a name; with a day, only
    who lives in the community on it, behind that door. None when nobody, or more than one. Without a day a number is
    anybody's whom the register knows: a flat may belong to somebody who lives elsewhere."""
    if line.startswith("person:"):
        known = person_exists(line) if on is None else home_of(line, community, on) is not None
        return line if known else None
    said = doors_by_name(line)
    stays = ResidenceSpell.objects.on(on) if on else ResidenceSpell.objects.all()
    rows = stays.filter(household__community__code=community, person__name__in=said)
    living = set(rows.values_list("person__number", "person__name", "household__door"))
    homes = {name: Spelt((door, person) for person, called, door in living if called == name) for name in said}
    found = {person for name, door in said.items() for person in homes[name].meant(door)}
    return f"person:{found.pop()}" if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody who lives here, by name: for the desk, and for the demo's visitors."""

    person: str
    name: str
    door: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The first of those whom a search at the desk finds, and how many they are in all."""

    people: tuple[Resident, ...] = ()
    number: int = 0


def people_found(community: str, word: str, viewer: str, on: date, limit: int = 20) -> Found:
    """Who lives here and has this in their name, or behind this door or one that begins with it; by their whole number
    also whoever lived here or was registered here: for the desk. Nothing for readers who may not read the names of the
    community."""
    wanted = word.strip()
    if not wanted or not policies.reader(viewer, community, on).officer_of:
        return Found()
    numbered = Person.objects.filter(number=as_a_number(wanted), community_code=community).first()
    if numbered:
        return Found((Resident(str(numbered), str(numbered.named), door_of(str(numbered), community)),), 1)
    here = ResidenceSpell.objects.on(on).filter(household__community__code=community)
    said = Q(person__name__contains=wanted) | Q(person__latin_name__icontains=wanted)
    found = here.filter(said | Q(household__in=doors_begun(wanted, community)))
    ordered = found.select_related("person", "household").order_by("household__door", "person_id")
    rows = list(ordered[: limit + 1])
    people = tuple(Resident(str(row.person), str(row.person.named), row.household.door) for row in rows[:limit])
    return Found(people, found.count() if len(rows) > limit else len(rows))


def doors_and_names(persons: Collection[str], viewer: str, community: str, on: date) -> dict[str, str]:
    """Some people as a form takes them, by reference: door and name for whoever may read the names of the community,
    else, and of whoever lives elsewhere, the reference itself. Two queries, and those of the reader."""
    found = {one: one for one in persons}
    if not found or not policies.reader(viewer, community, on).officer_of:
        return found
    wanted = [person_number(one) for one in found]
    rows = ResidenceSpell.objects.on(on).filter(household__community__code=community, person__number__in=wanted)
    for row in rows.select_related("person", "household"):
        found[str(row.person)] = f"{row.household.door} {row.person.name}"
    return found


def applications_waiting(community: str, limit: int) -> list[Resident]:
    """Who has applied for the vote and waits for consent, by name: for the officers' desk. One query."""
    lives_here = Q(spell__left_on=None) | Q(spell__went_on_as__left_on=None, spell__went_on_as__isnull=False)
    rows = VoteApplication.objects.filter(
        lives_here, consented_on=None, void_on=None, spell__household__community__code=community
    )
    people = rows.select_related("spell__person").order_by("applied_on", "pk")[:limit]
    return [Resident(str(row.spell.person), str(row.spell.person.named)) for row in people]


def some_resident(community: str, on: date) -> Resident | None:
    """The longest-standing resident with a vote who holds no post: an ordinary resident for the demo."""
    franchise = ports.franchise(community, on)
    here = ResidenceSpell.objects.on(on).filter(household__community__code=community)
    for spell in (
        here.filter(person__appointments=None).select_related("person", "began_with").order_by("from_day", "pk")[:20]
    ):
        if rules.votes(franchise, spell.person.born_on, spell.status, spell.origin.from_day, on):
            return Resident(str(spell.person), str(spell.person.named))
    return None


def _seen(person: Person | None, officer: bool, reader: policies.Reader, home: str) -> str:
    if person is None or not person.name:
        return str(rules.UNKNOWN)
    name = person.named
    return str(name if officer or reader.may_read(person, home) else rules.masked_text(name))

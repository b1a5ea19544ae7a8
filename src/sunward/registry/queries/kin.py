"""Who is related to whom. For rules only: relatives are never named in public."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from sunward.kernel import sql
from sunward.kernel.findings import Finding
from sunward.kernel.memo import remembered
from sunward.kernel.refs import person_number
from sunward.kernel.spelling import same_spelling
from sunward.kernel.text import Text
from sunward.registry.lineage import lineage_of
from sunward.registry.models import Appointment, Interest, Kinship, Person

OWN = "own"  # the source of what somebody declares of themselves
AT_ONCE = 500  # keys in one query: a database takes no more than so many parameters
# Whom common speech and family law call close (a rule book says `close_relative`): no in-laws, no cousins. Kinship is
# declared once for both directions, so "grandparent" there says "grandparent or grandchild"; a signed paper says which.
CLOSE_KIN: Mapping[str, Text] = {
    "spouse": Text("配偶", "spouse"),
    "parent": Text("父母", "parent"),
    "child": Text("子女", "child"),
    "sibling": Text("兄弟姐妹", "brother or sister"),
    "grandparent": Text("祖父母、外祖父母", "grandparent"),
    "grandchild": Text("孙子女、外孙子女", "grandchild"),
}
# An area's path is the path of the area above it and its own code: whatever it begins with lies above it.
OFFICER = """(
    SELECT held.person_id FROM registry_appointment held
    JOIN registry_post post ON post.id = held.post_id
    JOIN registry_body body ON body.id = post.body_id
    JOIN registry_area area ON area.id = body.area_id
    JOIN registry_area own ON own.path LIKE area.path || '%%'
    JOIN registry_community community ON community.area_id = own.id
    WHERE held.from_day <= %s AND (held.left_on IS NULL OR held.left_on > %s) AND community.code = %s
)"""
DECLARED = f"""
    SELECT kin.name FROM registry_kinship tie JOIN registry_person kin ON kin.id = tie.relative_id
    WHERE (tie.void_on IS NULL OR tie.void_on > %s) AND tie.person_id IN {OFFICER}
    UNION SELECT kin.name FROM registry_kinship tie JOIN registry_person kin ON kin.id = tie.person_id
    WHERE (tie.void_on IS NULL OR tie.void_on > %s) AND tie.relative_id IN {OFFICER}
    UNION SELECT interest.what FROM registry_interest interest WHERE interest.person_id IN {OFFICER}
"""  # noqa: S608 - constants of this module


@dataclass(frozen=True, slots=True)
class Declarations:
    """What an officer has declared, as the public may know it: how many and when last, not whom or what."""

    kin: int
    interests: int
    last_on: date | None


ONLY_SINCE = Text(
    "注意：其中有亲属关系是 {day} 当天或者以后才申报的，不妨碍办理。",
    "Alert: a kinship that would have barred it was declared only on or after {day}: it bars nobody.",
)


def related(one: str, other: str, among: Collection[str] = (), *, before: date | None = None) -> bool:
    """Whether kinship between two people (`person:<number>`) has been declared, in either direction; with some kinds
    of it (such as `CLOSE_KIN`), one of these; with `before`, declared earlier than that day. One person declares it
    alone, so what bars somebody from a thing must have been said before the thing began."""
    return person_number(other) in _relatives(person_number(one), among, before)


def relatives_of(person: str, *, before: date | None = None) -> frozenset[str]:
    """The declared relatives as references. Never shown."""
    return frozenset(f"person:{number}" for number in _relatives(person_number(person), before=before))


def own_kin(person: str) -> frozenset[str]:
    """Those of whom somebody has said themselves that they are kin. Never shown."""
    rows = Kinship.objects.filter(person__number=person_number(person), source=OWN, void_on=None)
    return frozenset(f"person:{number}" for number in rows.values_list("relative__number", flat=True))


def declared_only_since(day: date) -> Finding:
    """The mark on an act that a kinship would have barred, had it been declared before that day."""
    return Finding("kin_declared_late", False, ONLY_SINCE.fill(day=day), required=f"< {day}")


@remembered
def kin_among_officers(community: str, on: date, names: frozenset[str]) -> bool:
    """Whether one of these names stands among the kin or the interests that officers of the day have declared.

    Names are compared whole, whatever the keyboard made of them; asked once per act, whoever asks.
    """
    declared = {
        same_spelling(name) for (name,) in sql.rows(DECLARED, [*[on, on, on, community] * 2, on, on, community])
    }
    return not declared.isdisjoint({same_spelling(name) for name in names} - {""})


@remembered
def declared_kin_of_officers(community: str, on: date, name: str) -> frozenset[str]:
    """The officers of the day (as references) for whom this name stands among declared relatives or interests.

    The name is compared whole, whatever the keyboard made of it: with a relative's name, or with the company, flat or
    contract declared. Officers of the areas above the community count as well.
    """
    wanted = same_spelling(name)
    if not wanted:
        return frozenset()
    officers = Appointment.objects.on(on).filter(post__body__area__code__in=lineage_of(community))
    ids = officers.values("person_id")
    concerned = (
        _counting(on).filter(person_id__in=ids).values_list("relative__name", "person__number"),
        _counting(on).filter(relative_id__in=ids).values_list("person__name", "relative__number"),
        Interest.objects.filter(person_id__in=ids).values_list("what", "person__number"),
    )
    told = (pair for pairs in concerned for pair in pairs)
    return frozenset(f"person:{number}" for said, number in told if same_spelling(said) == wanted)


def bearing(names: frozenset[str], among: frozenset[str]) -> frozenset[str]:
    """Those of some people (as references) who bear one of these names. For rules only."""
    return frozenset[str]().union(*bearers(names, among).values())


def bearers(names: frozenset[str], among: frozenset[str]) -> dict[str, frozenset[str]]:
    """Who of some people (as references) bears each of these names, compared whole, whatever the keyboard made of it.
    For rules only."""
    wanted = {name: same_spelling(name) for name in names}
    found: dict[str, set[str]] = {spelt: set() for spelt in wanted.values() if spelt}
    numbers = sorted(person_number(one) for one in among)
    parts = (numbers[first : first + AT_ONCE] for first in range(0, len(numbers), AT_ONCE)) if found else ()
    for number, name in (row for part in parts for row in _names(part)):
        if (spelt := same_spelling(name)) in found:
            found[spelt].add(f"person:{number}")
    return {name: frozenset(found.get(spelt, ())) for name, spelt in wanted.items()}


def _names(numbers: Sequence[str]) -> "QuerySet[Person, tuple[str, str]]":
    return Person.objects.filter(number__in=numbers).values_list("number", "name")


def kin_of_an_officer(number: str, community: str, on: date) -> bool:
    """Whether somebody is declared kin of a person who holds a post for this community on this day. For rules only."""
    officers = Appointment.objects.on(on).filter(post__body__area__code__in=lineage_of(community)).values("person_id")
    declared = Q(person__number=number, relative_id__in=officers) | Q(relative__number=number, person_id__in=officers)
    return _counting(on).filter(declared).exists()


def of_a_body_or_kin(
    person: str, bodies: frozenset[str], community: str, on: date, *, before: date | None = None
) -> bool:
    """Whether somebody holds a post in one of these bodies of the community, or is declared kin (before a day) of
    somebody who does. For rules only."""
    number = person_number(person)
    held = Appointment.objects.on(on).filter(
        post__body__kind__in=bodies, post__body__area__code__in=lineage_of(community)
    )
    return held.filter(person__number__in={number} | _relatives(number, before=before)).exists()


def declarations_of(person: str) -> Declarations:
    """How much an officer has declared and when last."""
    number = person_number(person)
    kin = list(Kinship.objects.filter(person__number=number, void_on=None).values_list("declared_on", flat=True))
    interests = list(Interest.objects.filter(person__number=number).values_list("declared_on", flat=True))
    return Declarations(len(kin), len(interests), max(kin + interests, default=None))


def kin_by_entry(entry: str) -> frozenset[str]:
    """Of whom an entry says that they are kin, without having said so themselves: each of them can dispute it."""
    rows = Kinship.objects.filter(entry=entry).select_related("person", "relative")
    told = (((row.relative,) if row.source == OWN else (row.person, row.relative)) for row in rows)
    return frozenset(str(one) for both in told for one in both)


def _counting(on: date) -> QuerySet[Kinship]:
    """What is declared and was not found wrong by this day."""
    return Kinship.objects.filter(Q(void_on=None) | Q(void_on__gt=on))


def _relatives(number: str, among: Collection[str] = (), before: date | None = None) -> set[str]:
    pairs = Kinship.objects.filter(Q(person__number=number) | Q(relative__number=number), void_on=None)
    pairs = pairs.filter(relation__in=list(among)) if among else pairs
    pairs = pairs.filter(declared_on__lt=before) if before else pairs
    found = {each for pair in pairs.values_list("person__number", "relative__number") for each in pair}
    return found - {number}

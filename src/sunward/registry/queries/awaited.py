"""For whom neighbours still have to vouch: for the desk by name, for a neighbour by the number on a newcomer's slip."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from sunward.kernel.refs import person_number
from sunward.registry import policies, ports
from sunward.registry.models import ResidenceSpell, Vouch
from sunward.registry.models.people import NO_PAPERS
from sunward.registry.numbers import as_a_number
from sunward.registry.offices.capacities import spell_of
from sunward.registry.queries.people import is_under_age
from sunward.registry.residence.voice import vouches_missing


@dataclass(frozen=True, slots=True)
class Awaited:
    """Somebody without papers for whom vouches are missing, as the desk may know them."""

    person: str
    name: str
    door: str
    missing: int


def waits_for_vouches(community: str, viewer: str, on: date, limit: int) -> tuple[Awaited, ...]:
    """Who lives here without papers and has too few vouches, whoever came last first. Nothing for readers who may not
    read the names of the community: there is no public list of newcomers. One query for the list."""
    rule = ports.vouching(community, on)
    if rule is None or not policies.reader(viewer, community, on).officer_of:
        return ()
    here = ResidenceSpell.objects.on(on).filter(papers=NO_PAPERS, household__community__code=community)
    counted = here.annotate(began=Coalesce(F("began_with"), F("pk"))).annotate(said=_said_by(on))
    for place, one in enumerate(ports.enough_before(community, on)):  # whoever had a voice by then keeps it
        then = f"then_{place}"
        counted = counted.alias(**{then: _said_by(one.last)}).filter(**{f"{then}__lt": one.needed})
    rows = counted.filter(said__lt=rule.needed).select_related("person", "household").order_by("-from_day", "-pk")
    return tuple(
        Awaited(str(row.person), str(row.person.named), row.household.door, rule.needed - row.said)
        for row in rows[:limit]
    )


def _said_by(day: date) -> Coalesce:
    """How many neighbours had vouched for a stay by a day."""
    of_the_stay = Vouch.objects.filter(spell=OuterRef("began"), void_on=None, vouched_on__lte=day).order_by()
    said = of_the_stay.values("spell").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(said, output_field=IntegerField()), 0)


@dataclass(frozen=True, slots=True)
class Missing:
    """How many neighbours still have to vouch for somebody, and the entry by which they came."""

    number: int
    entry: str


def vouches_awaited(person: str, community: str, on: date) -> Missing | None:
    """What is missing for somebody (`person:<number>`) who lives here without papers; None where nothing is."""
    rule, spell = ports.vouching(community, on), spell_of(person_number(person), community, on)
    if rule is None or spell is None or spell.papers != NO_PAPERS:
        return None
    missing = vouches_missing(spell, community, on)
    return Missing(missing, spell.origin.entry) if missing else None


def could_vouch(person: str, community: str, on: date) -> bool:
    """Whether somebody may be asked to vouch for others: papers were seen of them when they came, and they are not
    known to be too young. Three queries at most."""
    spell = spell_of(person_number(person), community, on)
    return spell is not None and spell.papers != NO_PAPERS and not is_under_age(person, community, on)


def awaited_by_number(typed: str, community: str, on: date) -> str | None:
    """`person:<number>` of a number that somebody typed from a newcomer's slip, if vouches are missing for them. Of
    anybody else it is not said whether they are known."""
    person = f"person:{as_a_number(typed)}"
    return person if vouches_awaited(person, community, on) else None

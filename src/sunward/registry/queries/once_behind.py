"""Who of a name lived behind a door in a span of days: words for one person must not reach a newcomer of their name."""

from dataclasses import dataclass
from datetime import date

from sunward.registry.models import ResidenceSpell
from sunward.registry.residence.doors import alike


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody (`person:<number>`) of a name behind a door: since when, and the first day on which no longer."""

    person: str
    since: date
    left_on: date | None


def lived_behind(line: str, community: str, first: date, last: date) -> tuple[Bearer, ...]:
    """Everybody whom a door and a name can mean who lived there on a day of this span, whoever came first before the
    others. Doors are compared in any spelling: where two can be meant, whoever lives behind either is named. One
    query."""
    named = doors_by_name(line)
    stays = ResidenceSpell.objects.meeting(first, None).filter(from_day__lte=last)
    stays = stays.filter(household__community__code=community, person__name__in=named).order_by("from_day", "pk")
    columns = ("person__number", "person__name", "household__door", "from_day", "left_on")
    found = dict[str, Bearer]()
    for number, name, door, since, left_on in stays.values_list(*columns):
        if alike(door, named[name]):
            before = found.get(number)
            found[number] = Bearer(f"person:{number}", before.since if before else since, left_on)
    return tuple(found.values())


def doors_by_name(line: str) -> dict[str, str]:
    """The door that stands before each name which a line can end with: doors and names have blanks of their own."""
    words = line.split()
    return {" ".join(words[split:]): " ".join(words[:split]) for split in range(1, len(words))}

"""Places on a roll that may be of one person: the same spelling of a name, the same day of birth."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import itemgetter

from django.db.models import QuerySet

from sunward.ballots.models import Mark, Roll, RollEntry, Signature
from sunward.kernel.spelling import same_spelling
from sunward.record import queries as record
from sunward.registry import queries as registry


def twins_among(places: "QuerySet[RollEntry]", roll: Roll) -> int:
    """How many places stand beyond the first of each name and day of birth, or, of households, how many people live
    behind another door of the roll by the same. Read day by day: a roll of a million is never in memory."""
    if registry.of_households(roll.of):
        doors = places.filter(by_household=True).values("household")
        return _more(registry.born_and_named(doors, roll.record_date))
    rows = places.filter(by_household=False, person__born_on__isnull=False)
    return _more(rows.order_by("person__born_on").values_list("person__born_on", "person__name", "pk").iterator())


def _more(days: Iterable[tuple[date | None, str | None, int]]) -> int:
    """Of each day of birth and name, the doors or places beyond the first."""
    more = 0
    for _day, people in groupby(days, key=itemgetter(0)):
        names = [spelling for spelling, _at in {(same_spelling(name or ""), at) for _, name, at in people} if spelling]
        more += len(names) - len(set(names))
    return more


def has_twin(place: RollEntry, roll: Roll) -> bool:
    """Whether another place that stands on the roll has the name and the day of birth of this one."""
    return bool(_twins_of(place, roll))


def is_the_double(place: RollEntry, roll: Roll) -> bool:
    """Whether it is the later of two: the older registration and residence stays, and so does whoever has voted, signed
    or acted themselves. Else a clerk would register a voter's double and strike the voter."""
    row = place.person_id
    elders = [one for one in _twins_of(place, roll) if row and registry.is_the_later(row, one, roll.community_code)]
    return bool(elders) and not _spoke(place, roll)


def _twins_of(place: RollEntry, roll: Roll) -> list[int]:
    person = place.person
    if place.by_household or person is None or person.born_on is None or not same_spelling(person.name):
        return []
    others = RollEntry.objects.filter(roll=roll, by_household=False, struck_on=None, person__born_on=person.born_on)
    rows = others.exclude(person=person).values_list("person_id", "person__name")
    return [row for row, name in rows if row and same_spelling(name) == same_spelling(person.name)]


def _spoke(place: RollEntry, roll: Roll) -> bool:
    """Whether somebody voted or signed by a roll of the community, or did anything else of their own."""
    rolls = Roll.objects.filter(community_code=roll.community_code).values_list("pk", flat=True)
    own = list(RollEntry.objects.filter(roll__in=list(rolls), person=place.person, by_household=False))
    if Mark.objects.filter(entry__in=own, withdrawn_on=None).exists():
        return True
    if Signature.objects.filter(entry__in=own, withdrawn_on=None, denied_on=None).exists():
        return True
    return record.has_signed_something(str(place.person), roll.community_code)

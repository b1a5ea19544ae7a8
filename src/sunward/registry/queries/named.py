"""Whom words name: a person by name or number, a household by its door."""

import re
from datetime import date

from sunward.registry.models import Household, Person, ResidenceSpell


def person_in(words: str, row: int, community: str, on: date) -> bool:
    """Whether words name somebody, or the door behind which they lived on a day."""
    person = Person.objects.get(pk=row)
    if (person.name and person.name in words) or _stands_in(words, person.number):
        return True
    homes = ResidenceSpell.objects.on(on).filter(person=person, household__community__code=community)
    return any(_stands_in(words, door) for door in homes.values_list("household__door", flat=True))


def household_in(words: str, row: int) -> bool:
    """Whether words name the door of a household, or its number."""
    home = Household.objects.get(pk=row)
    return _stands_in(words, home.door)


def _stands_in(words: str, mark: str) -> bool:
    """Not as a part of a longer number: 1-1 does not stand in 11-12."""
    return re.search(rf"(?<![0-9A-Za-z]){re.escape(mark)}(?![0-9A-Za-z]|-[0-9])", words) is not None

"""Who is back of whom others had said that they were gone, by the word of whoever entered it alone."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from django.db.models import Exists, OuterRef

from sunward.registry.models import PersonCorrection, ResidenceSpell
from sunward.registry.models.people import CLAIMED, OTHERS, SELF

AT_ONCE = 500  # keys in one query: a database takes no more than so many parameters


def back_by_claim(community: str, day: date) -> list[tuple[int, int]]:
    """Who lives here on a day (rows of person and household) although others, or a certificate of death, had them gone,
    from here or from another community, and no signature or paper of theirs has borne out since that they are back, or
    have come. Of any day, and not of the last year alone: whoever is away or dead speaks against nothing. One query
    where there is nobody."""
    by_arriving = ResidenceSpell.objects.filter(person=OuterRef("person"), entry=OuterRef("left_entry"))
    gone = ResidenceSpell.objects.filter(left_told_by__in=OTHERS, left_on__lte=day).exclude(Exists(by_arriving))
    here = ResidenceSpell.objects.on(day).filter(household__community__code=community)
    here = here.filter(person__in=gone.values("person"))
    people = list(here.order_by("person").values_list("person_id", flat=True))
    found = list[tuple[int, int]]()
    for first in range(0, len(people), AT_ONCE):
        found += _claimed(day, people[first : first + AT_ONCE])
    return found


def _claimed(day: date, people: Sequence[int]) -> list[tuple[int, int]]:
    rows = ResidenceSpell.objects.filter(person__in=people, from_day__lte=day)
    borne = PersonCorrection.objects.filter(person__in=people, undone_on=None).exclude(told_by=CLAIMED)
    corrected = set(borne.exclude(spell=None).values_list("spell_id", flat=True))
    return [
        (person, stays[-1].household_id)
        for person, stays in (
            (person, _since_back(list(some)))
            for person, some in groupby(rows.order_by("person", "from_day"), lambda stay: stay.person_id)
        )
        if stays and not _borne_out(stays) and not corrected & {stay.pk for stay in stays}
    ]


def _since_back(stays: list[ResidenceSpell]) -> list[ResidenceSpell]:
    """The stays of somebody since others last had them gone; none where nobody had. An arrival behind another door that
    ends the stay before it had nobody gone."""
    for place in range(len(stays) - 1, 0, -1):
        before = stays[place - 1]
        if before.left_told_by in OTHERS and before.left_entry != stays[place].entry:
            return stays[place:]
    return []


def _borne_out(stays: list[ResidenceSpell]) -> bool:
    """Whether a signature or papers of their own came with the return, or since: with a removal, a change of status or
    a departure that they signed."""
    told = any(stay.told_by not in {None, CLAIMED} for stay in stays)
    return told or any(stay.left_told_by == SELF for stay in stays[:-1])

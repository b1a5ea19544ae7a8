"""Members and owners whose standing rests on a clerk's word alone, or adds up to more than there is."""

from collections import Counter
from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet, Sum

from sunward.kernel.refs import person_number
from sunward.registry.models import Membership, Ownership
from sunward.registry.models.people import CLAIMED
from sunward.registry.residence.borne import LOOKED_BACK

KINDS = {"members": "collective", "party_members": "party"}


def ended_unsaid(of: str, community: str, day: date) -> int:
    """How many are not members, or own nothing, on a day because of an end in the year before that is only claimed."""
    if of in KINDS:
        rows = Membership.objects.filter(community__code=community, kind=KINDS[of], left_told_by=CLAIMED)
        return rows.filter(left_on__gt=day - LOOKED_BACK, left_on__lte=day).values("person").distinct().count()
    if of != "owners":
        return 0
    ends = Ownership.objects.filter(household__community__code=community, left_told_by=CLAIMED)
    return ends.filter(left_on__gt=day - LOOKED_BACK, left_on__lte=day).values("owner").distinct().count()


def end_is_claimed(of: str, person: int, community: str, day: date) -> bool:
    """Whether somebody is no member, or owns nothing, on a day by an end that is only claimed: their last."""
    if of in KINDS:
        rows = Membership.objects.filter(community__code=community, kind=KINDS[of], person_id=person)
        last: Membership | Ownership | None = rows.filter(left_on__lte=day).order_by("-left_on").first()
    elif of == "owners":
        owned = Ownership.objects.filter(household__community__code=community, owner_id=person)
        last = owned.filter(left_on__lte=day).order_by("-left_on").first()
    else:
        last = None
    return last is not None and last.left_told_by == CLAIMED


def owners_unproved(community: str, day: date) -> int:
    """How many ownerships on a day came in the year before without any paper."""
    return _owned(community, day).filter(told_by=CLAIMED, from_day__gt=day - LOOKED_BACK).count()


def flats_shared(community: str, day: date) -> int:
    """How many flats have more than one owner on a day."""
    homes = Counter(_owned(community, day).values_list("household_id", flat=True))
    return sum(owners > 1 for owners in homes.values())


def area_over(household: int, day: date) -> tuple[int, int]:
    """What the shares of a flat add up to on a day, and how large it is: as was said of it first, or the first share
    that was recorded; in hundredths of a square metre."""
    return _areas([household], day)[household]


def flats_over(community: str, day: date) -> int:
    """In how many flats the shares add up to more than the flat."""
    homes = set(_owned(community, day).filter(exceeds=True).values_list("household_id", flat=True))
    return sum(shares > of for shares, of in _areas(homes, day).values())


def _areas(households: Collection[int], day: date) -> dict[int, tuple[int, int]]:
    """The same of several flats, in two queries."""
    told, first = dict[int, int](), dict[int, int]()
    rows = Ownership.objects.filter(household__in=households).order_by("pk")
    for home, area, flat in rows.values_list("household_id", "area", "flat_area"):
        first.setdefault(home, area)
        if flat is not None:
            told.setdefault(home, flat)
    there = Ownership.objects.on(day).filter(household__in=households).order_by()
    shares = dict(there.values_list("household_id").annotate(total=Sum("area")))
    return {home: (shares.get(home) or 0, told.get(home) or first.get(home, 0)) for home in households}


def ends_of(person: str, community: str) -> tuple[tuple[str, str], ...]:
    """The entries by which a membership or an ownership of somebody has ended, with the act of each."""
    number = person_number(person)
    left = Membership.objects.filter(person__number=number, community__code=community, left_on__isnull=False)
    sold = Ownership.objects.filter(owner__number=number, household__community__code=community, left_on__isnull=False)
    found = [("registry.end_membership", one) for one in left.values_list("left_entry", flat=True)]
    found += [("registry.end_ownership", one) for one in sold.values_list("left_entry", flat=True)]
    return tuple((act, entry) for act, entry in found if entry)


def concerned(entry: str) -> str:
    """Whose membership or ownership an entry ended, or whose ownership it recorded; empty for any other entry."""
    member = Membership.objects.filter(left_entry=entry).select_related("person").first()
    if member:
        return str(member.person)
    owner = Ownership.objects.filter(left_entry=entry).select_related("owner").first()
    return str(owner.owner) if owner else ""


def _owned(community: str, day: date) -> "QuerySet[Ownership]":
    return Ownership.objects.on(day).filter(household__community__code=community)

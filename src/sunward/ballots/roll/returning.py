"""Somebody had been entered as gone and never left: the rolls on which that cost them their place."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from sunward.ballots.models import Correction, Roll, RollEntry, Vote
from sunward.ballots.roll import membership
from sunward.ballots.roll.freezing import belongs
from sunward.ballots.roll.places import place_named, place_on
from sunward.ballots.roll.upheld import bears_out
from sunward.ballots.rules.corrections import ADD, BY_DEPARTURE, UNDONE
from sunward.disclosure import queries as disclosure
from sunward.disclosure.events import ObjectionUpheld
from sunward.registry import queries as registry
from sunward.registry.events import DepartureUndone


def rolls_without(event: DepartureUndone) -> Iterator[tuple[Roll, str]]:
    """The rolls still in use on which they, or their household, belong and do not stand; by whom they are named. What
    is asked of each roll is asked only of those on which they do not stand: most rolls ever frozen are old, or have
    them."""
    of_person, of_household = _places(event)
    for roll in _in_use(event.community, event.on):
        household = registry.of_households(roll.of)
        who, there = (event.household, of_household) if household else (event.person, of_person)
        if who and not there.get(roll.pk, False) and _missing(roll, who, event.left_on):
            yield roll, who


def _places(event: DepartureUndone) -> tuple[dict[int, bool], dict[int, bool]]:
    """By roll, whether their own place stands, and whether that of their household does."""
    own = RollEntry.objects.filter(by_household=False, person_id=registry.person_row(event.person))
    home = registry.household_row(event.household) if event.household else None
    theirs = RollEntry.objects.filter(by_household=True, household_id=home) if home else RollEntry.objects.none()
    return _standing(own), _standing(theirs)


def _standing(rows: "QuerySet[RollEntry]") -> dict[int, bool]:
    return {roll: struck_on is None for roll, struck_on in rows.values_list("roll_id", "struck_on")}


def _in_use(community: str, on: date) -> list[Roll]:
    """The rolls of a community that can still be used on a day."""
    rows = Roll.objects.filter(community_code=community).order_by("pk")
    days = rows.order_by().values_list("frozen_on", flat=True).distinct()
    last = {day: membership.valid_until(community, day, on) for day in days}
    return list(rows.filter(frozen_on__in=[day for day, until in last.items() if until is None or on <= until]))


def _missing(roll: Roll, who: str, left_on: date) -> bool:
    place, known = place_named("who", who, roll)
    if known and (place.struck_on is None or not _by_departure(place)):
        return False
    if not known and roll.record_date < left_on:
        return False  # they were here on its day by any account: somebody left them out for another reason
    posts = membership.posts_of_roll(roll.body, roll.of, roll.community_code, roll.frozen_on)
    return belongs(place, roll, posts)


def _by_departure(place: RollEntry) -> bool:
    last = Correction.objects.filter(place=place, change="strike").order_by("-pk").first()
    return last is not None and last.reason in BY_DEPARTURE


def put_back_by(event: ObjectionUpheld) -> tuple[Roll, str] | None:
    """The roll on which an upheld objection puts back whoever had been struck, and whom; None where it puts nobody."""
    roll = Roll.objects.filter(number=event.about.id).first() if event.about.type == "roll" else None
    said = disclosure.objection_said(event.objection)
    place = place_on(roll, said.concerns) if roll and said.concerns else None
    if roll is None or place is None or place.struck_on is None:
        return None
    return (roll, said.concerns) if bears_out(event.objection, ADD, place, roll, event.on) else None


def kept_off(vote: Vote) -> int:
    """How many came back on the roll of a vote only after it had opened: they could not vote in it."""
    rows = Correction.objects.filter(roll=vote.roll_id, reason=UNDONE, corrected_at__gt=vote.opened_at)
    return rows.values("place").distinct().count()

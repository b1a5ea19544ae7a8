"""Somebody had been entered as gone and never left: the rolls on which that cost them their place."""

from collections.abc import Iterator
from datetime import date

from sunward.ballots.models import Correction, Roll, RollEntry, Vote
from sunward.ballots.roll import membership
from sunward.ballots.roll.freezing import belongs
from sunward.ballots.roll.places import place_named
from sunward.ballots.rules.corrections import BY_DEPARTURE, UNDONE
from sunward.registry import queries as registry
from sunward.registry.events import DepartureUndone


def rolls_without(event: DepartureUndone) -> Iterator[tuple[Roll, str]]:
    """The rolls still in use on which they, or their household, belong and do not stand; by whom they are named."""
    for roll in Roll.objects.filter(community_code=event.community).order_by("pk"):
        who = event.household if registry.of_households(roll.of) else event.person
        if who and _in_use(roll, event.on) and _missing(roll, who, event.left_on):
            yield roll, who


def _in_use(roll: Roll, on: date) -> bool:
    last = membership.valid_until(roll.community_code, roll.frozen_on, on)
    return last is None or on <= last


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


def kept_off(vote: Vote) -> int:
    """How many came back on the roll of a vote only after it had opened: they could not vote in it."""
    rows = Correction.objects.filter(roll=vote.roll_id, reason=UNDONE, corrected_at__gt=vote.opened_at)
    return rows.values("place").distinct().count()

"""What corrections did to somebody's own place on a roll, until when they object; how many nothing bears out; when a
roll was corrected."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from sunward.ballots.models import Correction, Roll, RollEntry, WeightCorrection
from sunward.ballots.roll.membership import name_of_roll, open_until, usable_until
from sunward.ballots.roll.places import places_of
from sunward.ballots.roll.striking import added_unborne, struck_unborne
from sunward.ballots.rules.corrections import REASON_WORDS, WEIGHT_REASONS
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class CorrectedPlace:
    """Somebody's place was struck, added, or weighs something else, and so it stands; they can object for the rule's
    days from then."""

    roll: Ref
    body: Text
    struck: bool
    reason: Text
    on: date
    objections_until: date
    reweighed: bool = False


def corrected_between(roll: int, after: datetime, until: datetime) -> list[datetime]:
    """At which moments places of a roll (by its row) were added or struck, after one moment and until another."""
    rows = Correction.objects.filter(roll_id=roll, corrected_at__gt=after, corrected_at__lte=until)
    return list(rows.order_by("corrected_at").values_list("corrected_at", flat=True).distinct())


def corrected_of(person: str, community: str, on: date) -> tuple[CorrectedPlace, ...]:
    """The newest correction of each of somebody's places, while they can object or the roll is in use. One query where
    no roll has been corrected."""
    since = {"roll__community_code": community, "corrected_on__lte": on, "corrected_on__gte": on - LOOKED_BACK}
    recent, weights = Correction.objects.filter(**since), WeightCorrection.objects.filter(**since)
    rolls = set(recent.values_list("roll_id", flat=True).union(weights.values_list("roll_id", flat=True)))
    places = places_of(person, rolls)
    newest = {row.place_id: row for row in _of(places, recent, weights)}.values() if places else ()
    return tuple(_told(row) for row in newest if on <= _told_until(row, on))


def _of(
    places: list[RollEntry], recent: "QuerySet[Correction]", weights: "QuerySet[WeightCorrection]"
) -> list[Correction | WeightCorrection]:
    """What was done to some places, in its order; a strike says more than the weight of what was struck."""
    found = [*recent.filter(place__in=places).select_related("roll")]
    weighed = [place.pk for place in places if place.weight is not None and place.struck_on is None]
    more = [*weights.filter(place__in=weighed).select_related("roll")] if weighed else []
    return sorted([*found, *more], key=lambda row: (row.corrected_at, row.pk))


def _told_until(row: Correction | WeightCorrection, on: date) -> date:
    roll, days = row.roll, open_until(row.roll.community_code, row.corrected_on)
    return max(days, usable_until(roll.community_code, roll.frozen_on, on)[0] or days)


def _told(row: Correction | WeightCorrection) -> CorrectedPlace:
    roll, until = row.roll, open_until(row.roll.community_code, row.corrected_on)
    struck = isinstance(row, Correction) and row.change == "strike"
    return CorrectedPlace(
        roll.ref, name_of_roll(roll, row.corrected_on), struck, dict(REASON_WORDS + WEIGHT_REASONS)[row.reason],
        row.corrected_on, max(until, roll.open_until), isinstance(row, WeightCorrection),
    )  # fmt: skip


def unborne_on(roll: str) -> tuple[int, int]:
    """How many places stand struck from a roll, and how many added to it, that nothing bears out."""
    row = Roll.objects.get(number=roll)
    return struck_unborne(row), added_unborne(row)

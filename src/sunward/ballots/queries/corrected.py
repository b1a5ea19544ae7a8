"""What corrections did to somebody's own place on a roll, until when they object; how many nothing bears out."""

from dataclasses import dataclass
from datetime import date

from sunward.ballots.models import Correction, Roll
from sunward.ballots.roll.membership import name_of_roll, open_until, valid_until
from sunward.ballots.roll.places import places_of
from sunward.ballots.roll.striking import added_unborne, struck_unborne
from sunward.ballots.rules.corrections import REASONS
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class CorrectedPlace:
    """Somebody's place was struck or added, and so it stands; they can object for the rule's days from then."""

    roll: Ref
    body: Text
    struck: bool
    reason: Text
    on: date
    objections_until: date


def corrected_of(person: str, community: str, on: date) -> tuple[CorrectedPlace, ...]:
    """The newest correction of each of somebody's places, while they can object or the roll is in use. One query where
    no roll has been corrected."""
    recent = Correction.objects.filter(
        roll__community_code=community, corrected_on__lte=on, corrected_on__gte=on - LOOKED_BACK
    )
    rolls = set(recent.values_list("roll_id", flat=True).distinct())
    places = places_of(person, rolls)
    rows = recent.filter(place__in=places).select_related("roll").order_by("corrected_at", "pk") if places else ()
    newest = {row.place_id: row for row in rows}.values()
    return tuple(_told(row) for row in newest if on <= _told_until(row, on))


def _told_until(row: Correction, on: date) -> date:
    roll, days = row.roll, open_until(row.roll.community_code, row.corrected_on)
    return max(days, valid_until(roll.community_code, roll.frozen_on, on) or days)


def _told(row: Correction) -> CorrectedPlace:
    roll, until = row.roll, open_until(row.roll.community_code, row.corrected_on)
    return CorrectedPlace(
        roll.ref, name_of_roll(roll, row.corrected_on), row.change == "strike", dict(REASONS)[row.reason],
        row.corrected_on, max(until, roll.open_until),
    )  # fmt: skip


def unborne_on(roll: str) -> tuple[int, int]:
    """How many places stand struck from a roll, and how many added to it, that nothing bears out."""
    row = Roll.objects.get(number=roll)
    return struck_unborne(row), added_unborne(row)

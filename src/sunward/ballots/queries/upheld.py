"""The objections by which a roll can still be corrected, for the form that corrects it."""

from datetime import date

from sunward.ballots.models import Roll
from sunward.ballots.roll.upheld import objections_left
from sunward.ballots.rules.corrections import CHANGES
from sunward.disclosure import queries as disclosure


def objections_to_serve(roll: str, on: date) -> tuple[tuple[str, str], ...]:
    """Number and words of each upheld objection to a roll that has borne out no correction yet."""
    row = Roll.objects.filter(number=roll).first()
    left = objections_left(row, on) if row else ()
    said = ((number, disclosure.objection_said(number)) for number in left)
    return tuple((number, one.text) for number, one in said if one.way in {"", *dict(CHANGES)})

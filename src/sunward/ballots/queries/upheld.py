"""The objections by which a roll can still be corrected, for the form that corrects it; and what they still want."""

from dataclasses import dataclass
from datetime import date

from sunward.ballots.models import Correction, Petition, Roll
from sunward.ballots.roll.upheld import objections_left
from sunward.ballots.rules.corrections import CHANGES
from sunward.disclosure import queries as disclosure
from sunward.kernel.text import Text

CORRECTED = Text("名册已经更正，名单还要重新张贴", "corrected on the roll; the list is to be posted again")


@dataclass(frozen=True, slots=True)
class RollOwed:
    """An objection to a roll that was upheld, and whose list has not been posted again: `corrected_on` the day on which
    the roll was corrected for it; `roll` is None where what was objected to has none."""

    owed: disclosure.CorrectionOwed
    roll: Roll | None
    corrected_on: date | None

    @property
    def to_correct(self) -> bool:
        """Whether a place is still to be added or struck; what was only written wrongly needs no more than its
        posting."""
        return self.corrected_on is None and self.owed.way in {"", *dict(CHANGES)}


def rolls_owed(community: str, on: date) -> list[RollOwed]:
    """The objections to rolls, and to petitions that are signed by one, that still want something, oldest first. Four
    queries at most, however many there are."""
    owed = [one for one in disclosure.corrections_owed(community, on) if one.of_roll and one.about]
    numbers = [one.objection for one in owed]
    rows = Correction.objects.filter(objection__in=numbers, corrected_on__lte=on) if owed else ()
    corrected = {row.objection: row.corrected_on for row in rows}
    named = {one.about.id for one in owed if one.about}
    signed = Petition.objects.filter(number__in=named).select_related("roll") if owed else ()
    rolls = {row.number: row for row in (Roll.objects.filter(number__in=named) if owed else ())}
    rolls |= {row.number: row.roll for row in signed}
    return [RollOwed(one, rolls.get(one.about.id) if one.about else None, corrected.get(one.objection)) for one in owed]


def corrected_for(objection: str) -> date | None:
    """The day on which a roll was corrected for an objection; None where none was."""
    return Correction.objects.filter(objection=objection).values_list("corrected_on", flat=True).first()


def objections_to_serve(roll: str, on: date) -> tuple[tuple[str, str], ...]:
    """Number and words of each upheld objection to a roll that has borne out no correction yet."""
    row = Roll.objects.filter(number=roll).first()
    left = objections_left(row, on) if row else ()
    said = ((number, disclosure.objection_said(number)) for number in left)
    return tuple((number, one.text) for number, one in said if one.way in {"", *dict(CHANGES)})

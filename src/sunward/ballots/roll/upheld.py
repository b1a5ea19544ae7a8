"""An upheld objection bears out one correction of a roll: of the person and in the direction that its answer says."""

from datetime import date

from sunward.ballots.models import Correction, Petition, Roll, RollEntry
from sunward.ballots.roll.known import homes_of
from sunward.ballots.roll.membership import open_until
from sunward.ballots.rules.corrections import ADD
from sunward.disclosure import queries as disclosure
from sunward.registry import queries as registry


def objections_left(roll: Roll, on: date) -> tuple[str, ...]:
    """The upheld objections to a roll, or to a petition that is signed by it, that have borne out no correction yet."""
    about = [roll.ref, *(one.ref for one in Petition.objects.filter(roll=roll))]
    found = [number for ref in about for number in disclosure.upheld_about(ref, on)]
    used = set(Correction.objects.filter(objection__in=found).values_list("objection", flat=True)) if found else set()
    return tuple(number for number in found if number not in used)


def bears_out(objection: str, change: str, place: RollEntry, roll: Roll, on: date) -> bool:
    """Whether an objection that is left is for this change of this place. An older answer that says nothing of it bears
    out that whoever objected is added, and no more."""
    if objection not in objections_left(roll, on):
        return False
    said = disclosure.objection_said(objection)
    if not _in_its_days(said.on, place, roll):
        return False
    return change == (said.way or ADD) and _own(said.concerns or said.by, place, roll)


def _in_its_days(raised_on: date, place: RollEntry, roll: Roll) -> bool:
    """Within the roll's days for objections, while people sign by it, or within the rule's days since the place was
    struck or added: a correction of the last evening leaves as much time as any."""
    closing = Petition.objects.filter(roll=roll).values_list("closes_on", flat=True)
    if raised_on <= max([roll.open_until, *closing]):
        return True
    corrected = Correction.objects.filter(place=place).values_list("corrected_on", flat=True) if place.pk else ()
    return any(on <= raised_on <= open_until(roll.community_code, on) for on in corrected)


def _own(objector: str, place: RollEntry, roll: Roll) -> bool:
    if place.by_household:
        return place.household_id in homes_of(objector, roll)
    return place.person_id is not None and registry.person_rows([objector]).get(objector) == place.person_id

"""An upheld objection bears out one correction of a roll: of whoever objected, or of whom its words name."""

from datetime import date

from sunward.ballots.models import Correction, Petition, Roll, RollEntry
from sunward.disclosure import queries as disclosure
from sunward.registry import queries as registry


def objections_left(roll: Roll, on: date) -> tuple[str, ...]:
    """The upheld objections to a roll, or to a petition that is signed by it, that have borne out no correction yet."""
    about = [roll.ref, *(one.ref for one in Petition.objects.filter(roll=roll))]
    found = [number for ref in about for number in disclosure.upheld_about(ref, on)]
    used = set(Correction.objects.filter(objection__in=found).values_list("objection", flat=True)) if found else set()
    return tuple(number for number in found if number not in used)


def bears_out(objection: str, place: RollEntry, roll: Roll, on: date) -> bool:
    """Whether an objection that is left is about this place."""
    if objection not in objections_left(roll, on):
        return False
    said = disclosure.objection_said(objection)
    return _own(said.by, place, roll) or _named(said.text, place, roll)


def _own(objector: str, place: RollEntry, roll: Roll) -> bool:
    if place.by_household:
        home = registry.household_of_adult(objector, roll.community_code, roll.record_date)
        return home is not None and home == place.household_id
    return place.person_id is not None and registry.person_rows([objector]).get(objector) == place.person_id


def _named(words: str, place: RollEntry, roll: Roll) -> bool:
    if place.by_household and place.household_id:
        return registry.household_in(words, place.household_id)
    return place.person_id is not None and registry.person_in(
        words, place.person_id, roll.community_code, roll.record_date
    )

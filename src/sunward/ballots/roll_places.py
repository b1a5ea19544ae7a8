"""Whose place on a roll: by person, or in a roll of households by the door an adult lived behind on its day."""

from sunward.ballots.models import Roll, RollEntry
from sunward.kernel.facts import unusable
from sunward.registry import queries as registry


def place_of(person: str, roll: Roll) -> RollEntry | None:
    """The place that a person (`person:<number>`) holds, struck or not; None when there is none. A household's is held
    by whoever lived in it, of age, on the record date."""
    rows = RollEntry.objects.filter(roll=roll)
    if own := rows.filter(by_household=False, person__number=person.removeprefix("person:")).first():
        return own
    home = registry.household_of_adult(person, roll.community_code, roll.record_date)
    return rows.filter(by_household=True, household_id=home).first() if home else None


def place_named(field: str, value: str, roll: Roll) -> tuple[RollEntry, bool]:
    """The place of a person or household named in an act's facts, and whether it is on the roll; one that is not is
    new and not yet saved.

    Raises:
        FactsError: at `field`, when the register knows neither.
    """
    said = value.strip()
    if registry.household_exists(said):
        row = registry.household_row(said)
        found = RollEntry.objects.filter(roll=roll, by_household=True, household_id=row).first()
        return found or RollEntry(roll=roll, by_household=True, household_id=row), found is not None
    person = f"person:{said.removeprefix('person:')}"
    if not registry.person_exists(person):
        raise unusable(
            field, "登记簿里没有。请写 person:编号，或户号。", "Is not in the register. Write person:number or a door."
        )
    found = place_of(person, roll)
    return found or RollEntry(roll=roll, person_id=registry.person_row(person)), found is not None

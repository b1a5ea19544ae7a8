"""What the places on a roll of owners weigh, by the register as it reads now for the roll's own day."""

from sunward.ballots.models import Roll, RollEntry
from sunward.ballots.roll.freezing import electorate_of
from sunward.kernel import sql

WEIGHT = "SELECT e.weight FROM ({electorate}) e WHERE e.person_id = %s"
DIFFER = """
SELECT COUNT(*) FROM ({electorate}) e JOIN ballots_rollentry place ON place.person_id = e.person_id
WHERE place.roll_id = %s AND place.struck_on IS NULL AND place.weight <> e.weight
"""


def weighs(roll: Roll) -> bool:
    """Whether the places on a roll weigh anything."""
    return RollEntry.objects.filter(roll=roll, weight__isnull=False).exists()


def weight_of(place: RollEntry, roll: Roll) -> int | None:
    """What a place weighs by the register; nothing where the roll weighs nobody, and 0 for whoever the register knows
    no area of."""
    found = electorate_of(roll) if weighs(roll) else None
    if found is None:
        return None
    rows = sql.rows(WEIGHT.format(electorate=found.sql), [*found.parameters, place.person_id])
    return int(rows[0][0] or 0) if rows else 0


def weights_off(roll: Roll) -> int:
    """How many places weigh something else than the register gives: it was put right, and the roll was not."""
    found = electorate_of(roll)
    return int(sql.rows(DIFFER.format(electorate=found.sql), [*found.parameters, roll.pk])[0][0]) if found else 0

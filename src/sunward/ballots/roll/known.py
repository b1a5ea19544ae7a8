"""What the register said when a roll was frozen: of several places of doors somebody comes for one alone, whatever is
entered afterwards of where they lived on its day."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sunward.ballots.models import Petition, Roll, RollEntry
from sunward.kernel import clock
from sunward.record import queries as record
from sunward.registry import queries as registry

FREEZING, OPENING = "ballots.freeze_roll", "ballots.open_petition"
Stays = Sequence[registry.ResidencePeriod]


def entered_at(entry: str) -> datetime | None:
    """When something was entered; None of an older release."""
    found = record.entry(entry) if entry else None
    return found.recorded_at if found else None


def frozen_before(moment: datetime | None, roll: Roll) -> bool:
    """Whether a roll had been frozen at a moment. Of one and the same day the record says which came first."""
    if moment is None:
        return False
    day = clock.civil_day(moment)
    if roll.frozen_on != day:
        return roll.frozen_on < day
    petitions = [one.ref for one in Petition.objects.filter(roll=roll)]
    made = [*record.results_of(FREEZING, [roll.ref]), *record.results_of(OPENING, petitions)]
    return any(one.recorded_at < moment for one in made)


def lived_then(stays: Iterable[registry.ResidencePeriod], roll: Roll) -> registry.ResidencePeriod | None:
    """The stay of a roll's day, by what had been entered when it was frozen."""
    day = roll.record_date
    return next(
        (
            one
            for one in stays
            if one.from_day <= day
            and (one.left_on is None or one.left_on > day or frozen_before(entered_at(one.left_entry), roll))
            and not frozen_before(entered_at(one.entry), roll)
        ),
        None,
    )


def lived_now(stays: Iterable[registry.ResidencePeriod], roll: Roll) -> registry.ResidencePeriod | None:
    """The stay of a roll's day, as the register reads now."""
    day = roll.record_date
    return next((one for one in stays if one.from_day <= day and (one.left_on is None or one.left_on > day)), None)


@dataclass(frozen=True, slots=True)
class Doors:
    """Of one roll the places of the door behind which it found somebody, and of the one behind which the register has
    them by now; None where that has none on it."""

    then: RollEntry | None
    now: RollEntry | None

    def place(self, stands: Callable[[RollEntry], bool]) -> RollEntry | None:
        """The one for which they come, struck or not: that behind which the roll found them. Where it does not stand,
        or there is none, the other, if it came onto the roll as a correction or theirs was taken off it: whoever is
        entered behind a door after the freeze takes no vote from those who had it, and has none beside their own."""
        if self.then is not None and stands(self.then):
            return self.then
        if self.now is not None and stands(self.now) and (self.then is not None or self.now.added_on is not None):
            return self.now
        return self.then


def doors_of(person: str, rolls: Sequence[Roll]) -> dict[int, Doors]:
    """By roll of households, for which of its places somebody may come who was of age on its day."""
    homes = [one for one in rolls if registry.of_households(one.of)]
    stays = registry.residence_of(person) if homes else ()
    doors = {one.pk: _doors([stay for stay in stays if stay.community == one.community_code], one) for one in homes}
    wanted = {door for pair in doors.values() for door in pair if door}
    if not wanted:
        return {}
    rows = RollEntry.objects.filter(roll__in=doors, by_household=True, household__number__in=wanted)
    places = {(one.roll_id, str(one.household)): one for one in rows.select_related("household")}
    found = {one: Doors(*(places.get((one.pk, door)) for door in doors[one.pk])) for one in homes}
    return {one.pk: pair for one, pair in found.items() if pair != Doors(None, None) and _of_age(person, one)}


def homes_of(person: str, roll: Roll) -> frozenset[int]:
    """The rows of the households, on a roll or not, of which somebody of age on its day can say that they are theirs:
    by what the register said then, or says now."""
    stays = [one for one in registry.residence_of(person) if one.community == roll.community_code]
    doors = frozenset(_doors(stays, roll)) - {""} if _of_age(person, roll) else frozenset()
    return frozenset(registry.household_row(door) for door in doors)


def _doors(stays: Stays, roll: Roll) -> tuple[str, str]:
    then, now = lived_then(stays, roll), lived_now(stays, roll)
    return then.household if then else "", now.household if now else ""


def _of_age(person: str, roll: Roll) -> bool:
    return registry.is_of_age(person, roll.community_code, roll.record_date)

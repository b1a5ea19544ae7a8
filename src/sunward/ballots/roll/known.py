"""What the register said when a roll was frozen: of several places of doors somebody comes for one alone, whatever is
entered afterwards of where they lived on its day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sunward.ballots.models import Petition, Roll, RollEntry
from sunward.kernel import clock
from sunward.record import queries as record
from sunward.registry import queries as registry

FREEZING, OPENING = "ballots.freeze_roll", "ballots.open_petition"
Stays = Sequence[registry.ResidencePeriod]


def entered_at(entry: str) -> datetime | None:
    """When something was entered; None of an older release."""
    return record.moments_of([entry]).get(entry) if entry else None


def frozen_before(moment: datetime | None, roll: Roll) -> bool:
    """Whether a roll had been frozen at a moment. Of one and the same day the record says which came first."""
    if moment is None:
        return False
    day = clock.civil_day(moment)
    if roll.frozen_on != day:
        return roll.frozen_on < day
    frozen = _frozen_at(roll)
    return frozen is not None and frozen < moment


def _frozen_at(roll: Roll) -> datetime | None:
    petitions = [one.ref for one in Petition.objects.filter(roll=roll)]
    made = [*record.results_of(FREEZING, [roll.ref]), *record.results_of(OPENING, petitions)]
    return min((one.recorded_at for one in made), default=None)


@dataclass(frozen=True)
class Entered:
    """When some stays were entered, and their ends: read once, for as many people and rolls as there are."""

    moments: Mapping[str, datetime]
    _frozen: dict[int, datetime | None] = field(default_factory=dict)

    @classmethod
    def of(cls, stays: Iterable[registry.ResidencePeriod]) -> "Entered":
        """One query."""
        return cls(record.moments_of({ref for one in stays for ref in (one.entry, one.left_entry)} - {""}))

    def since(self, roll: Roll, entry: str) -> bool:
        """Whether something was entered once a roll had been frozen, as `frozen_before` has it for a moment."""
        moment = self.moments.get(entry)
        if moment is None or roll.frozen_on != clock.civil_day(moment):
            return moment is not None and frozen_before(moment, roll)
        if roll.pk not in self._frozen:
            self._frozen[roll.pk] = _frozen_at(roll)
        frozen = self._frozen[roll.pk]
        return frozen is not None and frozen < moment

    def lived_then(self, stays: Iterable[registry.ResidencePeriod], roll: Roll) -> registry.ResidencePeriod | None:
        """The stay of a roll's day, by what had been entered when it was frozen."""
        day = roll.record_date
        return next(
            (
                one
                for one in stays
                if one.from_day <= day
                and (one.left_on is None or one.left_on > day or self.since(roll, one.left_entry))
                and not self.since(roll, one.entry)
            ),
            None,
        )


def lived_then(stays: Stays, roll: Roll) -> registry.ResidencePeriod | None:
    """The stay of a roll's day, by what had been entered when it was frozen."""
    return Entered.of(stays).lived_then(stays, roll)


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
    if not any(registry.of_households(one.of) for one in rolls):
        return {}
    found = doors_among(registry.residences_of([person]), rolls)
    return {roll: doors[person] for roll, doors in found.items() if person in doors}


def doors_among(lived: Mapping[str, Stays], rolls: Sequence[Roll]) -> dict[int, dict[str, Doors]]:
    """The same of several people, by where they have lived."""
    homes = [one for one in rolls if registry.of_households(one.of)]
    entered = Entered.of(stay for stays in lived.values() for stay in stays)
    pairs = {one.pk: _pairs(lived, one, entered) for one in homes}
    wanted = {door for of_roll in pairs.values() for pair in of_roll.values() for door in pair} - {""}
    rows = RollEntry.objects.filter(roll__in=pairs, by_household=True, household__number__in=wanted)
    places = {(one.roll_id, str(one.household)): one for one in rows.select_related("household")} if wanted else {}
    return {one.pk: _with_places(pairs[one.pk], one, places) for one in homes if places}


def homes_of(person: str, roll: Roll) -> frozenset[int]:
    """The rows of the households, on a roll or not, of which somebody of age on its day can say that they are theirs:
    by what the register said then, or says now."""
    lived = registry.residences_of([person])
    pair = _pairs(lived, roll, Entered.of(lived.get(person, ()))).get(person, ())
    doors = frozenset(pair) - {""} if _of_age(lived, roll) else frozenset()
    return frozenset(registry.household_row(door) for door in doors)


def _pairs(lived: Mapping[str, Stays], roll: Roll, entered: Entered) -> dict[str, tuple[str, str]]:
    """Behind which door each of some people lived on a roll's day: as the register said then, and as it says now."""
    found: dict[str, tuple[str, str]] = {}
    for person, everywhere in lived.items():
        stays = [one for one in everywhere if one.community == roll.community_code]
        then, now = entered.lived_then(stays, roll), lived_now(stays, roll)
        found[person] = (then.household if then else "", now.household if now else "")
    return found


def _with_places(
    pairs: Mapping[str, tuple[str, str]], roll: Roll, places: Mapping[tuple[int, str], RollEntry]
) -> dict[str, Doors]:
    found = {who: Doors(*(places.get((roll.pk, door)) for door in pair)) for who, pair in pairs.items()}
    some = {who: doors for who, doors in found.items() if doors != Doors(None, None)}
    grown = _of_age(some, roll) if some else frozenset()
    return {who: doors for who, doors in some.items() if who in grown}


def _of_age(people: Iterable[str], roll: Roll) -> frozenset[str]:
    return registry.of_age(people, roll.community_code, roll.record_date)

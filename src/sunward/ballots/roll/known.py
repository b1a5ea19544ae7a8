"""What the register said when a roll was frozen, and when a vote by it opened: of several places of doors somebody
comes for one alone, whatever is entered or taken back afterwards of where they lived on its day."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sunward.ballots.models import Petition, Roll, RollEntry
from sunward.kernel import clock
from sunward.record import queries as record
from sunward.registry import queries as registry

FREEZING, OPENING = "ballots.freeze_roll", "ballots.open_petition"
Stays = Sequence[registry.ResidencePeriod]
Asked = tuple[Roll, datetime | None]


def entered_at(entry: str) -> datetime | None:
    """When something was entered; None of an older release."""
    return record.moments_of([entry]).get(entry) if entry else None


def frozen_at(roll: Roll) -> datetime | None:
    """When a roll was frozen, by an entry of its own or with the petition that is signed by it."""
    petitions = [one.ref for one in Petition.objects.filter(roll=roll)]
    made = [*record.results_of(FREEZING, [roll.ref]), *record.results_of(OPENING, petitions)]
    return min((one.recorded_at for one in made), default=None)


def frozen_before(moment: datetime | None, roll: Roll, told: Callable[[Roll], datetime | None] = frozen_at) -> bool:
    """Whether a roll had been frozen at a moment. Of one and the same day the record says which came first."""
    if moment is None:
        return False
    day = clock.civil_day(moment)
    if roll.frozen_on != day:
        return roll.frozen_on < day
    frozen = told(roll)
    return frozen is not None and frozen < moment


@dataclass(frozen=True)
class Lives:
    """Where some people have lived, and by what was entered when: read once, for as many of them, rolls and moments as
    there are."""

    lived: Mapping[str, Stays]
    taken_back: Mapping[str, Stays]
    moments: Mapping[str, datetime]
    _frozen: dict[int, datetime | None] = field(default_factory=dict)

    @classmethod
    def of(cls, people: Iterable[str]) -> "Lives":
        """Three queries."""
        asked = tuple(people)
        return cls._read(registry.residences_of(asked), asked)

    @classmethod
    def behind(cls, doors: Collection[int]) -> "Lives":
        """Of everybody who lives behind some doors (rows of households), or was ever said to. Three queries."""
        lived = registry.residences_behind(doors)
        return cls._read(lived, lived)

    @classmethod
    def _read(cls, lived: Mapping[str, Stays], people: Iterable[str]) -> "Lives":
        taken_back = registry.stays_taken_back(people)
        stays = [one for known in (lived, taken_back) for found in known.values() for one in found]
        refs = {ref for one in stays for ref in (one.entry, one.left_entry, one.undone_in)} - {""}
        return cls(lived, taken_back, record.moments_of(refs))

    def doors(self, person: str, roll: Roll, at: datetime | None = None) -> tuple[str, str]:
        """Behind which door of the community somebody lived on a roll's day: by what had been entered when it was
        frozen, and by what had been at a moment (None: by now). Empty for none."""
        stays = self._as_of(person, at, roll.community_code)
        then, now = self.lived_then(stays, roll), lived_now(stays, roll)
        return then.household if then else "", now.household if now else ""

    def _as_of(self, person: str, at: datetime | None, community: str) -> Stays:
        """The stays as the register had them at a moment. What was taken back later stood, in place of what came back
        by that; what was entered later did not."""
        here = [one for one in self.lived.get(person, ()) if one.community == community]
        if at is None:
            return here
        stood = self._stood(person, at)
        here = [one for one in here if _which(one) not in stood]
        found = [one for one in (*stood.values(), *here) if not self._later(one.entry, at)]
        found = [one for one in found if one.community == community]
        return [replace(one, left_on=None, left_entry="") if self._later(one.left_entry, at) else one for one in found]

    def _stood(self, person: str, at: datetime) -> dict[tuple[str, date, str], registry.ResidencePeriod]:
        """The stays of which something was taken back later than a moment, as they were until the first time."""
        later = [one for one in self.taken_back.get(person, ()) if self._later(one.undone_in, at)]
        first = {_which(one): one for one in sorted(later, key=lambda one: self.moments[one.undone_in], reverse=True)}
        return {key: first[key] for key in sorted(first, key=lambda key: key[1], reverse=True)}

    def _later(self, entry: str, at: datetime) -> bool:
        """Whether something was entered later than a moment; nothing of an older release was."""
        moment = self.moments.get(entry)
        return moment is not None and moment > at

    def lived_then(self, stays: Stays, roll: Roll) -> registry.ResidencePeriod | None:
        """The stay of a roll's day, by what had been entered when it was frozen."""
        day = roll.record_date
        return next(
            (
                one
                for one in stays
                if one.from_day <= day
                and (one.left_on is None or one.left_on > day or self._since(roll, one.left_entry))
                and not self._since(roll, one.entry)
            ),
            None,
        )

    def _since(self, roll: Roll, entry: str) -> bool:
        return frozen_before(self.moments.get(entry), roll, self._frozen_once)

    def _frozen_once(self, roll: Roll) -> datetime | None:
        if roll.pk not in self._frozen:
            self._frozen[roll.pk] = frozen_at(roll)
        return self._frozen[roll.pk]


def _which(stay: registry.ResidencePeriod) -> tuple[str, date, str]:
    """What is the same of a stay however it ended."""
    return stay.household, stay.from_day, stay.entry


def lived_now(stays: Stays, roll: Roll) -> registry.ResidencePeriod | None:
    """The stay of a roll's day, as the register reads now."""
    return next((one for one in stays if one.covers(roll.record_date)), None)


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


def doors_of(person: str, asked: Iterable[Asked]) -> dict[Asked, Doors]:
    """By roll of households and moment, such as the opening of a vote, or None for now: for which of the roll's places
    somebody may come who was of age on its day. What is entered or taken back after that moment moves nobody."""
    homes = [(roll, at) for roll, at in asked if registry.of_households(roll.of)]
    found = doors_among(Lives.of([person]), homes) if homes else {}
    return {one: doors[person] for one, doors in found.items() if person in doors}


def doors_among(lives: Lives, asked: Sequence[Asked]) -> dict[Asked, dict[str, Doors]]:
    """The same of several people."""
    pairs = {(roll, at): {one: lives.doors(one, roll, at) for one in lives.lived} for roll, at in asked}
    wanted = {door for of_roll in pairs.values() for pair in of_roll.values() for door in pair} - {""}
    rolls = {roll for roll, _at in asked}
    rows = RollEntry.objects.filter(roll__in=rolls, by_household=True, household__number__in=wanted)
    places = {(one.roll_id, str(one.household)): one for one in rows.select_related("household")} if wanted else {}
    grown = {roll: _of_age(lives.lived, roll) for roll in rolls} if places else {}
    return {
        (roll, at): {
            who: Doors(places.get((roll.pk, then)), places.get((roll.pk, now)))
            for who, (then, now) in pairs[roll, at].items()
            if who in grown[roll] and not places.keys().isdisjoint({(roll.pk, then), (roll.pk, now)})
        }
        for roll, at in pairs
        if places
    }


def homes_of(person: str, roll: Roll) -> frozenset[int]:
    """The rows of the households, on a roll or not, of which somebody of age on its day can say that they are theirs:
    by what the register said then, or says now."""
    doors = frozenset(Lives.of([person]).doors(person, roll)) - {""} if _of_age([person], roll) else frozenset()
    return frozenset(registry.household_row(door) for door in doors)


def _of_age(people: Iterable[str], roll: Roll) -> frozenset[str]:
    return registry.of_age(people, roll.community_code, roll.record_date)

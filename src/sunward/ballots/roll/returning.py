"""Something that was entered about somebody, and never was so, is taken back: the rolls on which it cost them their
place, and those on which they have one by it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import F, Q

from sunward.ballots.models import Correction, Mark, Roll, RollEntry, Vote
from sunward.ballots.roll import membership
from sunward.ballots.roll.freezing import belongs, has_a_vote
from sunward.ballots.roll.known import Lives, Stays, entered_at, frozen_before, lived_now
from sunward.ballots.roll.places import place_named, place_on
from sunward.ballots.roll.upheld import bears_out
from sunward.ballots.rules.corrections import ADD, BY_DEPARTURE, STRIKE, UNDONE
from sunward.disclosure import queries as disclosure
from sunward.disclosure.events import ObjectionUpheld
from sunward.registry import queries as registry
from sunward.registry.events import DepartureUndone


def rolls_without(event: DepartureUndone) -> Iterator[tuple[Roll, str]]:
    """The rolls still in use on which they, or their household, belong and do not stand; by whom they are named. What
    is asked of each roll is asked only of those on which they do not stand: most rolls ever frozen are old, or have
    them."""
    undone = Undone(event)
    for roll in undone.rolls:
        who = undone.home(roll) if registry.of_households(roll.of) else event.person
        there = undone.place(roll, who)
        if who and (there is None or there.struck_on is not None) and _missing(roll, who, undone):
            yield roll, who


def rolls_with(event: DepartureUndone) -> Iterator[tuple[Roll, str]]:
    """The rolls still in use, frozen since the false entry, on which they stand, or a door of theirs, and belong no
    more by the register: it had put them there. What others corrected since, for a reason of its own, stays."""
    undone = Undone(event)
    for roll in undone.rolls if event.takes_off or undone.earlier else ():
        doors = registry.of_households(roll.of)
        for who in sorted({undone.home(roll), event.never_at} - {""}) if doors else [event.person]:
            place = undone.place(roll, who)
            if place and place.struck_on is None and undone.gave(roll, place) and not belongs(place, roll):
                yield roll, who


@dataclass(frozen=True)
class Undone:
    """What was taken back, and where they and their doors stand."""

    event: DepartureUndone

    @cached_property
    def rolls(self) -> list[Roll]:
        """The rolls that can still be used: of the community, or, of a door whose grid was wrong, of the two grids, if
        the register had them behind it on the roll's day when the roll was frozen. Whoever was entered there since, or
        has come on a roll by another door, has it not by that."""
        grids = self.event.grids
        return [
            roll
            for roll in self._in_use
            if not grids or (roll.grid in grids and self._stood_behind(self.event.household, roll))
        ]

    @property
    def _in_use(self) -> list[Roll]:
        community, on = self.event.community, self.event.on
        rows = Roll.objects.filter(community_code=community).order_by("pk")
        days = rows.order_by().values_list("frozen_on", flat=True).distinct()
        last = {day: membership.usable_until(community, day, on)[0] for day in days}
        return list(rows.filter(frozen_on__in=[day for day, until in last.items() if until is None or on <= until]))

    @cached_property
    def _stays(self) -> list[registry.ResidencePeriod]:
        found = registry.residence_of(self.event.person) if self.event.household else ()
        return [stay for stay in found if stay.community == self.event.community]

    @cached_property
    def _places(self) -> dict[tuple[int, str], RollEntry]:
        """By roll and name, their own place, struck or not, or that of a door of theirs."""
        own = RollEntry.objects.filter(by_household=False, person_id=registry.person_row(self.event.person))
        found = {(one.roll_id, self.event.person): one for one in own}
        doors = {stay.household for stay in self._stays} | {self.event.never_at} - {""}
        homes = RollEntry.objects.filter(by_household=True, household__number__in=doors).select_related("household")
        return found | {(one.roll_id, str(one.household)): one for one in (homes if doors else ())}

    @cached_property
    def _corrected(self) -> dict[int, Correction]:
        """The newest correction of each of these places."""
        rows = Correction.objects.filter(place__in=[one.pk for one in self._places.values()]).order_by("pk")
        return {row.place_id: row for row in rows}

    def place(self, roll: Roll, who: str) -> RollEntry | None:
        """The place of this name on a roll, struck or not."""
        return self._places.get((roll.pk, who))

    def gave(self, roll: Roll, place: RollEntry) -> bool:
        """Whether a place can stand by the entry: the roll was frozen since, or it was added since because the register
        bore it out. What an objection gave, or was added against the register and is marked, stands by that."""
        last = self._corrected.get(place.pk)
        if last is None:
            return not self.frozen_before(roll) or self._one_before_told_on(roll)
        if last.objection or last.unborne:
            return False
        return not self.is_later(last.corrected_at) or any(
            one.made_at <= last.corrected_at < one.undone_at for one in self.earlier
        )

    def cost(self, roll: Roll) -> bool:
        """Whether the entry can have kept them off a roll from its freeze on, or one of the others that have been taken
        back meanwhile: what each of them was the reason for is seen only once the last has gone. By an entry of a later
        day they were here on the roll's day by any account, and others left them out for another reason."""
        own = roll.record_date >= self.event.left_on and not self.frozen_before(roll)
        return own or self._one_before_told_on(roll)

    @cached_property
    def _lives(self) -> Lives:
        return Lives.of([self.event.person])

    @cached_property
    def earlier(self) -> tuple[registry.TakenBack, ...]:
        """What else was taken back about them, or the doors behind which they lived."""
        doors = {stay.household for stay in self._stays}
        found = registry.taken_back(self.event.person, doors)
        return tuple(one for one in found if one.entry != self.event.entry)

    def _one_before_told_on(self, roll: Roll) -> bool:
        """Whether one of these stood when a roll was frozen, and was taken back since; of a door, if they lived behind
        it then."""
        return any(
            not frozen_before(one.made_at, roll)
            and frozen_before(one.undone_at, roll)
            and (not one.household or self._stood_behind(one.household, roll))
            for one in self.earlier
        )

    def _stood_behind(self, household: str, roll: Roll) -> bool:
        """Whether they lived behind a door on a roll's day, by what had been entered when it was frozen."""
        return bool(self._stays) and self._lives.doors(self.event.person, roll)[0] == household

    def home(self, roll: Roll) -> str:
        """Where they live, as the register reads now, on a roll's day; empty for nowhere here. Of a door whose grid was
        wrong it is that door."""
        if self.event.grids:
            return self.event.household
        there = lived_now(self._stays, roll)
        return there.household if there else ""

    @cached_property
    def _entered_at(self) -> datetime | None:
        return entered_at(self.event.entry)

    def is_later(self, moment: datetime) -> bool:
        """Whether the entry came later than something else."""
        return self._entered_at is not None and moment < self._entered_at

    def frozen_before(self, roll: Roll) -> bool:
        """Whether a roll had been frozen when the entry was made: that took nobody off it, and put nobody on it."""
        return frozen_before(self._entered_at, roll)


def _missing(roll: Roll, who: str, undone: Undone) -> bool:
    place, known = place_named("who", who, roll)
    if known and (place.struck_on is None or not _struck_for(place, BY_DEPARTURE | {UNDONE})):
        return False
    if not known and not undone.cost(roll):
        return False
    if undone.event.grids and place.by_household and not has_a_vote(registry.person_row(undone.event.person), roll):
        return False
    return belongs(place, roll)


def struck_by_departure(place: RollEntry) -> bool:
    """Whether a place was struck for a reason that a departure brings."""
    return _struck_for(place, BY_DEPARTURE)


def _struck_for(place: RollEntry, reasons: frozenset[str]) -> bool:
    """Whether a place was struck for one of some reasons. As never theirs it is struck by what follows alone, and comes
    back the same way, once the entry by which it was not theirs is taken back as well."""
    last = Correction.objects.filter(place=place, change=STRIKE).order_by("-pk").first()
    return last is not None and last.reason in reasons


def put_back_by(event: ObjectionUpheld) -> tuple[Roll, str] | None:
    """The roll on which an upheld objection puts back whoever had been struck, and whom; None where it puts nobody."""
    roll = Roll.objects.filter(number=event.about.id).first() if event.about.type == "roll" else None
    said = disclosure.objection_said(event.objection)
    place = place_on(roll, said.concerns) if roll and said.concerns else None
    if roll is None or place is None or place.struck_on is None:
        return None
    return (roll, said.concerns) if bears_out(event.objection, ADD, place, roll, event.on) else None


def kept_off(vote: Vote) -> int:
    """How many came back on the roll of a vote only after it had opened: they could not vote in it."""
    return _undone_since(vote, ADD)


def let_on(vote: Vote) -> int:
    """How many places were taken off the roll of a vote as never theirs, only after it had opened."""
    return _undone_since(vote, STRIKE)


def came_wrongly(vote: Vote) -> int:
    """How many voted for a household behind whose door they never lived, as was found once the vote had opened, or
    once they sat in its room: nobody who does could vote for it any more. Of whom came by a channel that tells it."""
    if not registry.of_households(vote.roll.of):
        return 0
    said = Q(came__stays_taken_back__household=F("entry__household"))
    marks = Mark.objects.filter(said, vote=vote, withdrawn_on=None).select_related("came", "entry__household")
    voted = {str(mark.came): str(mark.entry.household) for mark in marks}
    lived = registry.residences_of(voted) if voted else {}
    never = registry.stays_taken_back(voted) if voted else {}
    return sum(
        _never_behind(door, never.get(who, ()), lived.get(who, ()))
        and door not in _doors_on(vote.roll.record_date, lived.get(who, ()))
        for who, door in voted.items()
    )


def _never_behind(door: str, taken_back: Stays, lived: Stays) -> bool:
    """Whether a stay behind a door was taken back whole, and not its end alone."""
    left = {one.entry for one in lived}
    return any(one.household == door and one.entry not in left for one in taken_back)


def _doors_on(day: date, stays: Stays) -> set[str]:
    return {one.household for one in stays if one.covers(day)}


def _undone_since(vote: Vote, change: str) -> int:
    rows = Correction.objects.filter(roll=vote.roll_id, reason=UNDONE, change=change, corrected_at__gt=vote.opened_at)
    return rows.values("place").distinct().count()

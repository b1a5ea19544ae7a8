"""Places on a roll: who fills them, which of them stood at a moment, and who may vote from there.

A place is a person's, or in a roll of households that of the door behind which the roll found an adult. A vote
counts by its roll as it stood when it opened: a correction that came later does not touch it.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from sunward.ballots.casting.proxied import aside_throughout
from sunward.ballots.models import Correction, Mark, Roll, RollCall, RollEntry, Vote
from sunward.ballots.roll import known
from sunward.kernel.facts import unusable
from sunward.kernel.refs import person_number
from sunward.registry import queries as registry
from sunward.registry.naming import person_in

# Asked once for every vote that is cast, a hundred a second: in plain SQL, which costs a third of building the query.
# The state before the first later correction is the opposite of what that correction made.
OWN = """
    SELECT entry.* FROM ballots_rollentry entry JOIN registry_person person ON person.id = entry.person_id
    WHERE entry.roll_id = %s AND person.number = %s AND NOT entry.by_household
      AND COALESCE(
        (SELECT later.change FROM ballots_correction later
         WHERE later.place_id = entry.id AND later.corrected_at > %s ORDER BY later.corrected_at, later.id LIMIT 1),
        CASE WHEN entry.struck_on IS NULL THEN 'strike' ELSE 'add' END) = 'strike'
"""
PLACE = re.compile(r"[1-9][0-9]{0,17}")
STANDING = "SELECT * FROM ballots_mark WHERE vote_id = %s AND entry_id = %s AND withdrawn_on IS NULL"


def is_place(typed: str) -> bool:
    """Whether it is written as a place on a roll is: by its number."""
    return bool(PLACE.fullmatch(typed))


def place_on(roll: Roll, person: str) -> RollEntry | None:
    """The place that a person (`person:<number>`) holds, struck or not; None when there is none. A household's is held
    by whoever lived in it, of age, on the record date (`known.Doors`)."""
    return places_on(roll, [person]).get(person)


def places_on(roll: Roll, people: Iterable[str], at: datetime | None = None) -> dict[str, RollEntry]:
    """The same of several, as far as they have one; for a household by what had been entered at a moment, or by now. In
    as many queries as for one."""
    if registry.of_households(roll.of):
        found = known.doors_among(known.Lives.of(people), [(roll, at)]).get((roll, at), {})
        return {one: place for one, doors in found.items() if (place := doors.place(_stands))}
    asked = {person_number(one): one for one in people}
    rows = RollEntry.objects.filter(roll=roll, by_household=False, person__number__in=asked)
    return {asked[one.person.number]: one for one in rows.select_related("person") if one.person}


def _stands(place: RollEntry) -> bool:
    return place.struck_on is None


def place_named(field: str, value: str, roll: Roll) -> tuple[RollEntry, bool]:
    """The place of a person or household named in an act's facts, and whether it is on the roll; one that is not is
    new and not yet saved.

    Raises:
        FactsError: at `field`, when the register knows neither, or the roll is of the other kind: a roll of persons has
            no place for a household, and one of households none for a person.
    """
    said, code = value.strip(), roll.community_code
    if registry.of_households(roll.of):
        return _of_door(field, said, roll)
    if registry.household_named(said, code):
        raise unusable(
            field, "这份名册按人计：请写门牌和姓名，中间空一格，或者人员编号。",
            "This roll is of persons: write the door, a space and the name, or the person’s number.",
        )  # fmt: skip
    person = person_in(field, said, code)
    found = place_on(roll, person)
    return found or RollEntry(roll=roll, person_id=registry.person_row(person)), found is not None


def _of_door(field: str, said: str, roll: Roll) -> tuple[RollEntry, bool]:
    """The place of a household named by its door, or by somebody who lived there, of age, on the record date."""
    code = roll.community_code
    number = registry.household_named(said, code)
    row = registry.household_row(number) if number else _home_of(said, roll)
    if row is None:
        like = "、".join(registry.doors_meant(said, code)) or registry.some_door(code)
        raise unusable(
            field, f"登记簿里没有门牌“{said}”，或者不止一个。这份名册按户计：请写门牌，如 {like}。",
            f"There is no door “{said}” in the register, or more than one. This roll is of households: write the door, "
            f"such as {like}.",
        )  # fmt: skip
    found = RollEntry.objects.filter(roll=roll, by_household=True, household_id=row).first()
    return found or RollEntry(roll=roll, by_household=True, household_id=row), found is not None


def _home_of(said: str, roll: Roll) -> int | None:
    """Of a door with a name; of somebody's number alone only a home that has its place on the roll."""
    named = None if said.startswith("person:") else registry.resident_named(said, roll.community_code)
    if named:
        return registry.household_of_adult(named, roll.community_code, roll.record_date)
    own = place_on(roll, f"person:{person_number(said)}")
    return own.household_id if own else None


def entries_at(roll: Roll, at: datetime) -> "QuerySet[RollEntry]":
    """The places that stood on a roll at a moment, such as the opening of a vote.

    The state before a correction is the opposite of what the correction made.
    """
    later = Correction.objects.filter(place=OuterRef("pk"), corrected_at__gt=at).order_by("corrected_at", "pk")
    rows = RollEntry.objects.filter(roll=roll).annotate(undone=Subquery(later.values("change")[:1]))
    return rows.filter(Q(undone="strike") | Q(undone=None, struck_on=None))


def entries_of(vote: Vote) -> "QuerySet[RollEntry]":
    """The places that count for a vote, whoever stepped aside included."""
    return entries_at(vote.roll, vote.opened_at)


def entitled(vote: Vote) -> int:
    """How many count for this question: the roll, less those whom a rule takes out of the base."""
    return entries_of(vote).exclude(pk__in=vote.off_base).count()


def voters(vote: Vote) -> int:
    """How many may vote on this question: those who count, less those who stepped aside and stay in the base."""
    return _deciding(vote).count()


def absent(vote: Vote) -> int:
    """How many of those who would decide were outside when a question was put that is voted on in the room alone."""
    return _deciding(vote).exclude(pk__in=vote.in_room or ()).count() if vote.room_alone else 0


def _deciding(vote: Vote) -> "QuerySet[RollEntry]":
    return entries_of(vote).exclude(pk__in=[*vote.off_base, *vote.aside])


def place_of(vote: Vote, person: str) -> RollEntry | None:
    """Somebody's place on the roll of a vote: their own, that of the household for which they came, or for which they
    come. None for nobody's person (`person:<number>`), and for whoever was struck."""
    own = next(iter(RollEntry.objects.raw(OWN, [vote.roll_id, person_number(person), vote.opened_at])), None)
    if own is not None:
        return own
    if registry.of_households(vote.roll.of) and (mark := mark_by(vote, person)):
        return mark.entry
    asked = (vote.roll, vote.opened_at)
    doors = known.doors_of(person, [asked]).get(asked)
    if doors is None:
        return None
    standing = frozenset(entries_of(vote).filter(pk__in=[one.pk for one in (doors.then, doors.now) if one]))
    place = doors.place(standing.__contains__)
    return place if place in standing else None


def places_in(votes: Sequence[Vote], person: str) -> dict[Vote, RollEntry]:
    """Somebody's place in each of some votes that has one for them, as `place_of` gives it for a single vote."""
    rolls = {vote.roll_id for vote in votes}
    own = {one.roll_id: one for one in _own_places(person, rolls)}
    homes = {one.pk: one for one in _of_households(rolls)}
    opened = {vote: (homes[vote.roll_id], vote.opened_at) for vote in votes if vote.roll_id in homes}
    doors = known.doors_of(person, opened.values())
    came = _came(person, [vote for vote in votes if vote in opened]) if opened else {}
    both = [one for pair in doors.values() for one in (pair.then, pair.now) if one]
    changes = _changes([*own.values(), *both])
    mine: dict[Vote, RollEntry] = {}
    for vote in votes:
        stood = partial(_stood, changes=changes, at=vote.opened_at)
        place = own.get(vote.roll_id)
        if vote.pk in came:
            mine[vote] = came[vote.pk]
            continue
        if place is None and opened.get(vote) in doors:
            place = doors[opened[vote]].place(stood)
        if place and stood(place):
            mine[vote] = place
    return mine


def places_of(person: str, rolls: Collection[int]) -> list[RollEntry]:
    """Somebody's places on some rolls, struck or not: their own first, then those of the household for which they
    come."""
    if not rolls:
        return []
    doors = known.doors_of(person, [(one, None) for one in _of_households(rolls)])
    homes = filter(None, (pair.place(_stands) for pair in doors.values()))
    return [*_own_places(person, rolls), *sorted(homes, key=lambda one: one.pk)]


def _own_places(person: str, rolls: Collection[int]) -> "QuerySet[RollEntry]":
    rows = RollEntry.objects.filter(by_household=False, person__number=person_number(person), roll_id__in=rolls)
    return rows.order_by("pk")


def _of_households(rolls: Collection[int]) -> list[Roll]:
    """Those of some rolls that have places of households."""
    by_home = RollEntry.objects.filter(roll=OuterRef("pk"), by_household=True)
    return list(Roll.objects.filter(Exists(by_home), pk__in=rolls))


def _changes(entries: Sequence[RollEntry]) -> dict[int, list[Correction]]:
    """The corrections of some places, in their order."""
    rows = Correction.objects.filter(place__in=entries).order_by("corrected_at", "pk") if entries else ()
    found: dict[int, list[Correction]] = {entry.pk: [] for entry in entries}
    for row in rows:
        found[row.place_id].append(row)
    return found


def _stood(entry: RollEntry, changes: Mapping[int, Sequence[Correction]], at: datetime) -> bool:
    """Whether a place stood at a moment: before the first later correction, the opposite of what that one made."""
    later = next((one for one in changes[entry.pk] if one.corrected_at > at), None)
    return later.change == "strike" if later else entry.struck_on is None


def entry_of(vote: Vote, key: int) -> RollEntry | None:
    """The place on the roll of a vote with this number of its row."""
    return entries_of(vote).filter(pk=key).first()


def may_vote(vote: Vote, entry: RollEntry) -> bool:
    """Whether the place is one of those that decide: who stepped aside or is out of the base does not, nor who is not
    in the room where the vote is taken in it alone."""
    return counts(vote, entry) and reached(vote, entry)


def counts(vote: Vote, entry: RollEntry) -> bool:
    """Whether the place neither stepped aside nor is out of the base."""
    return entry.pk not in vote.off_base and entry.pk not in vote.aside


def reached(vote: Vote, entry: RollEntry) -> bool:
    """Whether a vote in a room alone reaches the place; every other reaches all."""
    return not vote.room_alone or entry.pk in (vote.in_room or ())


def outside(vote: Vote, entry: RollEntry) -> bool:
    """Whether the place counts, and nobody was in the room for it when the question was put there alone."""
    return counts(vote, entry) and not reached(vote, entry)


def from_outside(vote: Vote) -> int:
    """How many have voted in a meeting's vote without having been in the room."""
    if vote.in_room is None:
        return 0
    return len(set(_marked(vote)) - {*vote.in_room})


def uncounted_in_room(vote: Vote) -> int:
    """How many in the room may vote, and no channel has counted; 0 outside a meeting."""
    return len(left_uncounted(vote))


def left_uncounted(vote: Vote) -> frozenset[int]:
    """The places of those in the room who may vote, and whom no channel has counted; none outside a meeting. Whoever
    stepped aside answers for no place at which they sit for somebody else."""
    if vote.in_room is None:
        return frozenset()
    return frozenset(vote.in_room) - {*vote.off_base, *vote.aside, *_marked(vote)} - aside_throughout(vote)


def left_out(vote: Vote, entry: RollEntry) -> bool:
    """Whether somebody was in the room with a vote, and hands were counted or names called without them."""
    if vote.in_room is None or entry.pk not in vote.in_room or not counts(vote, entry) or mark_of(vote, entry):
        return False
    return vote.counts.filter(channel="hands").exists() or RollCall.objects.filter(vote=vote).exists()


def _marked(vote: Vote) -> "QuerySet[Mark, int]":
    return Mark.objects.filter(vote=vote, withdrawn_on=None).values_list("entry_id", flat=True)


def mark_of(vote: Vote, entry: RollEntry) -> Mark | None:
    """The mark that stands at a place: it has voted, or holds a sheet of paper."""
    return next(iter(Mark.objects.raw(STANDING, [vote.pk, entry.pk])), None)


def mark_by(vote: Vote, person: str) -> Mark | None:
    """The mark that stands at whichever household's place somebody came to: they come for one."""
    rows = Mark.objects.filter(vote=vote, came__number=person_number(person), withdrawn_on=None)
    return rows.select_related("entry__household").first()


def _came(person: str, votes: Collection[Vote]) -> dict[int, RollEntry]:
    """By vote, the place of the household for which somebody has come."""
    rows = Mark.objects.filter(vote__in=votes, came__number=person_number(person), withdrawn_on=None)
    return {mark.vote_id: mark.entry for mark in rows.select_related("entry__household")}

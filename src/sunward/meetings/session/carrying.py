"""What a vote on an item carries by the rules of the body: the question itself, or of several choices those that have
what the rules ask of a majority, each looked at as if it alone had been put to the vote."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sunward.charter.engine.vocabulary import FIGURES, Rule
from sunward.kernel.findings import Finding
from sunward.meetings.models import AgendaItem
from sunward.meetings.rules import choosing
from sunward.meetings.session.room import Room

Counts = Mapping[str, Mapping[str, int]]


def alone(counts: Counts, key: str) -> Counts:
    """The figures as if this choice alone had been put to the vote."""
    kept = frozenset(FIGURES) - {"for"}
    return {
        name: {each: number for each, number in figures.items() if each in kept}
        | ({"for": figures[key]} if key in figures else {})
        for name, figures in counts.items()
    }


def by_rule(room: Room, item: AgendaItem, counts: Counts, keys: Iterable[str]) -> dict[str, tuple[Finding, ...]]:
    """What the rules say to each choice: enough there, enough in favour."""
    rules = room.rules_on(item)
    return {key: rules.attendance(alone(counts, key), majority=True) for key in keys}


def adopts(found: Iterable[Finding]) -> bool:
    """Without a rule on the majority nothing is carried, and no choice is adopted; one that nobody has read is held to.
    The one measure, for the result and for what could turn it."""
    known = tuple(found)
    return all(one.ok for one in known) and any(one.rule == Rule.MAJORITY for one in known)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a vote on several choices comes to: the votes of each, what the rules say to each, which of them have enough
    (whether or not there was a place for all), what is carried, most votes first, and how many places stay open for
    which of them are level."""

    votes: Mapping[str, int]
    found: Mapping[str, tuple[Finding, ...]]
    reaching: tuple[str, ...]
    adopted: tuple[str, ...]
    left: tuple[int, tuple[str, ...]]


def choices_in(room: Room, item: AgendaItem, counts: Counts) -> Choices:
    """Each choice by the rules of the body."""
    own = counts.get(room.counted_as, {})
    votes = {key: own[key] for key in item.options if key in own}
    found = by_rule(room, item, counts, votes)
    reaching = tuple(key for key in votes if votes[key] and adopts(found[key]))
    most = choosing.how_many(item.method or "", item.at_most, len(votes))
    adopted, left = choosing.adopted(votes, reaching, most), choosing.level_for_the_rest(votes, reaching, most)
    return Choices(votes, found, reaching, adopted, left)


def adopted_in(room: Room, item: AgendaItem, counts: Counts) -> list[str]:
    """What is carried: `for`, or the keys of the choices, most votes first; nothing where nothing is."""
    if item.method is not None:
        return [*choices_in(room, item, counts).adopted]
    return ["for"] if adopts(room.rules_on(item).attendance(counts, majority=True)) else []


def asked_of(item: AgendaItem) -> tuple[str, ...]:
    """Each way in which somebody could have voted the other way: against or for, or any of the choices."""
    return tuple(item.options) or ("for", "against")

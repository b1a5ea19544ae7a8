"""What a vote could have come to without people of whom nobody knows whether they are back: base and votes together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Protocol

UNSAID = ""  # blank and invalid ballots


@dataclass(frozen=True, slots=True)
class Without:
    """Figures without some people: so many fewer on the roll, in the room and among the votes, and what is left for
    each choice."""

    base: int
    there: int
    cast: int
    chosen: Mapping[str, int]


class People(Protocol):
    """Some people without whom a vote is looked at."""

    def ways(self, cast: int, chosen: Mapping[str, int]) -> Iterator[Without]:
        """The figures that a vote could have come to without them."""


@dataclass(frozen=True, slots=True)
class NotThere:
    """How many places nobody filled in truth: in the room without a vote, and among the votes, for nobody knows what or
    for what is known. They stay on the roll. Of those among the votes some were in the room all the same (`there`)."""

    sat: int
    unknown: int
    known: Mapping[str, int]
    there: int = 0

    def ways(self, cast: int, chosen: Mapping[str, int]) -> Iterator[Without]:
        """The figures without all of them, whatever those voted of whom nobody knows."""
        said = sum(self.known.values())
        bare = {key: max(votes - self.known.get(key, 0), 0) for key, votes in chosen.items()}
        for left in _without(max(cast - said, 0), bare, self.unknown):
            voted = said + self.unknown
            yield Without(0, self.sat + voted - self.there, voted, left)


@dataclass(frozen=True, slots=True)
class Returned:
    """How many they are: away, in the room without voting, and among those who voted, for nobody knows what."""

    away: int
    sat: int = 0
    voted: int = 0

    def ways(self, cast: int, chosen: Mapping[str, int]) -> Iterator[Without]:
        """The figures without any of them, however those who voted did. Whoever voted leaves base and votes at once;
        of the others none or all are looked at, for the shares only rise or only fall with them."""
        for voted in range(self.voted + 1):
            for left in _without(cast, chosen, voted):
                for away, sat in product({0, self.away}, {0, self.sat}):
                    yield Without(away + sat + voted, sat + voted, voted, left)


def _without(cast: int, chosen: Mapping[str, int], number: int) -> list[dict[str, int]]:
    """The votes without so many of them: of each choice as many as can be, and as few, be it that those who chose
    nothing are among them or not."""
    votes = {UNSAID: max(cast - sum(chosen.values()), 0), **chosen}
    found = list[dict[str, int]]()
    for key in votes:
        others = [one for one in chosen if one != key]
        for groups in (([key], [UNSAID], others), ([UNSAID], others, [key]), (others, [UNSAID], [key])):
            left = _taken(votes, groups, number)
            # Where a ballot can name several choices, none has more votes than there are ballots left.
            less = {one: min(left[one], cast - number) for one in chosen}
            if less not in found:
                found.append(less)
    return found


def _taken(votes: Mapping[str, int], groups: Iterable[list[str]], number: int) -> dict[str, int]:
    """The votes without so many, of one group after the other: in each of whoever has most by then."""
    left = dict(votes)
    for group in groups:
        while number and group and max(left[one] for one in group):
            most = max(group, key=left.__getitem__)
            left[most], number = left[most] - 1, number - 1
    return left

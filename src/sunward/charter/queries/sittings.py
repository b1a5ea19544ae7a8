"""The rules of one session of a body, asked with the counts of the room."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sunward.charter import engine, ports
from sunward.charter.queries.in_force import charter_of_case
from sunward.charter.queries.powers import _finding
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session of a body on a day, asked what the rules say to it; the answers are the door's findings."""

    rules: engine.Sitting

    @property
    def session(self) -> engine.Session:
        """How the body meets; an empty one where the rule books are silent, and without what nobody has read yet:
        nothing is granted."""
        found = self.rules.charter.sessions.get(self.rules.body)
        return found.granted() if found else engine.Session(key=self.rules.body)

    @property
    def name(self) -> Text:
        found = self.rules.known().name
        return Text(found.zh, found.en)

    @property
    def counted_as(self) -> str:
        """The counting class of the body's own roll; empty where no rule book says who belongs to it."""
        members = self.session.members
        return members.of if members else ""

    @property
    def classes(self) -> frozenset[str]:
        """The classes by which a session can count: the body's own, and those that its quorum names instead."""
        quorum = [one.of for need in self.rules.rules.quorum for one in need.alternatives]
        return frozenset([self.counted_as, *quorum])

    def calling(self, called_by: str, petition: tuple[str, int, int] | None = None) -> tuple[Finding, ...]:
        """May they call it?"""
        return tuple(_finding(found) for found in self.rules.calling(called_by, petition))

    def notice(self, given_on: date | None) -> tuple[Finding, ...]:
        """Was the notice long enough?"""
        return tuple(_finding(found) for found in self.rules.notice(given_on))

    def attendance(self, counts: Mapping[str, Mapping[str, int]], *, majority: bool = False) -> tuple[Finding, ...]:
        """Are enough people here, and if asked for: did enough agree?"""
        return tuple(_finding(found) for found in self.rules.attendance(counts, majority=majority))


def sitting(
    community: str,
    body: str,
    held_on: date,
    matter: str = "",
    *,
    second_call: bool = False,
    called_on: date | None = None,
    versions: Sequence[str] = (),
) -> Sitting:
    """The rules of a session. One that has been called keeps the rule books of the day of its call: nobody changes
    between the notice and the evening how long the notice had to be. Before that, those in force on its day. An open
    case keeps its own, where it is decided too: `versions`, those under which it was opened.

    Raises:
        NoCharter: when none is in force.
    """
    book = charter_of_case(community, called_on or held_on, versions)
    return Sitting(engine.Sitting(book, body, held_on, matter, second_call))


def sittings_kept(community: str, body: str, held_on: date, on: date) -> Iterator[Sitting]:
    """The rules of a session by which cases are decided that are open on a day, where they keep others than those of
    that day. Nothing is asked before the first of them."""
    for versions in ports.kept(community, on):
        yield sitting(community, body, held_on, called_on=on, versions=versions)

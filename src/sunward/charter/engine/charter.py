"""A charter: the rule books in force for one place on one day, laid over each other."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from sunward.charter.engine.duties import DisclosureItem, Duty, read_disclosure_item, read_duty
from sunward.charter.engine.elections import ElectionRules, lay_election, read_election
from sunward.charter.engine.errors import NotInForce
from sunward.charter.engine.franchise import Franchise, read_franchise
from sunward.charter.engine.hearings import ALL_MAJOR, FORUMS, Hearing, read_hearing
from sunward.charter.engine.layering import Loosening, Meeting, lay_body, lay_franchise, lay_matter
from sunward.charter.engine.nodes import Node
from sunward.charter.engine.packs import Document, PackVersion, read_pack, read_version
from sunward.charter.engine.parameters import Parameter, Right, read_parameter, read_right
from sunward.charter.engine.powers import Power, read_power
from sunward.charter.engine.procedures import Procedure, read_procedure
from sunward.charter.engine.routes import Route, route_of
from sunward.charter.engine.rule_reading import read_body, read_matter
from sunward.charter.engine.rules import Body, Matter
from sunward.charter.engine.sessions import Session, lay_session, read_session
from sunward.charter.engine.spending import Spending, read_spending
from sunward.charter.engine.vocabulary import BODIES, Rank

_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True)
class Charter:
    """Merged rules; `versions` in the order given, `loosened` what a lower rule book tried and may not."""

    versions: tuple[PackVersion, ...]
    bodies: Mapping[str, Body]
    matters: Mapping[str, Matter]
    procedures: Mapping[str, Procedure]
    parameters: Mapping[str, Parameter]
    rights: Mapping[str, Right]
    powers: Mapping[str, Power]
    spending: Spending
    duties: Mapping[str, Duty]
    disclosure: Mapping[str, DisclosureItem]
    sessions: Mapping[str, Session]
    elections: Mapping[str, ElectionRules]
    hearings: Mapping[str, Hearing]
    franchise: Franchise
    loosened: tuple[Loosening, ...] = field(default=())
    _routes: dict[tuple[str, str], Route] = field(default_factory=dict, repr=False, compare=False)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(version.id for version in self.versions)

    @property
    def digests(self) -> Mapping[str, str]:
        """Version id -> SHA-256 of its canonical JSON."""
        return {version.id: version.digest for version in self.versions}

    @classmethod
    def from_versions(cls, versions: Iterable[PackVersion]) -> "Charter":
        return _merge(tuple(versions))

    @classmethod
    def from_documents(cls, documents: Iterable[Document]) -> "Charter":
        """Rebuild a charter from stored documents (`PackVersion.document`); raises PackError."""
        return _merge(tuple(read_version(document) for document in documents))

    def procedure_for(self, matter: str, body: str) -> tuple[Procedure, ...]:
        return tuple(found for found in self.procedures.values() if found.applies(matter, body))

    def rank_of(self, body: str) -> Rank:
        """How wide a body is by these rule books; where none has it, as its usual name says, or a committee."""
        return self.bodies[body].rank if body in self.bodies else BODIES.get(body, (Rank.COMMITTEE, None))[0]

    def hearing_for(self, key: str) -> Hearing | None:
        """How a kind of matter is heard, or a coordination or appraisal meeting held; None: not granted."""
        own = self.hearings.get(key)
        return own if own or key in FORUMS else self.hearings.get(ALL_MAJOR)

    def route_for(self, matter: str, body: str) -> Route:
        """What those procedures ask of the judge; kept, because every case of the kind asks again."""
        known = self._routes.get((matter, body))
        if known is None:
            known = self._routes[matter, body] = route_of(self.procedure_for(matter, body))
        return known


def load_charter(directories: Iterable[Path], on: date) -> Charter:
    """Lay the versions in force on a day over each other, widest layer first, in one layer the oldest first.

    Raises NotInForce when none of the rule books has a version in force, PackError when one cannot be read.
    """
    packs = [read_pack(directory) for directory in directories]
    versions = [version for pack in packs if (version := pack.on(on))]
    if not versions:
        names = ", ".join(pack.id for pack in packs)
        raise NotInForce("held_on", f"no version of {names or 'any rule book'} was in force on {on}")
    return Charter.from_versions(versions)


def _merge(versions: tuple[PackVersion, ...]) -> Charter:
    ordered = sorted(versions, key=_laying_order)
    noted: list[Loosening] = []
    bodies, matters = _meeting_rules(ordered, noted)
    return Charter(
        versions=versions,
        bodies=bodies,
        matters=matters,
        procedures=_entries(ordered, "procedures", read_procedure),
        parameters=_entries(ordered, "parameters", read_parameter),
        rights=_entries(ordered, "rights", read_right),
        powers=_entries(ordered, "powers", read_power),
        spending=_spending(ordered),
        duties=_entries(ordered, "duties", read_duty),
        disclosure=_entries(ordered, "disclosure", read_disclosure_item),
        sessions=_rule_by_rule(ordered, "sessions", read_session, lay_session),
        elections=_rule_by_rule(ordered, "elections", read_election, lay_election),
        hearings=_entries(ordered, "hearings", read_hearing),
        franchise=_franchise(ordered, noted),
        loosened=tuple(noted),
    )


def _laying_order(version: PackVersion) -> tuple[int, date, str]:
    """Never the order of the command line: widest layer first, then the earlier law."""
    return version.layer.depth, version.effective_from, version.pack


def _meeting_rules(versions: list[PackVersion], noted: list[Loosening]) -> tuple[dict[str, Body], dict[str, Matter]]:
    bodies: dict[str, Body] = {}
    matters: dict[str, Matter] = {}
    ranks: dict[str, Rank] = {key: rank for key, (rank, _) in BODIES.items()}
    above = None
    for version in versions:
        meeting = Meeting(version.pack, noted, version.layer == above, ranks)
        for key, body in version.entries("bodies", read_body).items():
            bodies[key] = lay_body(bodies.get(key), body, meeting)
            ranks[key] = bodies[key].rank
        for key, matter in version.entries("matters", read_matter).items():
            matters[key] = lay_matter(matters.get(key), matter, meeting)
        above = version.layer
    return bodies, matters


def _entries(versions: list[PackVersion], part: str, read: Callable[[str, Node, bool], _Entry]) -> dict[str, _Entry]:
    """Entries with a key of their own: the more local one replaces the wider one of the same key."""
    return {key: entry for version in versions for key, entry in version.entries(part, read).items()}


def _rule_by_rule(
    versions: list[PackVersion],
    part: str,
    read: Callable[[str, Node, bool], _Entry],
    lay: Callable[[_Entry | None, _Entry], _Entry],
) -> dict[str, _Entry]:
    """Entries of many rules: what a more local rule book says of a body replaces the wider one's word on the same."""
    found: dict[str, _Entry] = {}
    for version in versions:
        for key, entry in version.entries(part, read).items():
            found[key] = lay(found.get(key), entry)
    return found


def _spending(versions: list[PackVersion]) -> Spending:
    """Tiers make sense only together, so the most local rule book that has any sets them all."""
    parts = [(version, version.part("spending")) for version in versions]
    given = [(version, node) for version, node in parts if node.value]
    return read_spending(given[-1][1], given[-1][0].unconfirmed) if given else Spending()


def _franchise(versions: list[PackVersion], noted: list[Loosening]) -> Franchise:
    laid, above = Franchise(), None
    for version in versions:
        given = read_franchise(version.part("franchise"), version.unconfirmed)
        laid = lay_franchise(laid, given, Meeting(version.pack, noted, version.layer == above, {}))
        above = version.layer
    return laid

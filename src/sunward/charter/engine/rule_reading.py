"""From the plain data of `bodies.yaml` and `matters.yaml` to rules."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypedDict, TypeVar

from sunward.charter.engine.amounts import read_duration, read_ratio
from sunward.charter.engine.nodes import Node
from sunward.charter.engine.rules import (
    Agenda,
    Body,
    Competence,
    Composition,
    Conveners,
    Matter,
    MeetingRules,
    Notice,
    Petition,
    Publication,
    StepBefore,
    VoteInRecord,
)
from sunward.charter.engine.thresholds import Requirement, Share, Threshold
from sunward.charter.engine.vocabulary import AREAS, AUTHORISES, BASES, BODIES, CLASSES, HEADS, STEPS, Rank, usual_name

MEETING_KEYS = (
    "convened_by",
    "petition",
    "notice",
    "agenda",
    "quorum",
    "majority",
    "composition",
    "steps_before",
    "publication",
)
_SOURCED = ("source", "unconfirmed", "allowed_by")
_PUBLISHING = ("resolution_disclosure", "result_disclosure")
_Read = TypeVar("_Read")


class Provenance(TypedDict):
    source: str
    unconfirmed: bool
    allowed_by: str


@dataclass(frozen=True, slots=True)
class Inherited:
    """What an inner entry takes over from the entry that encloses it."""

    source: str = ""
    unconfirmed: bool = False
    allowed_by: str = ""

    def of(self, node: Node) -> "Inherited":
        return Inherited(
            node.optional_string("source") or self.source,
            node.flag("unconfirmed", self.unconfirmed),
            node.optional_string("allowed_by") or self.allowed_by,
        )

    def provenance(self) -> Provenance:
        return {"source": self.source, "unconfirmed": self.unconfirmed, "allowed_by": self.allowed_by}


def provenance(node: Node, unconfirmed: bool) -> Provenance:
    """Source and standing of one rule; `unconfirmed` is what the whole version says of itself."""
    return Inherited(unconfirmed=unconfirmed).of(node).provenance()


def read_share(node: Node) -> Share:
    strict, lax = node.find("more_than"), node.find("at_least")
    if (strict is None) == (lax is None):
        raise node.wrong("needs exactly one of at_least, more_than")
    return Share(read_ratio(strict), True) if strict else Share(read_ratio(node.need("at_least")), False)


def _class(node: Node) -> str:
    """A class of people; area signs no petition and sits in no body."""
    return node.one_of(HEADS)


def _threshold(node: Node, counted: str, base: str, outer: Inherited) -> Threshold:
    node.only(("of", "counted", "at_least", "more_than", *_SOURCED))
    of, _, said = node.need("of").string().partition(" ")
    Node(of, f"{node.where}.of").one_of(tuple(CLASSES))
    base = Node(said, f"{node.where}.of").one_of(BASES) if said else base
    if node.find("counted"):
        counted = node.need("counted").one_of(("present", "cast"))
    inner, share = outer.of(node), read_share(node)
    if of in AREAS and share.counts_persons:
        raise node.wrong("an area needs a fraction such as 2/3; a whole number counts persons")
    return Threshold(of, counted, base, share, inner.source, inner.unconfirmed)


def read_requirements(node: Node | None, counted: str, base: str, outer: Inherited) -> tuple[Requirement, ...]:
    """A threshold, alternatives (`any_of`) or joint requirements (`all_of`)."""
    if node is None:
        return ()
    inner = outer.of(node)
    joint, either = node.find("all_of"), node.find("any_of")
    if joint:
        node.only(("all_of", *_SOURCED))
        return tuple(one for entry in joint.entries() for one in read_requirements(entry, counted, base, inner))
    if either:
        node.only(("any_of", *_SOURCED))
        found = tuple(_threshold(entry, counted, base, inner) for entry in either.entries())
        return (Requirement(found, inner.allowed_by),)
    return (Requirement((_threshold(node, counted, base, outer),), inner.allowed_by),)


def read_petitions(node: Node | None, unconfirmed: bool) -> tuple[Petition, ...]:
    return tuple(
        Petition(
            of=_class(entry.only(("of", "at_least", "more_than", *_SOURCED)).need("of")),
            share=read_share(entry),
            **provenance(entry, unconfirmed),
        )
        for entry in (node.entries() if node else ())
    )


def _conveners(node: Node, unconfirmed: bool) -> Conveners:
    node.only(("bodies", *_SOURCED))
    return Conveners(bodies=node.need("bodies").strings(), **provenance(node, unconfirmed))


def _notice(node: Node, unconfirmed: bool) -> Notice:
    node.only(("days", *_SOURCED))
    return Notice(days=node.need("days").integer(), **provenance(node, unconfirmed))


def _agenda(node: Node, unconfirmed: bool) -> Agenda:
    return Agenda(**provenance(node.only(_SOURCED), unconfirmed))


def _vote_in_record(node: Node, unconfirmed: bool) -> VoteInRecord:
    return VoteInRecord(**provenance(node.only(("source", "unconfirmed")), unconfirmed))


def _composition(node: Node, unconfirmed: bool) -> Composition:
    node.only(("of", "in", "at_least", "more_than", *_SOURCED))
    share, within = read_share(node), node.find("in")
    if share.counts_persons == bool(within):
        raise node.wrong("a fraction needs `in` (the whole), a number of persons does not have it")
    whole = _class(within) if within else ""
    return Composition(of=_class(node.need("of")), within=whole, share=share, **provenance(node, unconfirmed))


def _step_before(node: Node, unconfirmed: bool) -> StepBefore:
    node.only(("step", *_SOURCED))
    return StepBefore(step=node.need("step").one_of(tuple(STEPS)), **provenance(node, unconfirmed))


def _publication(node: Node, unconfirmed: bool) -> Publication:
    node.only(("step", "within", *_SOURCED))
    return Publication(
        step=node.need("step").one_of(_PUBLISHING),
        within=read_duration(node.find("within")),
        **provenance(node, unconfirmed),
    )


def _single(read: Callable[[Node, bool], _Read], node: Node | None, unconfirmed: bool) -> tuple[_Read, ...]:
    return (read(node, unconfirmed),) if node else ()


def _several(read: Callable[[Node, bool], _Read], node: Node | None, unconfirmed: bool) -> tuple[_Read, ...]:
    return tuple(read(entry, unconfirmed) for entry in (node.entries() if node else ()))


def read_meeting_rules(node: Node, unconfirmed: bool) -> MeetingRules:
    outer = Inherited(unconfirmed=unconfirmed)
    return MeetingRules(
        conveners=_single(_conveners, node.find("convened_by"), unconfirmed),
        petitions=read_petitions(node.find("petition"), unconfirmed),
        notices=_single(_notice, node.find("notice"), unconfirmed),
        agendas=_single(_agenda, node.find("agenda"), unconfirmed),
        quorum=read_requirements(node.find("quorum"), "present", "entitled", outer),
        majority=read_requirements(node.find("majority"), "for", "present", outer),
        composition=_several(_composition, node.find("composition"), unconfirmed),
        steps_before=_several(_step_before, node.find("steps_before"), unconfirmed),
        publications=_single(_publication, node.find("publication"), unconfirmed),
    )


def read_body(key: str, node: Node, unconfirmed: bool) -> Body:
    node.only(("name", "rank", *MEETING_KEYS))
    usual_rank, _ = BODIES.get(key, (Rank.COMMITTEE, None))
    name, rank = node.find("name"), node.find("rank")
    return Body(
        key=key,
        name=name.text() if name else usual_name(key),
        rank=Rank(rank.one_of(tuple(Rank))) if rank else usual_rank,
        rules=read_meeting_rules(node, unconfirmed),
    )


def _competence(node: Node, unconfirmed: bool) -> Competence:
    node.only(("decided_by", "delegable_to", "withheld_from", "yields_to", *_SOURCED))
    return Competence(
        decided_by=node.need("decided_by").strings(),
        delegable_to=node.optional_pairs("delegable_to"),
        withheld_from=node.optional_pairs("withheld_from"),
        yields_to=node.optional_pairs("yields_to"),
        **provenance(node, unconfirmed),
    )


def read_matter(key: str, node: Node, unconfirmed: bool) -> Matter:
    meeting = (rule for rule in MEETING_KEYS if rule != "convened_by")
    node.only(("title", "competence", "authorises", "chooses_people", "vote_in_record", *meeting))
    title = node.find("title")
    return Matter(
        key=key,
        title=title.text() if title else usual_name(key),
        competences=_single(_competence, node.find("competence"), unconfirmed),
        authorises=_authorised(None if unconfirmed else node.find("authorises")),
        chooses_people=node.flag("chooses_people"),
        votes_in_record=_single(_vote_in_record, node.find("vote_in_record"), unconfirmed),
        rules=read_meeting_rules(node, unconfirmed),
    )


def _authorised(node: Node | None) -> frozenset[str]:
    """Which money a decision opens; a text that nobody has read opens none."""
    return frozenset(entry.one_of(AUTHORISES) for entry in node.entries()) if node else frozenset()

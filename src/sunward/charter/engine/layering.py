"""How a lower rule book meets a higher one: it adds and tightens, parameter by parameter.

To loosen something it must name the higher article that lets it (`allowed_by`); otherwise the stricter rule
stays and the attempt is noted. A rule that was read replaces one that was not (`unconfirmed`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from sunward.charter.engine.franchise import Entitlement, Franchise
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
from sunward.charter.engine.texts import Text
from sunward.charter.engine.thresholds import Requirement
from sunward.charter.engine.vocabulary import BODIES, Rank, usual_name


class _Standing(Protocol):
    @property
    def unconfirmed(self) -> bool: ...
    @property
    def allowed_by(self) -> str: ...


_Rule = TypeVar("_Rule", bound=_Standing)


@dataclass(frozen=True, slots=True)
class Loosening:
    """A rule that a lower rule book tried to make laxer without naming what lets it."""

    pack: str
    where: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """One merge: who is laying rules over whom, and the list in which attempts to loosen are noted."""

    pack: str
    noted: list[Loosening]
    same_layer: bool
    ranks: Mapping[str, Rank]

    def stays(self, where: str) -> None:
        self.noted.append(Loosening(self.pack, where))

    def width(self, body: str) -> int:
        return self.ranks.get(body, BODIES.get(body, (Rank.COMMITTEE, None))[0]).width


def _lay(
    higher: tuple[_Rule, ...],
    lower: tuple[_Rule, ...],
    same_kind: Callable[[_Rule, _Rule], bool],
    laxer: Callable[[_Rule, _Rule], bool],
    note: Callable[[], None],
) -> tuple[_Rule, ...]:
    """Lay `lower` over `higher`: the stricter of two rules of one kind stays, new kinds are added.

    A rule that was read replaces unread ones of its kind; an unread one never replaces one that was read.
    """
    laid = list(higher)
    for rule in lower:
        rivals = [old for old in laid if same_kind(old, rule) and (old.unconfirmed or not rule.unconfirmed)]
        read = [old for old in rivals if old.unconfirmed == rule.unconfirmed]
        if not rule.allowed_by and any(laxer(rule, old) for old in read):
            note()
            continue
        laid = [*(old for old in laid if old not in rivals), rule]
    return tuple(laid)


def _requirements(
    higher: tuple[Requirement, ...], lower: tuple[Requirement, ...], note: Callable[[], None]
) -> tuple[Requirement, ...]:
    if any(requirement.allowed_by for requirement in lower):
        return lower
    return _lay(higher, lower, narrows, laxer_requirement, note)


def narrows(old: Requirement, new: Requirement) -> bool:
    return new.kinds <= old.kinds


def laxer_requirement(new: Requirement, old: Requirement) -> bool:
    before = {threshold.kind: threshold for threshold in old.alternatives}
    return any(threshold.laxer_than(before[threshold.kind]) for threshold in new.alternatives)


def _conveners(higher: tuple[Conveners, ...], lower: tuple[Conveners, ...]) -> tuple[Conveners, ...]:
    """Whoever may convene under the higher rule book may do so still; each body keeps its article."""
    return (*higher, *lower)


def _petitions(
    higher: tuple[Petition, ...], lower: tuple[Petition, ...], note: Callable[[], None]
) -> tuple[Petition, ...]:
    """A lower rule book may make it easier for people to force a meeting, not harder."""
    return _lay(higher, lower, _same_class, _harder, note)


def _same_class(old: Petition, new: Petition) -> bool:
    return old.of == new.of


def _harder(new: Petition, old: Petition) -> bool:
    return old.share.laxer_than(new.share)


def _notices(higher: tuple[Notice, ...], lower: tuple[Notice, ...], note: Callable[[], None]) -> tuple[Notice, ...]:
    return _lay(higher, lower, lambda *_: True, lambda new, old: new.days < old.days, note)


def _agendas(higher: tuple[Agenda, ...], lower: tuple[Agenda, ...]) -> tuple[Agenda, ...]:
    return _lay(higher, lower, lambda *_: True, lambda *_: False, _nothing)


def _compositions(
    higher: tuple[Composition, ...], lower: tuple[Composition, ...], note: Callable[[], None]
) -> tuple[Composition, ...]:
    return _lay(
        higher,
        lower,
        lambda a, b: (a.of, a.within) == (b.of, b.within),
        lambda new, old: new.share.laxer_than(old.share),
        note,
    )


def _steps(higher: tuple[StepBefore, ...], lower: tuple[StepBefore, ...]) -> tuple[StepBefore, ...]:
    return _lay(higher, lower, lambda a, b: a.step == b.step, lambda *_: False, _nothing)


def _publications(
    higher: tuple[Publication, ...], lower: tuple[Publication, ...], note: Callable[[], None]
) -> tuple[Publication, ...]:
    return _lay(higher, lower, lambda a, b: a.step == b.step, _slower, note)


def _slower(new: Publication, old: Publication) -> bool:
    if old.within is None:
        return False
    return new.within is None or new.within.may_outlast(old.within)


def _nothing() -> None:
    """Rules that cannot be laxer have nothing to note."""


def lay_rules(higher: MeetingRules, lower: MeetingRules, meeting: Meeting, where: str) -> MeetingRules:
    def note(rule: str) -> Callable[[], None]:
        return lambda: meeting.stays(f"{where}.{rule}")

    return MeetingRules(
        conveners=_conveners(higher.conveners, lower.conveners),
        petitions=_petitions(higher.petitions, lower.petitions, note("petition")),
        notices=_notices(higher.notices, lower.notices, note("notice")),
        agendas=_agendas(higher.agendas, lower.agendas),
        quorum=_requirements(higher.quorum, lower.quorum, note("quorum")),
        majority=_requirements(higher.majority, lower.majority, note("majority")),
        composition=_compositions(higher.composition, lower.composition, note("composition")),
        steps_before=_steps(higher.steps_before, lower.steps_before),
        publications=_publications(higher.publications, lower.publications, note("publication")),
    )


def lay_body(higher: Body | None, lower: Body, meeting: Meeting) -> Body:
    if higher is None:
        return lower
    rules = lay_rules(higher.rules, lower.rules, meeting, f"bodies.{lower.key}")
    return replace(higher, name=_said(lower.key, lower.name, higher.name), rules=rules)


def lay_matter(higher: Matter | None, lower: Matter, meeting: Meeting) -> Matter:
    lower = replace(lower, competences=tuple(replace(one, pack=meeting.pack) for one in lower.competences))
    if higher is None:
        return lower
    where = f"matters.{lower.key}"
    return replace(
        higher,
        title=_said(lower.key, lower.title, higher.title),
        competences=_competences(higher.competences, lower.competences, meeting, where),
        authorises=_opened(higher.authorises, lower.authorises),
        chooses_people=higher.chooses_people or lower.chooses_people,
        votes_in_record=_votes_in_record(higher.votes_in_record, lower.votes_in_record),
        rules=lay_rules(higher.rules, lower.rules, meeting, where),
    )


def _votes_in_record(higher: tuple[VoteInRecord, ...], lower: tuple[VoteInRecord, ...]) -> tuple[VoteInRecord, ...]:
    """Once a rule book asks for it no lower one takes it away: there is no way to say so."""
    return _lay(higher, lower, lambda *_: True, lambda *_: False, _nothing)


def _opened(higher: frozenset[str], lower: frozenset[str]) -> frozenset[str]:
    """A lower book says which money a decision opens where the higher is silent, and can take away from what it says;
    it never adds to it."""
    return higher & lower if higher and lower else higher | lower


def _said(key: str, lower: Text, higher: Text) -> Text:
    """A rule book that only adds rules need not repeat the name."""
    return higher if lower == usual_name(key) else lower


def _competences(
    higher: tuple[Competence, ...], lower: tuple[Competence, ...], meeting: Meeting, where: str
) -> tuple[Competence, ...]:
    """A rule book that says it yields does; between equals the later law prevails; else up, never down."""
    return _lay(
        tuple(old for old in higher if not _yields(old, lower)),
        tuple(new for new in lower if not _yields(new, higher)),
        lambda *_: True,
        lambda new, old: not meeting.same_layer and _narrowest(new, meeting) < _narrowest(old, meeting),
        lambda: meeting.stays(f"{where}.competence"),
    )


def _yields(competence: Competence, others: tuple[Competence, ...]) -> bool:
    return any(other.pack in competence.yields_to for other in others)


def _narrowest(competence: Competence, meeting: Meeting) -> int:
    bodies = (*competence.decided_by, *competence.delegable_to)
    return min((meeting.width(body) for body in bodies), default=0)


def lay_franchise(higher: Franchise, lower: Franchise, meeting: Meeting) -> Franchise:
    """A lower rule book settles what the higher one leaves open; it neither takes a vote away nor gives one against
    it. Between equals the later law prevails."""
    return replace(
        higher,
        ages=_lay(
            higher.ages,
            lower.ages,
            lambda *_: True,
            lambda new, old: not meeting.same_layer and new.years != old.years,
            lambda: meeting.stays("franchise.age"),
        ),
        entitlements=_lay(
            higher.entitlements,
            lower.entitlements,
            lambda a, b: a.status == b.status,
            lambda new, old: not meeting.same_layer and _differs(new, old),
            lambda: meeting.stays("franchise.residence"),
        ),
    )


def _differs(new: Entitlement, old: Entitlement) -> bool:
    return (new.months, set(new.consent_of)) != (old.months, set(old.consent_of))

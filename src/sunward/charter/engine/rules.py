"""What a rule book says about a meeting: small frozen facts, each with the article it comes from."""

from dataclasses import dataclass, field, fields

from sunward.charter.engine.amounts import Duration
from sunward.charter.engine.texts import Text
from sunward.charter.engine.thresholds import Requirement, Share
from sunward.charter.engine.vocabulary import Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """Where a rule comes from; `allowed_by` is the higher article that lets it be laxer than a higher rule."""

    source: str
    unconfirmed: bool = False
    allowed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conveners(Sourced):
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Petition(Sourced):
    """Members of one counting class who may together force a meeting."""

    of: str
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Sourced):
    """Civil days that must lie between the notice and the meeting."""

    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda(Sourced):
    """What is decided must have been announced with the notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition(Sourced):
    """The share (or number) of one class among those who make up the body."""

    of: str
    within: str
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class StepBefore(Sourced):
    """Something that must have happened before the meeting; `follows` are earlier steps of its procedure."""

    step: str
    follows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Sourced):
    """The shortest time that must lie between `step` and the nearest of `follows` that was taken."""

    step: str
    follows: tuple[str, ...]
    at_least: Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(Sourced):
    """The disclosure that follows a decision; without `within` the source only says "in time"."""

    step: str
    within: Duration | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Competence(Sourced):
    """Who decides: of its own right, by delegation (body -> article), or expressly not (body -> article).

    `yields_to` are rule books that prevail in this matter wherever both are given (rule book -> article that says so).
    """

    decided_by: tuple[str, ...]
    delegable_to: dict[str, str]
    withheld_from: dict[str, str]
    yields_to: dict[str, str] = field(default_factory=dict)
    pack: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteInRecord(Sourced):
    """The resolution is one that a meeting voted on in the record; a report of it alone carries nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRules:
    """The rules by which a meeting is judged; empty means that the rule book is silent."""

    conveners: tuple[Conveners, ...] = ()
    petitions: tuple[Petition, ...] = ()
    notices: tuple[Notice, ...] = ()
    agendas: tuple[Agenda, ...] = ()
    quorum: tuple[Requirement, ...] = ()
    majority: tuple[Requirement, ...] = ()
    composition: tuple[Composition, ...] = ()
    steps_before: tuple[StepBefore, ...] = ()
    publications: tuple[Publication, ...] = ()

    def read_only(self) -> "MeetingRules":
        """Without the rules that nobody has read."""
        return MeetingRules(
            **{
                one.name: tuple(rule for rule in getattr(self, one.name) if not rule.unconfirmed)
                for one in fields(self)
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A deciding body and its own rules."""

    key: str
    name: Text
    rank: Rank
    rules: MeetingRules = field(default_factory=MeetingRules)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Something to be decided; its own rules replace those of the body that is competent for it.

    `authorises` says which money a decision on it opens; none where every rule book is silent. `chooses_people`: it
    elects or recalls somebody, and no vote on it is on the web. `votes_in_record`: it is voted on in the record.
    """

    key: str
    title: Text
    competences: tuple[Competence, ...] = ()
    authorises: frozenset[str] = frozenset()
    chooses_people: bool = False
    votes_in_record: tuple[VoteInRecord, ...] = ()
    rules: MeetingRules = field(default_factory=MeetingRules)

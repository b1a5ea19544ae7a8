"""How people are heard before something is decided: hearings, and the coordination and appraisal meetings beside them.

`hearings.yaml` is keyed by the kind of matter; `all_major` holds for every kind that has no entry of its own, and
`coordination` and `appraisal` for the other two of the three meetings. Where no entry is found, nobody is given the
right to call one, and no resolution has to rest on one.
"""

from dataclasses import dataclass

from sunward.charter.engine.amounts import Duration, read_duration
from sunward.charter.engine.nodes import Node
from sunward.charter.engine.rule_reading import provenance, read_petitions
from sunward.charter.engine.rules import Petition, Sourced
from sunward.charter.engine.sessions import OnPetition, read_on_petition

ALL_MAJOR = "all_major"
FORUMS = ("coordination", "appraisal")
CHOSEN_BY = ("draw", "nomination")
SIGNERS = ("host", "speakers")
_KEYS = (
    *("required", "notice", "channels", "asked_for_by", "speakers", "chosen_by"),
    *("on_petition", "answers_within", "signed_by", "source", "unconfirmed", "allowed_by"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing(Sourced):
    """The rules of one kind of hearing. `required`: the later resolution has to cite it."""

    key: str
    required: bool
    notice: Duration
    channels: int
    asked_for_by: tuple[str, ...]
    petitions: tuple[Petition, ...]
    speakers: int
    chosen_by: str
    answers_within: Duration | None
    signed_by: tuple[str, ...]
    on_petition: OnPetition | None = None

    @property
    def drawn(self) -> bool:
        """Whether lots decide who speaks."""
        return self.chosen_by == "draw"


def read_hearing(key: str, node: Node, unconfirmed: bool) -> Hearing:
    node.only(_KEYS)
    speakers, channels, chosen_by = node.find("speakers"), node.find("channels"), node.find("chosen_by")
    asked_for, petitions = _asked_for(node, unconfirmed)
    return Hearing(
        key=key,
        required=node.flag("required"),
        notice=read_duration(node.find("notice")) or Duration(0),
        channels=channels.integer() if channels else 1,
        asked_for_by=asked_for,
        petitions=petitions,
        speakers=speakers.integer() if speakers else 0,
        chosen_by=chosen_by.one_of(CHOSEN_BY) if chosen_by else "",
        answers_within=read_duration(node.find("answers_within")),
        signed_by=tuple(entry.one_of(SIGNERS) for entry in node.need("signed_by").entries()),
        on_petition=_on_petition(node, unconfirmed),
        **provenance(node, unconfirmed),
    )


def _on_petition(node: Node, unconfirmed: bool) -> OnPetition | None:
    given = node.find("on_petition")
    return read_on_petition(given, unconfirmed) if given else None


def _asked_for(node: Node, unconfirmed: bool) -> tuple[tuple[str, ...], tuple[Petition, ...]]:
    given = node.find("asked_for_by")
    if given is None:
        return (), ()
    given.only(("bodies", "petition"))
    return given.optional_strings("bodies"), read_petitions(given.find("petition"), unconfirmed)

"""Who has a stake in what an objection is about, and so does not answer it: contexts above know, `config/wiring.py`
lets them tell. The street answers where those who owe the answer have one."""

from collections.abc import Callable
from datetime import date

from sunward.charter import queries as charter
from sunward.disclosure.models import Publication
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry import queries as registry

Staked = Callable[[Ref, str, str, date], bool]
Tied = Callable[[Ref, str, date], date | None]
_STAKED: dict[str, tuple[Staked, Tied]] = {}
RULING = "disclosure.rule_on_appeal"
OWN_STAKE = Text(
    "异议涉及的名册或者联名，关系到答复人本人、近亲属或者所在的机构：由别人答复，没有别人的由街道答复。",
    "By the roll or petition that is objected to whoever answers, their kin or their body is to be recalled or elected:"
    " somebody else answers, the street where there is nobody else.",
)
FOR_THE_STREET = Text(
    "街道裁定申诉；异议由街道答复的，只有应当答复的人自己有关的那些。",
    "The street rules on appeals. It answers an objection itself only where those who owe the answer have a stake.",
)


def bind(kind: str, staked: Staked, tied: Tied) -> None:
    """Say who has a stake (person, post, day) in what was published about one type of subject, and since which day
    alone a declared kinship ties somebody to it."""
    _STAKED[kind] = staked, tied


def has_a_stake(publication: Publication, person: str, post: str, on: date) -> bool:
    """Whether what was published is about somebody, their kin, or the body for which they act."""
    bound = _STAKED.get(publication.subject_type)
    return bound is not None and bound[0](publication.about, person, post, on)


def tied_since(publication: Publication, person: str, on: date) -> date | None:
    """The day since which a kinship was declared that bars nobody, and is told."""
    bound = _STAKED.get(publication.subject_type)
    return bound[1](publication.about, person, on) if bound else None


def owner_has_a_stake(publication: Publication, on: date) -> bool:
    """Whether somebody who holds the post that owes the answers has one."""
    if publication.subject_type not in _STAKED:
        return False
    post = publication.owner_post
    holders = registry.holders(post, publication.community_code, on)
    return any(has_a_stake(publication, one.person, post, on) for one in holders)


def only_rules(post: str, publication: Publication, on: date) -> bool:
    """Whether a post is one that rules on appeals, and nothing calls for it to answer at first."""
    rulers = charter.holders_of(RULING, publication.community_code, on)
    return post in rulers and post != publication.owner_post and not owner_has_a_stake(publication, on)

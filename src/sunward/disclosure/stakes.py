"""Who has a stake in what an objection is about, or made it, and so does not answer it: contexts above know. The street
answers where those who owe the answer have one. Nobody is to read who objected: for that alone it is the street's only
where nobody else could answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Self

from sunward.charter.engine.vocabulary import SUPERVISORS
from sunward.disclosure.keeping import (
    ANSWERING,
    RULING,
    for_supervisors_alone,
    holders_of,
    holding,
    names_owner,
    powers_on,
)
from sunward.disclosure.models import Objection, Publication
from sunward.kernel.ports import PortByKind
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.text import Text
from sunward.registry import queries as registry


class Stakes(NamedTuple):
    """Who has a stake (person, post, day; no person: the post's body) in what was published about a subject, and since
    which day alone a declared kinship ties somebody to it."""

    staked: Callable[[Ref, str, str, date], bool]
    tied: Callable[[Ref, str, date], date | None]


STAKES: PortByKind[Stakes] = PortByKind()
OWN_STAKE = Text(
    "异议涉及的名册、联名、罢免、选举或者评议，关系到答复人本人、近亲属或者所在的机构：由别人答复，没有别人的由街道答复。",
    "The roll, petition, recall, election or appraisal that is objected to is about whoever answers, their kin or "
    "their body: somebody else answers, the street where there is nobody else.",
)
OWN_OBJECTION = Text(
    "提出异议的人不能自己答复：由别人答复，没有别人的由街道答复。",
    "Whoever objected does not answer it: somebody else does, the street where there is nobody else.",
)
OWN_APPEAL = Text(
    "提出异议的人不能裁定自己的申诉：由别人裁定。",
    "Whoever objected does not rule on their own appeal: somebody else does.",
)
IN_NEED = Text(
    "监督委员会成员只在应当答复的人和街道都自己有关时答复。",
    "Members of the supervision committee answer it only where whoever owes the answer and the street have a stake.",
)
FOR_THE_STREET = Text(
    "街道裁定申诉；异议由街道答复的，只有应当答复的人自己有关的那些。",
    "The street rules on appeals. It answers an objection itself only where those who owe the answer have a stake.",
)


def has_a_stake(publication: Publication, person: str, post: str, on: date) -> bool:
    """Whether what was published is about somebody, their kin, or the body for which they act."""
    stakes = STAKES.of(publication.subject_type)
    return stakes is not None and stakes.staked(publication.about, person, post, on)


def tied_since(publication: Publication, person: str, on: date) -> date | None:
    """The day since which a kinship was declared that bars nobody, and is told."""
    stakes = STAKES.of(publication.subject_type)
    return stakes.tied(publication.about, person, on) if stakes else None


def owner_has_a_stake(publication: Publication, on: date) -> bool:
    """Whether somebody who holds the post that owes the answers has one; where nobody does, as after a recall that
    carried, whether its body has."""
    if STAKES.of(publication.subject_type) is None:
        return False
    post = publication.owner_post
    holders = registry.people_in_post(post, publication.community_code, on)
    return any(has_a_stake(publication, person, post, on) for person in holders or [""])


@dataclass(frozen=True, slots=True)
class Answerers:
    """Who answers the objections to a posting on a day; or one of them (`to`), by the rule books that it keeps."""

    publication: Publication
    on: date
    to: Objection | None = None

    @classmethod
    def of(cls, objection: Objection, on: date) -> Self:
        """Those of one objection."""
        return cls(objection.publication, on, objection)

    def holders(self, act: str) -> tuple[str, ...]:
        """Who may do it by the list of powers that counts."""
        return holders_of(act, self.publication.community_code, self.on, self.to)

    @property
    def others(self) -> bool:
        """Whether the owner answers no objection to it, or not this one: for a stake, because no power lets that post
        answer any, or because whoever objected is the only one who would."""
        return owner_has_a_stake(self.publication, self.on) or not self.owner_may or self._nobody_but_them()

    @property
    def owner_may(self) -> bool:
        """Whether the list of powers lets the owner answer."""
        return names_owner(self.holders(ANSWERING), self.publication.owner_post)

    @property
    def post(self) -> str:
        """The post that an answer waits for: the owner's; where it does not answer the first that rules on appeals and
        has no stake; where all of those have one, the first of the supervisors' that has none."""
        owner = self.publication.owner_post
        if not self.others:
            return owner
        supervisors = (post for post in self.holders(ANSWERING) if body_of(post) == SUPERVISORS)
        posts = [*self.holders(RULING), *supervisors]
        return next(filter(self._somebody_free, posts), next(iter(posts), owner))

    def somebody_else(self, act: str) -> bool:
        """Whether a power lets somebody answer, or rule, who neither objected nor has a stake."""
        return any(map(self._somebody_free, self.holders(act)))

    def only_in_need(self, post: str) -> bool:
        """Whether a post answers only where nobody of those before it can: supervisors whom no rule lets answer
        together with others, while the owner, or one who rules on appeals, has no stake."""
        if post == self.publication.owner_post or not self._for_supervisors_alone(post):
            return False
        return self.somebody_else(RULING) or not self.others

    def only_rules(self, post: str) -> bool:
        """Whether a post is one that rules on appeals, and nothing calls for it to answer at first."""
        return post in self.holders(RULING) and post != self.publication.owner_post and not self.others

    def _for_supervisors_alone(self, post: str) -> bool:
        code = self.publication.community_code
        return for_supervisors_alone(post, code, powers_on(ANSWERING, code, self.on, self.to))

    def _somebody_free(self, holder: str) -> bool:
        """Of a post, or of any post of a body that holds a power as a whole."""
        objector = self.to.by if self.to else ""
        posts = holding(holder, self.publication.community_code, self.on)
        held = ((person, post) for post, people in posts for person in people)
        return any(one != objector and not has_a_stake(self.publication, one, post, self.on) for one, post in held)

    def _nobody_but_them(self) -> bool:
        """Whether whoever objected is the only one who would answer, before those do who rule on appeals, or
        supervisors in need."""
        if self.to is None:
            return False
        code, owner, later = self.publication.community_code, self.publication.owner_post, self.holders(RULING)
        named = self.holders(ANSWERING)
        first = [one for one in named if one == owner or not (one in later or self._for_supervisors_alone(one))]
        if any(map(self._somebody_free, first)):
            return False
        return any(self.to.by in people for holder in first for _post, people in holding(holder, code, self.on))

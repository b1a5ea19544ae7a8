"""Who has a stake in what an objection is about, or made it, and so does not answer it: contexts above know. The street
answers where those who owe the answer have one. Nobody is to read who objected: for that alone it is the street's only
where nobody else could answer."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from sunward.charter import queries as charter
from sunward.disclosure.models import Publication
from sunward.kernel.memo import remembered
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
RULING, ANSWERING = "disclosure.rule_on_appeal", "disclosure.answer_objection"
SUPERVISORS = "supervision_committee"
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


def others_answer(publication: Publication, on: date, objector: str = "") -> bool:
    """Whether the owner answers no objection to it: for a stake, because no power lets that post answer any, or because
    whoever objected is the only one who would."""
    if owner_has_a_stake(publication, on) or not owner_may_answer(publication, on):
        return True
    return bool(objector) and _nobody_but(objector, publication, on)


def who_answers(publication: Publication, on: date, objector: str = "") -> str:
    """The post that an answer waits for: the owner's; where it does not answer the first that rules on appeals and has
    no stake; where all of those have one, the first of the supervisors' that has none."""
    if not others_answer(publication, on, objector):
        return publication.owner_post
    rulers = charter.holders_of(RULING, publication.community_code, on)
    posts = [*rulers, *_supervisors(publication, on)]
    free = (post for post in posts if _somebody_free(publication, post, on, objector))
    return next(free, next(iter(posts), publication.owner_post))


def somebody_else(act: str, publication: Publication, objector: str, on: date) -> bool:
    """Whether a power lets somebody answer, or rule, who neither objected nor has a stake."""
    holders = charter.holders_of(act, publication.community_code, on)
    return any(_somebody_free(publication, post, on, objector) for post in holders)


def only_in_need(post: str, publication: Publication, on: date, objector: str = "") -> bool:
    """Whether a post answers only where nobody of those before it can: supervisors whom no rule lets answer together
    with others, while the owner, or one who rules on appeals, has no stake."""
    if (
        body_of(post) != SUPERVISORS
        or post == publication.owner_post
        or not _for_supervisors_alone(post, publication, on)
    ):
        return False
    rulers = charter.holders_of(RULING, publication.community_code, on)
    free = any(_somebody_free(publication, one, on, objector) for one in rulers)
    return free or not others_answer(publication, on, objector)


def owner_may_answer(publication: Publication, on: date) -> bool:
    """Whether the list of powers lets the owner answer: that post, its body, or a post of the body that owns it."""
    owner = publication.owner_post
    holders = charter.holders_of(ANSWERING, publication.community_code, on)
    return any(one in {owner, body_of(owner)} or body_of(one) == owner for one in holders)


def _for_supervisors_alone(post: str, publication: Publication, on: date) -> bool:
    """Whether it is a supervisors' post that answers only by powers that name nobody else."""
    if body_of(post) != SUPERVISORS:
        return False
    powers = charter.charter_of(publication.community_code, on).powers.values()
    held = [power.held_by for power in powers if power.act == ANSWERING and post in power.held_by]
    return all(body_of(one) == SUPERVISORS for whole in held for one in whole)


def _supervisors(publication: Publication, on: date) -> list[str]:
    posts = charter.holders_of(ANSWERING, publication.community_code, on)
    return [post for post in posts if body_of(post) == SUPERVISORS]


def _somebody_free(publication: Publication, holder: str, on: date, objector: str = "") -> bool:
    """Of a post, or of any post of a body that holds a power as a whole."""
    held = ((person, post) for post, people in _holding(holder, publication.community_code, on) for person in people)
    return any(person != objector and not has_a_stake(publication, person, post, on) for person, post in held)


@remembered
def _holding(holder: str, community: str, on: date) -> tuple[tuple[str, tuple[str, ...]], ...]:
    whole_body = "." not in holder
    posts = (
        [one.post for one in registry.posts_in(community) if body_of(one.post) == holder] if whole_body else [holder]
    )
    return tuple((post, registry.people_in_post(post, community, on)) for post in posts)


def _nobody_but(objector: str, publication: Publication, on: date) -> bool:
    """Whether whoever objected is the only one who would answer, before those do who rule on appeals, or supervisors in
    need."""
    code, owner = publication.community_code, publication.owner_post
    later = set(charter.holders_of(RULING, code, on))
    first = [
        post
        for post in charter.holders_of(ANSWERING, code, on)
        if post == owner or not (post in later or _for_supervisors_alone(post, publication, on))
    ]
    if any(_somebody_free(publication, post, on, objector) for post in first):
        return False
    return any(objector in people for holder in first for _post, people in _holding(holder, code, on))


def only_rules(post: str, publication: Publication, on: date, objector: str = "") -> bool:
    """Whether a post is one that rules on appeals, and nothing calls for it to answer at first."""
    rulers = charter.holders_of(RULING, publication.community_code, on)
    return post in rulers and post != publication.owner_post and not others_answer(publication, on, objector)

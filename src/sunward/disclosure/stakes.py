"""Who has a stake in what an objection is about, or made it, and so does not answer it: contexts above know. The street
answers where those who owe the answer have one. Nobody is to read who objected: for that alone it is the street's only
where nobody else could answer."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from sunward.charter import queries as charter
from sunward.disclosure.keeping import ANSWERING, RULING, holders_of, holding, powers_on
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


def others_answer(publication: Publication, on: date, objection: Objection | None = None) -> bool:
    """Whether the owner answers no objection to it, or not this one: for a stake, because no power lets that post
    answer any, or because whoever objected is the only one who would."""
    if owner_has_a_stake(publication, on) or not owner_may_answer(publication, on, objection):
        return True
    return objection is not None and _nobody_but_them(objection, publication, on)


def who_answers(publication: Publication, on: date, objection: Objection | None = None) -> str:
    """The post that an answer waits for: the owner's; where it does not answer the first that rules on appeals and has
    no stake; where all of those have one, the first of the supervisors' that has none."""
    if not others_answer(publication, on, objection):
        return publication.owner_post
    rulers = holders_of(RULING, publication.community_code, on, objection)
    posts = [*rulers, *_supervisors(publication, on, objection)]
    free = (post for post in posts if _somebody_free(publication, post, on, objection))
    return next(free, next(iter(posts), publication.owner_post))


def somebody_else(act: str, objection: Objection, on: date) -> bool:
    """Whether a power lets somebody answer, or rule, who neither objected nor has a stake."""
    holders = holders_of(act, objection.community_code, on, objection)
    return any(_somebody_free(objection.publication, post, on, objection) for post in holders)


def only_in_need(post: str, publication: Publication, on: date, objection: Objection | None = None) -> bool:
    """Whether a post answers only where nobody of those before it can: supervisors whom no rule lets answer together
    with others, while the owner, or one who rules on appeals, has no stake."""
    if (
        body_of(post) != SUPERVISORS
        or post == publication.owner_post
        or not _for_supervisors_alone(post, publication, on, objection)
    ):
        return False
    rulers = holders_of(RULING, publication.community_code, on, objection)
    free = any(_somebody_free(publication, one, on, objection) for one in rulers)
    return free or not others_answer(publication, on, objection)


def owner_may_answer(publication: Publication, on: date, objection: Objection | None = None) -> bool:
    """Whether the list of powers lets the owner answer: that post, its body, or a post of the body that owns it."""
    owner = publication.owner_post
    holders = holders_of(ANSWERING, publication.community_code, on, objection)
    return any(one in {owner, body_of(owner)} or body_of(one) == owner for one in holders)


def _for_supervisors_alone(post: str, publication: Publication, on: date, objection: Objection | None) -> bool:
    """Whether it is a supervisors' post that answers only by powers that name nobody else."""
    if body_of(post) != SUPERVISORS:
        return False
    code = publication.community_code
    powers = charter.charter_of(code, powers_on(ANSWERING, code, on, objection)).powers.values()
    held = [power.held_by for power in powers if power.act == ANSWERING and post in power.held_by]
    return all(body_of(one) == SUPERVISORS for whole in held for one in whole)


def _supervisors(publication: Publication, on: date, objection: Objection | None) -> list[str]:
    posts = holders_of(ANSWERING, publication.community_code, on, objection)
    return [post for post in posts if body_of(post) == SUPERVISORS]


def _somebody_free(publication: Publication, holder: str, on: date, objection: Objection | None) -> bool:
    """Of a post, or of any post of a body that holds a power as a whole."""
    objector = objection.by if objection else ""
    held = ((person, post) for post, people in holding(holder, publication.community_code, on) for person in people)
    return any(person != objector and not has_a_stake(publication, person, post, on) for person, post in held)


def _nobody_but_them(objection: Objection, publication: Publication, on: date) -> bool:
    """Whether whoever objected is the only one who would answer, before those do who rule on appeals, or supervisors in
    need."""
    code, owner = publication.community_code, publication.owner_post
    later = set(holders_of(RULING, code, on, objection))
    first = [
        post
        for post in holders_of(ANSWERING, code, on, objection)
        if post == owner or not (post in later or _for_supervisors_alone(post, publication, on, objection))
    ]
    if any(_somebody_free(publication, post, on, objection) for post in first):
        return False
    return any(objection.by in people for holder in first for _post, people in holding(holder, code, on))


def only_rules(post: str, publication: Publication, on: date, objection: Objection | None = None) -> bool:
    """Whether a post is one that rules on appeals, and nothing calls for it to answer at first."""
    rulers = holders_of(RULING, publication.community_code, on, objection)
    return post in rulers and post != publication.owner_post and not others_answer(publication, on, objection)

"""An open objection keeps its rules: who answers it and rules on it, whether it can be appealed, and within which days,
goes by the rule books of the day on which it was made. A later version takes nothing from whoever has objected, and
chooses nobody else to answer them; nor does an earlier day that an upheld dispute names (`Objection.opened_on`)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sunward.charter import queries as charter
from sunward.charter.engine.vocabulary import CAPACITIES, SUPERVISORS
from sunward.disclosure.models import Objection
from sunward.kernel.memo import remembered
from sunward.kernel.refs import body_of
from sunward.record import queries as record
from sunward.registry import queries as registry

RULING, ANSWERING = "disclosure.rule_on_appeal", "disclosure.answer_objection"
CAPACITIES_OF_PEOPLE = frozenset(CAPACITIES)
ENOUGH = 2


class Hand(NamedTuple):
    """By whom something was done, and as what."""

    people: frozenset[str] = frozenset()
    post: str = ""


NOBODY = Hand()


def powers_on(act: str, community: str, on: date, objection: Objection | None = None) -> date:
    """The day whose list of powers says who answers an objection, or rules on it, on a day. That of today where nobody
    is left who holds it by that of the objection, or who answers at first, or nobody but whoever has answered it: a
    body that is gone answers nobody, and nobody rules on their own answer where somebody else can."""
    if objection is None:
        return on
    then, hand = objection.opened_on, answered_by(objection) if act == RULING else NOBODY
    owner = objection.publication.owner_post if act == ANSWERING and then != on else ""
    left = ENOUGH if then == on else _left(act, community, then, on, hand, owner)
    return then if left == ENOUGH or left >= _left(act, community, on, on, hand, owner) else on


def holders_of(act: str, community: str, on: date, objection: Objection | None = None) -> tuple[str, ...]:
    """Who may do it by that list."""
    return charter.holders_of(act, community, powers_on(act, community, on, objection))


def answered_by(objection: Objection) -> Hand:
    """Who has answered what was appealed, and waits for a ruling; nobody, of another."""
    if objection.appealed_on is None or objection.answered_on is None or objection.ruled_on is not None:
        return NOBODY
    return dict(_answers(objection.community_code)).get(str(objection.ref), NOBODY)


@remembered
def _answers(community: str) -> tuple[tuple[str, Hand], ...]:
    """Of all that wait for a ruling at once: a list of them costs what one of them does."""
    rows = Objection.objects.filter(community_code=community, appealed_on__isnull=False, ruled_on__isnull=True)
    asked = [row.ref for row in rows.filter(answered_on__isnull=False).only("number")]
    found = record.results_of(ANSWERING, asked) if asked else []
    return tuple(
        (str(one.result), Hand(frozenset(filter(None, (one.by, one.on_behalf_of))), one.post)) for one in found
    )


@remembered
def _left(act: str, community: str, listed: date, on: date, hand: Hand, owner: str) -> int:
    """Whether somebody holds on a day what the list of another names for it: enough, of somebody else than by whose
    hand it was answered; 1, of them alone; 0, of nobody."""
    named = charter.holders_of(act, community, listed)
    if act == ANSWERING and names_owner(named, owner):
        named = _at_first(named, owner, community, listed)
    if not CAPACITIES_OF_PEOPLE.isdisjoint(named):
        return ENOUGH
    left = 0
    for post, people in held_by(named, community, on):  # one query for each: no further than it takes
        if post != hand.post and not hand.people.issuperset(people):
            return ENOUGH
        left = max(left, bool(people))
    return left


def names_owner(holders: Iterable[str], owner: str) -> bool:
    """Whether a list lets the owner of a posting answer: that post, its body, or a post of the body that owns it."""
    return any(one in {owner, body_of(owner)} or body_of(one) == owner for one in holders)


def _at_first(holders: Iterable[str], owner: str, community: str, listed: date) -> tuple[str, ...]:
    """Of those whom a list lets answer the ones who do where nothing calls for others: not who rules on appeals, nor
    supervisors in need, for they are refused as long as the owner could answer, and has only gone."""
    later = charter.holders_of(RULING, community, listed)
    return tuple(
        one for one in holders if one == owner or not (one in later or for_supervisors_alone(one, community, listed))
    )


def for_supervisors_alone(post: str, community: str, listed: date) -> bool:
    """Whether it is a supervisors' post that answers only by powers that name nobody else."""
    if body_of(post) != SUPERVISORS:
        return False
    powers = charter.charter_of(community, listed).powers.values()
    held = [power.held_by for power in powers if power.act == ANSWERING and post in power.held_by]
    return all(body_of(one) == SUPERVISORS for whole in held for one in whole)


def held_by(named: Iterable[str], community: str, on: date) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The posts that a list names, each with whoever holds it."""
    return (one for holder in named for one in holding(holder, community, on))


@remembered
def holding(holder: str, community: str, on: date) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Who holds a post, or each post of a body that holds a power as a whole."""
    whole_body = "." not in holder
    posts = (
        [one.post for one in registry.posts_in(community) if body_of(one.post) == holder] if whole_body else [holder]
    )
    return tuple((post, registry.people_in_post(post, community, on)) for post in posts)

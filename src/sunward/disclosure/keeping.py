"""An open objection keeps its rules: who answers it and rules on it, whether it can be appealed, and within which days,
goes by the rule books of the day on which it was made. A later version takes nothing from whoever has objected, and
chooses nobody else to answer them; nor does an earlier day that an upheld dispute names (`Objection.opened_on`)."""

from datetime import date

from sunward.charter import queries as charter
from sunward.charter.engine.vocabulary import CAPACITIES
from sunward.disclosure.models import Objection
from sunward.kernel.memo import remembered
from sunward.kernel.refs import body_of
from sunward.registry import queries as registry

CAPACITIES_OF_PEOPLE = frozenset(CAPACITIES)


def powers_on(act: str, community: str, on: date, objection: Objection | None = None) -> date:
    """The day whose list of powers says who answers an objection, or rules on it, on a day. That of today where nobody
    is left who holds it by that of the objection: a body that is gone answers nobody."""
    if objection is None:
        return on
    then = objection.opened_on
    return then if then == on or _anybody_left(act, community, then, on) else on


def holders_of(act: str, community: str, on: date, objection: Objection | None = None) -> tuple[str, ...]:
    """Who may do it by that list."""
    return charter.holders_of(act, community, powers_on(act, community, on, objection))


@remembered
def _anybody_left(act: str, community: str, then: date, on: date) -> bool:
    """Whether somebody holds today what the list of a day names for it."""
    named = charter.holders_of(act, community, then)
    if not CAPACITIES_OF_PEOPLE.isdisjoint(named):
        return True
    return any(people for one in named for _post, people in holding(one, community, on))


@remembered
def holding(holder: str, community: str, on: date) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Who holds a post, or each post of a body that holds a power as a whole."""
    whole_body = "." not in holder
    posts = (
        [one.post for one in registry.posts_in(community) if body_of(one.post) == holder] if whole_body else [holder]
    )
    return tuple((post, registry.people_in_post(post, community, on)) for post in posts)

"""Who owes the call of a meeting, by which power, within how many days: asked once, for the list of overdue things, for
the petitioners who stand apart from it, and for the call itself."""

from collections.abc import Iterable
from dataclasses import replace

from sunward.charter.engine import Charter, Power
from sunward.charter.engine.sessions import SILENCE_ENDED_BY
from sunward.kernel.refs import body_of

CALLING = "meetings.convene"  # as lists of powers name it
OWN_BODIES = {"collective_board": "board"}  # what the charter calls the body of a post


def names_of(body: str) -> frozenset[str]:
    """What a body is called by the register and by the rule books."""
    return frozenset({body, OWN_BODIES.get(body, body)})


def may_call(posts: Iterable[str], book: Charter) -> list[str]:
    """Those of some posts that the list of powers lets call meetings."""
    held = {post for power in book.powers.values() if power.act == CALLING for post in power.held_by}
    return [post for post in posts if post in held or body_of(post) in held]


def names_as_caller(body: str, book: Charter) -> list[str]:
    """What the rules on who calls a meeting call a body; where none of them names it, what the charter calls it."""
    called = {one for each in book.bodies.values() for rule in each.rules.conveners for one in rule.bodies}
    return sorted(names_of(body) & called) or [OWN_BODIES.get(body, body)]


def powers_to_call(book: Charter, body: str) -> tuple[Power, ...]:
    """The powers under which a body's meetings are called, each with those of its holders whom the body's rules let
    call it. Where its rules name nobody, each with the first that it names, for somebody owes the call."""
    found = [power for power in book.powers.values() if power.act == CALLING]
    rules = book.bodies.get(body)
    named = frozenset(one for rule in (rules.rules.conveners if rules else ()) for one in rule.bodies)
    own = [_held_by(power, [post for post in power.held_by if names_of(body_of(post)) & named]) for power in found]
    return tuple(one for one in own if one.held_by) or tuple(_held_by(one, one.held_by[:1]) for one in found)


def owing(book: Charter, body: str) -> frozenset[str]:
    """The bodies of those who owe it, less whoever ends a silence."""
    held = (post for power in powers_to_call(book, body) for post in power.held_by)
    return frozenset(body_of(post) for post in held) - frozenset(SILENCE_ENDED_BY)


def _held_by(power: Power, posts: Iterable[str]) -> Power:
    return replace(power, held_by=tuple(posts))

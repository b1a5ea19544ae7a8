"""A decision as the gate sees it: who took it, what it waits for, its money."""

from datetime import date

from sunward.charter import queries as charter
from sunward.charter.engine import Duration
from sunward.decisions import queries as decisions
from sunward.kernel.text import Text
from sunward.money.rules.facts import DecisionFacts

NO_POSTING = Duration(0)


def decision_facts(number: str, community: str, on: date, posted_for: Duration) -> DecisionFacts | None:
    """The facts of a decision of this community; None when it has no such decision.

    Args:
        posted_for: how long it must have been posted; no time at all asks for no posting.
    """
    found = decisions.decision(number, on) if number else None
    if found is None or found.community != community:
        return None
    card, kind = found.card, found.matter_kind
    matter = charter.charter_of(community, card.decided_on).matters.get(kind)
    return DecisionFacts(
        number=number,
        taken_by=taken_by(community, kind, card.body, card.decided_on),
        findings=decisions.unlocks(number, on, posted_for),
        room=card.left,
        decided_on=card.decided_on,
        matter=Text(matter.title.zh, matter.title.en) if matter else Text.of(kind),
        authorises=matter.authorises if matter else frozenset(),
        title=card.title,
    )


def taken_by(community: str, kind: str, body: str, on: date) -> frozenset[str]:
    """The body that decided, and the procedures in which this kind of matter is resolved by this body."""
    found = charter.charter_of(community, on).procedure_for(kind, body)
    resolved = (each.key for each in found if each.steps[len(each.before_resolution)].body == body)
    return frozenset({body, *resolved})

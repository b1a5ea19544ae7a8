"""Short ways to a draft, a vote on it, and its taking effect, all through the door."""

from datetime import date, timedelta
from typing import Any

from sunward.charter import queries as charter
from sunward.charter.engine.amending.places import places
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from tests.money import cases
from tests.stage import CODE, DEPUTY, DIRECTOR, here

MEDIUM = "spending.tiers.medium.up_to"
OBJECTION = "parameters.objection_reply.value"
NOTICE = "bodies.representatives_meeting.notice.days"
QUORUM = "bodies.representatives_meeting.quorum.share"
LEAD = timedelta(days=30)


def change(path: str, new: Any, code: str = CODE) -> dict[str, Any]:
    """A change from what the rules say today."""
    rules = charter.own_rules(code)
    assert rules
    known = places(rules.body)
    return {"path": path, "old": known[path].value if path in known else None, "new": new}


def draft(*changes: dict[str, Any], since: date | None = None, post: str = DEPUTY, code: str = CODE) -> Ref:
    """A draft of these changes, for a day a month ahead unless another is given."""
    facts = {"changes": {"changes": list(changes)}, "effective_from": since or clock.today() + LEAD}
    found = cases.act("charter.draft_amendment", post, here(code), code=code, **facts).result
    assert found
    return found


def lay_before(drafted: Ref, kind: str = "community_rules", code: str = CODE) -> Ref:
    """A matter that asks for a decision on a draft."""
    facts = {"title": "修改规则", "kind": kind, "draft": drafted.id}
    found = cases.act("decisions.open_matter", DEPUTY, here(code), code=code, **facts).result
    assert found
    return found


def vote(drafted: Ref, code: str = CODE, **facts: Any) -> str:
    """The representatives adopt a draft; the number of their decision."""
    return cases.resolve(lay_before(drafted, code=code), code, **facts)


def adopt(drafted: Ref, decision: str, code: str = CODE, **facts: Any) -> Ref:
    """The director puts in force what was adopted."""
    given = {"draft": drafted.id, "adopted_by": decision} | facts
    found = cases.act("charter.adopt", DIRECTOR, here(code), code=code, **given).result
    assert found
    return found

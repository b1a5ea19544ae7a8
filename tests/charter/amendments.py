"""Short ways to a draft, a vote on it, and its taking effect, all through the door."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sunward.charter import adoption
from sunward.charter import queries as charter
from sunward.charter.drafting import digest_of
from sunward.charter.engine.amending.places import places
from sunward.charter.models import Document
from sunward.kernel import clock
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from tests.meetings.resolving import voted_in_the_room
from tests.money import cases
from tests.stage import CODE, DEPUTY, DIRECTOR, OPENING, here

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


def vote(drafted: Ref, code: str = CODE) -> str:
    """The representatives adopt a draft in their meeting; the number of their decision."""
    return voted_in_the_room(lay_before(drafted, code=code), code)


def reported(drafted: Ref, code: str = CODE, **facts: Any) -> str:
    """A report with photographed minutes says that they adopted it; the number of that decision."""
    return cases.resolve(lay_before(drafted, code=code), code, **facts)


def rules_voted(code: str = CODE) -> str:
    """The representatives adopt a rule book that lies ready; the number of their decision."""
    return voted_in_the_room(cases.open_matter("community_rules", code=code), code)


def adopt(drafted: Ref, decision: str, code: str = CODE, **facts: Any) -> Ref:
    """The director puts in force what was adopted."""
    given = {"draft": drafted.id, "adopted_by": decision} | facts
    found = cases.act("charter.adopt", DIRECTOR, here(code), code=code, **given).result
    assert found
    return found


def in_force(*changes: dict[str, Any], since: date, code: str = CODE) -> Ref:
    """Changes that were drafted, adopted by the representatives and put in force for a day."""
    drafted = draft(*changes, since=since, code=code)
    return adopt(drafted, vote(drafted, code), code)


def covenant(text: str, since: date, code: str = CODE) -> Ref:
    """A draft of the covenant."""
    facts = {"text": text, "effective_from": since}
    found = cases.act("charter.draft_covenant", DEPUTY, here(code), code=code, **facts).result
    assert found
    return found


def assembly(drafted: Ref, code: str = CODE) -> str:
    """The residents' assembly adopts it, after the three deliberations that the four steps ask for."""
    matter = lay_before(drafted, "covenant", code)
    for step in ("proposal", "consultation"):
        cases.report(matter, step, code)
    party = {"party_members": {"entitled": 112, "present": 90, "for": 80, "against": 10, "abstain": 0}}
    cases.report(matter, "party_members_review", code, counts=party)
    counts = {"adults": {"entitled": 900, "present": 500, "for": 420, "against": 60, "abstain": 20}}
    told = clock.today() - timedelta(days=12)
    given = {"body": "residents_assembly", "counts": counts, "notice_on": told, "agenda_fixed_on": told}
    return cases.resolve(matter, code, **given)


def covenant_in_force(text: str, since: date, code: str = CODE) -> Ref:
    """A covenant that the assembly adopted, in force from a day."""
    drafted = covenant(text, since, code)
    return adopt(drafted, assembly(drafted, code), code)


def decided_by_the_two_committees() -> None:
    """The community's rule book as it were if it let the two committees decide on the rules."""
    written_otherwise(
        lambda body: body["matters"]["community_rules"]["competence"].update(decided_by=["joint_meeting"])
    )


def written_otherwise(edit: Callable[[dict[str, Any]], None]) -> None:
    """The community's rule book as it were if whoever wrote it had written something else."""
    rules = charter.own_rules(CODE)
    assert rules
    since = OPENING + timedelta(days=1)
    body = json.loads(json.dumps(rules.body)) | {"version": str(since), "effective_from": str(since)}
    edit(body)
    with door_open():
        document = Document.objects.create(
            digest=digest_of(body), pack=body["id"], version=f"{body['id']}@{since}", body=body
        )
        adoption.put_in_force(document, CODE, since, "test")

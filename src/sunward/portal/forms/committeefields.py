"""What the form of an election committee will most likely say: what a meeting has chosen, once it has."""

from typing import Any

from sunward.elections import queries as elections
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.meetings import queries as meetings
from sunward.registry import queries as registry


def as_chosen(code: str, election: Ref, reader: str) -> dict[str, Any]:
    """The newest meeting whose certified vote has adopted a committee for this election, its body, and the people on
    its item, to be parted into members and substitutes; nothing before that."""
    page, now = elections.election(election.id, code), clock.now()
    for body in page.chosen_by if page else ():
        for put in reversed(meetings.put_to(election, body, now)):
            if put.carried:
                people = sorted(meetings.people_carried(put.meeting, election))
                named = registry.doors_and_names(people, reader, code, clock.today())
                return {"made_by": body, "decided_at": put.meeting, "members": ", ".join(named.values())}
    return {}

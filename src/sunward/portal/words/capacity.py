"""In which capacity somebody acted, in words. What anyone may do by the list of powers is done by a member of the
election committee all the same, where the act asks for one: the entry holds that it was found so."""

from collections.abc import Iterable

from sunward.charter.wording import holder_name
from sunward.kernel.ports import Entry
from sunward.kernel.text import Text
from sunward.record import queries as record

ANYONE, ON_COMMITTEE = "anyone", "election_committee"
MEMBER = Text("选举委员会成员", "a member of the election committee")
MOST = 5  # steps from what followed to what was done: an act follows from one that somebody did in a few


def acted_as(entries: Iterable[Entry]) -> dict[str, Text]:
    """By entry, the post or the capacity. What follows from an act was done in the capacity of that act. One query for
    each step back to it, and none where all of it stands among these entries."""
    shown = list(entries)
    known = {one.ref: one for one in shown}
    for _step in range(MOST):
        away = {one.parent for one in known.values() if one.post == ANYONE and one.parent} - known.keys()
        if not away:
            break
        known |= {one.ref: one for one in record.entries(away)}
    return {one.ref: MEMBER if _for_committee(one, known) else holder_name(one.post) for one in shown}


def acted(entry: Entry) -> Text:
    """The same of one entry."""
    return acted_as([entry])[entry.ref]


def _for_committee(entry: Entry, known: dict[str, Entry]) -> bool:
    """Whether they acted in no office, and the act at the beginning found them on the committee."""
    if entry.post != ANYONE:
        return False
    while entry.parent in known:
        entry = known[entry.parent]
    return any(found.rule == ON_COMMITTEE and found.ok for found in entry.findings)

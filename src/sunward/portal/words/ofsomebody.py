"""What an entry tells of somebody's voice and vote, and the number by which neighbours find them: for themselves, for
whoever entered it, and for the desk that serves them. Everybody else reads that it was entered."""

from sunward.disclosure import queries as disclosure
from sunward.kernel.ports import Entry
from sunward.kernel.templatetags.sunward import days_said
from sunward.kernel.viewer import Viewer
from sunward.portal.desk.receipts import grouped

ARRIVAL = "registry.register_arrival"
OF_SOMEBODY = frozenset({"voice", "vouching", "vote_from"})
# What a receipt tells about tomorrow.
TOLD = OF_SOMEBODY | {"posted_again", "discussed_only", "to_come_before", "papers_to_come", "called_for_working_hours"}


def tells(entry: Entry, viewer: Viewer, *, serves: bool) -> bool:
    """Whether this reader may know what an entry says of whoever it is about; `serves`: they serve at the desk."""
    if serves or viewer.person is None:
        return serves
    known = {entry.by, entry.on_behalf_of, str(entry.subject), str(entry.result)}
    return viewer.person in known or disclosure.speaks_of(entry, viewer.person)


def told_by(entry: Entry, viewer: Viewer, *, serves: bool) -> list[str]:
    """What an entry says of tomorrow: no rule was kept or broken by it."""
    said = [one for one in entry.findings if one.rule in TOLD]
    if any(one.rule in OF_SOMEBODY for one in said) and not tells(entry, viewer, serves=serves):
        said = [one for one in said if one.rule not in OF_SOMEBODY]
    return [days_said(one.text) for one in said]


def number_given(entry: Entry) -> str:
    """The number by which the neighbours of somebody who has just arrived find them, as it is printed."""
    if entry.act != ARRIVAL or entry.kind == "refusal" or entry.result is None:
        return ""
    return grouped(entry.result.id)

"""What another evening for the same petition has decided: its result stands, and no other's."""

from sunward.kernel.ports import Entry
from sunward.kernel.text import Text
from sunward.meetings.calling.demanding import of_same_petition
from sunward.meetings.models import AgendaItem
from sunward.record import queries as record

RULE, SETTLED = "decided_elsewhere", "meetings.settle_item"
DECIDED = Text(
    "这份联名要求决定的，会议 {meeting} 先有了核定的结果，以那次为准；这里的表决不决定什么。",
    "What this petition asked for was decided at meeting {meeting}, whose result was certified first and stands; a "
    "vote here decides nothing.",
)


def decided_at(item: AgendaItem) -> str:
    """The number of another meeting whose result on it stands: it was certified before any of this one was. Empty for
    none, and asked of nothing but what a petition forced."""
    if item.about_type != "petition" or item.meeting.petition_id is None:
        return ""
    if item.settled_on is None:
        return settled_elsewhere(item)
    return next((told for one in record.results_of(SETTLED, [item.ref]) if (told := told_in(one))), "")


def settled_elsewhere(item: AgendaItem) -> str:
    """The number of another such meeting whose vote was certified first, whichever was called first: hands that were
    seconded late decide nothing anew."""
    others = {one.ref: one.meeting.number for one in of_same_petition(item) if one.settled_on is not None}
    settled = record.results_of(SETTLED, others) if others else ()
    return next((others[one.subject] for one in settled), "")


def told_in(settled: Entry) -> str:
    """The same, as the entry tells it by which an item was settled: days alone do not say which came first."""
    return next((one.actual for one in settled.findings if one.rule == RULE and not one.ok), "")


def elsewhere_said(meeting: str) -> Text:
    return DECIDED.fill(meeting=meeting)

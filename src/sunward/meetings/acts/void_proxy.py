"""Somebody sent nobody to a meeting: whoever kept the list entered a proxy; follows from an upheld dispute, granted to
nobody."""

from sunward.kernel.acts import Outcome, register
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.meetings.models import PROXY
from sunward.meetings.session.acting import OnMeeting
from sunward.meetings.session.proxies import noted, vacated, void, votes_by


@register
class VoidProxy(OnMeeting[UndoneAtDesk]):
    """As if they had said so themselves: the place is free, and a vote that was cast for it is marked."""

    name = "meetings.void_proxy"
    title = Text("作废没有人委托的代理", "void a proxy that nobody gave")
    kind = "report"
    facts_type = UndoneAtDesk

    def shut(self) -> Text | None:
        return None  # the answer may come when the meeting is over

    def write(self) -> Outcome:
        given = self.meeting.attendance.filter(entered_in=self.facts.undone, how=PROXY).select_related("entry__person")
        rows = [row for row in given if str(row.entry.person) == self.facts.person]
        votes = votes_by(self.meeting, rows)
        empty = vacated(self.meeting, rows, votes)
        void(rows, self.call.at, self.call.day, at_desk=False)
        return Outcome(self.meeting.ref, {"votes": len(votes)}, consequences=[*noted(votes), *empty])

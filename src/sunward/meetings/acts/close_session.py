"""Close a session."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.leaving import everybody_leaves
from sunward.meetings.sessions import AT, OnMeeting, not_under_way


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    at: str = asked("几点结束", "time it ended", hint=AT, default="")


@register
class CloseSession(OnMeeting[ClosingFacts]):
    """The session is over and the room empty. Votes that stay open for those outside the room run on."""

    name = "meetings.close_session"
    title = Text("宣布散会", "close the session")
    kind = "report"
    facts_type = ClosingFacts

    def shut(self) -> Text | None:
        return not_under_way(self.meeting)

    def judge(self) -> Iterator[Finding]:
        self.refuse_impossible()
        if self.meeting.opened_at and self.at < self.meeting.opened_at:
            raise unusable("at", "散会不会早于开会。", "A session ends after it began.")
        return iter(())

    def write(self) -> Outcome:
        everybody_leaves(self.meeting, self.at)
        self.meeting.closed_at = self.at
        self.meeting.save(update_fields=["closed_at"])
        return Outcome(result=self.meeting.ref)

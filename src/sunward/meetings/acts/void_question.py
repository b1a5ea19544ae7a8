"""Nobody had put this question to the vote: a clerk did; follows from an upheld dispute, granted to nobody."""

from functools import cached_property
from typing import Any

from sunward.ballots import queries as ballots
from sunward.ballots.acts import AnnulUndone
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.meetings.models import UndoneEntry
from sunward.meetings.session.acting import OnItem
from sunward.record import queries as record

CERTIFIED = Text(
    "注意：这一项不是本人付诸表决的，是服务台代办的；结果已经核定，仍算数。",
    "Alert: a clerk had put this item to the vote for somebody who had not. Its result was certified: it stays.",
)


@register
class VoidQuestion(OnItem[UndoneAtDesk]):
    """The vote is annulled while its result is not certified, and the question can be put again: in the same session,
    or in one called again."""

    name = "meetings.void_question"
    title = Text("作废窗口代办的付诸表决", "void a question put at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def shut(self) -> Text | None:
        return None  # the answer may come when the meeting is over

    @cached_property
    def vote(self) -> ballots.VoteOn | None:
        """The one that was opened by this entry, and no other."""
        votes = ballots.votes_on(self.subject.ref)
        came = record.origins([one.ref for one in votes], "ballots.open_vote")
        return next((one for one in votes if came.get(str(one.ref)) == self.facts.undone), None)

    def write(self) -> Outcome:
        late, what = bool(self.vote and self.vote.certified_on), f"question:{self.subject.number}"
        noted: dict[str, Any] = {"act": "meetings.put_to_vote", "about": what, "late": late, "undone_on": self.call.day}
        UndoneEntry.objects.create(meeting=self.meeting, entry=self.facts.undone, **noted)
        marks = [Finding("put_by_themselves", False, CERTIFIED)] if late else []
        annul = self.vote is not None and not late and self.vote.annulled_on is None
        following = [Consequence(AnnulUndone, self.vote.ref, self.facts)] if self.vote and annul else []
        return Outcome(result=self.subject.ref, findings=marks, consequences=following)

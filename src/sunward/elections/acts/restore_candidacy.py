"""Somebody whom a clerk took out of an election stands again; follows from an upheld dispute, granted to nobody."""

from sunward.ballots import queries as ballots
from sunward.elections.acting import ActOnCandidate
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk

LATE = Text(
    "注意：已经开始投票，选票上没有这个人：宣布结果时会写明。",
    "Alert: the poll has been opened without them on the ballot. The declaration of the result says so.",
)


@register
class RestoreCandidacy(ActOnCandidate[UndoneAtDesk]):
    """As if nobody had withdrawn them: who had accepted stands, who had not can accept. A ballot that is out is not
    changed: that shows on the result."""

    name = "elections.restore_candidacy"
    title = Text("恢复被窗口退出的候选人", "restore a candidate withdrawn at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        row, late = self.subject, bool(ballots.standing_votes(self.subject.contest.ref))
        row.restored_on = self.call.day
        row.withdrawn_on = row.withdrawn_on if late else None
        row.save(update_fields=["restored_on", "withdrawn_on"])
        return Outcome(row.ref, findings=[Finding("before_the_poll", False, LATE)] if late else [])

"""Somebody stands by the word of a clerk alone, and has never accepted; follows from an upheld dispute, granted to
nobody."""

from sunward.ballots import queries as ballots
from sunward.elections.acting import ActOnCandidate
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk

LATE = Text(
    "注意：已经开始投票，选票上有这个人：宣布结果时会写明。",
    "Alert: the poll has been opened with them on the ballot. The declaration of the result says so.",
)


@register
class VoidAcceptance(ActOnCandidate[UndoneAtDesk]):
    """The nomination waits for their own answer again, and the words in their name are shown nowhere."""

    name = "elections.void_acceptance"
    title = Text("作废窗口代办的接受提名", "void an acceptance entered at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        row, late = self.subject, bool(ballots.standing_votes(self.subject.contest.ref))
        row.acceptance_void_on = self.call.day
        row.accepted_on = row.accepted_on if late else None
        row.save(update_fields=["acceptance_void_on", "accepted_on"])
        return Outcome(row.ref, findings=[Finding("before_the_poll", False, LATE)] if late else [])

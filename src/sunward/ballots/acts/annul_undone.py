"""Annul a vote to which an entry at the desk led that was nobody's wish; follows from an upheld dispute, granted to
nobody."""

from sunward.ballots.acting import ActOnVote
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk

BECAUSE = Text(
    "服务台代办时写的人并不要这样表决，异议成立。可以重新表决。",
    "Entered at the desk for somebody who did not want it so; their dispute was upheld. The question can be put again.",
)
CERTIFIED = Text(
    "注意：结果已经核定，才发现是服务台违背本人的意思代办的。",
    "Alert: found when the result had been certified: it was entered at the desk against the wish of whoever it names.",
)


@register
class AnnulUndone(ActOnVote[UndoneAtDesk]):
    """It counts for nothing, open or closed. A result that is certified stands, marked."""

    name = "ballots.annul_undone"
    title = Text("作废因窗口代办而起的表决", "annul a vote to which a desk entry led")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        vote = self.subject
        if vote.certified_on is not None:
            return Outcome(vote.ref, findings=[Finding("certified_without_it", False, CERTIFIED)])
        if vote.annulled_on is not None:
            return Outcome(vote.ref)
        return Outcome(vote.ref, events=self.annul(f"{BECAUSE.zh} {BECAUSE.en}"))

"""A recall's vote was called for a petitioner who did not want it so; follows from an upheld dispute, granted to
nobody."""

from sunward.ballots import queries as ballots
from sunward.ballots.acts import AnnulUndone
from sunward.elections.models import VoidedCall
from sunward.elections.recalling import CALLED, ActOnRecall
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk

UNCALLED = Text(
    "注意：{called} 在服务台代办的召集（{day} 在“{where}”投票）不是本人的意思，不算数；现在就可以重新召集。",
    "Alert: the call entered at the desk on {called}, for {day} at “{where}”, was not the wish of whoever it was "
    "entered for. It does not count; the vote can be called again at once.",
)
CERTIFIED = Text(
    "注意：这次投票是在服务台代办召集的，不是本人的意思；发现时结果已经核定。",
    "Alert: this vote was called at the desk for somebody who did not want it so; found when its result was certified.",
)
EMPTY = frozenset({"places", "called_by_post"})


@register
class VoidCall(ActOnRecall[UndoneAtDesk]):
    """It can be called again at once, and the days for which the call stood count against nobody. What others have
    settled anew since is theirs and stays."""

    name = "elections.void_call"
    title = Text("作废窗口代办的罢免投票召集", "void the call of a recall vote entered at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        row = self.subject
        if row.called_at_desk_in != self.facts.undone or row.called_on is None or row.voting_day is None:
            return Outcome(row.ref)
        votes = [vote for vote in ballots.votes_on(row.ref) if vote.annulled_on is None]
        if any(vote.certified_on for vote in votes):
            return Outcome(row.ref, findings=[Finding("certified_without_it", False, CERTIFIED)])
        text = UNCALLED.fill(called=row.called_on, day=row.voting_day, where=row.places)
        self._uncall()
        annulled = [Consequence(AnnulUndone, vote.ref, self.facts) for vote in votes]
        return Outcome(row.ref, findings=[Finding("call_undone", False, text)], consequences=annulled)

    def _uncall(self) -> None:
        row, day = self.subject, self.call.day
        kept = ("called_on", "voting_day", "places", "from_hour", "until_hour")
        was = {name: getattr(row, name) for name in kept}
        VoidedCall.objects.create(recall=row, entry=self.facts.undone, void_on=day, **was)
        row.days_lost = (row.days_lost or 0) + (day - was["called_on"]).days
        cleared = (*CALLED, "called_at_desk_in")
        for name in cleared:
            setattr(row, name, "" if name in EMPTY else None)
        row.save(update_fields=[*cleared, "days_lost"])

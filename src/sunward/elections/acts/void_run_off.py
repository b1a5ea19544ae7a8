"""A run-off was called for a member of the election committee who did not want it so; follows from an upheld dispute,
granted to nobody."""

from sunward.elections.acting import ActOnContest
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.record import queries as record

UNCALLED = Text(
    "注意：另行选举（{day}，{where}）是在服务台代办公告的，不是本人的意思，不算数；现在就可以重新公告。",
    "Alert: the run-off for {day}, {where}, was called at the desk for a member who had not wanted it so. It does not "
    "count, and can be called anew at once.",
)
POLLED = Text(
    "注意：另行选举是在服务台代办公告的，不是本人的意思；查实时已经开始投票。",
    "Alert: the run-off was called at the desk for a member who had not wanted it so; found when its poll had been "
    "opened.",
)


@register
class VoidRunOff(ActOnContest[UndoneAtDesk]):
    """Day and place are chosen by whoever calls it: the row goes, what it said stays in the entries, and the committee
    calls it for the same day or another."""

    name = "elections.void_run_off"
    title = Text("作废窗口代办的另行选举公告", "void the call of a run-off entered at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        entry = record.entry(self.facts.undone)
        day = str(entry.public["voting_day"]) if entry else ""
        row = next((one for one in self.subject.run_offs.order_by("-id") if str(one.voting_day) == day), None)
        if row is None:
            return Outcome(self.subject.ref)
        if row.polled_on is not None:
            return Outcome(self.subject.ref, findings=[Finding("call_undone", False, POLLED)])
        text = UNCALLED.fill(day=row.voting_day, where=row.places)
        row.delete()
        return Outcome(self.subject.ref, findings=[Finding("call_undone", False, text)])

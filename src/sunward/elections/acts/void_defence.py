"""Somebody did not say what a clerk entered as their defence; follows from an upheld dispute, granted to nobody."""

from sunward.elections.models import Defence
from sunward.elections.recalling import ActOnRecall
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk

NOT_THEIRS = Text(
    "注意：{said} 在服务台代办的申辩不是本人的话，不算数。",
    "Alert: the defence entered at the desk on {said} is not what they said, and does not count.",
)
LATE = Text(
    "注意：发现代办的申辩不是本人的话时，投票已经开始；有人可能读过。",
    "Alert: found when the poll had been opened that the defence was not theirs; people may have read it.",
)


@register
class VoidDefence(ActOnRecall[UndoneAtDesk]):
    """Their words before it stand again; both stay readable. What they have said since stays."""

    name = "elections.void_defence"
    title = Text("作废窗口代办的申辩", "void a defence entered at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        row = self.subject
        false = Defence.objects.filter(recall=row, entry=self.facts.undone, void_on=None).first()
        if false is None:
            return Outcome(row.ref)
        false.void_on = self.call.day
        false.save(update_fields=["void_on"])
        stands = row.defences.filter(void_on=None).order_by("id").last()
        row.defence, row.defended_on = (stands.words, stands.said_on) if stands else ("", None)
        row.save(update_fields=["defence", "defended_on"])
        marks = [Finding("defence_undone", False, NOT_THEIRS.fill(said=false.said_on))]
        if row.polled_on is not None:
            marks.append(Finding("before_the_poll", False, LATE))
        return Outcome(row.ref, findings=marks)

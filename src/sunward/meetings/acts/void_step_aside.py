"""Somebody never stepped aside: a clerk entered it; follows from an upheld dispute, granted to nobody."""

from sunward.ballots import queries as ballots
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.meetings.session.acting import OnItem
from sunward.meetings.session.recusal import aside_as_proxies
from sunward.meetings.session.voting import alert_on_wrongly_aside

BECAUSE = "服务台代办的登记，本人提出异议，已经查实 (a dispute of a desk entry was upheld)"


@register
class VoidStepAside(OnItem[UndoneAtDesk]):
    """Before the vote they vote again, and nobody but themselves puts them aside anew; afterwards it shows on the
    result that they were kept from it."""

    name = "meetings.void_step_aside"
    title = Text("作废窗口代办的回避", "void a stepping aside entered at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def shut(self) -> Text | None:
        return None  # the answer may come when the meeting is over

    def write(self) -> Outcome:
        row = self.subject.off_base.filter(entered_in=self.facts.undone, taken_back_on=None).first()
        marks: list[Finding] = []
        if row is not None:
            row.void_on = self.call.day
            if not ballots.standing_votes(self.subject.ref):
                row.taken_back_on, row.taken_back_because, row.taken_back_by_self = self.call.day, BECAUSE, True
            row.save(update_fields=["void_on", "taken_back_on", "taken_back_because", "taken_back_by_self"])
            marks = alert_on_wrongly_aside(self.subject)
        as_proxy = aside_as_proxies(self.subject).filter(entered_in=self.facts.undone)
        as_proxy.update(taken_back_on=self.call.day, taken_back_because=BECAUSE)
        return Outcome(result=self.subject.ref, findings=marks)

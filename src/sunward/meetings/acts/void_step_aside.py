"""Somebody never stepped aside: a clerk entered it; follows from an upheld dispute, granted to nobody."""

from typing import Any

from sunward.ballots import queries as ballots
from sunward.kernel.acts import Outcome, register
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.meetings.session.acting import OnItem
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
        entered: dict[str, Any] = {"entered_in": self.facts.undone, "taken_back_on": None}
        void: dict[str, Any] = {"void_on": self.call.day}
        by_self: dict[str, Any] = {}
        if not ballots.standing_votes(self.subject.ref):
            void |= {"taken_back_on": self.call.day, "taken_back_because": BECAUSE}
            by_self = {"taken_back_by_self": True}
        found = self.subject.proxies_aside.filter(**entered).update(**void)
        found += self.subject.off_base.filter(**entered).update(**void, **by_self)
        return Outcome(result=self.subject.ref, findings=alert_on_wrongly_aside(self.subject) if found else [])

"""Whoever left an office had not said that something was handed over: a clerk did; follows from an upheld dispute,
granted to nobody."""

from sunward.elections.models import Handover
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk

SEEN = Text(
    "注意：不是离任的人说的，是服务台代说的；监督委员会已经见证移交，见证的不变。",
    "Alert: whoever left had not said so, a clerk had. Supervisors have seen the handover, and that stays.",
)


@register
class VoidGiving(Act[Handover, UndoneAtDesk]):
    """It is as if nothing was said, and whoever left can still say it."""

    name = "elections.void_giving"
    title = Text("作废窗口代办的移交说明", "void what the desk entered for whoever handed over")
    kind = "report"
    subject_type = "handover"
    subject_model = Handover
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        row, public = self.subject, {"thing": self.subject.thing, "post": self.subject.post}
        if row.witnessed_on is not None:
            return Outcome(row.ref, public, findings=[Finding("said_by_the_giver", False, SEEN)])
        row.given_on, row.given_photograph_sha256 = None, ""
        row.save(update_fields=["given_on", "given_photograph_sha256"])
        return Outcome(row.ref, public)

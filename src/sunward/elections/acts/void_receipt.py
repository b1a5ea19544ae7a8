"""A handover that a clerk confirmed for a receiver who got nothing is owed again; follows from an upheld dispute,
granted to nobody."""

from sunward.elections.models import Handover
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk


@register
class VoidReceipt(Act[Handover, UndoneAtDesk]):
    """By its old day: late is late."""

    name = "elections.void_receipt"
    title = Text("作废窗口代办的移交确认", "void a confirmed handover entered at the desk")
    kind = "report"
    subject_type = "handover"
    subject_model = Handover
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        row = self.subject
        row.confirmed_on, row.confirmation_void_on = None, self.call.day
        row.save(update_fields=["confirmed_on", "confirmation_void_on"])
        return Outcome(row.ref, {"thing": row.thing, "post": row.post})

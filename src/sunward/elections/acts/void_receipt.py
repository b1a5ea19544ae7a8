"""What a clerk said of a handover for its receiver is taken back: confirmed, it is owed again; said not to have come,
it waits for the receiver again. Follows from an upheld dispute, granted to nobody."""

from sunward.elections.models import Handover
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk


@register
class VoidReceipt(Act[Handover, UndoneAtDesk]):
    """By its old day: late is late."""

    name = "elections.void_receipt"
    title = Text("作废窗口代办的移交确认或者说明", "void what the desk entered for the receiver of a handover")
    kind = "report"
    subject_type = "handover"
    subject_model = Handover
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        row = self.subject
        if row.missing_on and row.missing_entry == self.facts.undone:
            row.missing_on = None
        else:
            row.confirmed_on, row.confirmation_void_on = None, self.call.day
            self._owed_on_by_nobody(row)
        row.save(update_fields=["confirmed_on", "confirmation_void_on", "missing_on"])
        return Outcome(row.ref, {"thing": row.thing, "post": row.post})

    def _owed_on_by_nobody(self, row: Handover) -> None:
        """Who never had it owes it to nobody: what was passed on in their name is void, until somebody confirms it."""
        for one in row.passed_on.filter(void_on=None, confirmed_on=None):
            one.void_on, one.appointment = self.call.day, f"-{one.pk}"
            one.save(update_fields=["void_on", "appointment"])

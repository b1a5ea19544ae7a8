"""Somebody never objected: a clerk did in their name; follows from an upheld dispute, granted to nobody."""

from sunward.disclosure.consents import doubts
from sunward.disclosure.models import Objection
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk

NOT_THEIRS = Text(
    "注意：这条异议是在服务台代办的，不是本人的意思，不算数；本人可以自己提。",
    "Alert: this objection was entered at the desk for somebody who did not want it. It does not count; they can "
    "object themselves.",
)


@register
class VoidObjection(Act[Objection, UndoneAtDesk]):
    """Nobody has to answer it, and it uses up nothing of theirs. An answer that was given stays beside it; what an
    upheld one has shown to be wrong stays wrong, whoever said it."""

    name = "disclosure.void_objection"
    title = Text("作废窗口代办的异议", "void an objection entered at the desk")
    kind = "report"
    subject_type = "objection"
    subject_model = Objection
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        row = self.subject
        if row.void_on is None:
            row.void_on = self.call.day
            row.save(update_fields=["void_on"])
        doubted = tuple(doubts(row, self.call.day))
        return Outcome(row.ref, findings=[Finding("objection_undone", False, NOT_THEIRS)], events=doubted)

"""Take back the end of an ownership that was entered wrongly; follows from a dispute that was upheld, and is granted
to nobody."""

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.memo import forget
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.registry.acts.undo_end_membership import ANEW
from sunward.registry.events import DepartureUndone
from sunward.registry.models import Household, Ownership


@register
class UndoEndOwnership(Act[Household, UndoneAtDesk]):
    """They own as before; the entry stays in the record."""

    name = "registry.undo_end_ownership"
    title = Text("撤销误登记的不再是业主", "take back the end of an ownership entered wrongly")
    kind = "report"
    subject_type = "household"
    subject_model = Household
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        forget()
        rows = Ownership.objects.filter(household=self.subject, left_entry=self.facts.undone, left_on__isnull=False)
        row = rows.select_related("owner").first()
        if row is None or row.left_on is None:
            return Outcome()
        if Ownership.objects.filter(household=self.subject, owner=row.owner, left_on=None).exists():
            return Outcome(findings=[Finding("recorded_anew", False, ANEW)])
        left_on, row.left_on, row.undone_on = row.left_on, None, self.call.day
        row.save(update_fields=["left_on", "undone_on"])
        code = self.subject.community_code
        undone = DepartureUndone(code, str(row.owner), "", left_on, self.call.day, self.facts.undone)
        return Outcome(events=[undone])

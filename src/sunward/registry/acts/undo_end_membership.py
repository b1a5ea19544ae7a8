"""Take back the end of a membership that was entered wrongly; follows from a dispute that was upheld, and is granted
to nobody."""

from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.memo import forget
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.registry.acting import ActOnCommunity
from sunward.registry.events import DepartureUndone
from sunward.registry.models import Membership

ANEW = Text("后来又重新登记过：不用恢复。", "It has been recorded anew since: nothing is put back.")


@register
class UndoEndMembership(ActOnCommunity[UndoneAtDesk]):
    """They belong as before; the entry stays in the record."""

    name = "registry.undo_end_membership"
    title = Text("撤销误登记的成员退出", "take back the end of a membership entered wrongly")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        forget()
        rows = Membership.objects.filter(community=self.subject, left_entry=self.facts.undone, left_on__isnull=False)
        row = rows.select_related("person").first()
        if row is None or row.left_on is None:
            return Outcome()
        if Membership.objects.filter(community=self.subject, kind=row.kind, person=row.person, left_on=None).exists():
            return Outcome(findings=[Finding("recorded_anew", False, ANEW)])
        left_on, row.left_on, row.undone_on = row.left_on, None, self.call.day
        row.save(update_fields=["left_on", "undone_on"])
        undone = DepartureUndone(self.community, str(row.person), "", left_on, self.call.day, self.facts.undone)
        return Outcome(events=[undone])

"""Somebody whom a clerk took out of the election committee is in it again; follows from an upheld dispute, granted to
nobody."""

from sunward.elections.acting import ActOnElection, stands
from sunward.elections.models import CommitteeMember
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.refs import person_number
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk

STANDS = Text(
    "注意：本人现在是候选人，不能同时主持选举：不恢复。",
    "Alert: they stand in this election now, and whoever stands does not run it: not restored.",
)


@register
class RestoreMember(ActOnElection[UndoneAtDesk]):
    """The substitute who followed them waits again; what was done meanwhile stands."""

    name = "elections.restore_member"
    title = Text("恢复被窗口退出的选举委员会成员", "restore a member of the election committee")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        number, day = person_number(self.facts.person), self.call.day
        if stands(self.subject, self.facts.person):
            return Outcome(self.subject.ref, findings=[Finding("left_committee", False, STANDS)])
        rows = CommitteeMember.objects.filter(election=self.subject)
        own = rows.filter(person__number=number).exclude(left_on=None).first()
        if own is not None:
            rows.filter(follows=own, left_on=None).update(joined_on=None, follows=None)
            own.left_on, own.left_because, own.restored_on = None, "", day
            own.save(update_fields=["left_on", "left_because", "restored_on"])
        return Outcome(self.subject.ref)

"""A proxy that a clerk took back for somebody who had not wished it stands again; follows from an upheld dispute,
granted to nobody."""

from sunward.elections.acting import ActOnElection
from sunward.elections.models import Proxy
from sunward.elections.polling import proxylist
from sunward.elections.polling.restoring import restored
from sunward.kernel.acts import Outcome, register
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk


@register
class RestoreProxy(ActOnElection[UndoneAtDesk]):
    """Where another stands that was entered since, it waits for what becomes of that."""

    name = "elections.restore_proxy"
    title = Text("恢复被窗口收回的委托投票", "restore a proxy taken back at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        row = Proxy.objects.filter(election=self.subject, taken_back_in=self.facts.undone).first()
        if row is None or row.void_on is None:
            return Outcome(self.subject.ref)
        row.not_taken_back_on = self.call.day
        row.save(update_fields=["not_taken_back_on"])
        marks = [*restored(self.subject, row.giver_id, self.call.day)]
        return Outcome(self.subject.ref, findings=marks, consequences=[*proxylist.changed(self.subject, self.call.day)])

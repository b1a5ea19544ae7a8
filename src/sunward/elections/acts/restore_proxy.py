"""A proxy that a clerk took back for somebody who had not wished it stands again; follows from an upheld dispute,
granted to nobody."""

from sunward.elections.acting import ActOnElection
from sunward.elections.counting.results import polled
from sunward.elections.models import Proxy
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk

CHAIN = Text(
    "注意：委托人现在受别人委托，或者受委托的人也委托了别人：不恢复。",
    "Alert: the giver now votes for somebody, or the proxy has given their own vote away: not restored.",
)
LATE = Text(
    "注意：已经开始投票，在这以前受委托的人领不到票。还在投票的，现在可以领；宣布结果时会写明。",
    "Alert: the poll has been opened, and until now the proxy was given no sheet. While it is open the sheet can be "
    "taken now; the declaration of the result says so.",
)


@register
class RestoreProxy(ActOnElection[UndoneAtDesk]):
    """On the last evening nobody could give it anew. What they have given, or taken back, themselves since stays."""

    name = "elections.restore_proxy"
    title = Text("恢复被窗口收回的委托投票", "restore a proxy taken back at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        row = Proxy.objects.filter(election=self.subject, taken_back_in=self.facts.undone).first()
        if row is None or row.void_on is None:
            return Outcome(self.subject.ref)
        if self._in_a_chain(row):
            return Outcome(self.subject.ref, findings=[Finding("proxy_not_passed_on", False, CHAIN)])
        late = polled(self.subject)
        row.void_on = row.taken_back_in = None
        row.restored_in_poll_on = self.call.day if late else None
        row.save(update_fields=["void_on", "taken_back_in", "restored_in_poll_on"])
        return Outcome(self.subject.ref, findings=[Finding("before_the_poll", False, LATE)] if late else [])

    def _in_a_chain(self, row: Proxy) -> bool:
        standing = Proxy.objects.filter(election=self.subject, void_on=None)
        return standing.filter(giver=row.holder).exists() or standing.filter(holder=row.giver).exists()

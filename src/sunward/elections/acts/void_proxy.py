"""Somebody let nobody vote for them: a clerk entered it; follows from an upheld dispute, granted to nobody."""

from collections.abc import Iterator

from sunward.ballots import queries as ballots
from sunward.ballots.acts import FalseProxyFacts, NoteFalseProxy
from sunward.elections.acting import ActOnElection
from sunward.elections.models import Proxy
from sunward.elections.polling import proxylist
from sunward.elections.polling.proxies import stood_in_a_poll
from sunward.elections.polling.restoring import restored
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk

LATE = Text(
    "注意：已经开始投票，受委托的人可能已经领票；名册上写着谁领了票。这条一直写在选举的网页上；结果还没有宣布的，宣布时也写明。",
    "Alert: the poll has been opened, and the proxy may have taken the sheet; the roll shows whose was taken. This "
    "stands on the election's page, and with the declaration of a result that is still to come.",
)


@register
class VoidProxy(ActOnElection[UndoneAtDesk]):
    """They vote themselves, or choose somebody; whom they have chosen themselves since stays."""

    name = "elections.void_proxy"
    title = Text("作废窗口代办的委托投票", "void a proxy entered at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        row = Proxy.objects.filter(election=self.subject, entry=self.facts.undone).select_related("giver").first()
        if row is None:
            return Outcome(self.subject.ref)
        follows, stood, day = [*self._fetched_by(row)], row.void_on is None, self.call.day
        late = stood_in_a_poll(row, self.call.at)
        row.false_on, row.void_on = day, row.void_on or day
        row.false_in_poll_on = day if late else row.false_in_poll_on
        row.save(update_fields=["false_on", "void_on", "false_in_poll_on"])
        marks = [Finding("before_the_poll", False, LATE)] if late else []
        marks += restored(self.subject, row.giver_id, day)
        follows += proxylist.changed(self.subject, day) if stood else ()
        return Outcome(self.subject.ref, findings=marks, consequences=follows)

    def _fetched_by(self, row: Proxy) -> Iterator[Consequence]:
        """What was voted with a sheet that its holder fetched is marked, and can be a ground to annul: nobody draws
        them to say that they have not voted."""
        about = [one.ref for one in self.subject.contests.all()]
        for vote, place in ballots.fetched_for(about, str(row.giver), row.given_on, row.void_on):
            yield Consequence(NoteFalseProxy, vote, FalseProxyFacts(entry=place, stays=str(ballots.FETCHED)))

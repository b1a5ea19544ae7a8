"""Which proxy of somebody counts once a clerk's word about it was found false."""

from collections.abc import Iterator
from datetime import date

from sunward.elections.counting.results import polled
from sunward.elections.models import Election, Proxy
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

CHAIN = Text(
    "注意：委托人现在受别人委托，或者受委托的人也委托了别人：不恢复。",
    "Alert: the giver now votes for somebody, or the proxy has given their own vote away: not restored.",
)
LATE = Text(
    "注意：已经开始投票，在这以前受委托的人领不到票。还在投票的，现在可以领；宣布结果时会写明。",
    "Alert: the poll has been opened, and until now the proxy was given no sheet. While it is open the sheet can be "
    "taken now; the declaration of the result says so.",
)


def restored(election: Election, giver: int, day: date) -> Iterator[Finding]:
    """What they gave last themselves stands again, where nobody but a clerk took it back: on the last evening nobody
    could give it anew. What they have given, or taken back, themselves since stays."""
    row = Proxy.objects.filter(election=election, giver_id=giver, false_on=None).order_by("-pk").first()
    if row is None or row.void_on is None or row.not_taken_back_on is None:
        return
    if _in_a_chain(row):
        yield Finding("proxy_not_passed_on", False, CHAIN)
        return
    late = polled(election)
    row.void_on = row.taken_back_in = row.not_taken_back_on = None
    row.restored_in_poll_on = day if late else None
    row.save(update_fields=["void_on", "taken_back_in", "not_taken_back_on", "restored_in_poll_on"])
    if late:
        yield Finding("before_the_poll", False, LATE)


def _in_a_chain(row: Proxy) -> bool:
    standing = Proxy.objects.filter(election=row.election_id, void_on=None)
    return standing.filter(giver=row.holder_id).exists() or standing.filter(holder=row.giver_id).exists()

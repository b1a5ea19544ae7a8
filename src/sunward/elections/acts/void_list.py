"""A list of candidates was posted for a member of the election committee who did not want it yet; follows from an
upheld dispute, granted to nobody."""

from sunward.ballots import queries as ballots
from sunward.elections.acting import ActOnElection
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.record import queries as record

POSTS = "elections.post_candidates"
OPEN_AGAIN = Text(
    "注意：候选人名单是在服务台代为公布的，不是本人的意思：又可以提名、接受提名，再由选举委员会公布。已经在名单上的不变。",
    "Alert: the list of candidates was posted at the desk for a member who had not wanted it. People are nominated and "
    "accept again, until the committee posts it anew; who is on it stays.",
)
POLLED = Text(
    "注意：候选人名单是在服务台代为公布的，不是本人的意思；查实时已经开始投票。",
    "Alert: the list of candidates was posted at the desk for a member who had not wanted it; found when the poll had "
    "been opened.",
)


@register
class VoidList(ActOnElection[UndoneAtDesk]):
    """Whoever hung it early closed it to others: it is open again for the posts that nobody votes on yet. The poll
    waits for no second list. One that was posted anew since is theirs who posted it."""

    name = "elections.void_list"
    title = Text("重新开放窗口代为公布的候选人名单", "open a list of candidates again that was posted at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        row = self.subject
        if record.results_of(POSTS, [row.ref])[-1].ref != self.facts.undone:
            return Outcome(row.ref)
        waiting = [one for one in row.contests.order_by("place") if not ballots.standing_votes(one.ref)]
        opened = row.contests.filter(pk__in=[one.pk for one in waiting], reopened_on=None)
        opened.update(reopened_on=self.call.day)
        mark = Finding("list_undone", False, OPEN_AGAIN if waiting else POLLED)
        return Outcome(row.ref, {"reopened": [one.post for one in waiting]}, findings=[mark])

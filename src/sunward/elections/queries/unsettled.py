"""Offices that a vote has left open: it did not take place, was annulled, or was declared and never certified."""

from collections.abc import Iterator
from datetime import date

from sunward.ballots import queries as ballots
from sunward.ballots.queries import VoteOn
from sunward.elections.book import name_of_post, rules_of_recall
from sunward.elections.models import Contest, Recall
from sunward.elections.owing import CALL_ELECTION, CALL_RECALL, CERTIFY, candidates_of, owner
from sunward.elections.results import fell_through
from sunward.kernel.overdue import LOOKED_BACK, Overdue
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

NO_POLL = Text("投票日已过，没有投票", "its day passed without a poll")
ANNULLED = Text("投票已经作废，岗位没有变动", "the vote was annulled; nobody came into office or left it")
AGAIN = Text(
    "重新召集；街道、发起或者签过联名的人也可以召集",
    "call it again; the street may do so too, and whoever opened or signed the petition",
)
MOVE = Text("选举委员会另定选举日，重新投票", "the election committee sets another day and the vote is repeated")
DECLARED = Text("已经宣布，没有核定，岗位没有变动", "declared, not certified; nobody came into office or left it")
ASK_BACK = Text("回访被抽中的人，核定或者作废", "ask those who were drawn, then certify or annul the vote")
LIMIT = 100


def unsettled(community: str, on: date) -> Iterator[Overdue]:
    """Recalls and contests that are not done with. A few queries, however many there are."""
    recalls = Recall.objects.select_related("person").filter(community_code=community, voting_day__lte=on)
    polled = Contest.objects.filter(election__community_code=community, election__polled_on__gte=on - LOOKED_BACK)
    known = list(recalls.order_by("-id")[:LIMIT])
    contests = list(polled.select_related("election").prefetch_related("declarations").order_by("-id")[:LIMIT])
    refs = [*(recall.ref for recall in known), *(contest.ref for contest in contests)]
    votes, standing = ballots.votes_on(*refs), candidates_of(contest.election for contest in contests)
    for recall in known:
        yield from _recall(recall, [one for one in votes if one.about == recall.ref], on)
    for contest in contests:
        about = standing.get(contest.election_id, frozenset())
        yield from _contest(contest, [one for one in votes if one.about == contest.ref], on, about)


def caller(row: Recall, on: date) -> str:
    """Who is to call the vote on a recall: in the order of the rule, and never whom it is about."""
    rule = rules_of_recall(row).recall
    return owner(CALL_RECALL, row.community_code, on, {str(row.person)}, rule.called_by if rule else ())


def _recall(row: Recall, votes: list[VoteOn], on: date) -> Iterator[Overdue]:
    post = name_of_post(row.post, row.community_code)
    if row.voting_day and fell_through(row, votes, on):
        title = Text(f"罢免{post.zh}的投票没有结果", f"No standing vote on the recall of the {post.en}")
        stuck = ANNULLED if row.polled_on else NO_POLL
        yield _late(title, caller(row, on), row.voting_day, on, (stuck, AGAIN), row.ref)
    elif row.declared_on and row.declared_on < on and _uncertified(votes):
        title = Text(f"罢免{post.zh}的投票没有核定", f"Vote on the recall of the {post.en} not certified")
        whose = owner(CERTIFY, row.community_code, on, {str(row.person)})
        yield _late(title, whose, row.declared_on, on, (DECLARED, ASK_BACK), row.ref)


def _contest(row: Contest, votes: list[VoteOn], on: date, about: frozenset[str]) -> Iterator[Overdue]:
    election, code, post = row.election, row.community_code, name_of_post(row.post, row.community_code)
    if all(one.annulled_on for one in votes):
        title = Text(f"选举{post.zh}的投票作废", f"Vote in the election of the {post.en} annulled")
        whose = owner(CALL_ELECTION, code, on, about)
        yield _late(title, whose, election.voting_day, on, (ANNULLED, MOVE), election.ref)
        return
    declared = {one.vote: one.declared_on for one in row.declarations.all()}
    waiting = [declared[one.number] for one in votes if one.number in declared and _uncertified([one])]
    if waiting and min(waiting) < on:
        title = Text(f"选举{post.zh}的投票没有核定", f"Vote in the election of the {post.en} not certified")
        yield _late(title, owner(CERTIFY, code, on, about), min(waiting), on, (DECLARED, ASK_BACK), election.ref)


def _uncertified(votes: list[VoteOn]) -> bool:
    return any(one.annulled_on is None and one.certified_on is None for one in votes)


def _late(title: Text, owner: str, due: date, on: date, words: tuple[Text, Text], subject: Ref) -> Overdue:
    return Overdue(title, owner, due, (on - due).days, *words, subject)

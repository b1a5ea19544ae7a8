"""When a whole election of a post may be called: around the end of its holders' terms. Before that somebody in office
goes by a recall or not at all, and an election that is counted is settled before the next one of its body."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sunward.ballots import queries as ballots
from sunward.charter.queries import Period, period
from sunward.elections.book import before, name_of_post
from sunward.elections.models import Declaration, Election
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

# No law here says how long before the end of a term the next one is elected. A quarter of a year leaves time for a roll
# and a second voting day; a rule book may say otherwise.
BEFORE_THE_END, DAYS_BEFORE_THE_END = "elected_before_term_ends", 90
# A result that nobody certifies or declares is overdue and open to supervisors and street; for so long an election of
# the same body waits for it, and no longer.
TO_SETTLE = timedelta(days=30)
ENDS = Text("换届的选举日临近任期届满。", "A whole election is held around the end of the term.")
IN_MID_TERM = Text(
    "“{zh}”的任期到 {day} 才届满，换届的选举日最早 {first}。任期内要换人，依法走罢免：发起联名要求罢免；"
    "只有空缺可以补选。",
    "The term of the {en} ends on {day}: a new one is elected on {first} at the earliest. Before that the lawful way "
    "is a recall, by petition; a vacant seat can be filled.",
)
SETTLED = Text("上一次选举的结果已经宣布并核定。", "The result of the election before is declared and certified.")
UNSETTLED = Text(
    "这个机构上一次选举已经投票，结果还没有宣布或者核定。",
    "The last election of this body has been voted on, and its result is still to be declared or certified.",
)


def days_before_the_end(community: str, on: date) -> Period:
    """How long before the end of a term the next one can be elected."""
    return period(community, BEFORE_THE_END, on, DAYS_BEFORE_THE_END)


def term_ends(posts: Iterable[str], community: str, called_on: date, voting_day: date) -> Iterator[Finding]:
    """For each post that is held: whether the last of its terms ends soon enough after the voting day."""
    rule = days_before_the_end(community, called_on)
    for post in posts:
        held = registry.elected_holders(post, community, called_on)
        until = max((one.until for one in held if one.until), default=None)
        ok = until is None or voting_day >= before(until, rule.length)
        title = name_of_post(post, community)
        first = before(until, rule.length) if until else None
        text = ENDS if ok else IN_MID_TERM.fill(zh=title.zh, en=title.en, day=until, first=first)
        yield Finding("term_ends", ok, text, rule.source, actual=str(until or ""))


def settled(body: str, community: str, on: date) -> Finding:
    """Whether every vote in an election of a body that was opened lately is declared and certified, or was annulled. A
    day that was moved for one post forgets no vote on another."""
    rows = Election.objects.filter(community_code=community, body=body, voting_day__gte=on - TO_SETTLE)
    waits = any(_open(row, on - TO_SETTLE) for row in rows.prefetch_related("contests"))
    return Finding.either("settled_before", not waits, SETTLED, UNSETTLED)


def _open(row: Election, since: date) -> bool:
    found = [vote for contest in row.contests.all() for vote in ballots.standing_votes(contest.ref)]
    votes = [one for one in found if one.opened_on >= since]
    said = set(Declaration.objects.filter(vote__in=[one.number for one in votes]).values_list("vote", flat=True))
    return any(one.certified_on is None or one.number not in said for one in votes)

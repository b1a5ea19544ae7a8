"""Offices that a vote has left open: it did not take place, was annulled, nobody voted; or it was counted, and nobody
certified it, declared it, called the run-off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sunward.ballots import queries as ballots
from sunward.ballots.queries import VoteOn
from sunward.charter.wording import holders_named
from sunward.elections.book import name_of_post, rules_of_election, rules_of_recall, whose_recall
from sunward.elections.candidates import died_elected
from sunward.elections.counting.results import fell_through, rounds
from sunward.elections.counting.saying import ELECTED_DIED, seats_left
from sunward.elections.models import Contest, Election, Recall, RunOff
from sunward.elections.office.one_post import TAKES_THE_HIGHER, left_to_others
from sunward.elections.waiting.owing import (
    CALL_ELECTION,
    CALL_RECALL,
    CERTIFY,
    DECLARE,
    DECLARE_RECALL,
    RUN_OFF,
    candidates_of,
    owner,
)
from sunward.elections.waiting.silence import RUN_OFF_WITHIN
from sunward.kernel import clock
from sunward.kernel.memo import remembered
from sunward.kernel.overdue import LOOKED_BACK, Overdue
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry import queries as registry

NO_POLL = Text("投票日已过，没有投票", "its day passed without a poll")
ANNULLED = Text("投票已经作废，岗位没有变动", "the vote was annulled; nobody came into office or left it")
NOBODY_STOOD = Text("没有人参选，没有投票", "nobody stood, and there was no vote")
EMPTY = Text("投票结束了，没有一个人投票", "the poll is closed, and nobody voted")
AGAIN = Text("重新召集", "call it again")
OTHERS_TOO = Text("{step}；可以召集的还有：{zh}", "{step}; may be called by others too: {en}")
MOVE = Text(
    "选举委员会另定选举日，重新投票；监督委员会、街道也可以",
    "the election committee sets another day and the vote is repeated; the supervision committee or the street may too",
)
DECLARED = Text("已经宣布，没有核定，岗位没有变动", "declared, not certified; nobody came into office or left it")
COUNTED = Text("已经计票，没有核定，岗位没有变动", "counted, not certified; nobody came into office or left it")
ASK_BACK = Text(
    "回访被抽中的人，核定或者作废；监督委员会、街道都可以",
    "ask those who were drawn, then certify or annul the vote; the supervision committee and the street both may",
)
NOT_DECLARED = Text("已经计票，没有宣布，岗位没有变动", "counted, not declared; nobody came into office or left it")
DECLARE_IT = Text(
    "宣布结果；监督委员会、街道也可以", "declare the result; the supervision committee or the street may do so too"
)
RUN_OFF_STEP = Text(
    "另行选举；监督委员会、街道也可以", "call a run-off; the supervision committee or the street may do so too"
)
CALL_AGAIN = Text("再发布选举公告；街道也可以", "call another election; the street may do so too")
LIMIT = 100


@dataclass(frozen=True, slots=True)
class Known:
    """What is read once for all: the votes by what they are about, which of them wait for their paper to be counted,
    the newest election of each body, and the terms that are over of those whose recall was asked for."""

    votes: tuple[VoteOn, ...]
    uncounted: frozenset[str]
    newest: dict[str, int]
    ended: frozenset[str]

    def about(self, ref: Ref) -> list[VoteOn]:
        return list(ballots.on_their_ground(one for one in self.votes if one.about == ref))

    def counted(self, votes: list[VoteOn]) -> list[tuple[VoteOn, date]]:
        """Those that stand, are closed and have nothing left to count, with the day on which they closed. That one is
        left open or uncounted, ballots tells."""
        done = [one for one in votes if one.stands and one.number not in self.uncounted]
        return [(one, clock.civil_day(one.closed_at)) for one in done if one.closed_at]


def unsettled(community: str, on: date) -> Iterator[Overdue]:
    """Recalls and contests that are not done with. A few queries, however many there are; more only for the contests
    that ended with seats left."""
    # A day that was moved for one post forgets its poll: of the others there may be a vote all the same.
    begun = Contest.objects.filter(election__community_code=community, election__candidates_posted_on__isnull=False)
    polled = begun.filter(election__voting_day__gte=on - LOOKED_BACK)
    rows = [row for row in recalls_called(community) if row.voting_day and row.voting_day <= on]
    contests = list(polled.select_related("election").prefetch_related("declarations").order_by("-id")[:LIMIT])
    votes = ballots.votes_on(*(row.ref for row in rows), *(contest.ref for contest in contests))
    waits = ballots.paper_waits(one.number for one in votes) if votes else frozenset()
    over = registry.ended((row.appointment for row in rows), on) if rows else frozenset()
    known = Known(votes, waits, newest_of(community) if contests else {}, over)
    standing = candidates_of(contest.election for contest in contests)
    for row in rows:
        yield from _recall(row, known, on)
    for contest in contests:
        yield from _contest(contest, known, on, standing.get(contest.election_id, frozenset()))


def recalls_called(community: str) -> list[Recall]:
    """The recalls whose vote was called, newest first."""
    return [row for row in _recalls_known(community) if row.voting_day]


def recalls_to_call(community: str, on: date) -> list[Recall]:
    """Those that enough have asked for and whose vote nobody has called yet, of people who are still in office."""
    rows = [row for row in _recalls_known(community) if row.voting_day is None and row.declared_on is None]
    over = registry.ended((row.appointment for row in rows), on) if rows else frozenset()
    return [row for row in rows if row.appointment not in over]


@remembered
def _recalls_known(community: str) -> list[Recall]:
    """Newest first. One query, for all of a page."""
    rows = Recall.objects.select_related("person", "petition").filter(community_code=community)
    return list(rows.order_by("-id")[:LIMIT])


@remembered
def lately_called(community: str, on: date) -> list[Election]:
    """The elections whose voting day is to come, or was within a year, newest first. One query, for all of a page."""
    rows = Election.objects.filter(community_code=community, voting_day__gte=on - LOOKED_BACK)
    return list(rows.order_by("-id")[:LIMIT])


@remembered
def newest_of(community: str) -> dict[str, int]:
    """The election of each body that was called last: whatever was left undone in an earlier one, this one does."""
    return dict(Election.objects.filter(community_code=community).order_by("id").values_list("body", "pk"))


def caller(row: Recall, on: date) -> str:
    """Who is to call the vote on a recall: in the order of the rule, and never whom it is about."""
    rule = rules_of_recall(row).recall
    return owner(CALL_RECALL, row.community_code, on, {str(row.person)}, rule.called_by if rule else ())


def others_too(row: Recall, step: Text) -> Text:
    """The step, and who else the rule lets call it once nobody has: whoever reads it sees whether they may."""
    rule = rules_of_recall(row).recall
    if rule is None or not rule.if_silent:
        return step
    names = holders_named(rule.if_silent)
    return Text(OTHERS_TOO.zh.format(step=step.zh, zh=names.zh), OTHERS_TOO.en.format(step=step.en, en=names.en))


def _recall(row: Recall, known: Known, on: date) -> Iterator[Overdue]:
    who, votes, about = whose_recall(row), known.about(row.ref), {str(row.person)}
    if row.voting_day and fell_through(row, votes, on):
        if row.appointment in known.ended:
            return  # whoever has left cannot be recalled: the call would be refused
        title = Text(f"罢免{who.zh}的投票没有结果", f"No standing vote on the recall of the {who.en}")
        stuck = _nothing_came(votes) if row.polled_on else NO_POLL
        yield _late(title, caller(row, on), row.voting_day, on, (stuck, others_too(row, AGAIN)), row.ref)
        return
    for vote, closed in known.counted(votes):
        if vote.certified_on is None and (row.declared_on or closed) < on:
            title = Text(f"罢免{who.zh}的投票没有核定", f"Vote on the recall of the {who.en} not certified")
            whose, stuck = owner(CERTIFY, row.community_code, on, about), DECLARED if row.declared_on else COUNTED
            yield _late(title, whose, row.declared_on or closed, on, (stuck, ASK_BACK), row.ref)
        if row.declared_on is None and closed < on:
            title = Text(f"罢免{who.zh}的结果没有宣布", f"Result of the recall of the {who.en} not declared")
            whose = owner(DECLARE_RECALL, row.community_code, on, about)
            yield _late(title, whose, closed, on, (NOT_DECLARED, DECLARE_IT), row.ref)


def _nothing_came(votes: list[VoteOn]) -> Text:
    if not votes:
        return NOBODY_STOOD
    return ANNULLED if all(one.annulled_on for one in votes) else EMPTY


def _contest(row: Contest, known: Known, on: date, about: frozenset[str]) -> Iterator[Overdue]:
    election, votes = row.election, known.about(row.ref)
    last = known.newest.get(election.body) == election.pk
    if not any(one.stands for one in votes):
        if last and election.polled_on:
            post, whose = (
                name_of_post(row.post, row.community_code),
                owner(CALL_ELECTION, row.community_code, on, about),
            )
            title = Text(f"选举{post.zh}的投票没有结果", f"No standing vote in the election of the {post.en}")
            yield _late(title, whose, election.voting_day, on, (_nothing_came(votes), MOVE), election.ref)
        return
    yield from _undone(row, known.counted(votes), on, about)
    if last and all(one.closed_at for one in votes if one.stands):
        yield from _seats_left(row, votes, on, about)


def _undone(row: Contest, counted: list[tuple[VoteOn, date]], on: date, about: frozenset[str]) -> Iterator[Overdue]:
    """Counted, and not certified or not declared."""
    code, post = row.community_code, name_of_post(row.post, row.community_code)
    declared = {one.vote: one.declared_on for one in row.declarations.all()}
    uncertified = [(vote, declared.get(vote.number, day)) for vote, day in counted if vote.certified_on is None]
    if uncertified and (due := min(day for _vote, day in uncertified)) < on:
        title = Text(f"选举{post.zh}的投票没有核定", f"Vote in the election of the {post.en} not certified")
        stuck = DECLARED if any(vote.number in declared for vote, _day in uncertified) else COUNTED
        yield _late(title, owner(CERTIFY, code, on, about), due, on, (stuck, ASK_BACK), row.election.ref)
    unsaid = [day for vote, day in counted if vote.number not in declared]
    if unsaid and min(unsaid) < on:
        title = Text(f"选举{post.zh}的结果没有宣布", f"Result of the election of the {post.en} not declared")
        yield _late(title, owner(DECLARE, code, on, about), min(unsaid), on, (NOT_DECLARED, DECLARE_IT),
                    row.election.ref)  # fmt: skip


def _seats_left(row: Contest, votes: list[VoteOn], on: date, about: frozenset[str]) -> Iterator[Overdue]:
    """Declared with seats left, and no vote since. The outcome is worked out for those alone that are a week old."""
    standing = [one.number for one in votes if one.stands]
    declared = next((one.declared_on for one in row.declarations.all() if one.vote == standing[-1]), None)
    if declared is None or (due := declared + RUN_OFF_WITHIN) >= on:
        return
    called = RunOff.objects.filter(contest=row, after_vote=standing[-1]).last()
    if called and called.voting_day >= on:
        return
    rules = rules_of_election(row.election)
    found = rounds(row, rules)
    outcome = found[-1].outcome
    chosen = [key for one in found if one.outcome for key in one.outcome.chosen]
    dead, higher = died_elected(row, chosen), left_to_others(row, chosen)
    if (dead or higher) and not (outcome and outcome.left):
        title = Text(f"{name_of_post(row.post, row.community_code).zh}空缺，要补选",
                     f"A seat is vacant: {name_of_post(row.post, row.community_code).en}")  # fmt: skip
        whose = owner(CALL_ELECTION, row.community_code, on, about)
        why = ELECTED_DIED.fill(number=dead) if dead else TAKES_THE_HIGHER.fill(number=higher)
        yield _late(title, whose, due, on, (why, CALL_AGAIN), row.election.ref)
    if outcome and outcome.left:
        among = bool(outcome.run_off and rules.run_off)
        post, act = name_of_post(row.post, row.community_code), RUN_OFF if among else CALL_ELECTION
        title = Text(f"选举{post.zh}还有名额没有选出", f"Seats left in the election of the {post.en}")
        stuck = seats_left(outcome.left) if called is None or called.polled_on else NO_POLL
        words = (stuck, RUN_OFF_STEP if among else CALL_AGAIN)
        yield _late(title, owner(act, row.community_code, on, about), due, on, words, row.election.ref)


def _late(title: Text, owner: str, due: date, on: date, words: tuple[Text, Text], subject: Ref) -> Overdue:
    return Overdue(title, owner, due, (on - due).days, *words, subject)

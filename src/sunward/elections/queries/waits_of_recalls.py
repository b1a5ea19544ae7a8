"""What a recall wants next, of whom: its call, the answer of whom it is about, its poll, its result."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from sunward.ballots import queries as ballots
from sunward.ballots.queries import VoteOn
from sunward.charter import queries as charter
from sunward.charter.engine.elections import PETITIONERS, RecallRule
from sunward.charter.engine.sessions import SILENCE_ENDED_BY
from sunward.charter.engine.vocabulary import CAPACITIES
from sunward.charter.wording import holders_named
from sunward.elections.book import rules_of_recall, whose_recall
from sunward.elections.counting.results import fell_through
from sunward.elections.models import Recall
from sunward.elections.polling.afterwards import can_be_entered
from sunward.elections.polling.hours import awaits_its_poll, poll_due
from sunward.elections.queries.voting import on_rolls, when_and_where
from sunward.elections.waiting.joining import is_a_petitioner, is_an_opener
from sunward.elections.waiting.owing import CALL_RECALL, DECLARE_RECALL
from sunward.kernel import clock
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.kernel.waiting import Waits
from sunward.registry import queries as registry

DEFEND, OPEN = "elections.state_defence", "elections.open_recall_poll"
MOST = 12
RECALL = Text("罢免{zh}", "Recall of the {en}")
TO_CALL = Text("联名已经达到人数，等您召集投票", "enough have signed: it waits for you to call the vote")
ONCE_OTHERS_ARE_SILENT = Text(
    "联名已经达到人数，由{zh}召集投票；过了期限没有召集的，您可以召集",
    "enough have signed: {en} may call the vote; once its day has passed without a call, you may",
)
IN_SILENCE = Text("没有人召集投票，您可以召集", "nobody has called the vote: you may")
TO_ANSWER = Text(
    "联名要求罢免您，您可以申辩；申辩和要求罢免的理由一起公开",
    "enough have signed for your recall: you may answer, and what you say stands beside their reasons",
)
TO_OPEN = Text("今天投票，等您开始", "the vote is today and waits to be opened")
TO_COME = Text("投票日由您开始投票", "on the voting day you open the poll")
TO_ENTER = Text("投票日已过，在纸上投过票的还可以补记", "its day is over: a poll held on paper can still be entered")
TO_DECLARE = Text("已经计票，等您宣布结果", "counted: it waits for you to declare the result")


@dataclass(frozen=True, slots=True)
class _Case:
    """A recall, who reads of it, and what was read of it once for all."""

    row: Recall
    viewer: Viewer
    votes: tuple[VoteOn, ...]
    on: date

    @property
    def themselves(self) -> bool:
        return self.viewer.person == str(self.row.person)

    def offices(self, act: str) -> list[str]:
        """The posts of theirs that may do it by the list of powers."""
        holders = charter.holders_of(act, self.viewer.community, self.on)
        return [one for one in sorted(self.viewer.posts) if one in holders or body_of(one) in holders]

    def waits(self, about: Text, due: date | None, *acts: str) -> Waits:
        whose = whose_recall(self.row)
        return Waits(self.row.ref, RECALL.fill(zh=whose.zh, en=whose.en), about, due, acts)


def waits_of_recalls(viewer: Viewer, on: date) -> Iterator[Waits]:
    """Of everybody's recalls what waits for this reader. Three queries; more only while the call or the poll of one is
    late, waits for whoever opened its petition, or has its day still to come."""
    rows = Recall.objects.filter(community_code=viewer.community, declared_on=None).select_related("person", "petition")
    found = list(rows.order_by("-id")[:MOST])
    over = registry.ended((row.appointment for row in found), on) if found else frozenset()
    votes = ballots.votes_on(*(row.ref for row in found))
    coming = [row for row in found if awaits_its_poll(row, on) and row.appointment not in over]
    mine = on_rolls(viewer, [row.roll_id for row in coming])
    for row in coming:
        if row.roll_id in mine:
            case = _Case(row, viewer, (), on)
            yield case.waits(when_and_where(row), row.voting_day)
    for row in found:
        if row.appointment not in over:
            yield from _of(_Case(row, viewer, tuple(one for one in votes if one.about == row.ref), on))


def _of(case: _Case) -> Iterator[Waits]:
    row, standing = case.row, [one for one in case.votes if one.stands]
    if case.themselves:
        if row.defended_on is None and row.polled_on is None:
            yield case.waits(TO_ANSWER, row.voting_day, DEFEND)
    elif row.called_on is None or fell_through(row, case.votes, case.on):
        yield from _call(case)
    elif not standing:
        yield from _open(case)
    elif standing[-1].closed_at and case.offices(DECLARE_RECALL) and not ballots.paper_waits([standing[-1].number]):
        yield case.waits(TO_DECLARE, clock.civil_day(standing[-1].closed_at), DECLARE_RECALL)


def _call(case: _Case) -> Iterator[Waits]:
    row, rule = case.row, rules_of_recall(case.row).recall
    if rule is None:
        return
    again = row.called_on is not None
    due = None if again else row.owed_by
    silent = again or (due is not None and due < case.on)
    bodies = {body_of(post) for post in case.offices(CALL_RECALL)}
    if bodies & set(rule.called_by):
        yield case.waits(TO_CALL, due, CALL_RECALL)
    elif silent and (bodies & set(rule.if_silent) or _petitions(case, rule)):
        yield case.waits(IN_SILENCE, due, CALL_RECALL)
    elif bodies & set(rule.if_silent):
        yield case.waits(_once_silent(rule.called_by), due)


def _petitions(case: _Case, rule: RecallRule) -> bool:
    """Whoever opened the petition, where the rule lets petitioners call it and nothing bars this one."""
    person, owing = case.viewer.person or "", frozenset(rule.called_by) - frozenset(SILENCE_ENDED_BY)
    if PETITIONERS not in rule.if_silent or not is_an_opener(case.row, person):
        return False
    return is_a_petitioner(case.row, person, owing, case.on)


def _once_silent(bodies: Collection[str]) -> Text:
    names = holders_named(bodies)
    return ONCE_OTHERS_ARE_SILENT.fill(zh=names.zh, en=names.en)


def _open(case: _Case) -> Iterator[Waits]:
    row, now = case.row, clock.now()
    if row.voting_day is None or not _opens(case):
        return
    if row.voting_day == case.on:
        yield case.waits(TO_OPEN, row.voting_day, OPEN)
    elif row.voting_day > case.on:
        yield case.waits(TO_COME, row.voting_day)
    elif can_be_entered(row, now):
        yield case.waits(TO_ENTER, row.voting_day, OPEN)


def _opens(case: _Case) -> bool:
    """As the act asks: an office, of whom it is about only once it is late or where its own body called; else whoever
    called it, or opened the petition that one of its signers called."""
    row, person, called = case.row, case.viewer.person or "", body_of(case.row.called_by_post)
    own = body_of(row.post)
    late = row.voting_day is not None and clock.now() >= poll_due(row, row.voting_day)
    if any(body_of(post) != own or called in ("", own) or late for post in case.offices(OPEN)):
        return True
    signer = row.called_by_post in CAPACITIES
    return signer and (registry.person_row(person) == row.called_by_id or is_an_opener(row, person))

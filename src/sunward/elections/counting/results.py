"""What a vote of a contest or a recall came to: worked out from its tally and the charter's thresholds, never typed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from sunward.ballots import queries as ballots
from sunward.ballots.queries import VoteOn
from sunward.ballots.rules import outcome
from sunward.ballots.rules.outcome import Needed, Seats
from sunward.ballots.rules.tally import Tally
from sunward.charter.engine import ElectionRules
from sunward.charter.engine.elections import RecallRule
from sunward.elections.models import Contest, Election, Recall
from sunward.kernel import clock
from sunward.kernel.ports import Entry

MOVED = "settled_anew"  # the finding of a call that took the place of one before its day


@dataclass(frozen=True, slots=True)
class Round:
    """One vote of a contest: the first, or a run-off. `seats` is how many were to be filled in it."""

    vote: VoteOn
    run_off: bool
    seats: int
    outcome: Seats | None


def polled(election: Election) -> bool:
    """Whether people vote, or have voted, on a post of an election, and that was not annulled."""
    return any(ballots.standing_votes(contest.ref) for contest in election.contests.all())


def fell_through(recall: Recall, votes: Iterable[VoteOn], on: date) -> bool:
    """Whether a vote on a recall was called and came to nothing: its day passed without a poll, it was
    annulled, or nobody voted."""
    if recall.voting_day is None or any(vote.stands for vote in votes):
        return False
    return recall.polled_on is not None or recall.voting_day < on


def in_vain_since(recall: Recall, votes: Iterable[VoteOn]) -> date | None:
    """The first day on which a call that brought nobody to vote could be made anew; None where somebody voted: its
    place and hours let people come."""
    day, called = recall.voting_day, recall.called_on or date.max
    known = [vote for vote in votes if vote.opened_on >= called]
    if day is None or any(vote.answered for vote in known):
        return None
    ends = [end for vote in known for end in (vote.annulled_on, vote.closed_at and clock.civil_day(vote.closed_at))]
    return max([day, *filter(None, ends)]) + timedelta(days=1)


def called_in_vain(calls: Sequence[Entry], votes: Iterable[VoteOn]) -> Iterator[Entry]:
    """Those of the calls of a recall, all of them and oldest first, that brought nobody to vote; not one in whose place
    another was put before its day."""
    answered = [vote.opened_on for vote in votes if vote.answered]
    for one, then in zip_longest(calls, calls[1:]):
        moved = then is not None and any(found.rule == MOVED for found in then.findings)
        called, until = clock.civil_day(one.recorded_at), clock.civil_day(then.recorded_at) if then else date.max
        if not moved and not any(called < day <= until for day in answered):
            yield one


def rounds(contest: Contest, rules: ElectionRules) -> tuple[Round, ...]:
    """The votes of a contest in their order, each with its outcome once there is one."""
    found: list[Round] = []
    seats = contest.seats
    for place, vote in enumerate(ballots.standing_votes(contest.ref)):
        won = outcome_of(vote.number, seats, rules, run_off=place > 0)
        found.append(Round(vote, place > 0, seats, won))
        seats = won.left if won else seats
    return tuple(found)


def outcome_of(vote: str, seats: int, rules: ElectionRules, *, run_off: bool) -> Seats | None:
    """Who is chosen in one vote: turnout of the registered, votes of those cast; without a rule nobody is, nor before
    every box is counted by two and confirmed by a third."""
    tally = ballots.tally(vote)
    return outcome_by(tally, seats, rules, run_off=run_off) if tally else None


def outcome_by(tally: Tally, seats: int, rules: ElectionRules, *, run_off: bool) -> Seats | None:
    """The same of any figures."""
    least = rules.run_off if run_off else rules.elected
    if least is None:
        return None
    turnout = [Needed(rules.turnout.share, "entitled", rules.turnout.source)] if rules.turnout else []
    return outcome.seats(tally, seats, turnout, [Needed(least.share, "cast", least.source)])


def recalled(recall: Recall, rules: ElectionRules) -> bool | None:
    """Whether the vote recalled somebody; None while there is no result."""
    votes = ballots.standing_votes(recall.ref)
    tally = ballots.tally(votes[-1].number) if votes else None
    rule = rules.recall
    if tally is None or rule is None:
        return None
    return passed(tally, rule)


def passed(tally: Tally, rule: RecallRule) -> bool:
    """Enough took part and enough are for it."""
    turnout = [Needed(rule.turnout, "entitled", rule.source)]
    return outcome.adopted(tally, [Needed(rule.passed, "cast", rule.source)], turnout)

"""Whether people who were struck from the roll, had they been on it, could have turned an election or a recall."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from sunward.ballots import queries as ballots
from sunward.ballots.queries import Area
from sunward.ballots.rules.returned import People
from sunward.ballots.rules.tally import Tally
from sunward.elections.book import rules_of_election, rules_of_recall
from sunward.elections.counting.results import outcome_by, passed, rounds
from sunward.elections.models import Contest, Recall
from sunward.kernel.refs import Ref

Otherwise = Callable[[Tally], Iterable[Tally]]


def turns_contest(about: Ref, vote: str, struck: int) -> bool:
    """Whether other people could have been chosen, or too few would have voted."""
    return _contest(about, vote, lambda tally: _with(tally, struck))


def swings_contest(about: Ref, vote: str, taken: Mapping[str, int], more: int, _area: Area) -> bool:
    """The same without the votes that are taken off, and with so many others, all cast one way. People have one vote
    each: nothing weighs."""
    return _contest(about, vote, lambda tally: _moved(tally, taken, more))


def without_contest(about: Ref, vote: str, back: People) -> bool:
    """The same without any of the people who may not be back, on the roll and among the votes."""
    return _contest(about, vote, lambda tally: _less(tally, back))


def _contest(about: Ref, vote: str, otherwise: Otherwise) -> bool:
    contest = Contest.objects.select_related("election").get(number=about.id)
    rules = rules_of_election(contest.election)
    one = next((one for one in rounds(contest, rules) if one.vote.number == vote), None)
    tally = ballots.tally(vote)
    if one is None or one.outcome is None or tally is None:
        return False
    found = [outcome_by(each, one.seats, rules, run_off=one.run_off) for each in (tally, *otherwise(tally))]
    return len({(each.valid, frozenset(each.chosen)) for each in found if each}) > 1


def turns_recall(about: Ref, vote: str, struck: int) -> bool:
    """Whether it could have ended otherwise, or too few would have voted."""
    return _recall(about, vote, lambda tally: _with(tally, struck))


def swings_recall(about: Ref, vote: str, taken: Mapping[str, int], more: int, _area: Area) -> bool:
    """The same without the votes that are taken off, and with so many others, all cast one way. People have one vote
    each: nothing weighs."""
    return _recall(about, vote, lambda tally: _moved(tally, taken, more))


def without_recall(about: Ref, vote: str, back: People) -> bool:
    """The same without any of the people who may not be back, on the roll and among the votes."""
    return _recall(about, vote, lambda tally: _less(tally, back))


def _recall(about: Ref, vote: str, otherwise: Otherwise) -> bool:
    rule = rules_of_recall(Recall.objects.select_related("petition").get(number=about.id)).recall
    tally = ballots.tally(vote)
    if rule is None or tally is None:
        return False
    found = [tally, *otherwise(tally)]
    return len({(passed(each, rule), rule.turnout.met(each.cast, each.entitled)) for each in found}) > 1


def _with(tally: Tally, struck: int) -> Iterator[Tally]:
    """The figures with so many more on the roll who stay at home, and with all of them voting for each choice."""
    more = replace(tally, entitled=tally.entitled + struck)
    yield more
    for key in tally.chosen:
        chosen = {**tally.chosen, key: tally.votes(key) + struck}
        yield replace(more, cast=tally.cast + struck, chosen=chosen)


def _moved(tally: Tally, taken: Mapping[str, int], more: int) -> Iterator[Tally]:
    """The figures with other votes, from the same people. Whoever is taken off leaves the turnout, though a ballot can
    name several, and fewer of them may have chosen this one; no choice has more votes than there are ballots left."""
    left = max(tally.cast - sum(taken.values()), 0)
    bare, *others = ballots.swung(tally.chosen, taken, more)
    for chosen, cast in ((bare, left), *((each, left + more) for each in others)):
        yield replace(tally, cast=cast, chosen={key: min(votes, cast) for key, votes in chosen.items()})


def _less(tally: Tally, back: People) -> Iterator[Tally]:
    """The figures without some of the people who may not be back."""
    for less in back.ways(tally.cast, tally.chosen):
        yield replace(tally, entitled=tally.entitled - less.base, cast=tally.cast - less.cast, chosen=less.chosen)

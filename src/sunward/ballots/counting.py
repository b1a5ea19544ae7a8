"""Who may count: two people, neither of whom called the vote nor stands in it; and what every count is asked."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sunward.ballots.models import Count, Vote
from sunward.ballots.parties import parties_to
from sunward.ballots.rules.choosing import most_choices, wrong_figures
from sunward.kernel import sql
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

KEYS = "SELECT key FROM ballots_choice WHERE vote_id = %s ORDER BY place"
TWO = Text("计票要两个不同的人。", "Two different people count.")
KNOWN = Text("第二名计票人要在人员登记里。", "The second counter must be known to the register.")
NOT_CALLED = Text(
    "发起表决的岗位、候选人和表决涉及的人都不能计票。",
    "Neither whoever called the vote, nor a candidate, nor whom it is about may count.",
)
ONCE = Text("这个渠道已经计过票。", "This channel has been counted already.")
AGAIN = Text(
    "注意：第三人数出的不一样，这是重新计票。", "Alert: a third person had counted otherwise; this is a count anew."
)
UNCOUNTED = Text("这个渠道等待计票。", "This channel waits to be counted.")
FIGURES_CAN_BE = Text("得票数合得上。", "The figures can be.")
FIGURES = Text("得票数不可能是这样。", "The figures cannot be.")


def keys_of(vote: Vote) -> tuple[str, ...]:
    """The keys of a vote's choices, in the order of the ballot."""
    return tuple(key for (key,) in sql.rows(KEYS, [vote.pk]))


def most_on_a_ballot(vote: Vote, choices: int) -> int:
    """How many choices a ballot of this vote may name."""
    return most_choices(vote.method, vote.at_most, vote.seats, choices)


def two_who_may(vote: Vote, counters: tuple[str, str], on: date) -> Iterator[Finding]:
    """Findings on the pair that counts."""
    yield Finding("two_people", counters[0] != counters[1], TWO)
    yield Finding("counter_known", registry.person_exists(counters[1]), KNOWN)
    yield from apart(vote, counters, on)


def apart(vote: Vote, persons: tuple[str, ...], on: date) -> Iterator[Finding]:
    """Whether none of them called the vote, stands in it, or is whom it is about."""
    stands = not parties_to(vote).isdisjoint(persons)
    called = any(registry.holds_post(person, vote.opened_by_post, vote.community_code, on) for person in persons)
    office = "." in vote.opened_by_post  # a capacity such as `anyone` is everybody's
    yield Finding("not_a_party", not stands and not (called and office), NOT_CALLED)


def found_otherwise(vote: Vote, channel: str) -> bool:
    """Whether a third person found other figures than a count that nobody has confirmed since: it is counted anew."""
    differing = Count.objects.filter(vote=vote, channel=channel, confirmed_by="", found_otherwise_on__isnull=False)
    return differing.exists()


def not_counted(vote: Vote, channel: str) -> Finding:
    counted = Count.objects.filter(vote=vote, channel=channel).exists()
    waits = not counted or found_otherwise(vote, channel)
    return Finding("counted_once", waits, UNCOUNTED if waits else ONCE)


def counted_anew(again: bool) -> list[Finding]:
    """The mark of a count that takes the place of another."""
    return [Finding("counted_anew", False, AGAIN)] if again else []


def figures_can_be(vote: Vote, chosen: Mapping[str, Any], valid: int) -> Finding:
    """Whether so many valid ballots can have given each choice these votes."""
    keys = keys_of(vote)
    wrong = wrong_figures(chosen, keys, valid, most_on_a_ballot(vote, len(keys)))
    return Finding("figures", not wrong, FIGURES if wrong else FIGURES_CAN_BE, actual=wrong)

"""Who may count: two people, neither of whom called the vote nor stands in it; and what every count is asked."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from sunward.ballots.counting.stakes import parties_to
from sunward.ballots.models import Count, Discrepancy, RollCall, Vote
from sunward.ballots.roll import places
from sunward.ballots.rules.choosing import most_choices, wrong_figures
from sunward.charter import queries as charter
from sunward.kernel import sql
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

KEYS = "SELECT key FROM ballots_choice WHERE vote_id = %s ORDER BY place"
TWO = Text("计票要两个不同的人。", "Two different people count.")
KNOWN = Text("第二名计票人要在人员登记里。", "The second counter must be known to the register.")
MAY_COUNT = Text(
    "第二名计票人的岗位可以核对计票，并已成年。", "The second counter holds a post that may count, and is of age."
)
MAY_NOT = Text(
    "第二名计票人要成年，并担任可以核对计票的岗位：计票要由其本人确认。",
    "The second counter must be of age and hold a post that may confirm a count: they have to say so themselves.",
)
NOT_CALLED = Text(
    "发起表决的岗位、候选人和表决涉及的人都不能计票。",
    "Neither whoever called the vote, nor a candidate, nor whom it is about may count.",
)
ONCE = Text("这个渠道已经计过票。", "This channel has been counted already.")
AGAIN = Text(
    "注意：先前的计票没有得到确认、对不上数，或有人数出的不一样，这是重新计票。",
    "Alert: an earlier count was not confirmed, did not add up, or somebody counted otherwise; this is a count anew.",
)
UNCOUNTED = Text("这个渠道等待计票。", "This channel waits to be counted.")
FIGURES_CAN_BE = Text("得票数合得上。", "The figures can be.")
FIGURES = Text(
    "得票数不可能是这样：各选项一共 {total} 票，有效票 {valid} 张，每张至少选一项、最多选 {most} 项。",
    "The figures cannot be: {total} votes for all choices, {valid} valid ballots, each for one choice at least and "
    "{most} at most.",
)
NO_FIGURES = Text(
    "得票数要写成各选项的票数，是整数。", "The figures are whole numbers, one for each choice on the ballot."
)
ASIDE = Text(
    "注意：计票的人里有人在这次表决中回避或者不计入。",
    "Alert: somebody who counts does not vote on this question: they stepped aside, or are not counted.",
)


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


def second_who_may(vote: Vote, second: str, on: date) -> Finding:
    """Whether the named second can say so themselves: of age, and in a post by which a count is confirmed."""
    posts = registry.post_keys_of(second, vote.community_code, on)
    may = any(charter.granted("ballots.confirm_count", post, vote.community_code, on, None) for post in posts)
    of_age = not registry.is_under_age(second, vote.community_code, on)
    return Finding("counter_may", may and of_age, MAY_COUNT if may and of_age else MAY_NOT)


def apart(vote: Vote, persons: tuple[str, ...], on: date) -> Iterator[Finding]:
    """Whether none of them called the vote, stands in it, or is whom it is about."""
    stands = not parties_to(vote).isdisjoint(persons)
    called = any(registry.holds_post(person, vote.opened_by_post, vote.community_code, on) for person in persons)
    office = "." in vote.opened_by_post  # a capacity such as `anyone` is everybody's
    yield Finding("not_a_party", not stands and not (called and office), NOT_CALLED)


def by_whom_it_leaves_out(vote: Vote, persons: tuple[str, ...]) -> Iterator[Finding]:
    """The mark of a count by somebody who stepped aside, or was put aside: it stands, for there may be nobody else."""
    aside = {*vote.off_base, *vote.aside}
    seats = (places.place_of(vote, person) for person in persons) if aside else ()
    if any(seat and seat.pk in aside for seat in seats):
        yield Finding("counter_votes_too", False, ASIDE)


def entered(vote: Vote, channel: str) -> "QuerySet[Count] | QuerySet[RollCall]":
    """What was entered for a channel; none before."""
    if channel == "roll_call":
        return RollCall.objects.filter(vote=vote)
    return Count.objects.filter(vote=vote, channel=channel)


def may_be_counted_anew(vote: Vote, channel: str) -> bool:
    """Whether what somebody entered is no count yet: the other of the two has said nothing so far, or not the same, or
    a third person found other figures. So neither silence nor an invented name stops anything."""
    waits = entered(vote, channel).filter(confirmed_by="")
    return waits.filter(Q(found_otherwise_on__isnull=False) | Q(seconded_on=None)).exists()


def waiting_count(vote: Vote, channel: str, person: str) -> Count | Discrepancy | RollCall | None:
    """What this person may confirm: a count that waits for somebody; or one that does not add up, until whom it names
    has said the same. A count that names them as second, or that two have entered alike, comes first. Never one that
    somebody found otherwise: figures that were denied come in anew, and are not confirmed after all."""
    count = entered(vote, channel).filter(confirmed_by="", found_otherwise_on=None).first()
    if channel != "paper" or (count and (_waits_for(count, person) or _wants_a_third(count, person))):
        return count
    differs = vote.discrepancies.filter(seconded_on=None, found_otherwise_on=None).order_by("-pk")
    return differs.filter(counted_with=person).first() or count or differs.first()


def _waits_for(count: Count | RollCall, second: str) -> bool:
    return count.counted_with == second and count.seconded_on is None


def _wants_a_third(count: Count | RollCall, person: str) -> bool:
    return count.seconded_on is not None and person not in (count.counted_by, count.counted_with)


def not_counted(vote: Vote, channel: str) -> Finding:
    counted = Count.objects.filter(vote=vote, channel=channel).exists()
    waits = not counted or may_be_counted_anew(vote, channel)
    return Finding("counted_once", waits, UNCOUNTED if waits else ONCE)


def counted_anew(again: bool) -> list[Finding]:
    """The mark of a count that takes the place of another."""
    return [Finding("counted_anew", False, AGAIN)] if again else []


def figures_can_be(vote: Vote, chosen: Mapping[str, Any], valid: int) -> Finding:
    """Whether so many valid ballots can have given each choice these votes."""
    keys = keys_of(vote)
    most = most_on_a_ballot(vote, len(keys))
    wrong = wrong_figures(chosen, keys, valid, most)
    return Finding("figures", not wrong, _cannot_be(chosen, valid, most) if wrong else FIGURES_CAN_BE, actual=wrong)


def _cannot_be(chosen: Mapping[str, Any], valid: int, most: int) -> Text:
    """Which figures contradict one another, as far as they are figures."""
    if not all(isinstance(number, int) for number in chosen.values()):
        return NO_FIGURES
    return FIGURES.fill(total=sum(chosen.values()), valid=valid, most=most)

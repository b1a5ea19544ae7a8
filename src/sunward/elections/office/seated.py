"""Whoever holds a seat of a post fills no other of it: a by-election is for the vacant ones."""

from collections.abc import Iterable, Iterator
from datetime import date

from sunward.charter.engine import ElectionRules
from sunward.elections.book import name_of_post
from sunward.elections.models import Contest
from sunward.kernel.acts import Consequence
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry
from sunward.registry.acts.appoint import Appoint, AppointFacts
from sunward.registry.acts.end_appointment import EndAppointment

SEATED = Text(
    "补选只补空缺：现任“{zh}”的人，任期到投票日还没有满，不参加同一岗位的补选。",
    "A by-election fills vacant seats: whoever holds “{en}” beyond its voting day does not stand for the same post.",
)
CHOSEN = Text(
    "注意：当选的有 {number} 人已经担任这个岗位，不能再占一个席位：这些席位仍然空缺。",
    "Alert: {number} of the elected hold this post already and take no second seat of it: those seats stay vacant.",
)


def holds_none_of_it(contest: Contest, person: str, rules: ElectionRules) -> Iterator[Finding]:
    """Asked in a by-election alone: in a whole one everybody's seat is filled anew. Whoever was entered in the post
    without an election may stand for it."""
    election, code = contest.election, contest.community_code
    if not election.fills_vacancies:
        return
    seated = {one.person for one in registry.elected_holders(contest.post, code, election.voting_day)}
    title = name_of_post(contest.post, code)
    source = rules.candidates.source if rules.candidates else ""
    yield Finding("holds_none_of_it", person not in seated, SEATED.fill(zh=title.zh, en=title.en), source)


def marks_of_seated(contest: Contest, chosen: Iterable[str], on: date) -> Iterator[Finding]:
    """Of those whom a vote chose (by their keys), how many hold a seat of the very post."""
    if not contest.election.fills_vacancies:
        return
    keys = set(chosen)
    seated = {one.person for one in registry.elected_holders(contest.post, contest.community_code, on)}
    rows = contest.candidates.select_related("person")
    if number := sum(one.key in keys and str(one.person) in seated for one in rows):
        yield Finding("elected_to_a_seat_of_theirs", False, CHOSEN.fill(number=number), actual=str(number))


def but_the_seated(follows: Iterable[Consequence], community: str) -> Iterator[Consequence]:
    """What follows from a result, without a second seat for whoever keeps one: the certificate would fail on it."""
    ended: set[str] = set()
    for one in follows:
        if one.act is EndAppointment:
            ended.add(one.subject.id)
        if one.act is Appoint and isinstance(one.facts, AppointFacts) and _keeps_one(one.facts, community, ended):
            continue
        yield one


def _keeps_one(facts: AppointFacts, community: str, ended: set[str]) -> bool:
    held = registry.posts_of(facts.person, community, facts.from_day) if facts.from_day else []
    return any(one.post == facts.post and one.appointment not in ended for one in held)

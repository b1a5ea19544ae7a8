"""One person takes one post of an election.

No law read here lets anybody stand for two, and a body has a person for each of its seats. Whoever stood for two would
leave one of them without a choice, and, elected to both, without anybody. So a nomination is accepted for one post;
whoever wants another withdraws there first. Who stands for two all the same (let in by an older release, or put back
after a wrong entry at the desk) and is elected to both takes the higher, the one that the call names first, and the
seat of the other is vacant. Whoever sits in one post of the body and is elected to another leaves the first.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from django.db.models import QuerySet

from sunward.charter.engine import ElectionRules
from sunward.elections.book import name_of_post, rules_of_election
from sunward.elections.counting.results import Round, rounds
from sunward.elections.models import STANDING, Candidate, Contest, Declaration, Election
from sunward.kernel.acts import Consequence
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry import queries as registry
from sunward.registry.acts.end_appointment import EndAppointment, EndAppointmentFacts

ONE = Text("一次选举只参选一个岗位。", "Somebody stands for one post of an election.")
ANOTHER = Text(
    "您参选了“{zh}”，一次选举只参选一个岗位：要参选这个，先退出那一个。",
    "You stand for “{en}”, and nobody stands for two posts of an election: withdraw there first to stand for this one.",
)
STAND_TWICE = Text(
    "注意：有 {number} 人在这次选举里参选不止一个岗位；都当选的，只担任更高的。",
    "Alert: {number} stand for more than one post of this election; elected to both, they take the higher alone.",
)
TAKES_THE_HIGHER = Text(
    "当选的人有 {number} 人也当选了这次选举更高的岗位，一人只担任一个：担任更高的，这个名额空缺，要补选。",
    "{number} of those elected were also elected to a higher post of this election, and nobody takes two: they take "
    "that one. This seat is vacant, and another election fills it.",
)
TAKES_THIS = Text(
    "当选的人有 {number} 人也当选了这次选举较低的岗位，一人只担任一个：担任这一个，那个名额空缺，要补选。",
    "{number} of those elected were also elected to a lower post of this election, and nobody takes two: they take "
    "this one. The other seat is vacant, and another election fills it.",
)
GIVE_UP = Text(
    "注意：当选的人有 {number} 人现任同一机构的另一个岗位，一人只担任一个：就任时离开那一个，那个席位空缺，"
    "这次选举没有选出别人的，要补选。",
    "Alert: {number} of those elected sit in another post of the same body, and nobody keeps two: they leave it as "
    "they take office. That seat is vacant, and another election fills it where this one brings in nobody else.",
)

Counts = Callable[[Round], bool]


def declared(one: Round) -> bool:
    return Declaration.objects.filter(vote=one.vote.number).exists()


def stands_for_one(candidate: Candidate, rules: ElectionRules) -> Finding:
    """Whether somebody stands for no other post of the election that could still become theirs."""
    other = elsewhere(candidate, rules)
    if other is None:
        return Finding("stands_for_one_post", True, ONE)
    title = name_of_post(other.post, other.community_code)
    return Finding("stands_for_one_post", False, ANOTHER.fill(zh=title.zh, en=title.en), actual=other.post)


def elsewhere(candidate: Candidate, rules: ElectionRules) -> Contest | None:
    """The other post for which they stand; whoever lost there by its declared result is done with it."""
    election = candidate.contest.election
    rows = _standing(election).filter(person_id=candidate.person_id).exclude(contest=candidate.contest_id)
    return next((one.contest for one in rows.select_related("contest__election") if not _lost(one, rules)), None)


def _standing(election: Election) -> "QuerySet[Candidate]":
    return Candidate.objects.filter(STANDING, contest__election=election)


def _lost(one: Candidate, rules: ElectionRules) -> bool:
    found = rounds(one.contest, rules)
    if not found or found[-1].outcome is None or not declared(found[-1]):
        return False
    chosen = {key for each in found if each.outcome for key in each.outcome.chosen}
    return one.key not in chosen and one.key not in found[-1].outcome.run_off


def marks_of_two(election: Election) -> Iterator[Finding]:
    """Said with the list and the ballots."""
    contests: dict[int, set[int]] = {}
    for person, contest in _standing(election).values_list("person_id", "contest_id"):
        contests.setdefault(person, set()).add(contest)
    if number := sum(len(each) > 1 for each in contests.values()):
        yield Finding("stands_for_one_post", False, STAND_TWICE.fill(number=number), actual=str(number))


def take_a_higher(contest: Contest, people: Iterable[int], counts: Counts = declared) -> frozenset[int]:
    """Who of some people is also chosen for a higher post of the election, in a vote that counts."""
    return _also_chosen(contest, people, counts, contest__place__lt=contest.place)


def left_to_others(contest: Contest, keys: Iterable[str]) -> int:
    """How many of those who were chosen in a vote (by their keys) take a higher post, by declared results: their seats
    are vacant."""
    return len(take_a_higher(contest, _people(contest, keys)))


def said_of_two(contest: Contest, keys: Iterable[str]) -> Iterator[Finding]:
    """Said with the result, whichever of the two is declared last."""
    people = _people(contest, keys)
    lower = _also_chosen(contest, people, declared, contest__place__gt=contest.place)
    for text, found in ((TAKES_THE_HIGHER, take_a_higher(contest, people)), (TAKES_THIS, lower)):
        if found:
            yield Finding("one_post_each", False, text.fill(number=len(found)), actual=str(len(found)))


def said_of_sitting(contest: Contest, keys: Iterable[str], on: date) -> Iterator[Finding]:
    """Said with result and certificate of those who sit in another post of the body."""
    people = _people(contest, keys)
    stay = set(people) - take_a_higher(contest, people) if people else set()
    by_this = contest.election.number
    found = registry.seats_beside(contest.post, stay, contest.community_code, on, but_by=by_this) if stay else []
    if number := len({one.person for one in found}):
        yield Finding("gives_up_another_seat", False, GIVE_UP.fill(number=number), actual=str(number))


def leaving_the_other(contest: Contest, people: Iterable[int], day: date) -> Iterator[Consequence]:
    """Whoever comes into a post gives up every other of its body into which they were elected: a lower one of this
    election that was certified before, or the seat in which they sat. None ends on the day on which it began. What
    somebody keeps without an election is no seat, and stays theirs until somebody needs it."""
    for term in registry.seats_beside(contest.post, people, contest.community_code, day):
        facts = EndAppointmentFacts(reason="incompatible", left_on=max(day, term.since + timedelta(days=1)))
        yield Consequence(EndAppointment, Ref("appointment", term.number), facts)


def _people(contest: Contest, keys: Iterable[str]) -> list[int]:
    wanted = set(keys)
    return [one.person_id for one in contest.candidates.all() if one.key in wanted] if wanted else []


def _also_chosen(contest: Contest, people: Iterable[int], counts: Counts, **which: int) -> frozenset[int]:
    rows = Candidate.objects.filter(contest__election=contest.election_id, person_id__in=list(people), **which)
    by_contest: dict[Contest, list[Candidate]] = {}
    for one in rows.exclude(accepted_on=None).select_related("contest__election"):
        by_contest.setdefault(one.contest, []).append(one)
    return frozenset(
        one.person_id for other, found in by_contest.items() for one in found if one.key in _chosen(other, counts)
    )


def _chosen(contest: Contest, counts: Counts) -> set[str]:
    found = rounds(contest, rules_of_election(contest.election))
    return {key for one in found if one.outcome and counts(one) for key in one.outcome.chosen}

"""Who stands for a post, and until when somebody can come onto its list."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Q

from sunward.ballots import queries as ballots
from sunward.charter.engine import ElectionRules
from sunward.disclosure import queries as disclosure
from sunward.elections.models import STANDING, Candidate, Contest
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.record import queries as record
from sunward.registry import queries as registry

DEAD = Text(
    "注意：名单上有 {number} 人已去世（登记簿有证明），不上选票。",
    "Alert: {number} of the list have died, by a certificate in the register, and are not on the ballot.",
)
DISPUTED = Text(
    "注意：名单上有 {number} 人在选举日或者前一天被登记为去世，本人说没有，还没有答复：留在选票上。",
    "Alert: {number} of the list were entered as dead on the voting day or the day before, say that it is not so, and "
    "wait for an answer: they stay on the ballot.",
)
GONE = Text(
    "注意：候选人中有 {number} 人按登记簿已不住在本社区。",
    "Alert: by the register {number} of the candidates do not live here any more.",
)

# The keys of those whom a first vote leaves in a run-off; none: everybody who stands.
Among = Collection[str] | None


def nominated_by(candidate: Candidate) -> int:
    """How many voters nominate somebody; those for whom the desk had invented it do not count."""
    return candidate.nominations.filter(void_on=None).count()


def wronged(contest: Contest) -> int:
    """How many are missing from the ballot, or stand on it, by the word of a clerk alone: found when the poll had been
    opened."""
    rows = contest.candidates.filter(Q(withdrawn_on__isnull=False, restored_on__isnull=False)
                                     | Q(accepted_on__isnull=False, acceptance_void_on__isnull=False))  # fmt: skip
    return rows.count()


def standing_candidates(contest: Contest, among: Among = None) -> list[Candidate]:
    """Who stands for a post: accepted and neither withdrawn nor left out, in the order of the list."""
    return _left_in(contest.candidates.filter(STANDING).select_related("person").order_by("place"), among)


def _left_in(rows: Iterable[Candidate], among: Among) -> list[Candidate]:
    return [one for one in rows if among is None or one.key in among]


def list_open(contest: Contest) -> bool:
    """Whether people are nominated and accept: until the list hangs, and again once too few were left on it."""
    if contest.election.candidates_posted_on is None:
        return True
    return contest.reopened_on is not None and not ballots.standing_votes(contest.ref)


def has_hung(one: Candidate, reopened_on: date | None) -> bool:
    """Whether somebody was on the list that hung, wherever it is open again since; of lists that hung before this was
    kept with each of them the day of their acceptance tells."""
    if reopened_on is None or one.listed_on is not None:
        return True
    return one.accepted_on is not None and one.accepted_on < reopened_on


def on_the_ballot(contest: Contest, day: date, among: Among = None) -> list[Candidate]:
    """Who stands on its voting day and has hung on the list: whoever accepted since it was opened again has not yet."""
    hung = [one for one in standing_candidates(contest, among) if has_hung(one, contest.reopened_on)]
    disputed = {one.pk for one in disputed_dead(contest, day, among)}
    alive = {one.pk for one in living(hung)}
    return [one for one in hung if one.pk in alive | disputed]


def disputed_dead(contest: Contest, day: date, among: Among = None) -> list[Candidate]:
    """Whose death was entered on the voting day or its eve, and who say that they live: nobody can answer in time."""
    found = {one.person_id: one for one in standing_candidates(contest, among)}
    entries = registry.death_entries(found) if found else {}
    waiting, eve = disclosure.contested_among(entries.values()), day - timedelta(days=1)
    late = {ref for ref in waiting if (known := record.entry(ref)) and clock.civil_day(known.recorded_at) >= eve}
    return [found[person] for person, ref in entries.items() if ref in late]


def leave_off_the_dead(contest: Contest, day: date, on: date, among: Among = None) -> None:
    """Keeps who is not on the ballot of a poll that opens: their mark does not vanish with the entry. A run-off leaves
    alone what was kept of the first ballot."""
    rows = standing_candidates(contest, among)
    kept = {one.pk for one in [*living(rows), *disputed_dead(contest, day, among)]}
    before = _left_in(contest.candidates.filter(left_off_on__isnull=False), among)
    contest.candidates.filter(pk__in=[one.pk for one in before]).update(left_off_on=None)
    contest.candidates.filter(pk__in=[one.pk for one in rows if one.pk not in kept]).update(left_off_on=on)


def wrongly_left_off(about: Ref, by: date | None = None) -> int:
    """How many are not on the ballot of a post by an entry of their death that was found wrong since. `by`: the day on
    which a vote closed; whom a run-off was opened without later, that vote had on its ballot."""
    rows = Candidate.objects.filter(contest__number=about.id, left_off_on__lte=by or date.max)
    return len(living(rows))


def living(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Without those whose death stands in the register with its certificate: nobody votes for them."""
    found = list(candidates)
    dead = registry.proved_dead(one.person_id for one in found) if found else frozenset()
    return [one for one in found if one.person_id not in dead]


def dead_on_list(contest: Contest, among: Among = None) -> int:
    """How many had accepted, and were kept off the ballot as dead. Those who dispute it, or died since, are on it."""
    return len([one for one in standing_candidates(contest, among) if one.left_off_on])


def marks_of_dead(contests: Iterable[Contest], among: Among = None) -> Iterator[Finding]:
    """Said with the ballot and the result for good: the list that hung has more names than the ballot."""
    if number := sum(dead_on_list(one, among) for one in contests):
        yield Finding("candidates_alive", False, DEAD.fill(number=number), actual=str(number))


def marks_of_disputed(contests: Iterable[Contest], day: date, among: Among = None) -> Iterator[Finding]:
    """They stay on the ballot; what is found later is said with the result."""
    if number := sum(len(disputed_dead(one, day, among)) for one in contests):
        yield Finding("death_disputed", False, DISPUTED.fill(number=number), actual=str(number))


def marks_of_left_off(contest: Contest) -> Iterator[Finding]:
    if number := wrongly_left_off(contest.ref):
        yield Finding("living_left_off", False, ballots.LIVING_LEFT_OFF.fill(number=number), actual=str(number))


def marks_of_gone(candidates: Iterable[Candidate], community: str, on: date) -> Iterator[Finding]:
    """Who has moved away since they were nominated: marked, for they may come back, or an entry may be wrong."""
    rows = [one.person_id for one in candidates]
    if number := len(registry.gone_from(rows, community, on)) if rows else 0:
        yield Finding("candidates_live_here", False, GONE.fill(number=number), actual=str(number))


def died_elected(contest: Contest, chosen: Iterable[str]) -> int:
    """How many of those who were chosen in a vote (by their keys) have died: their seats are vacant."""
    keys = set(chosen)
    rows = [one for one in contest.candidates.select_related("person") if one.key in keys]
    return len(rows) - len(living(rows))


def asked_for(contest: Contest, rules: ElectionRules) -> int:
    """How many candidates the rule wants for a post."""
    more = rules.candidates is not None and rules.candidates.more_than_seats
    return contest.seats + 1 if more else contest.seats

"""Who stands for a post, and until when somebody can come onto its list."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q

from sunward.ballots import queries as ballots
from sunward.charter.engine import ElectionRules
from sunward.elections.models import Candidate, Contest
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

DEAD = Text(
    "注意：名单上有 {number} 人已去世（登记簿有证明），不上选票。",
    "Alert: {number} of the list have died, by a certificate in the register, and are not on the ballot.",
)
GONE = Text(
    "注意：候选人中有 {number} 人按登记簿已不住在本社区。",
    "Alert: by the register {number} of the candidates do not live here any more.",
)


def nominated_by(candidate: Candidate) -> int:
    """How many voters nominate somebody; those for whom the desk had invented it do not count."""
    return candidate.nominations.filter(void_on=None).count()


def wronged(contest: Contest) -> int:
    """How many are missing from the ballot, or stand on it, by the word of a clerk alone: found when the poll had been
    opened."""
    rows = contest.candidates.filter(Q(withdrawn_on__isnull=False, restored_on__isnull=False)
                                     | Q(accepted_on__isnull=False, acceptance_void_on__isnull=False))  # fmt: skip
    return rows.count()


def standing_candidates(contest: Contest) -> list[Candidate]:
    """Who stands for a post: accepted and not withdrawn, in the order of the list."""
    rows = contest.candidates.filter(withdrawn_on=None).exclude(accepted_on=None)
    return list(rows.select_related("person").order_by("place"))


def list_open(contest: Contest) -> bool:
    """Whether people are nominated and accept: until the list hangs, and again once too few were left on it."""
    if contest.election.candidates_posted_on is None:
        return True
    return contest.reopened_on is not None and not ballots.standing_votes(contest.ref)


def on_the_ballot(contest: Contest) -> list[Candidate]:
    """Who stands and has hung on the list: whoever accepted since it was opened again has not yet."""
    since = contest.reopened_on
    found = standing_candidates(contest)
    return living(one for one in found if since is None or (one.accepted_on and one.accepted_on < since))


def living(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Without those whose death stands in the register with its certificate: nobody votes for them."""
    found = list(candidates)
    dead = registry.proved_dead(one.person_id for one in found) if found else frozenset()
    return [one for one in found if one.person_id not in dead]


def dead_on_list(contest: Contest) -> int:
    """How many had accepted, and have died since."""
    found = standing_candidates(contest)
    return len(found) - len(living(found))


def marks_of_dead(contests: Iterable[Contest]) -> Iterator[Finding]:
    """Said with the ballot and the result for good: the list that hung has more names than the ballot."""
    if number := sum(dead_on_list(one) for one in contests):
        yield Finding("candidates_alive", False, DEAD.fill(number=number), actual=str(number))


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

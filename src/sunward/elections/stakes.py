"""Who has a stake in a roll, and in what is posted of a recall or an election: whoever is to be recalled, whoever
stands, and their bodies."""

from datetime import date

from django.db.models import Q

from sunward.ballots.queries import Stake
from sunward.elections.models import Candidate, Contest, Election, Recall
from sunward.elections.recalling import parties
from sunward.kernel.refs import Ref, body_of
from sunward.registry import queries as registry


def stake_in(roll: int, community: str, on: date) -> Stake:
    """Before a recall has taken a roll, any roll of the community may become its own. The body of whoever is to be
    recalled, and the one that is elected where somebody of it stands again, correct nothing; others can (0014)."""
    waiting = Q(roll=None, declared_on=None, community_code=community)
    recalls = list(Recall.objects.filter(Q(roll_id=roll) | waiting).select_related("person", "petition"))
    rows = Candidate.objects.filter(contest__election__roll_id=roll, withdrawn_on=None)
    candidates = list(rows.select_related("person", "contest__election"))
    again = (_again(row, on) for row in candidates)
    people = [(str(row.person), row.petition.opened_on) for row in recalls]
    people += [(str(row.person), row.contest.election.called_on) for row in candidates]
    return Stake(
        frozenset(people),
        frozenset([*(body_of(row.post) for row in recalls), *(body for body in again if body)]),
    )


def _again(row: Candidate, on: date) -> str:
    """The body for which they stand, if they hold a post in it."""
    body, code = row.contest.election.body, row.contest.community_code
    held = registry.posts_of(str(row.person), code, on)
    return body if any(body_of(one.post) == body for one in held) else ""


def stake_in_posting(about: Ref, person: str, post: str, _on: date) -> bool:
    """Whether somebody, their kin or the body for which they act has a stake in what was posted of a recall or an
    election: they answer no objection to it."""
    return any(one.touches(person, post) for one in _posted(about))


def tied_since_by_posting(about: Ref, person: str, _on: date) -> date | None:
    """The day since which alone a declared kinship ties somebody to it."""
    return max((day for one in _posted(about) if (day := one.tied_since(person))), default=None)


def _posted(about: Ref) -> list[Stake]:
    if about.type == "recall":
        recalls = Recall.objects.filter(number=about.id).select_related("petition")
        return [_in_recall(row) for row in recalls]
    of_contest = Contest.objects.filter(number=about.id).values("election")
    named = Q(pk__in=of_contest) if about.type == "contest" else Q(number=about.id)
    return [_in_election(row) for row in Election.objects.filter(named)]


def _in_recall(row: Recall) -> Stake:
    people = frozenset((person, row.petition.opened_on) for person in parties(row.ref))
    return Stake(people, frozenset([body_of(row.post)]))


def _in_election(row: Election) -> Stake:
    """Whoever accepted to stand, and who held the posts when it was called: their time ends by it. Their body answers
    for no part of its own election."""
    rows = Candidate.objects.filter(contest__election=row, withdrawn_on=None).exclude(accepted_on=None)
    standing = {str(one.person) for one in rows.select_related("person")}
    posts = row.contests.values_list("post", flat=True)
    before = {one for post in posts for one in registry.people_in_post(post, row.community_code, row.called_on)}
    return Stake(frozenset((one, row.called_on) for one in standing | before), frozenset([row.body]))

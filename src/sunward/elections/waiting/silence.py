"""When an election committee that does nothing is waited for no longer. The bodies that end a silence elsewhere do it
then; never for an election of their own body, and nobody who stands in it."""

from datetime import date, timedelta

from sunward.charter.engine import ElectionRules
from sunward.charter.engine.sessions import SILENCE_ENDED_BY
from sunward.charter.queries import holders_of
from sunward.elections.book import before
from sunward.elections.models import Election
from sunward.elections.waiting.owing import CALL_ELECTION, candidates_of
from sunward.kernel.acts import Call
from sunward.kernel.refs import body_of

# No law here says by when seats that a vote left open are voted on again; a week is enough to print a ballot paper.
RUN_OFF_WITHIN = timedelta(days=7)


def roll_due(election: Election, rules: ElectionRules) -> date:
    """The last day on which the roll is posted in time."""
    return before(election.voting_day, rules.voter_list.posted_before if rules.voter_list else None)


def candidates_due(election: Election, rules: ElectionRules) -> date:
    """The last day on which the candidates are posted in time."""
    return before(election.voting_day, rules.candidates.posted_before if rules.candidates else None)


def past_its_day(election: Election, rules: ElectionRules, on: date) -> bool:
    """Whether its voting day is over, or the last day of a list that still does not hang."""
    no_roll = election.roll_id is None and roll_due(election, rules) < on
    no_list = election.candidates_posted_on is None and candidates_due(election, rules) < on
    return election.voting_day < on or no_roll or no_list


def steps_in(election: Election, call: Call) -> bool:
    """Whether somebody acts for a body that ends the silence of a committee, and has no stake in the election."""
    body = call.body
    stands = candidates_of([election]).get(election.pk, frozenset())
    return body in SILENCE_ENDED_BY and body != election.body and call.person not in stands


def steppers_in(body: str, community: str, on: date) -> tuple[str, ...]:
    """The posts that may call an election of a body where those who should are silent."""
    posts = holders_of(CALL_ELECTION, community, on)
    return tuple(one for one in posts if body_of(one) in SILENCE_ENDED_BY and body_of(one) != body)


def replaced(election: Election) -> bool:
    """Whether another election of the body was called after this one."""
    same = Election.objects.filter(community_code=election.community_code, body=election.body)
    return same.filter(pk__gt=election.pk).exists()

"""What is said with the certificate of those whom a vote chose, as it was with their result."""

from collections.abc import Iterator

from sunward.elections.barred import said_of_barred
from sunward.elections.book import rules_of_election
from sunward.elections.counting.results import rounds
from sunward.elections.models import Contest
from sunward.elections.office.one_post import said_of_sitting, said_of_two
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref


def said_with_the_certificate(about: Ref, vote: str) -> Iterator[Finding]:
    contest = Contest.objects.select_related("election").get(number=about.id)
    rules = rules_of_election(contest.election)
    found = rounds(contest, rules)
    keys = next((one.outcome.chosen for one in found if one.vote.number == vote and one.outcome), ())
    yield from said_of_two(contest, keys)
    yield from said_of_sitting(contest, keys, clock.today())
    yield from said_of_barred(contest, keys, rules, clock.today())

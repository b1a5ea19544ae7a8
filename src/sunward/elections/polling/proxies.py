"""Proxies that count: not taken back, and held by somebody who only votes."""

from collections.abc import Mapping
from datetime import date

from sunward.ballots import queries as ballots
from sunward.elections.acting import sits
from sunward.elections.models import Contest, Proxy
from sunward.elections.waiting.owing import candidates_of
from sunward.kernel import clock
from sunward.kernel.refs import Ref


def false_proxies(contest: Contest) -> int:
    """How many sheets somebody could take by the word of a clerk alone: found out when this post was voted on."""
    votes = ballots.standing_votes(contest.ref)
    rows = Proxy.objects.filter(election=contest.election_id)
    return rows.filter(false_in_poll_on__gte=clock.civil_day(votes[0].opened_at)).count() if votes else 0


def lost_proxies(contest: Contest) -> int:
    """How many could not be used when this post was voted on, or not from the start: taken back by a clerk alone."""
    votes = ballots.standing_votes(contest.ref)
    rows = Proxy.objects.filter(election=contest.election_id)
    return rows.filter(restored_in_poll_on__gte=clock.civil_day(votes[0].opened_at)).count() if votes else 0


def proxies_ended(about: Ref, day: date) -> Mapping[str, bool]:
    """Whose proxy in a contest stood on a day, and has ended since; with whether it was found false."""
    rows = Proxy.objects.filter(election__contests__number=about.id, given_on__lt=day, void_on__gte=day)
    return {str(row.giver): row.false_on is not None for row in rows.select_related("giver").order_by("pk")}


def proxies_in(about: Ref) -> Mapping[str, str]:
    """Who takes whose sheet in a contest. A holder who has stood or joined the committee since takes none: whoever gave
    the proxy comes for the sheet."""
    election = Contest.objects.select_related("election").get(number=about.id).election
    stand = candidates_of([election]).get(election.pk, frozenset())
    rows = Proxy.objects.filter(election=election, void_on=None).select_related("giver", "holder")
    pairs = {str(row.giver): str(row.holder) for row in rows}
    return {giver: holder for giver, holder in pairs.items() if holder not in stand and not sits(election, holder)}

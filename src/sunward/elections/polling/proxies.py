"""Proxies that count: not taken back, and held by somebody who only votes."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sunward.ballots import queries as ballots
from sunward.ballots.queries import VoteOn
from sunward.elections.acting import sits
from sunward.elections.models import Contest, Proxy
from sunward.elections.waiting.owing import candidates_of
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.record import queries as record


def false_proxies(contest: Contest) -> int:
    """How many sheets somebody could take by the word of a clerk alone: found out when this post was voted on. What
    stood on another day of voting than those of this post is not among them."""
    days = [clock.civil_day(one.opened_at) for one in ballots.standing_votes(contest.ref)]
    rows = Proxy.objects.filter(election=contest.election_id, false_in_poll_on__isnull=False)
    stood = rows.values_list("given_on", "void_on")
    return sum(any(given < day and (void is None or day <= void) for day in days) for given, void in stood)


def stood_in_a_poll(row: Proxy, now: datetime) -> bool:
    """Whether a proxy stood when people began to vote on a post, or since: whoever held it could take the sheet,
    whatever became of it afterwards."""
    ended = _ended_at(row) or now
    return any(row.given_on < clock.civil_day(one.opened_at) and one.opened_at <= ended for one in _votes(row))


def _ended_at(row: Proxy) -> datetime | None:
    """When it was taken back; of older rows the end of that day. None of one that stands."""
    if row.void_on is None:
        return None
    taken_back = row.taken_back_in or ""
    return record.moments_of([taken_back]).get(taken_back) or clock.moment(row.void_on + timedelta(days=1), 0)


def _votes(row: Proxy) -> list[VoteOn]:
    """The votes of its election that stand."""
    return [vote for contest in row.election.contests.all() for vote in ballots.standing_votes(contest.ref)]


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

"""The proxies of an election that stand, for whoever gave or holds one: nobody else is told here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sunward.charter import queries as charter
from sunward.elections.acting import sits
from sunward.elections.models import Election, Proxy, RunOff
from sunward.elections.polling.hours import hours_of
from sunward.elections.queries.voting import PollAt
from sunward.elections.waiting.owing import candidates_of
from sunward.kernel.refs import Ref, person_number
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class StandingProxy:
    """Who lets whom vote, since when, and how it was said; when and where that is. `entry` is the act that gave it;
    `idle`: the holder has come to stand or to sit on the committee since, and takes no sheet."""

    election: Ref
    body: Text
    contests: tuple[Ref, ...]
    polls: tuple[PollAt, ...]
    giver: str
    holder: str
    given_on: date
    on_paper: bool
    at_desk: bool
    entry: str
    idle: bool


def proxies_of(person: str, community: str, on: date, about: Ref | None = None) -> tuple[StandingProxy, ...]:
    """Those that somebody gave or holds: in all elections in which people are still to vote, or in that of an election
    or contest, whenever it is. One query where there are none."""
    number = person_number(person)
    rows = Proxy.objects.filter(Q(giver__number=number) | Q(holder__number=number), void_on=None)
    rows = rows.filter(election__community_code=community)
    if about is None:
        ahead = Q(election__voting_day__gte=on) | Q(election__contests__run_offs__voting_day__gte=on)
        rows = rows.filter(ahead)
    else:
        rows = rows.filter(Q(election__number=about.id) | Q(election__contests__number=about.id))
    found = rows.select_related("election", "giver", "holder").distinct().order_by("election__voting_day", "id")
    return tuple(_standing(row, on) for row in found)


def _standing(row: Proxy, on: date) -> StandingProxy:
    election, holder = row.election, str(row.holder)
    body = charter.name_of_body(election.body, election.community_code, on)
    idle = holder in candidates_of([election]).get(election.pk, ()) or sits(election, holder)
    contests = tuple(one.ref for one in election.contests.order_by("place"))
    return StandingProxy(
        election.ref, body, contests, tuple(_polls(election, on)), str(row.giver), holder, row.given_on,
        bool(row.paper_sha256), bool(row.admitted_by_post), row.entry or "", idle,
    )  # fmt: skip


def _polls(election: Election, on: date) -> Iterator[PollAt]:
    """Those that are still to come, today's too: a proxy holds for the run-off as well."""
    rows: list[Election | RunOff] = [election]
    rows += RunOff.objects.filter(contest__election=election, voting_day__gte=on).order_by("voting_day", "id")
    for row in rows:
        if row.voting_day >= on:
            yield PollAt(row.voting_day, str(hours_of(row) or ""), row.places)


def election_of(about: Ref) -> Ref | None:
    """The election of a post that is voted on; None for everything else."""
    row = Election.objects.filter(contests__number=about.id).first() if about.type == "contest" else None
    return row.ref if row else None

"""Sheets that somebody else takes: whoever gave a proxy is not at the table, and gets no second sheet."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from sunward.ballots.models import RollEntry, Vote
from sunward.kernel import clock
from sunward.kernel.ports import PortByKind
from sunward.kernel.refs import Ref


class Proxies(NamedTuple):
    """Who takes whose sheet (`person:<number>` of whoever is away: of whoever comes) in the votes about a subject; and
    whose proxy stood on a day and has ended since, with whether it was false."""

    given: Callable[[Ref], Mapping[str, str]]
    ended: Callable[[Ref, date], Mapping[str, bool]]


PROXIES: PortByKind[Proxies] = PortByKind()


def proxies_in(vote: Vote) -> Mapping[str, str]:
    """Whose sheet is taken by whom."""
    proxies = PROXIES.of(vote.about_type)
    return proxies.given(vote.about) if proxies else {}


def ended_since(vote: Vote) -> Mapping[str, bool]:
    """Whose proxy stood on the day of the vote, and has ended since: found false, or not. Its holder may have taken the
    sheet before."""
    proxies = PROXIES.of(vote.about_type)
    return proxies.ended(vote.about, clock.civil_day(vote.opened_at)) if proxies else {}


def proxy_of(vote: Vote, entry: RollEntry) -> str:
    """Who takes the sheet of a place; empty where whoever stands on the roll comes."""
    return proxies_in(vote).get(str(entry.person), "") if entry.person else ""

"""Sheets that somebody else takes: whoever gave a proxy is not at the table, and gets no second sheet."""

from collections.abc import Callable, Mapping
from datetime import date

from sunward.ballots.models import RollEntry, Vote
from sunward.kernel import clock
from sunward.kernel.refs import Ref

Told = Callable[[Ref], Mapping[str, str]]
Ended = Callable[[Ref, date], Mapping[str, bool]]
_TOLD: dict[str, tuple[Told, Ended]] = {}


def bind(kind: str, told: Told, ended: Ended) -> None:
    """Say who takes whose sheet (`person:<number>` of whoever is away: of whoever comes) in the votes about one type of
    subject; and whose proxy stood on a day and has ended since, with whether it was false. `config/wiring.py` does."""
    _TOLD[kind] = told, ended


def proxies_in(vote: Vote) -> Mapping[str, str]:
    """Whose sheet is taken by whom."""
    told = _TOLD.get(vote.about_type)
    return told[0](vote.about) if told else {}


def ended_since(vote: Vote) -> Mapping[str, bool]:
    """Whose proxy stood on the day of the vote, and has ended since: found false, or not. Its holder may have taken the
    sheet before."""
    told = _TOLD.get(vote.about_type)
    return told[1](vote.about, clock.civil_day(vote.opened_at)) if told else {}


def proxy_of(vote: Vote, entry: RollEntry) -> str:
    """Who takes the sheet of a place; empty where whoever stands on the roll comes."""
    return proxies_in(vote).get(str(entry.person), "") if entry.person else ""

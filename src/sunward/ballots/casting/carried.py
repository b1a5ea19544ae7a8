"""Sheets that somebody else takes: whoever gave a proxy is not at the table, and gets no second sheet."""

from collections.abc import Callable, Mapping

from sunward.ballots.models import RollEntry, Vote
from sunward.kernel.refs import Ref

Told = Callable[[Ref], Mapping[str, str]]
_TOLD: dict[str, Told] = {}


def bind(kind: str, told: Told) -> None:
    """Say who takes whose sheet (`person:<number>` of whoever is away: of whoever comes) in the votes about one type of
    subject; `config/wiring.py` does."""
    _TOLD[kind] = told


def proxies_in(vote: Vote) -> Mapping[str, str]:
    """Whose sheet is taken by whom."""
    told = _TOLD.get(vote.about_type)
    return told(vote.about) if told else {}


def proxy_of(vote: Vote, entry: RollEntry) -> str:
    """Who takes the sheet of a place; empty where whoever stands on the roll comes."""
    return proxies_in(vote).get(str(entry.person), "") if entry.person else ""

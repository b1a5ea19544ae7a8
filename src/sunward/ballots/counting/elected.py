"""What is to be said with the certificate of those whom a vote chose: only elections can tell."""

from collections.abc import Callable, Iterable

from sunward.ballots.models import Vote
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref

Told = Callable[[Ref, str], Iterable[Finding]]
_TOLD: dict[str, Told] = {}


def bind(kind: str, told: Told) -> None:
    """Say what is to be marked of those who were chosen in a vote (by its number) about one type of subject;
    `config/wiring.py` does."""
    _TOLD[kind] = told


def marks_of_elected(vote: Vote) -> Iterable[Finding]:
    told = _TOLD.get(vote.about_type)
    return told(vote.about, vote.number) if told else ()

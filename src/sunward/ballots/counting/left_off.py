"""Whom a wrong entry of a death kept off a ballot, found out before the certificate."""

from collections.abc import Callable, Iterator
from datetime import date

from sunward.ballots.models import Vote
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

Told = Callable[[Ref, date | None], int]
_TOLD: dict[str, Told] = {}
LIVING_LEFT_OFF = Text(
    "注意：有 {number} 名在世的候选人被误登记为去世，没有上选票。",
    "Alert: {number} living candidates were left off the ballot by a wrong death entry.",
)


def bind(kind: str, told: Told) -> None:
    """Say how many living people are missing from the ballot of one type of subject, in votes that were opened by a
    day; `config/wiring.py` does."""
    _TOLD[kind] = told


def left_off(vote: Vote) -> int:
    told = _TOLD.get(vote.about_type)
    return told(vote.about, clock.civil_day(vote.closed_at) if vote.closed_at else None) if told else 0


def marks_of_left_off(vote: Vote) -> Iterator[Finding]:
    if number := left_off(vote):
        yield Finding("living_left_off", False, LIVING_LEFT_OFF.fill(number=number), actual=str(number))

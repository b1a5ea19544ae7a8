"""Whom a wrong entry of a death kept off a ballot, found out before the certificate."""

from collections.abc import Callable, Iterator
from datetime import date

from sunward.ballots.models import Vote
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.ports import PortByKind
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

# How many living people are missing from the ballot on a subject, in votes that were opened by a day.
LEFT_OFF: PortByKind[Callable[[Ref, date | None], int]] = PortByKind()
LIVING_LEFT_OFF = Text(
    "注意：有 {number} 名在世的候选人被误登记为去世，没有上选票。",
    "Alert: {number} living candidates were left off the ballot by a wrong death entry.",
)


def left_off(vote: Vote) -> int:
    told = LEFT_OFF.of(vote.about_type)
    return told(vote.about, clock.civil_day(vote.closed_at) if vote.closed_at else None) if told else 0


def marks_of_left_off(vote: Vote) -> Iterator[Finding]:
    if number := left_off(vote):
        yield Finding("living_left_off", False, LIVING_LEFT_OFF.fill(number=number), actual=str(number))

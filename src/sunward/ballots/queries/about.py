"""The votes on something, for the context that put the question."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sunward.ballots.models import Mark, Vote
from sunward.kernel.refs import Ref


@dataclass(frozen=True, slots=True)
class VoteOn:
    """A vote in brief. Figures are not here: `tally` gives them, once there are any."""

    number: str
    about: Ref
    question: str
    secret: bool
    channels: tuple[str, ...]
    opened_at: datetime
    closed_at: datetime | None
    certified_on: date | None
    annulled_on: date | None


def votes_on(*things: Ref) -> tuple[VoteOn, ...]:
    """The votes on some things of one type, oldest first; none for no things. One query."""
    return _votes(things) if things else ()


def _votes(things: Iterable[Ref]) -> tuple[VoteOn, ...]:
    known = {ref.id: ref for ref in things}
    kind = next(iter(known.values())).type
    rows = Vote.objects.filter(about_type=kind, about_id__in=known).order_by("id")
    return tuple(
        VoteOn(
            row.number, row.about, row.question, row.secret, tuple(row.channels), row.opened_at, row.closed_at,
            row.certified_on, row.annulled_on,
        )
        for row in rows
    )  # fmt: skip


def places_marked(vote: str) -> frozenset[int]:
    """The places on the roll that have voted, by whatever channel; never what they chose."""
    return frozenset(Mark.objects.filter(vote__number=vote, withdrawn_on=None).values_list("entry_id", flat=True))

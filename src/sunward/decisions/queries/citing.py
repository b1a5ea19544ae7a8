"""The decisions that rest on a hearing."""

from dataclasses import dataclass
from datetime import date

from sunward.decisions.models import Decision


@dataclass(frozen=True, slots=True)
class Citing:
    """A decision in brief, whose resolution cites a hearing."""

    number: str
    title: str
    matter: str
    on: date


def citing_hearing(hearing: str) -> tuple[Citing, ...]:
    """The decisions whose resolution cites this hearing, oldest first. One query."""
    rows = Decision.objects.filter(step__hearing=hearing).select_related("matter").order_by("id")
    return tuple(Citing(row.number, row.title, row.matter.number, row.decided_on) for row in rows)

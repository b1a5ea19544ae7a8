"""What was entered about somebody, or about a door of theirs, and has been taken back since."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sunward.kernel.refs import Ref
from sunward.record import queries as record

EVERY = 1000  # entries about one person or one door: more than any life leaves
NAMED_BY = ("undone", "arrival")  # where an act that takes something back says what


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Made at one moment, taken back at another; about a door, or about the person."""

    entry: str
    made_at: datetime
    undone_at: datetime
    household: str = ""


def taken_back(person: str, households: Iterable[str]) -> Iterator[TakenBack]:
    """All that was taken back about somebody and about some doors. A query for each of them, and one for each entry."""
    for subject in (Ref.parse(person), *(Ref("household", number) for number in sorted(households))):
        for act in record.journal_of(subject, limit=EVERY):
            named = next((found for name in NAMED_BY if (found := act.public.get(name))), "")
            wrong = record.entry(named) if act.kind == "report" and isinstance(named, str) and named else None
            if wrong is not None:
                door = subject.id if subject.type == "household" else ""
                yield TakenBack(wrong.ref, wrong.recorded_at, act.recorded_at, door)

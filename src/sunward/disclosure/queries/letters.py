"""What goes to each household of an audience by letter: personal data, for those who may deliver it only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sunward.disclosure import policies
from sunward.disclosure.models import Audience, Publication
from sunward.disclosure.tables import door_columns, doors_of
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.registry import queries as registry

PAGE = 20  # letters made at once
OF_HOUSEHOLDS = frozenset({Audience.EVERYONE, Audience.RESIDENTS, Audience.MEMBERS, Audience.PROJECT_HOUSEHOLDS})


@dataclass(frozen=True, slots=True)
class HouseholdLetter:
    """What one household gets: its door, and the rows it may read (its own ones, where the list is for those it
    names only)."""

    key: int
    door: str
    rows: tuple[tuple[str, ...], ...]
    own: bool


@dataclass(frozen=True, slots=True)
class LetterBatch:
    """Some letters; `more` is what the next batch starts `after`, 0 when these were the last."""

    columns: tuple[Text, ...]
    text: str
    letters: tuple[HouseholdLetter, ...]
    more: int


def letters(number: str, viewer: Viewer, on: date, after: int = 0, limit: int = PAGE) -> LetterBatch | None:
    """The letters of a publication; None when there are none for this reader: no such publication here, an audience
    that is no household's, or no power to deliver. Three queries."""
    row = Publication.objects.filter(number=number, community_code=viewer.community).first()
    if row is None or row.audience not in OF_HOUSEHOLDS or not policies.may_deliver(viewer, on):
        return None
    table: dict[str, Any] = row.rows or {"columns": [], "rows": []}
    columns = tuple(Text.of(column) for column in table["columns"])
    rows = tuple(tuple(str(cell) for cell in cells) for cells in table["rows"])
    own, places = row.audience == Audience.PROJECT_HOUSEHOLDS, door_columns(table["columns"])
    doors = _doors(row, on, after, limit + 1, doors_of(row.rows) if own else None)
    shown = tuple(
        HouseholdLetter(door.key, door.door, _of_door(rows, places, door.door) if own else rows, own)
        for door in doors[:limit]
    )
    return LetterBatch(columns, row.text, shown, shown[-1].key if len(doors) > limit else 0)


def _doors(
    row: Publication, on: date, after: int, limit: int, among: Collection[str] | None
) -> tuple[registry.Door, ...]:
    members = row.audience == Audience.MEMBERS
    return registry.lived_in_doors(row.community_code, on, after, limit, among, with_members=members)


def _of_door(rows: tuple[tuple[str, ...], ...], places: tuple[int, ...], door: str) -> tuple[tuple[str, ...], ...]:
    return tuple(cells for cells in rows if any(cells[place] == door for place in places))

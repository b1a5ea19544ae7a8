"""What goes to each household of an audience by letter: personal data, for those who may deliver it only."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sunward.disclosure import policies
from sunward.disclosure.models import Audience, Publication
from sunward.disclosure.rules import wide_enough
from sunward.disclosure.tables import door_columns, doors_of
from sunward.disclosure.versions import keeps_its_readers, starred_since
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.registry import queries as registry
from sunward.registry.queries import masked

Rows = tuple[tuple[str, ...], ...]
PAGE = 20  # letters made at once
OF_HOUSEHOLDS = frozenset({Audience.EVERYONE, Audience.RESIDENTS, Audience.MEMBERS, Audience.PROJECT_HOUSEHOLDS})


@dataclass(frozen=True, slots=True)
class HouseholdLetter:
    """What one household gets: its door, and the rows it may read (its own ones, where the list is for those it
    names only). Of a list for others too, `mine` are the rows that name its door, or else somebody who lives there
    (`by_name`), and `rows` the others."""

    key: int
    door: str
    rows: Rows
    own: bool
    mine: Rows = ()
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class LetterBatch:
    """Some letters; `more` is what the next batch starts `after`, 0 when these were the last."""

    columns: tuple[Text, ...]
    text: str
    letters: tuple[HouseholdLetter, ...]
    more: int


def letters(number: str, viewer: Viewer, on: date, after: int = 0, limit: int = PAGE) -> LetterBatch | None:
    """The letters of a publication; None when there are none for this reader: no such publication here, an audience
    that is no household's, or no power to deliver. Three queries, one more for a list with doors, and for one of people
    that others read too."""
    row = Publication.objects.filter(number=number, community_code=viewer.community).first()
    if row is None or row.audience not in OF_HOUSEHOLDS or not policies.may_deliver(viewer, on):
        return None
    table: dict[str, Any] = row.rows or {"columns": [], "rows": []}
    columns = tuple(Text.of(column) for column in table["columns"])
    rows = tuple(tuple(str(cell) for cell in cells) for cells in table["rows"])
    hidden = _masked_for_them(row)
    own, places = row.audience == Audience.PROJECT_HOUSEHOLDS, door_columns(table["columns"])
    by_door = _by_door(rows, places, row.community_code)
    doors = _doors(row, on, after, limit + 1, by_door if own else None)
    people = tuple(place for place, column in enumerate(table["columns"]) if column.get("personal"))
    names = registry.names_behind(doors[:limit], on) if people and not own else {}
    shown = tuple(
        HouseholdLetter(door.key, door.door, by_door.get(door.key, ()), own)
        if own
        else _with_theirs_first(door, rows, by_door.get(door.key, ()), _naming(rows, people, names, door), hidden)
        for door in doors[:limit]
    )
    return LetterBatch(columns, row.text, shown, shown[-1].key if len(doors) > limit else 0)


@dataclass(frozen=True, slots=True)
class WrittenTo:
    """The doors (their rows) for which a publication makes letters: on the day of its posting, today, and on any day
    between: whoever printed them on one of those has carried them since."""

    posted: frozenset[int]
    today: frozenset[int]
    ever: frozenset[int]

    @property
    def waited_for(self) -> frozenset[int]:
        """Those of the day of the posting behind which somebody lives still: nobody carries letters to the others.
        Where that is none, those of today."""
        return self.posted & self.today or self.today


def households_written_to(row: Publication, today: date) -> WrittenTo | None:
    """For which households a publication makes letters; None where it is for no households. Four queries at most."""
    if row.audience not in OF_HOUSEHOLDS:
        return None
    own, members = row.audience == Audience.PROJECT_HOUSEHOLDS, row.audience == Audience.MEMBERS
    among = set(registry.doors_named(doors_of(row.rows), row.community_code).values()) if own else None
    spans = (row.posted_on, row.posted_on), (today, today), (row.posted_on, today)
    return WrittenTo(*(registry.doors_lived_in(row.community_code, days, among, members) for days in spans))


def _doors(
    row: Publication, on: date, after: int, limit: int, among: Collection[int] | None
) -> tuple[registry.Door, ...]:
    members = row.audience == Audience.MEMBERS
    return registry.lived_in_doors(row.community_code, on, after, limit, among, with_members=members)


def _by_door(rows: Rows, places: tuple[int, ...], community: str) -> dict[int, Rows]:
    """The rows of each door of the register that a list names, in its order."""
    known = registry.doors_named({cells[place] for cells in rows for place in places}, community)
    found: dict[int, list[tuple[str, ...]]] = {}
    for cells in rows:
        for door in {known[cells[place]] for place in places if cells[place] in known}:
            found.setdefault(door, []).append(cells)
    return {door: tuple(theirs) for door, theirs in found.items()}


def _naming(rows: Rows, people: tuple[int, ...], names: Mapping[int, frozenset[str]], door: registry.Door) -> Rows:
    there = names.get(door.key, frozenset())
    return tuple(cells for cells in rows if any(cells[place] in there for place in people))


def _masked_for_them(row: Publication) -> frozenset[int]:
    """The columns that a newer posting masks for some of those to whom the letters of this one go."""
    readers = Audience.RESIDENTS if row.audience == Audience.EVERYONE else row.audience
    narrower = (one for one in starred_since(row) if not wide_enough(one.by.audience, readers))
    since = (one for one in narrower if not keeps_its_readers(row, one.by))
    return frozenset[int]().union(*(one.columns for one in since))


def _with_theirs_first(
    door: registry.Door, rows: Rows, by_door: Rows, by_name: Rows, hidden: Collection[int]
) -> HouseholdLetter:
    """A long list is cut where the paper ends: what it says of the household stands before the others, and in clear."""
    mine = by_door or by_name
    others = tuple(cells for cells in rows if cells not in mine) if mine else rows
    others = tuple(tuple(masked(one) if at in hidden else one for at, one in enumerate(cells)) for cells in others)
    return HouseholdLetter(door.key, door.door, others, False, mine, by_name=bool(mine) and not by_door)

"""The kinds of import that exist."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sunward.kernel.acts import Unknown
from sunward.kernel.text import Text
from sunward.registry.imports import sql
from sunward.registry.imports.columns import Column
from sunward.registry.imports.problems import Problem
from sunward.registry.imports.table import Row
from sunward.registry.models import StagedFile
from sunward.registry.models.imports import CELLS

Check = Callable[[Row], Iterable[Problem]]
Compare = Callable[[int, dict[str, str]], Iterable[Problem]]  # a line and its cells, with those before it in the file


def no_check(_row: Row) -> Iterable[Problem]:
    return ()


def no_comparison() -> Compare:
    return lambda _line, _cells: ()


def nothing_more(_row: Row) -> dict[str, str]:
    return {}


def no_conflicts(_file: StagedFile) -> Iterable[Problem]:
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of table.

    `act` is the act that moves its rows. `once` names cells that may not repeat in a file. `check` looks at one row
    as a whole, `derive` gives the cells named in `derived` (also in place of typed ones), `comparing` makes for each
    file what compares its rows with each other, and `conflicts` compares the staged rows with what is stored already.
    Both see every row whose cells could be read, also one that `check` finds fault with.
    """

    key: str
    title: Text
    columns: Sequence[Column]
    act: str
    once: Sequence[str] = ()
    check: Check = no_check
    derived: Sequence[str] = ()
    derive: Callable[[Row], dict[str, str]] = nothing_more
    comparing: Callable[[], Compare] = no_comparison
    conflicts: Callable[[StagedFile], Iterable[Problem]] = no_conflicts

    def __post_init__(self) -> None:
        if len(self.stored) > CELLS:
            raise ValueError(f"{self.key} stores more than {CELLS} cells")

    @property
    def stored(self) -> tuple[str, ...]:
        """The names of the cells, in the order in which staged rows keep them."""
        return tuple(dict.fromkeys([*(column.name for column in self.columns), *self.derived]))

    def cell(self, name: str) -> str:
        """SQL for a cell of a staged row `r` as text; NULL where it was left empty."""
        return f"r.{sql.CELL_COLUMNS[self.stored.index(name)]}"

    def rows(self, file: StagedFile) -> Iterator[tuple[int, dict[str, str]]]:
        """The lines of a staged file with their cells; empty cells are left out."""
        wanted = ", ".join(map(self.cell, self.stored))
        found = f"SELECT r.line, {wanted} FROM registry_stagedrow r WHERE r.file_id = %s ORDER BY r.line"  # noqa: S608
        for line, *cells in sql.select(found, file.pk):
            yield line, {name: cell for name, cell in zip(self.stored, cells, strict=True) if cell is not None}

    def heading(self, column: str) -> str:
        """What a column is called in the language of the reader."""
        return str(next(each.heading for each in self.columns if each.name == column))


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known.

    Raises:
        ValueError: when another one has its name.
    """
    if _kinds.setdefault(kind.key, kind) is not kind:
        raise ValueError(f"Two kinds of import are called {kind.key}.")
    return kind


def kind_named(key: str) -> Kind:
    """The kind of this name.

    Raises:
        Unknown: when there is none.
    """
    try:
        return _kinds[key]
    except KeyError:
        raise Unknown(f"There is no import called {key}; there are: {', '.join(sorted(_kinds))}.") from None


def all_kinds() -> tuple[Kind, ...]:
    """Every kind, by name."""
    return tuple(_kinds[key] for key in sorted(_kinds))

"""Where rule books are found: `SUNWARD_CHARTERS`, else the `charters/` folder beside the source."""

import os
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sunward.charter.engine.charter import Charter
from sunward.charter.engine.errors import NotInForce, PackError
from sunward.charter.engine.packs import Pack, PackVersion, read_pack

ENVIRONMENT = "SUNWARD_CHARTERS"
_ID = re.compile(r"([a-z][a-z0-9-]*)(?:@([0-9]{4}-[0-9]{2}-[0-9]{2}))?")


def charter_folders() -> tuple[Path, ...]:
    """The folders that hold rule books, from the environment or from the source tree."""
    named = os.environ.get(ENVIRONMENT)
    if named:
        return tuple(Path(folder) for folder in named.split(os.pathsep) if folder)
    above = Path(__file__).resolve().parents
    return tuple(folder / "charters" for folder in above if (folder / "charters" / "schema").is_dir())


def known_packs() -> dict[str, Path]:
    """Rule book id -> folder."""
    found: dict[str, Path] = {}
    for folder in charter_folders():
        for head in sorted(folder.glob("*/pack.yaml")):
            found.setdefault(head.parent.name, head.parent)
    return found


def find_pack(pack: str) -> Path:
    """The folder of a rule book; raises PackError listing those that exist."""
    for folder in charter_folders():
        if (folder / pack / "pack.yaml").is_file():
            return folder / pack
    known = ", ".join(known_packs()) or f"none (set {ENVIRONMENT})"
    raise PackError("--charter", f"no rule book is called {pack!r}; known: {known}")


def charter_for(ids: Iterable[str], on: date) -> Charter:
    """The charter of these rule books on a day; `id@version` picks a version whatever the day.

    Raises PackError for an unknown id, NotInForce when none of them has a version in force.
    """
    return Library().charter(ids, on)


class Library:
    """Rule books read once and kept, for many cases in a row."""

    def __init__(self) -> None:
        self._packs: dict[str, Pack] = {}
        self._charters: dict[tuple[str, ...], Charter] = {}

    def charter(self, ids: Iterable[str], on: date) -> Charter:
        """As `charter_for`."""
        wanted = tuple(dict.fromkeys(ids))
        versions = [version for one in wanted if (version := self._version(one, on))]
        if not versions:
            raise NotInForce(
                "held_on", f"no version of {', '.join(wanted)} was in force on {on}; {self._known(wanted)}"
            )
        key = tuple(version.id for version in versions)
        if key not in self._charters:
            self._charters[key] = Charter.from_versions(versions)
        return self._charters[key]

    def _version(self, name: str, on: date) -> PackVersion | None:
        found = _ID.fullmatch(name)
        if not found:
            raise PackError("--charter", f"{name!r} names no rule book; accepted: such as cn-collective")
        pack = self._pack(found[1])
        return _pinned(pack, found[2]) if found[2] else pack.on(on)

    def _known(self, names: Iterable[str]) -> str:
        """When these rule books began, for somebody who asks about an earlier day."""
        packs = (self._pack(name) for name in names)
        return ", ".join(f"{pack.id} begins on {pack.versions[0].effective_from}" for pack in packs)

    def _pack(self, name: str) -> Pack:
        if name not in self._packs:
            self._packs[name] = read_pack(find_pack(name))
        return self._packs[name]


def _pinned(pack: Pack, version: str) -> PackVersion:
    known = pack.named(version)
    if known is None:
        versions = ", ".join(one.version for one in pack.versions)
        raise PackError("--charter", f"{pack.id} has no version {version}; it has {versions}")
    return known

"""What the check says, and where in the files it points."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sunward.charter.engine.packs import PARTS, PackVersion
from sunward.charter.engine.yaml_source import Source, read_yaml

_IN_VERSION = re.compile(r"\S+@(?P<version>\S+) (?P<part>\w+)\.(?P<path>.+)")


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to mend: file with line and key, and what is wrong."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Pages:
    """The files of one rule book by folder, to find the line of a key."""

    root: Path
    sources: Mapping[str, Mapping[str, Source]]

    def place(self, version: PackVersion, part: str, path: str) -> str:
        """`cn-village/2018-12-29/bodies.yaml line 12, villagers_assembly.quorum`."""
        return self._line(version.version, part, path)

    def place_of(self, where: str) -> str:
        """The same for the path that a PackError names: `pack.yaml.versions[0]`, `id@version bodies.key`."""
        named = _IN_VERSION.fullmatch(where)
        if named:
            return self._line(named["version"], named["part"], named["path"])
        file, _, path = where.partition(".yaml.")
        return self._line(".", file, path) if path else f"{self.root.name}/{where}"

    def _line(self, first: str, part: str, path: str) -> str:
        for folder in (first, ".", *self.sources):
            source = self.sources.get(folder, {}).get(part)
            line = _nearest(source, path) if source else None
            if line:
                name = f"{part}.yaml" if folder == "." else f"{folder}/{part}.yaml"
                return f"{self.root.name}/{name} line {line}, {path}"
        return f"{self.root.name}/{part}.yaml, {path}"


def read_pages(root: Path) -> Pages:
    folders = [root, *sorted(child for child in root.iterdir() if child.is_dir())]
    return Pages(root, {_relative(root, folder): _sources(folder) for folder in folders})


def _relative(root: Path, folder: Path) -> str:
    return "." if folder == root else folder.name


def _sources(folder: Path) -> dict[str, Source]:
    files = ((part, folder / f"{part}.yaml") for part in ("pack", *PARTS))
    return {part: read_yaml(path) for part, path in files if path.is_file()}


def _nearest(source: Source, path: str) -> int | None:
    """The line of a key, or of the closest key around it; None when the file does not know its first key."""
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        line = source.lines.get(".".join(parts[:length]))
        if line:
            return line
    return None

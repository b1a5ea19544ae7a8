"""Rule books on disk: `charters/<id>/` with one or more versions, each with its days in force."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from sunward.charter.engine.civil_days import read_day
from sunward.charter.engine.errors import PackError
from sunward.charter.engine.nodes import Node
from sunward.charter.engine.texts import Text
from sunward.charter.engine.vocabulary import Layer
from sunward.charter.engine.yaml_source import read_yaml

PARTS = (
    *("bodies", "matters", "procedures", "parameters", "rights"),
    *("powers", "spending", "duties", "disclosure"),
    *("franchise", "sessions", "hearings", "elections"),
)
Document = Mapping[str, object]


def canonical_json(document: object) -> str:
    """The one way a version is written when it is stored or hashed: sorted keys, no spaces, UTF-8."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class PackVersion:
    """One version of one rule book, with its whole content as plain data."""

    pack: str
    version: str
    layer: Layer
    title: Text
    effective_from: date
    effective_to: date | None
    unconfirmed: bool
    document: Document
    _read: dict[str, Mapping[str, Any]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """As verdicts print it: `cn-collective@2025-05-01`."""
        return f"{self.pack}@{self.version}"

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON, in hexadecimal."""
        return hashlib.sha256(canonical_json(self.document).encode()).hexdigest()

    def in_force(self, on: date) -> bool:
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)

    def part(self, name: str) -> Node:
        given = self.document.get(name)
        return Node({} if given is None else given, f"{self.id} {name}")

    def entries(self, name: str, read: Callable[[str, Node, bool], Any]) -> Mapping[str, Any]:
        """What stands in a part, by its keys. Read once: a draft is laid over the same rule books several times."""
        if name not in self._read:
            self._read[name] = {key: read(key, node, self.unconfirmed) for key, node in self.part(name).items()}
        return self._read[name]


def read_version(document: Document, where: str = "version") -> PackVersion:
    """A version from its plain data (a stored document or one read from files); raises PackError."""
    node = Node(document, where)
    node.only(("id", "layer", "title", "version", "effective_from", "effective_to", "unconfirmed", "text", *PARTS))
    since, until = _days_in_force(node)
    return PackVersion(
        pack=node.need("id").string(),
        version=node.need("version").string(),
        layer=Layer(node.need("layer").one_of(tuple(Layer))),
        title=node.need("title").text(),
        effective_from=since,
        effective_to=until,
        unconfirmed=node.flag("unconfirmed"),
        document=document,
    )


def _days_in_force(node: Node) -> tuple[date, date | None]:
    since, last = _day(node.need("effective_from")), node.find("effective_to")
    until = _day(last) if last else None
    if last and until and until < since:
        raise last.wrong(f"{until} is before the first day in force; accepted: {since} or later, or null")
    return since, until


def _day(node: Node) -> date:
    day = read_day(node.value)
    if day is None:
        raise node.wrong(f"{node.value!r} is not a day; accepted: YYYY-MM-DD")
    return day


@dataclass(frozen=True, slots=True)
class Pack:
    """A rule book with all its versions, oldest first."""

    id: str
    layer: Layer
    title: Text
    under: tuple[str, ...]
    versions: tuple[PackVersion, ...]

    def on(self, day: date) -> PackVersion | None:
        """The version in force on that day, if any."""
        return next((version for version in self.versions if version.in_force(day)), None)

    def named(self, version: str) -> PackVersion | None:
        return next((known for known in self.versions if known.version == version), None)


def read_pack(directory: Path) -> Pack:
    """Read a rule book with all its versions; raises PackError naming file and key."""
    head_file = directory / "pack.yaml"
    if not head_file.is_file():
        raise PackError(str(directory), "is no rule book: it has no pack.yaml")
    head = Node(read_yaml(head_file).value, "pack.yaml")
    head.only(("id", "layer", "title", "under", "versions"))
    entries = head.need("versions").entries()
    versions = sorted(
        (read_version(_document(directory, head, entry), entry.where) for entry in entries),
        key=lambda version: version.effective_from,
    )
    _refuse_overlap(versions)
    return Pack(
        id=head.need("id").string(),
        layer=Layer(head.need("layer").one_of(tuple(Layer))),
        title=head.need("title").text(),
        under=head.optional_strings("under"),
        versions=tuple(versions),
    )


_VERSION_KEYS = ("version", "effective_from", "effective_to", "text", "folder", "based_on", "unconfirmed")


def _document(directory: Path, head: Node, entry: Node) -> Document:
    entry.only(_VERSION_KEYS)
    document: dict[str, object] = {
        "id": head.need("id").value,
        "layer": head.need("layer").value,
        "title": head.need("title").value,
        **{key: entry.mapping().get(key) for key in ("version", "effective_from", "effective_to", "text")},
        **_parts(directory, head, entry),
    }
    if entry.flag("unconfirmed"):
        document["unconfirmed"] = True
    return document


def _parts(directory: Path, head: Node, entry: Node) -> dict[str, object]:
    parts = _files(_folder(directory, entry))
    earlier = entry.optional_string("based_on")
    if not earlier:
        return parts
    base = next((other for other in head.need("versions").entries() if _version_of(other) == earlier), None)
    if base is None or earlier == _version_of(entry):
        others = ", ".join(_version_of(other) for other in head.need("versions").entries() if other != entry)
        raise entry.need("based_on").wrong(f"{earlier!r} is no other version; accepted: {others or 'none'}")
    return _overlay(_parts(directory, head, base), parts)


def _folder(directory: Path, entry: Node) -> Path:
    named = entry.find("folder")
    if named is None:
        return directory
    if not (directory / named.string()).is_dir():
        raise named.wrong(f"there is no folder {named.string()!r} in {directory.name}")
    return directory / named.string()


def _version_of(entry: Node) -> str:
    return entry.need("version").string()


def _files(folder: Path) -> dict[str, object]:
    paths = ((name, folder / f"{name}.yaml") for name in PARTS)
    return {name: Node(read_yaml(path).value, path.name).mapping() for name, path in paths if path.is_file()}


def _overlay(base: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    """Keys of `over` replace those of `base`, three levels deep: file, entry, parameter."""
    merged = dict(base)
    for name, part in over.items():
        old = merged.get(name)
        merged[name] = _overlay_part(old, part) if isinstance(old, Mapping) else part
    return merged


def _overlay_part(base: Mapping[str, object], over: object) -> object:
    if not isinstance(over, Mapping):
        return over
    merged = dict(base)
    for key, entry in over.items():
        old = merged.get(key)
        both = isinstance(old, Mapping) and isinstance(entry, Mapping)
        merged[key] = {**old, **entry} if both else entry  # type: ignore[dict-item]
    return merged


def _refuse_overlap(versions: list[PackVersion]) -> None:
    for earlier, later in pairwise(versions):
        if earlier.effective_to is None or earlier.effective_to >= later.effective_from:
            raise PackError("pack.yaml.versions", f"{earlier.id} and {later.id} are in force on the same days")

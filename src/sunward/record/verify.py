"""Is an exported log whole and unchanged? Reads files only: no Django, no database, no network.

Every entry is hashed again, every tile is computed and compared, the signature is checked, and each checkpoint that was
kept from earlier must be a prefix; so must each root that a page prints with its size. Tiles are never trusted: an
entry and its tile can be forged together. A tile that the checkpoint does not call for must be one of an earlier size;
what is no tile at all is told.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

from sunward.record.checkpoints import TreeHead, opened_checkpoint
from sunward.record.merkle import HASH_SIZE, leaf_hash, perfect_root, root
from sunward.record.notes import BadNote, Verifier, encode
from sunward.record.tiles import (
    WIDTH,
    Position,
    TileNodes,
    TilePath,
    bundle,
    bundles_of,
    hashes_in,
    paths_of,
    unbundle,
)

CHECKPOINT, VKEY = "checkpoint", "log.vkey"
# A path may name a device that never ends. No checkpoint with all its signatures comes near the first of these.
LONGEST_TEXT = 65_536  # bytes
DEEPEST = 12  # folders: a log of 2^63 entries has fewer
LONGEST_BUNDLE = WIDTH * (2 + 65_535)  # bytes: 256 entries, each with its length before it


class TooLong(Exception):
    """A file goes on beyond what it can be."""


class Altered(Exception):
    """The log is not what was signed; the message names the first thing that is wrong."""


class Unusable(Exception):
    """What was given cannot be checked at all."""


@dataclass(frozen=True, slots=True)
class Root:
    """What a page or a paper says without a signature: after so many entries the log had this root."""

    size: int
    root: bytes

    @classmethod
    def parse(cls, text: str) -> "Root":
        """Read `SIZE:ROOT`, both as a checkpoint writes them.

        Raises:
            Unusable: when it is anything else.
        """
        size, _colon, written = text.partition(":")
        try:
            head = TreeHead.parse(f"root\n{size}\n{written}\n")
        except BadNote as error:
            raise Unusable(f"{text!r} is not SIZE:ROOT as a checkpoint writes them") from error
        return cls(head.size, head.root)


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked, all of it in order."""

    head: TreeHead
    kept: tuple[TreeHead, ...]
    roots: tuple["Root", ...] = ()  # that it had when it was shorter
    strange: tuple[str, ...] = ()  # what lies among the tiles and is none


@dataclass(slots=True)
class ExportedLog:
    """A folder with the files of one log, and the tiles computed from its entries."""

    folder: Path
    tiles: dict[Position, bytes] = field(default_factory=dict)

    def read(self, path: TilePath) -> bytes:
        """One file of the log.

        Raises:
            Altered: when it is missing, or longer than any file of a log.
            Unusable: when it is there and cannot be read.
        """
        try:
            return _read_at_most(self.folder.joinpath(str(path)), LONGEST_BUNDLE)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise Altered(f"{path} is missing") from error
        except TooLong as error:
            raise Altered(f"{path} is longer than 256 entries can be") from error
        except OSError as error:
            raise Unusable(f"{path} cannot be read: {error.strerror}") from error

    def leaves(self, path: TilePath) -> list[bytes]:
        """The hashes of a bundle's entries.

        Raises:
            Altered: when the bundle is cut off or holds another number of entries.
        """
        try:
            entries = unbundle(self.read(path))
        except ValueError as error:
            raise Altered(f"{path}: {error}") from error
        if len(entries) != path.width:
            raise Altered(f"{path} holds {len(entries)} entries; the checkpoint calls for {path.width}")
        return [leaf_hash(entry) for entry in entries]


def verify(
    folder: Path, verifier: Verifier | None = None, kept: Sequence[Path] = (), roots: Sequence[Root] = ()
) -> Verified:
    """Check a whole exported log. With a `verifier`, no key inside the folder is trusted.

    Raises:
        Altered: naming the first thing that is wrong.
        Unusable: when the folder, the key or a kept checkpoint cannot be read as what it should be.
    """
    trusted = verifier or read_vkey(folder / VKEY)
    head = _signed_head(read_text(folder / CHECKPOINT), trusted, CHECKPOINT)
    earlier = [(path, _signed_head(read_text(path), trusted, f"kept checkpoint {path}")) for path in kept]
    for path, old in earlier:
        if old.size > head.size:
            raise Altered(f"the log has become shorter: {head.size} entries, {old.size} in kept checkpoint {path}")
    for said in roots:
        if said.size > head.size:
            raise Altered(f"the log has {head.size} entries; a root was said to be that of {said.size}")
    log = ExportedLog(folder)
    _check_tiles(log, head.size)
    _check_roots(log, head, earlier, roots)
    strange = tuple(_check_surplus(log, head.size))
    return Verified(head, tuple(old for _, old in earlier), tuple(roots), strange)


def read_vkey(path: Path) -> Verifier:
    """The key in a file.

    Raises:
        Unusable: when there is none.
    """
    try:
        return Verifier.parse(read_text(path))
    except BadNote as error:
        raise Unusable(f"{path} is not a key: {error}") from error


def read_text(path: Path) -> str:
    """The text of a checkpoint or a key.

    Raises:
        Unusable: when it cannot be read, or is too long to be either.
    """
    try:
        return _read_at_most(path, LONGEST_TEXT).decode("utf-8")
    except TooLong as error:
        raise Unusable(f"{path} is longer than 64 KiB: neither a checkpoint nor a key") from error
    except UnicodeDecodeError as error:
        raise Unusable(f"{path} is not text in UTF-8") from error
    except OSError as error:
        raise Unusable(f"{path} cannot be read: {error.strerror}") from error


def _read_at_most(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise TooLong
    return data


def _signed_head(note: str, verifier: Verifier, what: str) -> TreeHead:
    try:
        return opened_checkpoint(note, verifier)
    except BadNote as error:
        raise Altered(f"{what}: {error}") from error


def _check_tiles(log: ExportedLog, size: int) -> None:
    """Compute every tile, the lowest level from the entries and each other from the level below, and compare."""
    lowest = zip(bundles_of(size), paths_of(size), strict=False)
    for source, path in lowest:
        _check_tile(log, path, log.leaves(source), str(source))
    for path in paths_of(size):
        if path.level:
            _check_tile(log, path, list(_roots_below(log, path)), f"level {path.level - 1}")


def _roots_below(log: ExportedLog, path: TilePath) -> Iterator[bytes]:
    below, first = (path.level or 0) - 1, path.index * WIDTH
    return (perfect_root(log.tiles[below, first + place]) for place in range(path.width))


def _check_tile(log: ExportedLog, path: TilePath, computed: list[bytes], source: str) -> None:
    data, expected = log.read(path), b"".join(computed)
    if len(data) != len(expected):
        raise Altered(f"{path} has {len(data)} bytes; {path.width} hashes need {path.width * HASH_SIZE}")
    if data != expected:
        place = next(at for at, each in enumerate(hashes_in(data)) if each != computed[at])
        raise Altered(f"{path}: hash {place} is not that of {source} (number {path.index * WIDTH + place})")
    log.tiles[path.level or 0, path.index] = expected


def _check_surplus(log: ExportedLog, size: int) -> Iterator[str]:
    """Every other file among the tiles: what has no tile's name is given back, every other one is compared."""
    for name in _files_below(log.folder, "tile"):
        try:
            path = TilePath.parse(name.removeprefix("tile/"))
        except ValueError:
            yield name
            continue
        reach, count = path.index * WIDTH + path.width, size // WIDTH ** (path.level or 0)
        if reach > count:
            raise Altered(f"{path} reaches beyond the log's {size} entries")
        if reach < min(count, (path.index + 1) * WIDTH) and log.read(path) != _narrowed(log, path, count):
            raise Altered(f"{path} is not what the log's first {reach * WIDTH ** (path.level or 0)} entries give")


def _files_below(folder: Path, name: str) -> Iterator[str]:
    """The files in a folder of the log, in order. Pipes and devices have no place there, and are not opened."""
    for each in _listed(folder / name):
        path = f"{name}/{each.name}"
        if each.is_dir(follow_symlinks=False) and path.count("/") < DEEPEST:
            yield from _files_below(folder, path)
        else:
            yield path if each.is_file() else f"{path}/"


def _listed(folder: Path) -> "list[os.DirEntry[str]]":
    try:
        return sorted(os.scandir(folder), key=attrgetter("name"))
    except FileNotFoundError:
        return []  # an empty log has no tiles
    except OSError as error:
        raise Unusable(f"{folder} cannot be read: {error.strerror}") from error


def _narrowed(log: ExportedLog, path: TilePath, count: int) -> bytes:
    """What a tile or bundle held when the log was shorter; as it is now, it was compared already."""
    if path.level is not None:
        return log.tiles[path.level, path.index][: path.width * HASH_SIZE]
    now = TilePath(None, path.index, min(WIDTH, count - path.index * WIDTH))
    return bundle(unbundle(log.read(now))[: path.width])


def _check_roots(
    log: ExportedLog, head: TreeHead, earlier: Sequence[tuple[Path, TreeHead]], roots: Sequence[Root]
) -> None:
    nodes = TileNodes(log.tiles)
    if root(head.size, nodes) != head.root:
        raise Altered(f"the entries do not add up to the root that the checkpoint over {head.size} signs")
    for path, old in earlier:
        if root(old.size, nodes) != old.root:
            raise Altered(f"the log's first {old.size} entries are not those of kept checkpoint {path}")
    for said in roots:
        if root(said.size, nodes) != said.root:
            raise Altered(f"the log's first {said.size} entries never had the root {encode(said.root)}")

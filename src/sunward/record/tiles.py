"""The tree cut into static files: C2SP tlog-tiles.

A tile holds up to 256 hashes of one level; a level's hashes are the roots of the full tiles below. An entry
bundle holds the same 256 entries that a level-0 tile hashes. A narrow tile is a prefix of the wide one.
"""

import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sunward.record.merkle import HASH_SIZE, perfect_root

WIDTH = 256
TILE_BYTES = WIDTH * HASH_SIZE
ENTRY_LIMIT = 65_535  # bytes: an entry's length is written in two
HEIGHT = 8  # binary levels in one tile
ENTRIES = "entries"

Position = tuple[int, int]  # (level, index)

_NUMBER = r"(?P<number>(?:x\d{3}/)*\d{3})(?:\.p/(?P<width>[1-9]\d{0,2}))?"
_PATH = re.compile(rf"(?P<level>entries|0|[1-9]\d?)/{_NUMBER}", re.ASCII)


@dataclass(frozen=True, slots=True)
class TilePath:
    """Which tile or bundle: `level` is None for a bundle of entries; `width` is 256 for a full one."""

    level: int | None
    index: int
    width: int = WIDTH

    def __str__(self) -> str:
        groups = [f"{self.index % 1000:03}"]
        rest = self.index // 1000
        while rest:
            groups.append(f"x{rest % 1000:03}")
            rest //= 1000
        kind = ENTRIES if self.level is None else str(self.level)
        partial = f".p/{self.width}" if self.width < WIDTH else ""
        return f"tile/{kind}/{'/'.join(reversed(groups))}{partial}"

    @classmethod
    def parse(cls, path: str) -> "TilePath":
        """Read what follows `tile/` in an address.

        Raises:
            ValueError: when the path is not written exactly as tlog-tiles writes it.
        """
        found = _PATH.fullmatch(path)
        width = int(found["width"] or WIDTH) if found else 0
        if not found or (found["width"] and width >= WIDTH) or found["number"].startswith("x000"):
            raise ValueError(f"“tile/{path}” is not a tile address; write tile/0/000 or tile/entries/x001/234.p/17")
        level = None if found["level"] == ENTRIES else int(found["level"])
        if level is not None and level > 63:
            raise ValueError(f"tile/{path}: a log has no level above 63")
        return cls(level, int(found["number"].replace("x", "").replace("/", "")), width)


def tile_of(level: int, index: int) -> tuple[Position, slice]:
    """Where the perfect subtree `(level, index)` lies: its tile, and the bytes of the hashes it is made of."""
    tile_level, inner = divmod(level, HEIGHT)
    tile_index, first = divmod(index << inner, WIDTH)
    return (tile_level, tile_index), slice(first * HASH_SIZE, (first + (1 << inner)) * HASH_SIZE)


def hashes_in(data: bytes) -> list[bytes]:
    """The hashes that a tile holds."""
    return [data[at : at + HASH_SIZE] for at in range(0, len(data), HASH_SIZE)]


@dataclass(frozen=True, slots=True)
class TileNodes:
    """Reads perfect subtrees out of tiles: the `node` that `merkle` asks for.

    Raises:
        LookupError: when a tile is missing or does not hold what is asked for.
    """

    tiles: Mapping[Position, bytes]

    def __call__(self, level: int, index: int) -> bytes:
        position, part = tile_of(level, index)
        hashes = self.tiles.get(position, b"")[part]
        if len(hashes) != part.stop - part.start:
            raise LookupError(f"{TilePath(*position)} is missing, or too short for the log")
        return perfect_root(hashes)


def right_edge(size: int) -> list[Position]:
    """The tiles that the next entry may change: one a level, as far as levels exist, then one above."""
    edge: list[Position] = []
    level = 0
    while size or not edge:
        edge.append((level, size // WIDTH))
        size, level = size // WIDTH, level + 1
    return edge


def grow(size: int, leaves: Iterable[bytes], edge: Mapping[Position, bytes]) -> dict[Position, bytes]:
    """The tiles that change, whole, when `leaves` (leaf hashes) are added to a tree of `size`.

    `edge` holds at least the stored tiles among `right_edge(size)`.
    """
    changed: dict[Position, bytes] = {}
    row, level = list(leaves), 0
    while row:
        index, width = divmod(size, WIDTH)
        data = edge.get((level, index), b"")[: width * HASH_SIZE] + b"".join(row)
        pieces = [data[at : at + TILE_BYTES] for at in range(0, len(data), TILE_BYTES)]
        changed |= {(level, index + offset): piece for offset, piece in enumerate(pieces)}
        row = [perfect_root(piece) for piece in pieces if len(piece) == TILE_BYTES]
        size, level = size // WIDTH, level + 1
    return changed


def paths_of(size: int) -> Iterator[TilePath]:
    """Every tile that a log of `size` entries consists of, lowest level first."""
    level = 0
    while size:
        yield from _row_of(level, size)
        size, level = size // WIDTH, level + 1


def bundles_of(size: int) -> Iterator[TilePath]:
    """Every bundle of entries that a log of `size` consists of."""
    return _row_of(None, size)


def _row_of(level: int | None, count: int) -> Iterator[TilePath]:
    full, rest = divmod(count, WIDTH)
    yield from (TilePath(level, index) for index in range(full))
    if rest:
        yield TilePath(level, full, rest)


def bundle(entries: Iterable[bytes]) -> bytes:
    """Entries one after another, each behind its length in two bytes, most significant first."""
    return b"".join(struct.pack(">H", len(entry)) + entry for entry in entries)


def unbundle(data: bytes) -> list[bytes]:
    """The entries of a bundle.

    Raises:
        ValueError: when the bundle ends in the middle of an entry.
    """
    entries: list[bytes] = []
    at, end = 0, len(data)
    while at < end:
        start = at + 2
        at = start + int.from_bytes(data[at:start], "big")
        entries.append(data[start:at])
    if at != end:
        raise ValueError(f"it ends in the middle of its entry {len(entries) - 1}")
    return entries

"""The tree of a log as the database keeps it."""

from collections.abc import Iterable, Sequence

from sunward.record import merkle
from sunward.record.inserts import insert
from sunward.record.merkle import Range, perfect_subtrees, range_hash
from sunward.record.models import Tile
from sunward.record.tiles import Position, TileNodes, grow, right_edge, tile_of


def stored(log: str, positions: Iterable[Position]) -> dict[Position, bytes]:
    """The tiles at these positions that exist, in one query."""
    wanted = set(positions)
    levels, indices = {level for level, _ in wanted}, {index for _, index in wanted}
    rows = Tile.objects.filter(log=log, level__in=levels, index__in=indices)
    found = rows.values_list("level", "index", "data")
    return {(level, index): bytes(data) for level, index, data in found if (level, index) in wanted}


def range_hashes(log: str, ranges: Sequence[Range]) -> list[bytes]:
    """The hashes of subtrees of the log, in one query."""
    parts = [part for each in ranges for part in perfect_subtrees(*each)]
    nodes = TileNodes(stored(log, [tile_of(*part)[0] for part in parts]))
    return [range_hash(each, nodes) for each in ranges]


def root(log: str, size: int) -> bytes:
    """The root of the log's first `size` entries."""
    return range_hashes(log, [(0, size)])[0] if size else merkle.EMPTY_ROOT


def extend(log: str, size: int, leaves: Sequence[bytes]) -> None:
    """Add leaf hashes to the tiles of a log of `size` entries."""
    edge = stored(log, right_edge(size))
    changed = grow(size, leaves, edge)
    for (level, index), data in changed.items():
        if (level, index) in edge:
            Tile.objects.filter(log=log, level=level, index=index).update(data=data)
    insert(
        Tile,
        [(log, level, index, data) for (level, index), data in changed.items() if (level, index) not in edge],
    )

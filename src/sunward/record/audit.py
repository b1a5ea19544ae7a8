"""Has anything been altered in the database? The answer that a page can give at once.

It hashes every stored entry again and compares with what was signed. The server says it about itself: who doubts the
server exports the log, or fetches it, and runs `sunward record verify` with a checkpoint of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

from sunward.record.merkle import leaf_hash, root
from sunward.record.models import LogEntry
from sunward.record.queries import head_of, newest_checkpoint
from sunward.record.tiles import Position, TileNodes, grow, right_edge

CHUNK = 2_560
AT_MOST_EVERY = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Audit:
    """How many entries were hashed again, and whether they add up to the signed root."""

    entries: int
    unaltered: bool


_recent: dict[str, tuple[float, Audit]] = {}


def recent_audit(log: str) -> Audit:
    """The audit of the last minute, or a new one: nobody makes the server hash a long log again and again."""
    made_at, found = _recent.get(log, (-AT_MOST_EVERY, None))
    if found is None or monotonic() - made_at >= AT_MOST_EVERY:
        found = audit(log)
        _recent[log] = (monotonic(), found)
    return found


def audit(log: str) -> Audit:
    """Compare the log's entries with its newest checkpoint; some 100,000 entries a second."""
    newest = newest_checkpoint(log)
    if newest is None:
        return Audit(0, unaltered=True)
    head, tiles, size = head_of(newest.note), dict[Position, bytes](), 0
    for leaves in _leaves(log, head.size):
        edge = {position: tiles[position] for position in right_edge(size) if position in tiles}
        tiles |= grow(size, leaves, edge)
        size += len(leaves)
    return Audit(size, size == head.size and root(size, TileNodes(tiles)) == head.root)


def _leaves(log: str, size: int) -> Iterator[list[bytes]]:
    for start in range(0, size, CHUNK):
        rows = LogEntry.objects.filter(log=log, index__gte=start, index__lt=min(start + CHUNK, size))
        yield [leaf_hash(bytes(data)) for data in rows.order_by("index").values_list("data", flat=True)]

"""Has anything been altered in the database? The answer that a page can give at once.

It hashes every stored entry again and compares with what was signed; and it looks for entries that no act left: the log
would prove them, and the journal, which pages read, knows nothing of them. The server says it about itself: who doubts
the server exports the log, or fetches it, and runs `sunward record verify` with a checkpoint of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

from django.db.models import Exists, OuterRef

from sunward.record.merkle import leaf_hash, root
from sunward.record.models import Journal, LogEntry
from sunward.record.queries import head_of, newest_checkpoint
from sunward.record.tiles import Position, TileNodes, grow, right_edge

CHUNK = 2_560
AT_MOST_EVERY = 60.0  # seconds
A_FEW = 5


@dataclass(frozen=True, slots=True)
class Audit:
    """How many entries were hashed again, whether they add up to the signed root, and which were left by no act."""

    entries: int
    unaltered: bool
    without_act: tuple[str, ...] = ()  # their numbers, a few of them if there are many


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
    return Audit(size, size == head.size and root(size, TileNodes(tiles)) == head.root, _without_act(log))


def _without_act(log: str) -> tuple[str, ...]:
    acts = Journal.objects.filter(ref=OuterRef("ref"), log=OuterRef("log"))
    rows = LogEntry.objects.filter(~Exists(acts), log=log).order_by("index")
    return tuple(rows.values_list("ref", flat=True)[:A_FEW])


def _leaves(log: str, size: int) -> Iterator[list[bytes]]:
    for start in range(0, size, CHUNK):
        rows = LogEntry.objects.filter(log=log, index__gte=start, index__lt=min(start + CHUNK, size))
        yield [leaf_hash(bytes(data)) for data in rows.order_by("index").values_list("data", flat=True)]

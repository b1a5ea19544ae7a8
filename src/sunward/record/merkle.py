"""The Merkle tree of RFC 6962: hashes, inclusion and consistency proofs, and their verification.

Nothing here knows where the tree is stored. A caller supplies `node(level, index)`, the hash of the perfect
subtree over entries `[index * 2**level, (index + 1) * 2**level)`; everything else follows from the size.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from hashlib import sha256

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()

Node = Callable[[int, int], bytes]
Range = tuple[int, int]  # entries [start, end)


def leaf_hash(entry: bytes) -> bytes:
    """RFC 6962 section 2.1: the hash of one entry."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 6962 section 2.1: the hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def perfect_root(hashes: bytes) -> bytes:
    """The root over a power-of-two number of hashes, written one after another."""
    while len(hashes) > HASH_SIZE:
        pairs = range(0, len(hashes), 2 * HASH_SIZE)
        hashes = b"".join([sha256(b"\x01" + hashes[at : at + 2 * HASH_SIZE]).digest() for at in pairs])
    return hashes


def split(size: int) -> int:
    """The largest power of two smaller than `size` (RFC 6962's k)."""
    return 1 << (size - 1).bit_length() - 1


def perfect_subtrees(start: int, end: int) -> Iterator[tuple[int, int]]:
    """The `(level, index)` of the perfect subtrees that make up `[start, end)`, from left to right.

    `start` must be a multiple of the range's own width rounded up to a power of two, as it is in every
    range that a proof names.
    """
    while start < end:
        level = (end - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level


def range_hash(part: Range, node: Node) -> bytes:
    """The hash of the subtree over a range of entries."""
    peaks = [node(level, index) for level, index in perfect_subtrees(*part)]
    return reduce(lambda right, left: node_hash(left, right), reversed(peaks))


def root(size: int, node: Node) -> bytes:
    """The root of the tree's first `size` entries."""
    return range_hash((0, size), node) if size else EMPTY_ROOT


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """The subtrees whose hashes prove that entry `index` is in a tree of `size`, the leaf's sibling first.

    Raises:
        ValueError: when the tree has no such entry.
    """
    if not 0 <= index < size:
        raise ValueError(f"A log of {size} entries has no entry {index}; they are numbered from 0.")
    found: list[Range] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + split(end - start)
        left = index < middle
        found.append((middle, end) if left else (start, middle))
        start, end = (start, middle) if left else (middle, end)
    return found[::-1]


def consistency_ranges(old: int, new: int) -> list[Range]:
    """The subtrees that prove a tree of `old` entries to be a prefix of one of `new` (RFC 6962 section 2.1.2).

    Raises:
        ValueError: when the old tree is not the smaller one.
    """
    if not 0 <= old <= new:
        raise ValueError(f"A log of {old} entries cannot be a prefix of one of {new}.")
    if old in (0, new):
        return []
    found: list[Range] = []
    start, end = 0, new
    while old < end:
        middle = start + split(end - start)
        found.append((middle, end) if old <= middle else (start, middle))
        start, end = (start, middle) if old <= middle else (middle, end)
    return ([(start, end)] if start else []) + found[::-1]


def inclusion_proof(index: int, size: int, node: Node) -> list[bytes]:
    """The audit path of an entry (RFC 6962 section 2.1.1)."""
    return [range_hash(part, node) for part in inclusion_ranges(index, size)]


def consistency_proof(old: int, new: int, node: Node) -> list[bytes]:
    """The proof that the log only grew between two sizes (RFC 6962 section 2.1.2)."""
    return [range_hash(part, node) for part in consistency_ranges(old, new)]


def proves_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected_root: bytes) -> bool:
    """Does the proof lead from the leaf's hash to the root? (RFC 9162 section 2.1.3.2)"""
    if not 0 <= index < size or any(len(step) != HASH_SIZE for step in proof):
        return False
    ranges = inclusion_ranges(index, size)
    if len(ranges) != len(proof):
        return False
    current = leaf
    for (start, _), step in zip(ranges, proof, strict=True):
        current = node_hash(current, step) if start > index else node_hash(step, current)
    return current == expected_root


def proves_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Does the proof show the old tree to be a prefix of the new one? (RFC 9162 section 2.1.4.2)"""
    if not 0 <= old <= new or any(len(step) != HASH_SIZE for step in proof):
        return False
    ranges = consistency_ranges(old, new)
    if len(ranges) != len(proof):
        return False
    if old == 0:
        return old_root == EMPTY_ROOT
    if old == new:
        return old_root == new_root
    return _rebuilt_roots(old, old_root, ranges, proof) == (old_root, new_root)


def _rebuilt_roots(old: int, old_root: bytes, ranges: list[Range], proof: Sequence[bytes]) -> tuple[bytes, bytes]:
    steps = list(zip(ranges, proof, strict=True))
    # When the old tree is itself one node of the new one, its root is the starting point and is not sent.
    seed = steps.pop(0)[1] if ranges[0][1] == old and ranges[0][0] else old_root
    small = large = seed
    for (start, _), step in steps:
        if start >= old:
            large = node_hash(large, step)
        else:
            small, large = node_hash(step, small), node_hash(step, large)
    return small, large

"""The tree against RFC 6962 as written (`naive`), and proofs against everything that is not one."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunward.record import merkle
from sunward.record.tiles import TileNodes, grow, right_edge
from tests.record import naive

LARGEST = 700
LEAVES = [naive.leaf(b"entry %d" % number) for number in range(LARGEST)]
NODES = TileNodes(grow(0, LEAVES, {}))


@dataclass
class Case:
    index: int
    size: int


@st.composite
def cases(draw: st.DrawFn) -> Case:
    size = draw(st.integers(1, LARGEST))
    return Case(draw(st.integers(0, size - 1)), size)


def test_hashes_are_those_of_the_rfc() -> None:
    assert merkle.EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle.leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


@pytest.mark.parametrize("sizes", [range(300), range(300, 520), range(520, LARGEST + 1)])
def test_the_root_of_every_size_is_the_naive_one(sizes: range) -> None:
    assert [merkle.root(size, NODES) for size in sizes] == [naive.tree_hash(LEAVES[:size]) for size in sizes]


@given(st.lists(st.integers(1, 300), max_size=6))
def test_a_tree_grown_in_steps_is_the_tree_grown_at_once(steps: list[int]) -> None:
    tiles: dict[tuple[int, int], bytes] = {}
    size = 0
    for step in steps:
        leaves = LEAVES[size : size + step]
        edge = {position: tiles[position] for position in right_edge(size) if position in tiles}
        tiles |= grow(size, leaves, edge)
        size += len(leaves)
    assert tiles == grow(0, LEAVES[:size], {})


@given(cases())
def test_an_audit_path_is_that_of_the_rfc_and_proves(case: Case) -> None:
    proof = merkle.inclusion_proof(case.index, case.size, NODES)
    assert proof == naive.audit_path(case.index, LEAVES[: case.size])
    root = naive.tree_hash(LEAVES[: case.size])
    assert merkle.proves_inclusion(LEAVES[case.index], case.index, case.size, proof, root)


@given(cases())
def test_a_consistency_proof_is_that_of_the_rfc_and_proves(case: Case) -> None:
    old, new = case.index + 1, case.size
    proof = merkle.consistency_proof(old, new, NODES)
    assert proof == naive.consistency(old, LEAVES[:new])
    roots = naive.tree_hash(LEAVES[:old]), naive.tree_hash(LEAVES[:new])
    assert merkle.proves_consistency(old, new, *roots, proof)


@given(cases(), st.data())
def test_a_mutated_audit_path_proves_nothing(case: Case, data: st.DataObject) -> None:
    proof = merkle.inclusion_proof(case.index, case.size, NODES)
    root = merkle.root(case.size, NODES)
    other = data.draw(st.integers(0, case.size - 1).filter(lambda index: index != case.index or case.size == 1))
    if case.size > 1:
        assert not merkle.proves_inclusion(LEAVES[case.index], other, case.size, proof, root)
        assert not merkle.proves_inclusion(LEAVES[other], case.index, case.size, proof, root)
    assert not merkle.proves_inclusion(LEAVES[case.index], case.index, case.size, [*proof, root], root)
    assert not merkle.proves_inclusion(LEAVES[case.index], case.index, case.size, mutated(proof, root, data), root)


@given(cases(), st.data())
def test_a_mutated_consistency_proof_proves_nothing(case: Case, data: st.DataObject) -> None:
    old, new = case.index + 1, case.size
    proof = merkle.consistency_proof(old, new, NODES)
    roots = merkle.root(old, NODES), merkle.root(new, NODES)
    assert not merkle.proves_consistency(old, new, *roots, mutated(proof, roots[1], data))
    assert not merkle.proves_consistency(old, new, flipped(roots[0], 3), roots[1], proof)
    assert not merkle.proves_consistency(old, new, roots[0], flipped(roots[1], 3), proof)


@settings(max_examples=30)
@given(st.integers(-3, 3), st.integers(1, 300))
def test_no_proof_beyond_the_log(beyond: int, size: int) -> None:
    index = beyond if beyond < 0 else size + beyond
    with pytest.raises(ValueError, match="has no entry"):
        merkle.inclusion_ranges(index, size)
    assert not merkle.proves_inclusion(LEAVES[0], index, size, [], LEAVES[0])


def test_a_longer_log_is_no_prefix_of_a_shorter_one() -> None:
    with pytest.raises(ValueError, match="cannot be a prefix"):
        merkle.consistency_ranges(9, 8)
    assert not merkle.proves_consistency(9, 8, LEAVES[0], LEAVES[0], [])


def test_everything_is_consistent_with_the_empty_log_and_only_with_the_true_one() -> None:
    assert merkle.proves_consistency(0, 5, merkle.EMPTY_ROOT, LEAVES[0], [])
    assert not merkle.proves_consistency(0, 5, LEAVES[1], LEAVES[0], [])


def mutated(proof: list[bytes], extra: bytes, data: st.DataObject) -> list[bytes]:
    """One byte of one hash flipped; or, where there is no hash, one too many."""
    if not proof:
        return [extra]
    at = data.draw(st.integers(0, len(proof) - 1))
    changed = flipped(proof[at], data.draw(st.integers(0, 31)))
    return data.draw(st.sampled_from([[*proof[:at], changed, *proof[at + 1 :]], proof[:-1], [*proof, extra]]))


def flipped(digest: bytes, at: int) -> bytes:
    return digest[:at] + bytes([digest[at] ^ 1]) + digest[at + 1 :]

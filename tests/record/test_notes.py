"""Signed notes, checkpoints and proofs as other people's programs write and read them."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunward.record.checkpoints import TreeHead, opened_checkpoint
from sunward.record.merkle import EMPTY_ROOT, inclusion_proof, leaf_hash, root
from sunward.record.notes import BadNote, Signer, Verifier, opened
from sunward.record.proofs import Proof
from sunward.record.tiles import TileNodes, grow
from tests.record.paper import entries

NAME = "sunward.example/c/xiangyang/log"
SIGNER = Signer(NAME, bytes(range(32)))
ALPHABET = f"{string.ascii_uppercase}{string.ascii_lowercase}{string.digits}+/"
HEAD = TreeHead(NAME, 42, EMPTY_ROOT)

# The example key and note of golang.org/x/mod/sumdb/note: written by another program.
GO_VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
GO_NOTE = (
    f"{GO_TEXT}\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_a_note_that_go_signed_opens() -> None:
    assert opened(GO_NOTE, Verifier.parse(GO_VERIFIER)) == GO_TEXT


def test_keys_are_read_back() -> None:
    assert Signer.parse(str(SIGNER)) == SIGNER
    assert Verifier.parse(f"{SIGNER.verifier}\n") == SIGNER.verifier


@given(st.integers(0, 2**63), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_is_read_back(size: int, tree_root: bytes) -> None:
    head = TreeHead(NAME, size, tree_root)
    assert opened_checkpoint(head.signed(SIGNER), SIGNER.verifier) == head


@given(st.data())
def test_a_checkpoint_with_any_byte_changed_does_not_open(data: st.DataObject) -> None:
    note = HEAD.signed(SIGNER)
    at = data.draw(st.integers(0, len(note) - 1))
    other = data.draw(st.sampled_from("aA0bB1gQw+/= \n—").filter(lambda char: char != note[at]))
    with pytest.raises(BadNote):
        opened_checkpoint(note[:at] + other + note[at + 1 :], SIGNER.verifier)


def test_a_signature_has_one_spelling() -> None:
    """68 bytes leave two bits of the last base64 character unused; set, they would make a second valid note."""
    note = HEAD.signed(SIGNER)
    last = note[-3]  # before "=" and the line break
    stray = ALPHABET[ALPHABET.index(last) + 1]
    with pytest.raises(BadNote, match="stray bits"):
        opened_checkpoint(f"{note[:-3]}{stray}=\n", SIGNER.verifier)


def test_signatures_of_others_are_left_aside() -> None:
    witness = Signer.generate("street.example")
    line = witness.sign(str(HEAD)).rpartition("\n\n")[2]
    assert opened_checkpoint(HEAD.signed(SIGNER) + line, SIGNER.verifier) == HEAD
    with pytest.raises(BadNote, match="no signature by"):
        opened(witness.sign(str(HEAD)), SIGNER.verifier)


def test_a_namesake_with_another_key_is_not_believed() -> None:
    with pytest.raises(BadNote, match="no signature by"):
        opened_checkpoint(HEAD.signed(Signer.generate(NAME)), SIGNER.verifier)


def test_a_checkpoint_about_another_log_is_not_believed() -> None:
    note = TreeHead("sunward.example/c/heping/log", 42, EMPTY_ROOT).signed(SIGNER)
    with pytest.raises(BadNote, match="is about"):
        opened_checkpoint(note, SIGNER.verifier)


@pytest.mark.parametrize(
    "text",
    [f"{NAME}\n42\n", f"{NAME}\n042\nAAAA\n", f"{NAME}\n-1\nAAAA\n", f"{NAME}\n42\nAAAA\n", f"{NAME}\n42\n!\n"],
)
def test_a_signed_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(BadNote, match="checkpoint"):
        opened_checkpoint(SIGNER.sign(text), SIGNER.verifier)


@pytest.mark.parametrize("key", ["", "name", "name+00000000+AAAA", f"{SIGNER.verifier}".replace("sunward", "sunset")])
def test_a_key_that_is_not_one_is_refused(key: str) -> None:
    with pytest.raises(BadNote, match="key"):
        Verifier.parse(key)


def test_a_key_name_has_no_spaces_and_a_text_ends_with_a_line_break() -> None:
    with pytest.raises(ValueError, match="cannot name a key"):
        Signer.generate("two words")
    with pytest.raises(ValueError, match="line break"):
        SIGNER.sign("no end")


@given(st.integers(1, 400), st.data())
def test_a_proof_file_is_read_back_and_proves_its_entry_alone(size: int, data: st.DataObject) -> None:
    written = entries(size)
    nodes = TileNodes(grow(0, [leaf_hash(entry) for entry in written], {}))
    index = data.draw(st.integers(0, size - 1))
    checkpoint = TreeHead(NAME, size, root(size, nodes)).signed(SIGNER)
    proof = Proof.parse(str(Proof(index, tuple(inclusion_proof(index, size, nodes)), checkpoint, written[index])))
    assert proof.extra == written[index]
    assert proof.proves(written[index], SIGNER.verifier)
    assert not proof.proves(written[index] + b" ", SIGNER.verifier)


@pytest.mark.parametrize(
    "text", ["", "c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v1\nindex x\n\n", "x\nindex 1\n\n"]
)
def test_a_proof_file_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        Proof.parse(text)

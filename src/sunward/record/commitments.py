"""Salted commitments: a leaf proves a personal value without holding it, so the value can be erased.

Each field is hashed with its own random salt; the hashes form an RFC 6962 tree whose root stands in the leaf. One
field is disclosed by its value, its salt and the path to that root, and says nothing about the others.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import rfc8785

from sunward.record.merkle import inclusion_proof, leaf_hash, perfect_root, proves_inclusion, root

SALT_SIZE = 16  # bytes; without it an 18-digit id is guessed by trying them all
_DOMAIN = b"field/v1\0"


def new_salt() -> str:
    return secrets.token_hex(SALT_SIZE)


def commitment(name: str, salt: str, value: Any) -> bytes:
    """c = SHA256("field/v1\\0" || JCS([name, salt in hex, value]))."""
    return sha256(_DOMAIN + rfc8785.dumps([name, salt, value])).digest()


def fields_root(commitments: Sequence[bytes]) -> bytes:
    """The root of the tree whose entries are the commitments, in the order they were made."""
    return root(len(commitments), _Fields(commitments))


def field_path(index: int, commitments: Sequence[bytes]) -> list[bytes]:
    """The hashes that lead from one commitment to the root."""
    return inclusion_proof(index, len(commitments), _Fields(commitments))


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One private field opened for somebody who may see it, with all that is needed to check it."""

    name: str
    value: Any
    salt: str
    index: int
    count: int
    path: tuple[bytes, ...]

    def fits(self, expected_root: bytes) -> bool:
        """Is this the value that the leaf committed to? `expected_root` is the leaf's `fields.root`."""
        leaf = leaf_hash(commitment(self.name, self.salt, self.value))
        return proves_inclusion(leaf, self.index, self.count, self.path, expected_root)


@dataclass(frozen=True, slots=True)
class _Fields:
    commitments: Sequence[bytes]

    def __call__(self, level: int, index: int) -> bytes:
        part = self.commitments[index << level : (index + 1) << level]
        return perfect_root(b"".join(map(leaf_hash, part)))

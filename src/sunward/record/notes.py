"""Signed notes and their Ed25519 keys: C2SP signed-note.

A note is a text, an empty line, and one signature line for each signer. A key has a name, and the name is part
of the key's id, so that a signature cannot be passed off as another log's.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
KEY_ID_SIZE = 4
_SIGNATURE = re.compile(r"— (\S+) ([A-Za-z0-9+/]+=*)")
_NAME = re.compile(r"[^\s+]+")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


class BadNote(ValueError):
    """The text is not a signed note, or nobody whose key is known signed it."""


def encode(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def decode(text: str) -> bytes:
    """Standard base64, with padding, in its one spelling: no two texts stand for the same bytes.

    Raises:
        ValueError: for anything else.
    """
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(f"“{text[:20]}” is not base64") from error
    if encode(data) != text:
        raise ValueError(f"“{text[:20]}” is base64 with stray bits at its end")
    return data


def key_id(name: str, public: bytes) -> bytes:
    """The four bytes that point a signature to its key."""
    return sha256(name.encode() + b"\n" + ED25519 + public).digest()[:KEY_ID_SIZE]


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key: what a verifier must have from somewhere it trusts."""

    name: str
    public: bytes

    def __str__(self) -> str:
        return f"{self.name}+{key_id(self.name, self.public).hex()}+{encode(ED25519 + self.public)}"

    @classmethod
    def parse(cls, vkey: str) -> "Verifier":
        """Read `name+hex(keyid)+base64(type || public key)`.

        Raises:
            BadNote: when it is not an Ed25519 key of that form, or its id is not its own.
        """
        name, ident, body = _key_parts(vkey.strip())
        verifier = cls(name, body)
        if ident != key_id(name, body).hex():
            raise BadNote("the key's id does not belong to this name and key")
        return verifier

    def accepts(self, text: str, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key with its name."""

    name: str
    seed: bytes

    @classmethod
    def generate(cls, name: str) -> "Signer":
        """A new key.

        Raises:
            ValueError: for a name with a space or a plus sign.
        """
        if not _NAME.fullmatch(name):
            raise ValueError(f"“{name}” cannot name a key: no spaces and no plus signs")
        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def verifier(self) -> Verifier:
        return Verifier(self.name, self._key.public_key().public_bytes_raw())

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def __str__(self) -> str:
        ident = key_id(self.name, self.verifier.public).hex()
        return f"PRIVATE+KEY+{self.name}+{ident}+{encode(ED25519 + self.seed)}"

    @classmethod
    def parse(cls, skey: str) -> "Signer":
        """Read the form in which Go's sumdb/note keeps private keys.

        Raises:
            BadNote: when it is another form, or the id is not the key's own.
        """
        name, ident, seed = _key_parts(skey.strip().removeprefix("PRIVATE+KEY+"))
        signer = cls(name, seed)
        if ident != key_id(name, signer.verifier.public).hex():
            raise BadNote("the key's id does not belong to this name and key")
        return signer

    def sign(self, text: str) -> str:
        """The text as a signed note.

        Raises:
            ValueError: when the text does not end with a line break or holds control characters.
        """
        if not text.endswith("\n") or _CONTROL.search(text):
            raise ValueError("the text of a note ends with a line break and has no other control characters")
        signature = key_id(self.name, self.verifier.public) + self._key.sign(text.encode())
        return f"{text}\n— {self.name} {encode(signature)}\n"


def opened(note: str, verifier: Verifier) -> str:
    """The text of a note that the verifier's key has signed. Lines of other signers are left aside.

    Raises:
        BadNote: when it is no note, this key did not sign it, or the signature is wrong.
    """
    text, separator, lines = note.rpartition("\n\n")
    if not separator or not lines.endswith("\n") or _CONTROL.search(note):
        raise BadNote("it is not a signed note: text, an empty line, then signature lines")
    text += "\n"
    for name, signature in _signatures(lines):
        if name == verifier.name and signature[:KEY_ID_SIZE] == key_id(name, verifier.public):
            if verifier.accepts(text, signature[KEY_ID_SIZE:]):
                return text
            raise BadNote(f"the signature of {name} does not fit the text")
    raise BadNote(f"no signature by {verifier}")


def _signatures(lines: str) -> list[tuple[str, bytes]]:
    found = [_SIGNATURE.fullmatch(line) for line in lines.removesuffix("\n").split("\n")]
    if not all(found):
        raise BadNote("a signature line is not written as “— name base64”")
    try:
        return [(line[1], decode(line[2])) for line in found if line]
    except ValueError as error:
        raise BadNote(str(error)) from error


def _key_parts(key: str) -> tuple[str, str, bytes]:
    parts = key.split("+", 2)
    try:
        name, ident, body = parts[0], parts[1], decode(parts[2])
    except (IndexError, ValueError) as error:
        raise BadNote("a key is written name+id+base64, on one line") from error
    if body[:1] != ED25519 or len(body) != 33:
        raise BadNote("the key is not an Ed25519 key (type 1, 32 bytes)")
    return name, ident, body[1:]

"""References: how one context points to a thing of another without knowing its table."""

import secrets
from dataclasses import dataclass

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford base 32: no i, l, o, u to misread on paper
MISREAD = str.maketrans("oil", "011")  # what is typed for it all the same, in small letters
REF_LENGTH = 20


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """`type:id`, where the type is a context's word (`matter`) and the id is public, never a row number."""

    type: str
    id: str

    def __str__(self) -> str:
        return f"{self.type}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Ref":
        """Read `type:id`.

        Raises:
            ValueError: when either part is missing, or it holds what cannot be printed.
        """
        kind, colon, ident = text.partition(":")
        if not (kind and colon and ident and text.isprintable()):
            shown = text if text.isprintable() else ascii(text)[1:-1]
            raise ValueError(f"“{shown}” is not a reference; write type:id, for example matter:XY-2026-031")
        return cls(kind, ident)


def person_number(person: str) -> str:
    """The public number in the reference of a person, `person:<number>`; a number as it stands."""
    return person.removeprefix("person:")


def body_of(post: str) -> str:
    """The body that a post (`body.post`) belongs to; a body or a capacity as it stands."""
    return post.partition(".")[0]


def new_id(length: int = REF_LENGTH) -> str:
    """A random public id: 5 bits a letter, 100 bits by default."""
    bits = secrets.randbits(5 * length)
    return "".join(ALPHABET[bits >> place & 31] for place in range(0, 5 * length, 5))

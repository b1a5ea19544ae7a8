"""Public numbers of people: random, so that they say nothing and cannot be counted through."""

import secrets
from unicodedata import normalize

from sunward.kernel.refs import ALPHABET, MISREAD

LENGTH = 11  # letters after the p: 55 random bits
_letters = (ALPHABET * 8).encode()  # 256 places: a random byte picks each letter equally often


def new_person_number() -> str:
    """`p` and eleven letters; a hundred thousand take a tenth of a second, for imports."""
    return "p" + secrets.token_bytes(LENGTH).translate(_letters).decode()


def as_a_number(typed: str) -> str:
    """A number as somebody typed it from paper: blanks and hyphens are nothing, letters that look alike are one, and a
    keyboard for Chinese may have written them broad."""
    return "".join(filter(str.isalnum, normalize("NFKC", typed).lower())).translate(MISREAD)

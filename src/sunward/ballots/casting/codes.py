"""Voting codes: ten letters that are read out loud and typed at the desk. Kept as a keyed hash only."""

import re
from unicodedata import normalize

from django.utils.crypto import salted_hmac

from sunward.kernel.refs import ALPHABET, MISREAD, new_id

LETTERS = 10  # 50 bits: nobody meets one of a million valid codes by guessing
HASH = re.compile(r"[0-9a-f]{64}")


def new_code() -> str:
    """A code as it is handed over, in two groups of five."""
    code = new_id(LETTERS).upper()
    return f"{code[:5]}-{code[5:]}"


def code_hash(vote: str, code: str) -> str:
    """The keyed hash (SHA-256) of a code for a vote of this number, however it was typed: capitals, spaces,
    broad signs, and letters that are mistaken for digits make no difference."""
    letters = normalize("NFKC", code).lower().translate(MISREAD)
    plain = "".join(letter for letter in letters if letter in ALPHABET)
    return salted_hmac("sunward.ballots.code", f"{vote}:{plain}", algorithm="sha256").hexdigest()


def terminal_mark(vote: str) -> str:
    """What a machine at the desk carries so that codes can be typed there for a vote; nobody else can make it."""
    return salted_hmac("sunward.ballots.terminal", vote, algorithm="sha256").hexdigest()

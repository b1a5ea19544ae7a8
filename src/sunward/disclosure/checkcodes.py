"""Check codes: ten letters on paper that lead anybody to the entry behind it.

They are the beginning of the entry's leaf hash in Crockford's base 32 (50 bits): whoever copies a code to another
paper leads every reader to the true one.
"""

from collections.abc import Iterator
from unicodedata import normalize

from sunward.disclosure.models import CheckCode
from sunward.kernel.events import ActPerformed
from sunward.record import queries as record

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
BITS = 5
MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
# What is printed with a code: postings, and notices of meetings and hearings by the entry that called them.
ON_PAPER = frozenset({
    "disclosure.publish", "meetings.convene", "meetings.convene_on_petition", "meetings.call_again",
    "meetings.convene_hearing", "meetings.call_forum",
})  # fmt: skip


def codes_of(leaf_hash: bytes) -> Iterator[str]:
    """The codes that a leaf may have, one after another: the next only where the first is taken here already."""
    number, length = int.from_bytes(leaf_hash, "big"), len(leaf_hash) * 8
    for start in range(0, length - LENGTH * BITS, BITS):
        part = number >> (length - start - LENGTH * BITS)
        yield "".join(ALPHABET[part >> shift & 31] for shift in range((LENGTH - 1) * BITS, -1, -BITS))


def as_typed(text: str) -> str:
    """A code as somebody typed it from paper: with spaces and dashes of any kind or without, small or full-width, and
    letters that look like figures."""
    return "".join(filter(str.isalnum, normalize("NFKC", text).upper())).translate(MISREAD)[: LENGTH * 2]


def grouped(code: str) -> str:
    """As it stands on paper: two groups of five."""
    return f"{code[:5]}-{code[5:]}" if code else ""


def note_code(event: ActPerformed) -> None:
    """Keep the code of an entry that is printed; in the transaction of the act itself."""
    entry = event.entry
    if entry.act not in ON_PAPER or entry.kind == "refusal" or entry.result is None:
        return
    leaf = record.leaf_hash_of(entry.ref)
    if leaf is None:
        return
    here = CheckCode.objects.filter(community_code=entry.log)
    code = next(code for code in codes_of(leaf) if not here.filter(code=code).exists())
    CheckCode.objects.create(community_code=entry.log, code=code, entry=entry.ref, about=str(entry.result))

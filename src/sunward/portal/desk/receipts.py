"""Receipts for what was entered at the desk: a code on paper that anybody can check later.

The code is the beginning of the entry's own number in the record: random, so it tells nothing, and long enough that
nobody guesses one.
"""

from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from sunward.disclosure import queries as disclosure
from sunward.kernel import clock
from sunward.kernel.ports import Entry
from sunward.kernel.refs import MISREAD
from sunward.record import queries as record

SIGNS = 12
GROUP = 4


@dataclass(frozen=True, slots=True)
class Receipt:
    """What stands on the paper: the code, and until when the person may say that it was not so."""

    code: str
    disputable_until: date

    @property
    def over(self) -> bool:
        """Whether that day has passed."""
        return clock.today() > self.disputable_until


def receipt_of(entry: Entry) -> Receipt | None:
    """The receipt of an act that was entered for somebody at the desk; nothing for any other."""
    if not entry.on_behalf_of or entry.kind == "refusal":
        return None
    entered_on = clock.civil_day(entry.recorded_at)
    return Receipt(grouped(entry.ref[:SIGNS]), disclosure.disputable_until(entry.log, entered_on))


def grouped(code: str) -> str:
    """A code as people read it from paper: in groups of four."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def entry_by_code(code: str, community: str) -> Entry | None:
    """The entry whose number begins with what somebody typed from paper; letters that look alike are taken for one
    another, as in Crockford's base 32."""
    typed = "".join(filter(str.isalnum, normalize("NFKC", code).lower()))
    return record.entry_beginning(typed.translate(MISREAD), community) if len(typed) >= SIGNS else None

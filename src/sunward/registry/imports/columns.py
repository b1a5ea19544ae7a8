"""The columns of an import, and how what people type in them is read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sunward.kernel.formfields import read_day
from sunward.kernel.text import Text
from sunward.kernel.yuan import yuan
from sunward.registry.private import read_id_number

Read = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `read` turns a cell into the text that is kept, or raises ValidationError saying what is
    accepted; `also` are further headings that people use."""

    name: str
    heading: Text
    read: Read
    required: bool = False
    also: tuple[str, ...] = ()

    def is_called(self, heading: str) -> bool:
        """Whether a heading in a file means this column."""
        names = (self.name, self.heading.zh, self.heading.en, *self.also)
        return _plain(heading) in {_plain(name) for name in names}


def _plain(heading: str) -> str:
    return re.sub(r"[\s_*＊]+", "", heading).casefold()


def text(longest: int) -> Read:
    """A text of at most so many characters."""

    def read(cell: str) -> str:
        if len(cell) > longest:
            raise ValidationError(_("is too long. Accepted: at most %(count)d characters.") % {"count": longest})
        if not cell.isprintable():
            raise ValidationError(_("has characters that cannot be printed."))
        return cell

    return read


@lru_cache(maxsize=50_000)  # a file of people has few different days
def day(cell: str) -> str:
    """A civil day as people type it, kept as 2026-11-23."""
    return read_day(cell).isoformat()


def amount(cell: str) -> str:
    """Yuan above zero, kept with two decimals."""
    read = yuan(cell)
    if read <= 0:
        raise ValidationError(_("The amount must be above zero."))
    return str(read)


def id_number(cell: str) -> str:
    """An identity number; spreadsheets that made a number of it (1.10105E+17) have lost its end."""
    if re.fullmatch(r"\d(\.\d+)?[eE]\+?\d+", cell):
        raise ValidationError(_("has become a rounded number in the spreadsheet. Format the column as text."))
    return read_id_number(cell)


def one_of(words: Mapping[str, tuple[str, ...]]) -> Read:
    """One of some words, kept as the key under which it stands."""
    meanings = {_plain(word): key for key, meant in words.items() for word in (key, *meant)}
    accepted = ", ".join(word for meant in words.values() for word in meant[:1])

    def read(cell: str) -> str:
        try:
            return meanings[_plain(cell)]
        except KeyError:
            raise ValidationError(_("“%(cell)s” is not accepted. Accepted: %(accepted)s.") %
                                  {"cell": cell, "accepted": accepted}) from None  # fmt: skip

    return read


def matching(pattern: str, accepted: Text) -> Read:
    """A cell of a given shape."""
    shape = re.compile(pattern)

    def read(cell: str) -> str:
        if not shape.fullmatch(cell):
            raise ValidationError(_("“%(cell)s” is not accepted. Accepted: %(accepted)s.") %
                                  {"cell": cell, "accepted": accepted})  # fmt: skip
        return cell

    return read

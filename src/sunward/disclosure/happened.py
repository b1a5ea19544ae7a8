"""On which day what a posting is about happened, where the record knows it: contexts above tell. By that day it is
late, whatever is typed."""

from collections.abc import Callable
from datetime import date

from sunward.disclosure.queries.postings import posting_of
from sunward.kernel.ports import PortByKind
from sunward.kernel.refs import Ref

# The day that an item of the catalogue is counted from (subject, item); None where the record knows none.
HAPPENED: PortByKind[Callable[[Ref, str], date | None]] = PortByKind()


def owed_since(about: Ref, item: str, on: date) -> date | None:
    """The day from which a first posting of this item is owed. None where one was posted already: a further sheet is
    owed by no day of its own."""
    known = HAPPENED.of(about.type)
    return known(about, item) if known and posting_of(about, on, item) is None else None

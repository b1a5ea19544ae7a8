"""On which day what a posting is about happened, where the record knows it: contexts above tell. By that day it is
late, whatever is typed."""

from collections.abc import Callable
from datetime import date

from sunward.disclosure.queries.standing import said_of
from sunward.kernel.ports import PortByKind
from sunward.kernel.refs import Ref

# The day that an item of the catalogue is counted from (subject, item), with the subject's names: what is posted under
# one of them is posted of it. None where the record knows of no day, or of several.
HAPPENED: PortByKind[Callable[[Ref, str], tuple[date, tuple[Ref, ...]] | None]] = PortByKind()


def owed_since(about: Ref, item: str, on: date) -> date | None:
    """The day from which a first posting of this item is owed. None where one was posted already that says something
    to whom it should, and stands: a further sheet is owed by no day of its own."""
    known = HAPPENED.of(about.type)
    if not known or not (found := known(about, item)):
        return None
    day, names = found
    return None if said_of(names, item, on) else day

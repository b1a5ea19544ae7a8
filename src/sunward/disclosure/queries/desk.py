"""What was entered at the desk, and until when the person may say that it was not so."""

from collections.abc import Iterable
from datetime import date

from sunward.disclosure.catalogue import due
from sunward.disclosure.models import DeskDispute


def disputable_until(community: str, entered_on: date) -> date:
    """The last day for disputing an act that was entered for oneself at the desk."""
    return due(community, "desk_dispute", entered_on)


def disputed_among(entries: Iterable[str]) -> frozenset[str]:
    """Which of these entries somebody has disputed. One query."""
    return frozenset(DeskDispute.objects.filter(entry__in=list(entries)).values_list("entry", flat=True))


def contested(entry: str | None) -> DeskDispute | None:
    """The dispute about an entry that nobody has answered yet: until then what it says is not known to be theirs."""
    return DeskDispute.objects.filter(entry=entry, answered_on=None).first() if entry else None


def contested_among(entries: Iterable[str]) -> frozenset[str]:
    """Which of these entries wait for the answer to a dispute. One query; none for no entries."""
    wanted = [entry for entry in entries if entry]
    rows = DeskDispute.objects.filter(entry__in=wanted, answered_on=None) if wanted else DeskDispute.objects.none()
    return frozenset(rows.values_list("entry", flat=True))


def is_disputed(entry: str) -> bool:
    """Whether somebody has disputed what an entry says of them."""
    return DeskDispute.objects.filter(entry=entry).exists()

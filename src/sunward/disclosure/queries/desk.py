"""What was entered at the desk, and until when the person may say that it was not so."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from sunward.disclosure.catalogue import until
from sunward.disclosure.models import DeskDispute, EarlierDispute
from sunward.disclosure.rules import UPHELD
from sunward.disclosure.spoken_for import spoken_for
from sunward.kernel.ports import Entry
from sunward.record import queries as record

SLIP_OF = "disclosure.object"  # what is handed in on paper, counts from its day and may have been entered without it
ARRIVALS = frozenset({"registry.record_arrival", "registry.register_arrival"})


def disputable_until(community: str, entered_on: date) -> date:
    """The last day for disputing an act that was entered for oneself at the desk."""
    return until(community, "desk_dispute", entered_on)


def contested(entry: str | None) -> DeskDispute | None:
    """The dispute about an entry that nobody has answered yet: until then what it says is not known to be theirs."""
    return DeskDispute.objects.filter(entry=entry, answered_on=None).first() if entry else None


def contested_among(entries: Iterable[str]) -> frozenset[str]:
    """Which of these entries wait for the answer to a dispute. One query; none for no entries."""
    wanted = [entry for entry in entries if entry]
    rows = DeskDispute.objects.filter(entry__in=wanted, answered_on=None) if wanted else DeskDispute.objects.none()
    return frozenset(rows.values_list("entry", flat=True))


def speaks_of(entry: Entry, person: str) -> bool:
    """Whether an entry was made about somebody who was not served, and is theirs to dispute."""
    return person in spoken_for(entry.act, entry.ref)


def is_of_slip(number: str) -> bool:
    """Whether a dispute is about an objection that was entered at the desk."""
    return _act_of(number) == SLIP_OF


def is_of_arrival(number: str) -> bool:
    """Whether a dispute is about an entry by which somebody came to live somewhere."""
    return _act_of(number) in ARRIVALS


def _act_of(number: str) -> str:
    row = DeskDispute.objects.filter(number=number).first()
    entered = record.entry(row.entry) if row else None
    return entered.act if entered else ""


def settled(person: str) -> "QuerySet[DeskDispute]":
    """The disputes after which nothing is left for somebody to say of the same entry, or not yet."""
    theirs = EarlierDispute.objects.filter(dispute=OuterRef("pk"), by=person, entered_in="")
    own = Q(entered_at_desk_in=None) & (Q(by=person) | Q(answered_on=None))
    return DeskDispute.objects.filter(own | Q(outcome__in=UPHELD) | Exists(theirs))

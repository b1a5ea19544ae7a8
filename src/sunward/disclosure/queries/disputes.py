"""Disputes about what a clerk entered for somebody: the words are theirs and of whoever answers, never public."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from sunward.disclosure import policies
from sunward.disclosure.catalogue import due
from sunward.disclosure.models import DeskDispute, EarlierDispute
from sunward.disclosure.queries.desk import settled
from sunward.disclosure.queries.objections import outcome_said
from sunward.disclosure.queries.waits import TOLD_FOR
from sunward.disclosure.rules import UPHELD
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.record import queries as record


@dataclass(frozen=True, slots=True)
class DisputeView:
    """One dispute. `text` is empty while it is not this reader's to see; `own_word_until` where others entered it for
    whoever it is about, who can still say it themselves."""

    number: str
    entry: str
    received_on: date
    due_on: date
    late: bool  # unanswered past its day
    text: str
    answered_on: date | None
    answer: str
    outcome: str
    own_word_until: date | None = None

    @property
    def said(self) -> Text:
        """What was found, once it was answered."""
        return outcome_said(self.outcome)

    @property
    def upheld(self) -> bool:
        """Whether it turned out right, so that whatever rested on the entry was taken back."""
        return self.outcome in UPHELD


def dispute(number: str, viewer: Viewer, on: date) -> DisputeView | None:
    """A dispute of the viewer's community; by an earlier number, the one that took its place. Where another of whom the
    entry speaks has disputed it since, what each of them said stands by itself."""
    row = _here(viewer).filter(number=number).first()
    if row is not None:
        return _seen(row, viewer, on)
    found = EarlierDispute.objects.filter(number=number, dispute__in=_here(viewer)).select_related("dispute").first()
    if found is None:
        return None
    row = found.dispute
    if found.by in {None, row.by}:
        return _seen(row, viewer, on)
    last = row.earlier.filter(by=found.by).order_by("pk").reverse()[0]
    for name in ("number", "by", "text", "received_on", "answered_on", "answer", "outcome"):
        setattr(row, name, getattr(last, name))
    return _seen(row, viewer, on)


def dispute_about(entry: str, viewer: Viewer, on: date) -> DisputeView | None:
    """The dispute about an entry; None where nobody has disputed it, for one query."""
    row = _here(viewer).filter(entry=entry).first()
    return _seen(row, viewer, on) if row else None


def disputes_of(viewer: Viewer, on: date) -> dict[str, DisputeView]:
    """What this reader has disputed, by its entry, as long as it waits for an answer, and for a while afterwards. One
    query."""
    if viewer.person is None:
        return {}
    told = Q(answered_on=None) | Q(answered_on__gte=on - TOLD_FOR)
    rows = _here(viewer).filter(told, by=viewer.person).order_by("pk")
    return {row.entry: _seen(row, viewer, on) for row in rows}


def disputed_among(entries: Iterable[str], viewer: Viewer, on: date) -> dict[str, DisputeView]:
    """Those of these entries that the reader has disputed, or others with success; or others whom they speak of too,
    who wait for their answer. Nothing is left for them to say, or not yet. One query; none for no entries."""
    wanted = list(entries)
    rows = settled(viewer.person or "").filter(entry__in=wanted) if wanted else ()
    return {row.entry: _seen(row, viewer, on) for row in rows}


def waiting_disputes(viewer: Viewer, on: date, limit: int) -> tuple[DisputeView, ...]:
    """Those that wait for an answer by this viewer: not of what they entered, or disputed, themselves. Nothing for
    whoever answers none; else two queries."""
    if not policies.may_answer_disputes(viewer, on):
        return ()
    rows = list(_here(viewer).filter(answered_on=None).exclude(by=viewer.person).order_by("due_on", "pk"))
    hands = record.hands(row.entry for row in rows) if rows else {}
    return tuple(_seen(row, viewer, on) for row in rows if hands.get(row.entry) != viewer.person)[:limit]


def _here(viewer: Viewer) -> "QuerySet[DeskDispute]":
    return DeskDispute.objects.filter(community_code=viewer.community)


def _seen(row: DeskDispute, viewer: Viewer, on: date) -> DisputeView:
    theirs = viewer.person == row.by or policies.may_answer_disputes(viewer, on)
    return DisputeView(
        row.number, row.entry, row.received_on, row.due_on, row.answered_on is None and on > row.due_on,
        row.text if theirs else "", row.answered_on, row.answer, row.outcome, _own_word_until(row, on),
    )  # fmt: skip


def _own_word_until(row: DeskDispute, on: date) -> date | None:
    """As the act has it: what others entered in their name uses up nothing, unless it was upheld."""
    if row.entered_at_desk_in is None or row.outcome in UPHELD:
        return None
    last = due(row.community_code, "desk_dispute", row.answered_on or on)
    return last if on <= last else None

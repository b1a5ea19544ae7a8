"""What an upheld dispute of a desk entry leaves of a meeting: a call, an ending, a question that nobody had wanted."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models

from sunward.disclosure import queries as disclosure
from sunward.kernel.acts import Call, Outcome
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Entry
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.meetings.models import Meeting, UndoneEntry
from sunward.meetings.session.acting import OnMeeting
from sunward.record import queries as record

CALLS = ("meetings.convene_on_petition", "meetings.call_again", "meetings.convene_hearing")
ENDS = ("meetings.close_session", "meetings.adjourn")
QUESTION = "meetings.put_to_vote"
BECAUSE = Text(
    "服务台代办的召集，本人没有要求过",
    "a clerk had called it at the desk for somebody who had not asked for it",
)


class OnUndone(OnMeeting[UndoneAtDesk]):
    """An act that takes back what a clerk entered about a meeting; follows from an upheld dispute, granted to nobody.
    The answer may come when the meeting is over."""

    kind = "report"
    facts_type = UndoneAtDesk

    def shut(self) -> Text | None:
        return None

    @cached_property
    def entered(self) -> Entry:
        found = record.entry(self.facts.undone)
        if found is None:
            raise AssertionError("what was disputed stands in the record")
        return found

    def write(self) -> Outcome:
        """Once: what somebody's own hand has superseded is not undone again."""
        if UndoneEntry.objects.filter(entry=self.facts.undone).exists():
            return Outcome(result=self.meeting.ref)
        return Outcome(result=self.meeting.ref, findings=self.undo())

    def undo(self) -> list[Finding]:
        """Take it back; a mark for what could no longer be."""
        raise NotImplementedError

    def note(self, about: str = "", *, late: bool = False, **kept: Any) -> None:
        UndoneEntry.objects.create(
            meeting=self.meeting, entry=self.facts.undone, act=self.entered.act, about=about, late=late,
            undone_on=self.call.day, **kept,
        )  # fmt: skip

    def take_out(self, row: models.Model, about: str, **kept: Any) -> None:
        """Remove what nobody may change: the database lets it go once it is kept."""
        self.note(about, kept=kept, took_out=f"{row._meta.db_table}:{row.pk}")
        row.delete()


def does_not_count(meeting: Meeting, *acts: str) -> list[UndoneEntry]:
    """What of these acts was undone in time, oldest first. Reads what was fetched with the meeting."""
    found = [one for one in meeting.undone.all() if one.act in acts and not one.late]
    return sorted(found, key=lambda one: one.pk)


def struck(meeting: Meeting) -> frozenset[str]:
    """What was said or signed for somebody at the desk and does not count: by its name within the meeting."""
    return frozenset(one.about for one in meeting.undone.all() if one.about and not one.late)


def struck_on(meeting: Meeting) -> dict[str, str]:
    """The same, each with its day."""
    return {one.about: str(one.undone_on) for one in meeting.undone.all() if one.about and not one.late}


@dataclass(frozen=True, slots=True)
class DisputedCall:
    """A call that a clerk entered for somebody who says that they never asked for it; nobody has answered them yet."""

    key: int
    ref: Ref
    facts: UndoneAtDesk


def disputed_calls(meetings: Iterable[Meeting]) -> list[DisputedCall]:
    """Those of the meetings whose call is in dispute. No query where there is no meeting."""
    rows = list(meetings)
    came = record.origins([one.ref for one in rows], *CALLS) if rows else {}
    waiting = disclosure.contested_among(came.values()) if came else frozenset()
    found = [(one, came[str(one.ref)]) for one in rows if came.get(str(one.ref)) in waiting]
    return [DisputedCall(one.pk, one.ref, _undone(entry)) for one, entry in found]


def _undone(entry: str) -> UndoneAtDesk:
    known = record.entry(entry)
    return UndoneAtDesk(undone=entry, person=known.on_behalf_of or "" if known else "")


def superseded_by(call: Call, petition: int | None) -> list[DisputedCall]:
    """The calls for a petition that somebody's own hand takes the place of, without waiting for the answer to the
    dispute: of evenings that have not begun. An office supersedes none, nor does another entry of the desk."""
    if call.in_office or call.on_behalf_of is not None or petition is None:
        return []
    rows = Meeting.objects.filter(petition_id=petition, cancelled_on=None, starts_at__gt=call.at)
    return disputed_calls(rows.filter(opened_at=None, adjourned_at=None, closed_at=None))

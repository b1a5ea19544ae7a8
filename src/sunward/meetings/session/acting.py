"""What the acts of a session share: where it stands, its rules, and the moment at which something happened in it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, TypeVar

from django.db import models

from sunward.ballots import queries as ballots
from sunward.kernel import clock
from sunward.kernel.acts import Act
from sunward.kernel.facts import unusable
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings.calling.petitioners import kin_declared_late
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.session.naming import place_called
from sunward.meetings.session.room import Room

Facts = TypeVar("Facts")
Subject = TypeVar("Subject", bound=models.Model)

CANCELLED = Text("会议已经取消。", "The meeting was cancelled.")
ENDED = Text("会议已经结束。", "The session is over.")
ADJOURNED = Text("因到会人数不够，会议已经休会。", "The session was adjourned for want of a quorum.")
NOT_OPENED = Text("会议还没有开始。", "The session has not been opened.")
OPENED = Text("会议已经开始。", "The session has been opened already.")
LATE = Text("事后补记：说的是 {at}。", "Entered afterwards: said to have happened at {at}.")
LONGEST = timedelta(hours=12)  # that an evening lasts of which nobody has entered the end
AT = Text("如 19:05。不填就是现在；会后补记就填当时的时间。", "Such as 19:05. Empty: now; entered afterwards: then.")


def over(meeting: Meeting) -> Text | None:
    """Why nothing more happens in this meeting; None while it is to come or under way."""
    if meeting.cancelled_on:
        return CANCELLED
    if meeting.adjourned_at:
        return ADJOURNED
    return ENDED if meeting.closed_at else None


def not_under_way(meeting: Meeting) -> Text | None:
    """Why the session is not going on; None when it is."""
    return over(meeting) or (None if meeting.opened_at else NOT_OPENED)


def evening_ends(starts_at: datetime) -> datetime:
    """When nobody can still be sitting in a meeting: a room that is at it past midnight goes home by then. It is of its
    own day, however early it begins; a question is of the evening on which it is put (`ballots.hours`)."""
    return clock.moment(clock.civil_day(starts_at) + timedelta(days=1), ballots.NIGHT)


def evening_over(meeting: Meeting, now: datetime) -> bool:
    """Whether its evening has ended."""
    return now >= evening_ends(meeting.starts_at)


class OfMeeting(Act[Subject, Facts]):
    """An act in a meeting, whatever its subject.

    `shut` says why nothing of the kind can be done as the meeting stands: an effect is refused with it, a report
    that says otherwise is not usable.
    """

    @property
    def meeting(self) -> Meeting:
        raise NotImplementedError

    @cached_property
    def room(self) -> Room:
        return Room(self.meeting, self._roll_of)

    def _roll_of(self) -> tuple[datetime, ...]:
        """As of when the roll counts: of what happened; of what is entered on a later day and names no hour, of the
        evening itself, from its beginning to its end."""
        meeting = self.meeting
        begun = meeting.opened_at or meeting.starts_at
        if self.call.day == clock.civil_day(begun) or hasattr(self.facts, "at"):
            return (self.at,)
        return begun, meeting.closed_at or meeting.adjourned_at or min(self.call.at, begun + LONGEST)

    def shut(self) -> Text | None:
        return over(self.meeting)

    def standing(self) -> Iterator[Finding]:
        if text := self.shut():
            yield Finding("open", False, text)

    def refuse_impossible(self) -> None:
        """What cannot be, whatever the rules say.

        Raises:
            FactsError: for a report of something that the meeting, as it stands, leaves no room for.
        """
        text = self.shut()
        if text and self.kind == "report":
            raise unusable("at", text.zh, text.en)

    @cached_property
    def at(self) -> datetime:
        """When it happened: the time said, on the evening of the meeting, which may end after midnight; else now.

        Raises:
            FactsError: for what is no time, or one that is still to come; where only an earlier day is named, for a
                day has no hour, and who was there when a question was put hangs on it.
        """
        said = getattr(self.facts, "at", "")
        if not said and self.call.happened_on < self.call.day:
            raise unusable("at", "补记以前的事，请写明当时几点。", "Entered on a later day: say at what time it was.")
        moment = ballots.evening_hour(self.meeting.starts_at, said) if said else self.call.at
        if moment is None:
            raise unusable("at", "请写成 19:05 这样的时间。", "Write a time like 19:05.")
        if moment > self.call.at:
            raise unusable("at", "这个时间还没到。", "That time is still to come.")
        return moment

    def took_place_on(self) -> date | None:
        return clock.civil_day(self.at) if getattr(self.facts, "at", "") else None

    @property
    def entered_late(self) -> list[Finding]:
        """The mark of what is entered on a later day than that on which it happened, or after its evening."""
        day, said = clock.civil_day(self.at), getattr(self.facts, "at", "")
        late = day < self.call.day or bool(said and evening_over(self.meeting, self.call.at))
        text = LATE.fill(at=f"{self.at.astimezone(clock.ZONE):%Y-%m-%d %H:%M}")
        return [Finding("entered_late", False, text, actual=str(self.call.day))] if late else []

    @property
    def late_kin(self) -> list[Finding]:
        """The mark of whoever acts as one of those who petitioned, with kinship that was declared since."""
        return kin_declared_late(self.meeting, self.call)


class OnMeeting(OfMeeting[Meeting, Facts]):
    """An act on a meeting."""

    subject_type = "meeting"
    subject_model = Meeting

    @property
    def meeting(self) -> Meeting:
        return self.subject


class OnItem(OfMeeting[AgendaItem, Facts]):
    """An act on an item of the agenda; the meeting is locked with it."""

    subject_type = "item"
    subject_model = AgendaItem

    @property
    def meeting(self) -> Meeting:
        return self.subject.meeting

    @classmethod
    def find(cls, ref: Ref, lock: bool = False) -> Any:
        found = super().find(ref, lock)
        meetings = Meeting.objects.select_for_update() if lock else Meeting.objects.all()
        found.meeting = meetings.get(pk=found.meeting_id)
        return found

    def place_said(self, field: str = "place") -> int:
        """The place on the roll that the facts name.

        Raises:
            FactsError: at `field`, when it is not on the roll.
        """
        return place_called(field, str(getattr(self.facts, field)), self.room)

    @cached_property
    def own_places(self) -> list[int]:
        """The places on the roll that whoever acts, or is served, may fill: their own, or their household's."""
        roll = self.meeting.roll_id
        mine = ballots.places_of(self.call.person, [roll]) if roll else ()
        return [one.key for one in mine if one.key in self.room.places]

    def place_meant(self) -> int:
        """Their own place for whoever acts in no office or names nobody; the one that the facts name for an officer.

        Raises:
            FactsError: for somebody in no office who has no place on the roll, or names somebody else's.
        """
        own, said = self.own_places, str(getattr(self.facts, "place", "")).strip()
        if self.call.in_office and (said or not own):
            return self.place_said()
        if not own or said not in {"", *map(str, own)}:
            raise unusable("place", "只能为自己登记。", "You can do this for yourself alone.")
        return own[0]

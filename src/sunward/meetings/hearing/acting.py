"""What the acts of hearings share: the rules of this one, who speaks, and how far it has come."""

from datetime import date
from typing import TypeVar

from sunward.charter.engine import Hearing
from sunward.kernel.facts import unusable
from sunward.kernel.listed import listed
from sunward.kernel.ports import Books
from sunward.kernel.refs import person_number
from sunward.kernel.text import Text
from sunward.meetings.hearing import book
from sunward.meetings.models import Meeting, Speaker
from sunward.meetings.session.acting import OnMeeting

Facts = TypeVar("Facts")
NO_HEARING = Text("这是机构开会，不是听证会。", "This is a body’s session, not a hearing.")
NO_SPEAKERS = Text(
    "协调会、评议会没有选定的发言人，谁都可以提意见。",
    "Nobody is chosen to speak there: everybody can state an opinion.",
)
NOT_CLOSED = Text("会还没有开完。", "The meeting has not been closed yet.")
SIGNED = Text("记录已经有人签字，不能再变。", "The record has been signed; it cannot change any more.")
HOST_SIGNED = Text(
    "主持人已经签了记录，不能再加意见。", "The host has signed the record: no opinion is added any more."
)


class OnHearing(OnMeeting[Facts]):
    """An act on a hearing, coordination or appraisal meeting, before or while it is held."""

    @classmethod
    def rule_books(cls, subject: Meeting, day: date) -> tuple[Books, ...]:
        return book.rule_books(cls.name, subject, day)

    @property
    def rules(self) -> Hearing | None:
        return self.room.hearing

    @property
    def source(self) -> str:
        return self.rules.source if self.rules else ""

    @property
    def chooses(self) -> bool:
        """Whether being named, or coming forward, makes somebody a speaker: no lots decide."""
        return bool(self.rules and not self.rules.drawn)

    def shut(self) -> Text | None:
        return self.no_hearing() or super().shut()

    def no_hearing(self) -> Text | None:
        return NO_HEARING if self.meeting.kind == "session" else None

    def no_speakers(self) -> Text | None:
        """For what is about the chosen speakers, whom a hearing alone has."""
        return self.no_hearing() or (None if self.meeting.kind == "hearing" else NO_SPEAKERS)

    def not_closed(self) -> Text | None:
        """For what comes after the meeting."""
        return self.no_hearing() or (None if self.meeting.closed_at else NOT_CLOSED)


def speaker_of(meeting: Meeting, person: str) -> Speaker | None:
    """This person on the list of speakers."""
    return meeting.speakers.filter(person__number=person_number(person)).first()


def speaking_order(meeting: Meeting) -> list[int]:
    """The numbers of the chosen in the order in which they speak: as drawn, or as they were nominated; without those
    who have left since. Reads what was fetched with the meeting."""
    draw = getattr(meeting, "draw", None)
    there = sorted(one.number for one in meeting.speakers.all() if one.has_place)
    return there if draw is None else [number for number in draw.drawn if number in there]


def left_since(meeting: Meeting) -> list[int]:
    """The numbers of those who had a place, and have left it by their own word. Reads what was fetched with the
    meeting."""
    return sorted(one.number for one in meeting.speakers.all() if one.left_place)


def read_numbers(said: str, field: str) -> list[int]:
    """Numbers of the list as people write them, with blanks or commas.

    Raises:
        FactsError: at `field`, for what is no number.
    """
    words = " ".join(listed(said)).split()
    if not all(word.isdecimal() for word in words):
        raise unusable(field, "请写名单上的序号，如 3 7 12。", "Write numbers of the list, such as 3 7 12.")
    return [int(word) for word in words]


def is_signed(meeting: Meeting) -> bool:
    return meeting.record_signatures.exists()


def host_signed(meeting: Meeting) -> bool:
    """From then on nobody is heard any more. One speaker who signs early does not silence the others."""
    return meeting.record_signatures.filter(signed_as="host").exists()


def all_speakers_signed(meeting: Meeting) -> bool:
    chosen = set(speaking_order(meeting))
    signed = meeting.record_signatures.filter(speaker__isnull=False).values_list("speaker__number", flat=True)
    return bool(chosen) and chosen <= set(signed)

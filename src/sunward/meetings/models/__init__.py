"""The tables of meetings, by what they are about."""

from sunward.meetings.models.calling import AgendaItem, Meeting, Notice, Paper, Series
from sunward.meetings.models.hearings import (
    DisownedThrow,
    Draw,
    Opinion,
    RecordSignature,
    Result,
    Speaker,
    SpeakersList,
    Throw,
    Turnout,
)
from sunward.meetings.models.minutes import Minutes, MinutesCorrection, MinutesPicture, MinutesSignature
from sunward.meetings.models.room import (
    BY_CODE,
    PROXY,
    Attendance,
    AttendanceSeen,
    OffBase,
    ProxyAside,
    QuorumCount,
    Statement,
)
from sunward.meetings.models.undone import UndoneEntry

__all__ = [
    "BY_CODE",
    "PROXY",
    "AgendaItem",
    "Attendance",
    "AttendanceSeen",
    "DisownedThrow",
    "Draw",
    "Meeting",
    "Minutes",
    "MinutesCorrection",
    "MinutesPicture",
    "MinutesSignature",
    "Notice",
    "OffBase",
    "Opinion",
    "Paper",
    "ProxyAside",
    "QuorumCount",
    "RecordSignature",
    "Result",
    "Series",
    "Speaker",
    "SpeakersList",
    "Statement",
    "Throw",
    "Turnout",
    "UndoneEntry",
]

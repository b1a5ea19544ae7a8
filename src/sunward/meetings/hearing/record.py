"""The record of a hearing that host and speakers sign: drafted from what was recorded, like any minutes."""

from typing import Any

from sunward.meetings.calling.undone import struck_on
from sunward.meetings.hearing.acting import left_since
from sunward.meetings.minutes.drafting import drafted
from sunward.meetings.models import Meeting
from sunward.meetings.rules.chain import digest_of


def heard(meeting: Meeting) -> dict[str, Any]:
    """Call, notices, draw, turnout, and every opinion in its place. Speakers stand in it by their list numbers; the
    answers come afterwards and are not part of what is signed."""
    gone = struck_on(meeting)
    draw, turnout = getattr(meeting, "draw", None), getattr(meeting, "turnout", None)
    return (
        drafted(meeting)
        | {
            "draw": {"root": draw.root, "thrown": draw.thrown, "seed": draw.seed, "drawn": draw.drawn} if draw else {},
            "turnout": {"speakers": turnout.speakers, "listeners": turnout.listeners} if turnout else {},
            "opinions": [
                {"place": one.place, "speaker": one.speaker.number if one.speaker else None, "text": one.text}
                | ({"struck_on": gone[name]} if (name := f"opinion:{one.number}") in gone else {})
                for one in meeting.opinions.select_related("speaker").order_by("place")
            ],
        }
        | ({"left": left} if (left := left_since(meeting)) else {})
    )


def still_holds(meeting: Meeting, digest: str) -> bool:
    """Whether what was signed is all there, unchanged; opinions that speakers stated since come after it."""
    now = heard(meeting)
    said = now["opinions"]
    return any(digest_of(now | {"opinions": said[:until]}) == digest for until in range(len(said), -1, -1))


def record_digest(meeting: Meeting) -> str:
    return digest_of(heard(meeting))

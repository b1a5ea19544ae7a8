"""Who runs a hearing. Its hosts and the service centre always may. One that enough people asked for waits for neither:
those who called it run it, and so do the supervisors and the street office, who sign for a silent host as well."""

from collections.abc import Mapping

from sunward.charter.engine.sessions import SILENCE_ENDED_BY
from sunward.kernel import clock
from sunward.kernel.acts import Call
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.meetings.calling.forced import NOT_ASKED_FOR, NOT_THEIRS, called_by_them, not_carried
from sunward.meetings.hearing.acting import all_speakers_signed
from sunward.meetings.hearing.book import HEARING
from sunward.meetings.hearing.judged import Bar, barred_as_judged, nothing_bars, stands_by
from sunward.meetings.models import Meeting

NOT_YET = Text(
    "从会议的第二天起，监督委员会、街道可以代替没有签的主持人签。",
    "From the day after the meeting on the supervision committee or the street office stand in for a host who has not "
    "signed.",
)
HOST_WAITS = Text(
    "听证会记录，主持人最早在散会的第二天签；定下的发言人都已经签的，当天就可以签。在这以前，发言人可以自己登记意见。",
    "The host signs the record of a hearing on the day after it was closed at the earliest, or once everybody chosen "
    "to speak has signed. Until then speakers state their own opinion.",
)


def not_hosted(meeting: Meeting, call: Call, usual: tuple[str, ...] = ()) -> Text | None:
    """Why somebody has no hand in running this hearing; None for whoever has. `usual` are the bodies that do this at
    every hearing."""
    body = call.body
    if not call.in_office:
        return None if called_by_them(meeting, call) else NOT_THEIRS
    if body not in SILENCE_ENDED_BY or body in (*usual, *_own(meeting)) or meeting.petition_id:
        return None
    return NOT_ASKED_FOR


def not_run(meeting: Meeting, call: Call) -> Text | None:
    """Why somebody does not write down who came and what they said."""
    return not_hosted(meeting, call, stands_by(meeting))


def not_answered_by(meeting: Meeting, call: Call) -> Text | None:
    """Why somebody does not answer, before the day for it is over: they only stand in for its host."""
    return NOT_ASKED_FOR if stands_in(meeting, call) else None


# Why somebody who holds the power has no hand in a meeting, by what they would do there; of the others nothing does.
NO_HAND: Mapping[str, Bar] = {
    "meetings.open_session": not_carried,
    "meetings.close_session": not_carried,
    "meetings.record_turnout": not_run,
    "meetings.state_opinion": not_run,
    "meetings.sign_hearing_record": not_hosted,
    "meetings.dispose_opinion": not_answered_by,
}


def left_to_others(meeting: Meeting, call: Call, act: str) -> Text | None:
    """Why whoever is judged does not do this, and it waits on no desk of theirs: somebody else can, and has a hand in
    this meeting."""
    return barred_as_judged(meeting, call, act, NO_HAND.get(act, nothing_bars))


def stands_in(meeting: Meeting, call: Call) -> bool:
    """Whether an office signs, or answers, for a host that is not its own."""
    body = call.body
    return call.in_office and body in SILENCE_ENDED_BY and body not in _own(meeting)


def not_yet_signed_for(meeting: Meeting, call: Call) -> Text | None:
    """Why it is too early to sign for the host, or not at all theirs."""
    if not stands_in(meeting, call):
        return HOST_WAITS if call.in_office and _speakers_first(meeting, call) else None
    late = call.day > clock.civil_day(meeting.starts_at)
    return not_hosted(meeting, call) or (None if late else NOT_YET)


def _speakers_first(meeting: Meeting, call: Call) -> bool:
    """Whether a speaker may still find, on the same day, what was entered in their name, and state their own."""
    if meeting.kind != HEARING or meeting.closed_at is None or call.day > clock.civil_day(meeting.closed_at):
        return False
    return not all_speakers_signed(meeting)


def _own(meeting: Meeting) -> tuple[str, ...]:
    """The bodies whose hearing it is: which hold it, or called it for themselves."""
    called = () if meeting.petition_id else (body_of(meeting.convened_by_post),)
    return (meeting.body, *called)

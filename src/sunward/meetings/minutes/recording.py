"""Who keeps the minutes of a meeting. The service centre always may. Nobody lets the minutes of a meeting that others
forced wait for it: whoever called that one keeps them too; and once their days are over, so do the supervisors, the
street office and everybody who was there."""

from datetime import date, timedelta

from sunward.charter import queries as charter
from sunward.charter.engine.sessions import SILENCE_ENDED_BY, MinutesRule
from sunward.kernel import clock
from sunward.kernel.acts import Call
from sunward.kernel.findings import Finding
from sunward.kernel.refs import body_of, person_number
from sunward.kernel.text import Text
from sunward.meetings.calling.forced import called_by_them
from sunward.meetings.calling.whose import is_theirs
from sunward.meetings.models import Meeting, Minutes
from sunward.meetings.rules.signing import RECORDERS, SUPERVISORS

NOT_KEPT = Text(
    "会议记录由服务中心做；联名召集的会议，召集的人也可以做；过了规则写明的日子，监督委员会、街道和到会的人也可以做。",
    "The service centre keeps the minutes; so does whoever called a meeting that a petition or the supervisors forced; "
    "and once their days are over, the supervision committee, the street office and whoever was there.",
)
BY_OTHERS = Text("注意：记录人不是服务中心的人。", "Alert: whoever signs as recorder is not of the service centre.")


def rule_of(meeting: Meeting) -> MinutesRule | None:
    """What the rule book of the meeting's call says of its minutes."""
    held_on = clock.civil_day(meeting.starts_at)
    called_on = meeting.convened_on
    return charter.sitting(meeting.community_code, meeting.body, held_on, called_on=called_on).session.minutes


def due_on(meeting: Meeting, rule: MinutesRule | None) -> date | None:
    """The last day for the minutes of a meeting; None before it has begun, and where no rule book sets any. A session
    ends with its own day at the latest, whenever its close is entered: neither silence nor a late close keeps minutes
    from being due."""
    ended = meeting.closed_at or meeting.adjourned_at or meeting.opened_at
    if ended is None or rule is None:
        return None
    return charter.day_after(clock.civil_day(min(ended, meeting.starts_at)), rule.within)


def corrected_until(row: Minutes, rule: MinutesRule | None) -> date:
    """The last day on which whoever was there asks for corrections. The day of the draft does not count, and the last
    is no day off (Civil Code Art. 201, 203): drafted at nine in the evening, one day is the whole of the next, and no
    night; on a Friday it is Monday, when the desk is open. Where no rule sets days, they are asked for on the day of
    the draft."""
    if rule and rule.open_for:
        return charter.time_to_act(row.drafted_on, rule.open_for)
    return row.drafted_on


def signed_from(row: Minutes, rule: MinutesRule | None) -> date:
    """The first day on which minutes are signed."""
    return corrected_until(row, rule) + timedelta(days=1)


def beside_due_on(row: Minutes, rule: MinutesRule | None) -> date | None:
    """By when a correction that came to locked minutes is answered: as long after its slip as minutes are signed after
    their meeting. None where none waits."""
    waiting = [one.asked_on for one in row.corrections.all() if one.after_lock and one.holds_up]
    return charter.day_after(min(waiting), rule.within) if waiting and rule else None


def overdue(meeting: Meeting, on: date) -> bool:
    due = due_on(meeting, rule_of(meeting))
    return due is not None and due < on


def keeps(meeting: Meeting, call: Call) -> bool:
    """Whether somebody drafts, answers, photographs, and signs as recorder."""
    body = call.body
    if not call.in_office:
        there = meeting.attendance.filter(person__number=person_number(call.person))
        return called_by_them(meeting, call) or (overdue(meeting, call.day) and there.exists())
    if body == RECORDERS:
        return True
    called = meeting.petition_id is not None or body_of(meeting.convened_by_post) == body
    return body in SILENCE_ENDED_BY and (called or overdue(meeting, call.day))


def signs(role: str, meeting: Meeting, call: Call) -> bool:
    """Whether somebody fits the place in which they sign. In the place of a silent chair or supervisor sign those who
    keep the minutes in that of a silent clerk; the supervisors', only the street office, once the days are over."""
    body = call.body if call.in_office else ""
    if role == "recorder":
        return keeps(meeting, call)
    if role == "supervisor":
        return body == SUPERVISORS or (body == body_of(charter.STREET) and overdue(meeting, call.day))
    if not body or body in SILENCE_ENDED_BY:
        return body != SUPERVISORS and keeps(meeting, call)
    return body != RECORDERS and is_theirs(meeting, call)


def kept_by(meeting: Meeting, call: Call) -> list[Finding]:
    """Why somebody has no hand in these minutes: there is nothing for them to do here."""
    return [] if keeps(meeting, call) else [Finding("open", False, NOT_KEPT)]

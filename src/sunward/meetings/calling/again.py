"""Which meeting a second call follows: one that was cancelled counts as none, and the next takes its place. And an
evening that a clerk had ended, or whose question a clerk had put, for somebody who had not: it counts as none too, and
is called again whatever the rules say of second calls."""

from datetime import date, timedelta

from sunward.charter import queries as charter
from sunward.charter.queries import Sitting
from sunward.kernel import clock
from sunward.meetings.models import Meeting, UndoneEntry
from sunward.record import queries as record

ADJOURN, ENOUGH_CAME = "meetings.adjourn", "enough_came"
VOIDS = ("meetings.close_session", "meetings.adjourn", "meetings.put_to_vote")


def last_cancelled(meeting: Meeting) -> Meeting:
    """The meeting itself, or the last of those called in its place, one after the other, that were cancelled."""
    found = meeting
    while later := Meeting.objects.filter(second_call_of=found).exclude(cancelled_on=None).first():
        found = later
    return found


def called_again(meeting: Meeting) -> bool:
    """Whether a second call stands. Asks nothing where none was made, and where one is there and not cancelled."""
    later: Meeting | None = getattr(meeting, "second_call", None)
    while later is not None and later.cancelled_on:
        later = Meeting.objects.filter(second_call_of=later).first()
    return later is not None


def undone_in(meeting: Meeting) -> date | None:
    """Since when the evening counts as none: the day on which its end, or its question, was found to be a clerk's. None
    where it counts, and while people are in the room: there the question is put again."""
    if meeting.kind != "session" or goes_on(meeting):
        return None
    rows = UndoneEntry.objects.filter(meeting=meeting, act__in=VOIDS, late=False)
    return rows.order_by("-undone_on").values_list("undone_on", flat=True).first()


def goes_on(meeting: Meeting) -> bool:
    """Whether people are in the room on the day of a session that nothing has ended."""
    over = meeting.closed_at or meeting.adjourned_at or clock.civil_day(meeting.starts_at) != clock.today()
    return not over and meeting.attendance.filter(left_at=None).exists()


def is_second(meeting: Meeting) -> bool:
    """Whether the rules for second calls hold. They do not for one that takes the place of an evening that counts as
    none: nobody has stayed away from that."""
    return too_few_on(meeting) is not None


def too_few_on(meeting: Meeting) -> date | None:
    """The day on which too few came, of a second call; None of any other meeting."""
    first = meeting.second_call_of
    if first is None:
        return None
    in_vain = first.cancelled_on or undone_in(first) or enough_came(first)
    return too_few_on(first) if in_vain else clock.civil_day(first.starts_at)


def enough_came(meeting: Meeting) -> bool:
    """Whether a meeting was adjourned to which enough had come, and in which not all was put to them before they went:
    they stayed away from nothing, and a locked door lets no second call be decided by fewer."""
    if meeting.adjourned_at is None:
        return False
    entries = record.results_of(ADJOURN, [meeting.ref])
    return any(found.rule == ENOUGH_CAME for one in entries for found in one.findings)


def days_again(meeting: Meeting, replaced: Meeting, rules: Sitting, notice: int) -> tuple[date, date] | None:
    """The first and the last day for calling it again; None where the rules know no second call. They run anew from the
    day on which a call in its place was found to be a clerk's. In the place of an evening that counts as none it can be
    held from the next day on, and as long after as one that a petition asks for, with room for the notice. A day for
    which no notice could be in time is none, as long as there are others."""
    ended, second = meeting.adjourned_at, rules.session.second_call
    if undone := undone_in(meeting):
        rule = rules.session.on_petition
        within = charter.day_after(undone, rule.held_within) if rule else undone
        return undone, max(within, clock.today() + timedelta(days=notice + 1))
    if second is None or ended is None:
        return None
    calls = UndoneEntry.objects.filter(meeting=replaced, act="meetings.call_again", late=False)
    voided = calls.values_list("undone_on", flat=True).first() if replaced.pk != meeting.pk else None
    disputed = clock.today() if replaced.pk != meeting.pk and replaced.cancelled_on is None else None
    day = max(clock.civil_day(ended), disputed or voided or date.min)
    first, last = charter.day_after(day, second.after), charter.day_after(day, second.within)
    return min(max(first, clock.today() + timedelta(days=notice)), last), last

"""To which minutes those that are locked now are chained, and what is said with it: that they come late, that those of
an earlier meeting of the body are still open, that those before are of a later one."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from sunward.charter.engine.sessions import MinutesRule
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.text import Text
from sunward.meetings.minutes.recording import due_on
from sunward.meetings.models import Meeting, Minutes

MOST = 12  # named; of more their number is told
SIGNED_LATE = Text(
    "会议记录应在 {due} 以前签完，签完时晚了 {days} 天。",
    "The minutes were to be signed by {due}; the last signature came {days} days late.",
)
PASSED_OVER = Text(
    "注意：以前开过的会，记录还没有锁定，本记录先锁定：{meetings}",
    "Alert: minutes of earlier meetings are not locked yet, and these are locked before them: {meetings}",
)
CAME_LATER = Text(
    "注意：本记录接在 {previous} 的记录后面。那次会开得晚，记录锁定得早；本记录后来才锁定。",
    "Alert: these minutes are chained to those of {previous}. That meeting was later, and its minutes were locked "
    "earlier; these came afterwards.",
)
MORE = Text("{meetings}，还有 {number} 次", "{meetings} and {number} more")
IN_TIME, IN_ORDER, CHAINED_LATER = "minutes_in_time", "earlier_minutes", "chained_later"


def previous_of(meeting: Meeting) -> Minutes | None:
    """The minutes of the body, of a subgroup those of the same grid, that were locked last. The body's first meeting is
    held meanwhile: minutes are locked one after the other, the very first ones too, which have none before them that
    could be held.

    Older releases had one chain for all grids, which stands as it was locked: a grid whose last minutes are followed by
    those of another in it begins one of its own.
    """
    same = Meeting.objects.filter(community_code=meeting.community_code, body=meeting.body)
    same.select_for_update(no_key=True).order_by("id").first()
    rows = Minutes.objects.select_for_update(of=("self",)).filter(
        meeting__community_code=meeting.community_code, meeting__body=meeting.body, locked_on__isnull=False
    )
    return (
        rows.filter(_of_the_same_grid(meeting, "meeting__"), next=None)
        .select_related("meeting")
        .order_by("-locked_on", "-id")
        .first()
    )


def marks_of_lock(meeting: Meeting, rule: MinutesRule | None, previous: Minutes | None, on: date) -> Iterator[Finding]:
    """What the last signature says for good of the days that the rule gave, and of the order of the chain."""
    source, due = rule.source if rule else "", due_on(meeting, rule)
    if due and on > due:
        told = SIGNED_LATE.fill(due=due, days=(on - due).days)
        yield Finding(IN_TIME, False, told, source, f"<= {due}", str(on))
    if left := _open_before(meeting):
        named = Text("、".join(left[:MOST]), ", ".join(left[:MOST]))
        if len(left) > MOST:
            named = MORE.fill(meetings=named, number=len(left) - MOST)
        told = PASSED_OVER.fill(meetings=named)
        yield Finding(IN_ORDER, False, told, source, actual=", ".join(left[:MOST]))
    if previous and previous.meeting.starts_at > meeting.starts_at:
        number = previous.number
        yield Finding(CHAINED_LATER, False, CAME_LATER.fill(previous=number), source, actual=number)


def _of_the_same_grid(meeting: Meeting, path: str = "") -> Q:
    """Meetings of the same part of a body that has several: whose roll is of the same grid, or of none."""
    grid = meeting.roll.grid if meeting.roll else ""
    same = Q(**{f"{path}roll__grid": grid})
    return same if grid else same | Q(**{f"{path}roll": None})


def _open_before(meeting: Meeting) -> list[str]:
    """The earlier sessions of the body, by number, that were opened and whose minutes nobody has locked yet: as far
    back as they are overdue."""
    since = clock.moment(clock.civil_day(meeting.starts_at) - LOOKED_BACK, 0)
    rows = Meeting.objects.filter(
        community_code=meeting.community_code, body=meeting.body, kind=meeting.kind, opened_at__isnull=False,
        starts_at__lt=meeting.starts_at, starts_at__gte=since,
    )  # fmt: skip
    rows = rows.filter(_of_the_same_grid(meeting))
    return list(rows.exclude(minutes__locked_on__isnull=False).order_by("starts_at").values_list("number", flat=True))

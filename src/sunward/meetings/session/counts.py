"""Keeping a count of heads: the figures, and what the rule said to them."""

from django.db.models import F, Q

from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.models import AgendaItem, Meeting, QuorumCount
from sunward.meetings.session.room import HeadCount, Room

BY_ONE = Text(
    "注意：到会人数只由登记的人写，到会的人没有核对过。",
    "Alert: how many came rests on whoever kept the list; none of those present has said what they saw.",
)
OTHERWISE = Text(
    "注意：到会的人里有 {number} 人看到的人数和登记的不一样。",
    "Alert: of those present, {number} saw another number than the list has.",
)
AT_ANOTHER_DOOR = Text(
    "注意：到会的人里有 {number} 人登记在另一户名下。请登记那一户的代表离会，再按本户登记到会。",
    "Alert: {number} in the room are on the list for a household for which they do not come. Enter the delegate of "
    "that one as having left, and them as having come for their own.",
)


def marks_of_doors(room: Room) -> list[Finding]:
    """Who sits for a wrong household: told while it can be put right. A mark: the one who keeps the list can leave it,
    and whoever has voted for that household so far has voted."""
    number = len(room.at_another_door)
    text = AT_ANOTHER_DOOR.fill(number=number)
    return [Finding("at_another_door", False, text, actual=str(number))] if number else []


def marks_of_attendance(meeting: Meeting) -> list[Finding]:
    """Whether anybody beside the list's keeper has said how many were there. Marks: whoever dislikes a result could
    hold back their word, or say another number."""
    if not meeting.attendance.exists():
        return []
    said = meeting.seen.filter(void_on=None)
    others = said.exclude(seen=F("listed")).count()
    marks = [Finding("attendance_as_seen", False, OTHERWISE.fill(number=others), actual=str(others))] if others else []
    # What the list's keeper has entered for somebody else is the keeper's word once more.
    keepers = meeting.attendance.exclude(admitted_by=None).values("admitted_by")
    seen = said.filter(Q(entered_by=None) | ~Q(entered_by__in=keepers)).exists()
    return marks if seen else [*marks, Finding("attendance_by_one", False, BY_ONE)]


def keep(meeting: Meeting, count: HeadCount, item: AgendaItem | None = None) -> QuorumCount:
    """Write the count down; it is never changed."""
    return QuorumCount.objects.create(
        meeting=meeting,
        item=item,
        counted_at=count.at,
        counts=count.counts,
        findings=[found.as_dict() for found in count.said],
        met=count.met,
    )

"""What was called for a petition and came to nothing: whoever called it leaves the next call to others for a while."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from sunward.kernel import clock
from sunward.kernel.acts import Call
from sunward.kernel.text import Text
from sunward.meetings.calling.petitioners import DAYS_FOR_OTHERS, is_their_call
from sunward.meetings.models import Meeting, Opinion, QuorumCount

OTHERS_FIRST = "others_first"  # the rule, in findings
SAID = Text(
    "您（或者您所在的机构）为这次联名召集过，到那天没有开成：{until}以前由别人召集。",
    "You, or your body, have called it for this petition before, and it came to nothing: until {until} others call it.",
)


def others_first(petition: int | None, call: Call) -> Text | None:
    """Why somebody leaves the next call for a petition to others: what they called is over, and it was never opened, or
    opened before a room in which there were never enough people, at a hearing before one in which nobody chosen to
    speak spoke. All who called in vain wait from the day after the last one, for two could take turns; an office like a
    petitioner. What an upheld dispute took out is nobody's."""
    if petition is None:
        return None
    rows = Meeting.objects.filter(petition=petition, cancelled_on=None, undone=None)
    rows = rows.filter(starts_at__lt=clock.moment(call.day, 0))
    enough = QuorumCount.objects.filter(meeting=OuterRef("pk"), met=True)
    spoken = Opinion.objects.filter(meeting=OuterRef("pk"), speaker__isnull=False)
    vain = list(rows.exclude(Exists(enough)).exclude(Exists(spoken)).order_by("starts_at"))
    if not vain:
        return None
    until = clock.civil_day(vain[-1].starts_at) + timedelta(days=1) + DAYS_FOR_OTHERS
    theirs = call.day < until and any(is_their_call(row, call) for row in vain)
    return SAID.fill(until=until) if theirs else None

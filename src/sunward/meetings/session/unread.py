"""What people could read before a meeting: papers that were laid open earlier than on its day."""

from collections.abc import Iterable

from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.hearing.book import HEARING
from sunward.meetings.models import AgendaItem, Meeting

RULE, TOLD = "papers_before", "papers_to_come"
NOTHING_YET = Text(
    "听证会的材料还没有提供：开会那天以前提供，大家才能先看。",
    "Nothing has been laid open yet to be read before this hearing: people can read what is there before its day.",
)
NOTHING = Text(
    "注意：开会那天以前没有提供过材料，来听证的人没有东西可以先看。",
    "Alert: nothing had been laid open before the day of this hearing; nobody could read beforehand what it was about.",
)


def readable_before(meeting: Meeting, items: Iterable[AgendaItem]) -> bool:
    """Whether something about one of some items was laid open before the day of their meeting."""
    day = clock.civil_day(meeting.starts_at)
    return any(paper.laid_open_on < day for item in items for paper in item.papers.all())


def told_of_unread(meeting: Meeting) -> list[Finding]:
    """Told with the notice of a hearing, while there is time."""
    return [Finding(TOLD, True, NOTHING_YET)] if _unread(meeting) else []


def marks_of_unread(meeting: Meeting) -> tuple[Finding, ...]:
    """A mark on the record of a hearing, and on what rests on it: no rule that we read says what has to lie open, and
    people were heard all the same."""
    day = clock.civil_day(meeting.starts_at)
    return (Finding(RULE, False, NOTHING, required=f"before {day}"),) if _unread(meeting) else ()


def _unread(meeting: Meeting) -> bool:
    items = [item for item in meeting.items.all() if item.dropped_on is None]
    return meeting.kind == HEARING and not readable_before(meeting, items)

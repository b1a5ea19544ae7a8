"""What people could read before a meeting: papers that were laid open earlier than on its day, or the draft that it is
about, whose words lie open under its number."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Port
from sunward.kernel.text import Text
from sunward.meetings.hearing.book import HEARING
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.session.offtable import MATTER

RULE, TOLD = "papers_before", "papers_to_come"
# Which of some matters, by their numbers, are to adopt a draft, and since when its words lie open.
DRAFTED: Port[Callable[[frozenset[str]], Mapping[str, date]]] = Port("since when a draft lies open")
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
    return [Finding(TOLD, True, NOTHING_YET)] if marks_of_unread(meeting) else []


def marks_of_unread(*meetings: Meeting) -> dict[str, tuple[Finding, ...]]:
    """A mark on the record of a hearing, and on what rests on it: no rule that we read says what has to lie open, and
    people were heard all the same. By the numbers of those of which it is true; drafts are asked for once for all."""
    bare = {one: _agenda(one) for one in meetings if one.kind == HEARING and not readable_before(one, _agenda(one))}
    matters = frozenset(item.about_id for items in bare.values() for item in items if item.about_type == MATTER)
    drafted = DRAFTED.answer(matters) if matters else {}
    found = dict[str, tuple[Finding, ...]]()
    for meeting, items in bare.items():
        day = clock.civil_day(meeting.starts_at)
        if not any(drafted.get(item.about_id, day) < day for item in items):
            found[meeting.number] = (Finding(RULE, False, NOTHING, required=f"before {day}"),)
    return found


def _agenda(meeting: Meeting) -> list[AgendaItem]:
    return [item for item in meeting.items.all() if item.dropped_on is None]

"""How many a notice reached. The page is there for everybody, and a poster hangs where all pass; a letter, a visit, a
call or a message tells those whom it reaches, and a photograph of one proves no more than one."""

from collections.abc import Iterator

from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.models import Meeting, Notice
from sunward.meetings.rules.channels import FOR_ALL

# No law says how many a letter or a call has to reach; fewer than half of a roll are no notice to those on it.
PART = 2
FEW = Text(
    "注意：规则要用 {wanted} 种方式通知；写明通知到的人够一半的（网页、张贴算），只有 {ways} 种。",
    "Alert: the rules ask for {wanted} ways of telling people; {ways} of those used are the page, a poster, or said to "
    "have reached half of them.",
)

OTHERS = Text(
    "注意：说通知到 {number}，名册上只有 {people}：数写错了，或者有不在名册上的人，那不违反规定。",
    "Alert: said to have reached {number}, and the roll has {people}: a slip, or people beside the roll, which breaks "
    "no rule.",
)


def told_others(meeting: Meeting, reached: int | None) -> Iterator[Finding]:
    """A question, where a notice is said to have reached more than there are on the roll."""
    people = meeting.roll.entitled if meeting.roll else None
    if reached is not None and people is not None and reached > people:
        text = OTHERS.fill(number=reached, people=people)
        yield Finding("reached_others", False, text, required=f"<= {people}", actual=str(reached))


def told_few(meeting: Meeting, wanted: int) -> Iterator[Finding]:
    """A mark, where as many ways were used as the rules ask for, and too few of them are known to have reached people.
    It bars nothing: the others may have been told all the same, and whoever gives notice can still hang a poster."""
    rows = list(meeting.notices.all())
    if len(rows) < wanted:
        return
    people = _on_roll(meeting) if any(one.channel not in FOR_ALL for one in rows) else 0
    ways = sum(_reaches(one, people) for one in rows)
    if ways < wanted:
        text = FEW.fill(wanted=wanted, ways=ways)
        yield Finding("reached", False, text, required=f">= {wanted}", actual=str(ways))


def _reaches(notice: Notice, people: int) -> bool:
    if notice.channel in FOR_ALL:
        return True
    return notice.reached is not None and notice.reached * PART >= people


def _on_roll(meeting: Meeting) -> int:
    """How many it is for; a hearing is for everybody and has no roll: there the number alone is asked for."""
    return meeting.roll.entitled if meeting.roll else 1

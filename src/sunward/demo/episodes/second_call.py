"""The newest quarterly meeting: too few came, nothing was decided; the second call decided."""

from datetime import date, timedelta

from sunward.demo import meeting
from sunward.demo.deciding import open_matter, posted
from sunward.demo.episodes.routine import heard_in, report_meeting
from sunward.demo.meeting import Item, Meeting
from sunward.demo.script import CLERK, DEPUTY, DIRECTOR, SECRETARY, Community, Script
from sunward.kernel.refs import Ref

FEW, ENOUGH = 31, 46  # of 63; two thirds are 42
VOTED = {"for": 41, "against": 3, "abstain": 2}


def schedule(script: Script, community: Community, end: date) -> None:
    """`end` is the last day of the quarter in which they meet."""
    kept: dict[str, Ref] = {}
    held: list[Meeting] = []
    first = report_meeting(end)
    second = first + timedelta(days=6)
    meeting.rolled_before(script, community, first)
    script.at(first - timedelta(days=9), lambda: held.append(_called(community, kept, first, end)), 10)
    script.at(first - timedelta(days=8), lambda: meeting.noticed(community, held[0]), 10)
    script.at(first, lambda: _too_few(community, held[0]), 19, 30)
    script.at(first + timedelta(days=1), lambda: held.append(_again(community, held[0], second)), 10)
    script.at(meeting.signing_of(first), lambda: meeting.signed(community, held[0]), 10)
    script.at(second, lambda: _enough(community, kept, held[1]), 19)
    script.at(second, lambda: meeting.closed(community, held[1]), 20)
    script.at(second + timedelta(days=1), lambda: _certified(community, kept, held[1], end), 10)
    script.at(meeting.signing_of(second), lambda: meeting.signed(community, held[1]), 10)


def _called(community: Community, kept: dict[str, Ref], evening: date, end: date) -> Meeting:
    kept["matter"] = open_matter(community, DIRECTOR, f"听取{heard_in(end)[0]}", "quarterly_report")
    item = Item(kept["matter"], "quarterly_report", heard_in(end)[0], "季度收支明细")
    return meeting.called(community, evening, "听取季度报告", item)


def _too_few(community: Community, held: Meeting) -> None:
    """Whoever wants it: with too few people in the room nothing is put to the vote."""
    meeting.opened(community, held, FEW)
    community.refused("meetings.put_to_vote", DIRECTOR, held.items[0], channels="hands")
    community.act("meetings.adjourn", CLERK, held.ref)


def _again(community: Community, first: Meeting, evening: date) -> Meeting:
    meeting.minuted(community, first)
    held = meeting.called_again(community, first, evening)
    meeting.noticed(community, held)
    return held


def _enough(community: Community, kept: dict[str, Ref], held: Meeting) -> None:
    meeting.opened(community, held, ENOUGH)
    said = community.holder
    meeting.spoken(
        community, held, held.items[0],
        (said(DEPUTY), "收支明细已经公布，这里逐项说明。"), (said(SECRETARY), "下次提前一周打电话提醒。"),
    )  # fmt: skip
    kept["vote"] = meeting.by_hands(community, held, held.items[0], VOTED)


def _certified(community: Community, kept: dict[str, Ref], held: Meeting, end: date) -> None:
    meeting.asked_back(community, kept["vote"])
    title, title_en = heard_in(end)
    decision = meeting.decided(kept["matter"])
    posted(community, decision, "resolutions", f"决议：{title}", title_en=f"Resolution: {title_en}")
    meeting.minuted(community, held)

"""Tonight: two rooms to let. The two committees discussed it by roll call; the representatives have been called."""

from datetime import date, timedelta

from sunward.demo import meeting
from sunward.demo.deciding import open_matter, proposed, reviewed
from sunward.demo.meeting import Item, Meeting
from sunward.demo.script import DEPUTY, SECRETARY, Community, Script
from sunward.kernel import clock
from sunward.kernel.refs import Ref

KIND, JOINT = "asset_lease", "joint_meeting"
HOUR = 19


def schedule(script: Script, community: Community) -> None:
    kept: dict[str, Ref] = {}
    start = script.ago(1, 2)
    script.at(start, lambda: _brought_up(community, kept), 10)
    _both_committees(script, community, kept, start)
    script.at(start + timedelta(days=12), lambda: reviewed(community, kept["rooms"], 81, 77), 19)
    held: list[Meeting] = []
    today = clock.civil_day(script.now)
    meeting.rolled_before(script, community, evening(script))
    script.at(today - timedelta(days=9), lambda: held.append(_called(community, kept, evening(script))), 10)
    script.at(today - timedelta(days=7), lambda: meeting.noticed(community, held[0]), 10)


def evening(script: Script) -> date:
    """Today; tomorrow for whoever comes when the meeting would already be over."""
    today = clock.civil_day(script.now)
    return today if script.now < clock.moment(today, HOUR) else today + timedelta(days=1)


def _brought_up(community: Community, kept: dict[str, Ref]) -> None:
    text = "文化活动室旁两间空房出租，年租金底价4.8万元。"
    kept["rooms"] = open_matter(community, SECRETARY, "活动室旁两间房出租", KIND, "48000", text)
    proposed(community, kept["rooms"])


def _both_committees(script: Script, community: Community, kept: dict[str, Ref], start: date) -> None:
    held: list[Meeting] = []
    day = start + timedelta(days=7)
    meeting.rolled_before(script, community, day, JOINT)
    script.at(start + timedelta(days=1), lambda: held.append(_joint(community, kept, day)), 10)
    script.at(day, lambda: _said_aloud(community, kept, held[0]), 15)
    script.at(day, lambda: meeting.closed(community, held[0]), 15, 50)
    script.at(day + timedelta(days=1), lambda: meeting.asked_back(community, kept["vote"]), 10)
    script.at(day + timedelta(days=1), lambda: meeting.minuted(community, held[0]), 16)
    script.at(meeting.signing_of(day), lambda: meeting.signed(community, held[0]), 16)


def _joint(community: Community, kept: dict[str, Ref], day: date) -> Meeting:
    item = Item(kept["rooms"], KIND, "活动室旁两间房要不要出租", "出租方案（初稿）")
    held = meeting.called(community, day, "商议两间房出租", item, body=JOINT, at="15:00")
    meeting.noticed(community, held, "telephone", "逐人电话通知")
    return held


def _said_aloud(community: Community, kept: dict[str, Ref], held: Meeting) -> None:
    meeting.opened(community, held, len(meeting.places(held)) - 1)
    said = community.holder
    meeting.spoken(
        community, held, held.items[0],
        (said(DEPUTY), "底价参照隔壁街，四万八不算低。"), (said(SECRETARY), "同意，租金按季公布。"),
    )  # fmt: skip
    kept["vote"] = meeting.by_roll_call(community, held, held.items[0], against=1)


def _called(community: Community, kept: dict[str, Ref], day: date) -> Meeting:
    item = Item(kept["rooms"], KIND, "活动室旁两间房出租，底价每年4.8万元", "出租方案和底价说明")
    return meeting.called(community, day, "活动室旁两间房出租", item)

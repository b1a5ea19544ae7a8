"""M-4 to next week: parking charges are heard first, then voted on with a change of the rules; the leak waits."""

from datetime import date, timedelta

from sunward.charter import queries as charter
from sunward.charter.engine.amending.places import places
from sunward.demo import meeting
from sunward.demo.deciding import open_matter
from sunward.demo.episodes import desk, hearing
from sunward.demo.meeting import Item, Meeting
from sunward.demo.script import DEPUTY, SUPERVISOR, Community, Script
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry

FOUR_DAYS, LEAD = "4 working days", timedelta(days=40)


def schedule(script: Script, community: Community) -> None:
    kept: dict[str, Ref] = {}
    hearing.schedule(script, community, kept)
    _next_week(script, community, kept)
    _leak(script, community)
    reported = script.ago(1)
    script.at(reported, lambda: _half_year(community, kept), 15)
    script.at(reported + timedelta(days=1), lambda: desk.asks(community, kept), 10)
    script.at(reported + timedelta(days=2), lambda: desk.disputes(community, kept), 15)
    script.at(reported + timedelta(days=4), lambda: desk.answered(community, kept), 16)


def _next_week(script: Script, community: Community, kept: dict[str, Ref]) -> None:
    """The representatives are called on what the hearing led to, and on a draft of changed rules."""
    held: list[Meeting] = []
    today = clock.civil_day(script.now)
    script.at(today - timedelta(days=6), lambda: _drafted(community, kept), 10)
    script.at(today - timedelta(days=3), lambda: held.append(_called(community, kept, today)), 10)
    script.at(today - timedelta(days=2), lambda: meeting.noticed(community, held[0]), 10)


def _drafted(community: Community, kept: dict[str, Ref]) -> None:
    """Objections answered in four working days instead of five: the draft lies before the meeting."""
    place = "parameters.objection_reply.value"
    rules = charter.own_rules(community.code)
    old = places(rules.body)[place].value if rules else None
    draft = community.made(
        "charter.draft_amendment", SUPERVISOR, changes={"changes": [{"path": place, "old": old, "new": FOUR_DAYS}]},
        effective_from=clock.today() + LEAD, why="半年里的答复平均用了三天，五天太长。",
    )  # fmt: skip
    kept["rules"] = open_matter(community, DEPUTY, "修改规则：四个工作日内答复异议", "community_rules", draft=draft.id)


def _called(community: Community, kept: dict[str, Ref], today: date) -> Meeting:
    day = today + timedelta(days=7)
    while not registry.is_working_day(day):
        day += timedelta(days=1)
    return meeting.called(
        community, day, "停车收费和规则修改",
        Item(kept["parking"], "parking_charges", "小区停车收费办法", "收费办法（听证后修改稿）"),
        Item(kept["rules"], "community_rules", "异议四个工作日内答复", "规则修改草案"),
    )  # fmt: skip


def _leak(script: Script, community: Community) -> None:
    """An objection whose answer is three days overdue today."""
    today = clock.civil_day(script.now)
    due = today - timedelta(days=3)
    asked, working = due, 5
    while working:
        working -= registry.is_working_day(asked)
        asked -= timedelta(days=1)
    kept: dict[str, Ref] = {}
    script.at(asked - timedelta(days=2), lambda: _posted_repair(community, kept), 10)
    script.at(asked, lambda: _still_leaks(community, kept), 20)


def _posted_repair(community: Community, kept: dict[str, Ref]) -> None:
    kept["posting"] = community.made("disclosure.publish", SUPERVISOR, item="results", title="2栋防水维修结果",
                                     title_en="Result of the repair in block 2", event_on=clock.today())  # fmt: skip


def _still_leaks(community: Community, kept: dict[str, Ref]) -> None:
    text = "2栋三单元还在漏，雨天要用盆接。"
    community.act("disclosure.object", "resident", kept["posting"], by=community.resident(), text=text)


def _half_year(community: Community, kept: dict[str, Ref]) -> None:
    text = "半年来查看凭证六次，提出暂停一次，核减12,000元；两次按时收到答复，一次没有。"
    kept["report"] = community.made(
        "disclosure.publish", SUPERVISOR, item="supervision_report", title="监督委员会半年报告",
        title_en="Half-yearly report of the supervision committee", text=text,
    )  # fmt: skip

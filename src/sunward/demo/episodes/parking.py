"""M-4 to next week: parking charges are heard first; tonight a vote on rooms; the leak waits for a reply."""

from datetime import timedelta

from sunward.demo.deciding import Vote, consulted, open_matter, proposed, reviewed
from sunward.demo.episodes import hearing
from sunward.demo.script import SECRETARY, SUPERVISOR, Community, Script
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry


def schedule(script: Script, community: Community) -> None:
    hearing.schedule(script, community)
    _rooms_tonight(script, community)
    _leak(script, community)
    script.at(script.ago(1), lambda: _half_year(community), 15)


def _rooms_tonight(script: Script, community: Community) -> None:
    kept: dict[str, Ref] = {}
    start = script.ago(1, 2)

    def begin() -> None:
        text = "文化活动室旁两间空房出租，年租金底价4.8万元。"
        kept["rooms"] = open_matter(community, SECRETARY, "活动室旁两间房出租", "asset_lease", "48000", text)
        proposed(community, kept["rooms"])

    script.at(start, begin, 10)
    script.at(start + timedelta(days=5), lambda: consulted(community, kept["rooms"], Vote(12, 11, 11)), 15)
    script.at(start + timedelta(days=12), lambda: reviewed(community, kept["rooms"], 81, 77), 19)


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


def _half_year(community: Community) -> None:
    text = "半年来查看凭证六次，提出暂停一次，核减12,000元；两次按时收到答复，一次没有。"
    community.act("disclosure.publish", SUPERVISOR, item="supervision_report", title="监督委员会半年报告",
                  title_en="Half-yearly report of the supervision committee", text=text)  # fmt: skip

"""M-3 and M-1: the representatives vote on what the law keeps for the members' assembly; then the assembly does."""

from datetime import timedelta

from sunward.demo.deciding import Vote, open_matter, posted, report, resolved
from sunward.demo.script import CHAIR, Community, Script, paper
from sunward.kernel import clock
from sunward.kernel.refs import Ref

MEMBERS = 412


def schedule(script: Script, community: Community) -> None:
    kept: dict[str, Ref] = {}
    script.at(script.ago(3, -12), lambda: _brought_up(community, kept), 10)
    script.at(script.ago(3), lambda: _not_theirs(community, kept), 19)
    script.at(script.ago(1), lambda: _assembly(community, kept), 14)


def _brought_up(community: Community, kept: dict[str, Ref]) -> None:
    text = "东片集体土地补偿款，集体留成部分怎么分。"
    title = "集体土地补偿款分配"
    kept["matter"] = open_matter(community, CHAIR, title, "land_compensation_distribution", "1648000", text)
    report(community, kept["matter"], "party_study", body="party_organisation")


def _not_theirs(community: Community, kept: dict[str, Ref]) -> None:
    kept["first"] = resolved(community, kept["matter"], Vote(64, 54, 46, 4), title="土地补偿款分配（代表会议）")


def _assembly(community: Community, kept: dict[str, Ref]) -> None:
    told = clock.today() - timedelta(days=14)
    vote = Vote(MEMBERS, 331, 289, 24)
    kept["second"] = report(
        community, kept["matter"], "resolution", body="member_assembly", notice_on=told, called_by="board",
        agenda_fixed_on=told, agenda_includes_matter="yes", counts=vote.counts("members"),
        title="土地补偿款分配（成员大会）", note="331名成员到会，其中47名由同户成员书面代理。",
        minutes=paper(f"minutes {kept['matter']} {clock.today()}"),
    )  # fmt: skip
    posted(community, kept["second"], "resolutions", "成员大会决议：土地补偿款分配",
           title_en="Members' assembly: land compensation")  # fmt: skip

"""M-8 and M-7: rooms to let, decided on four days' notice. It unlocks nothing until it is repeated in order."""

from datetime import timedelta

from sunward.demo.deciding import Vote, consulted, open_matter, posted, proposed, report, resolved, reviewed
from sunward.demo.script import SECRETARY, Community, Script
from sunward.kernel.refs import Ref

VOTE = Vote(64, 50, 41, 5)


def schedule(script: Script, community: Community) -> None:
    start = script.ago(8, -20)
    kept: dict[str, Ref] = {}
    script.at(start, lambda: _brought_up(community, kept), 10)
    script.at(start + timedelta(days=5), lambda: consulted(community, kept["matter"], Vote(12, 10, 9)), 15)
    script.at(start + timedelta(days=10), lambda: reviewed(community, kept["matter"], 83, 80), 19)
    script.at(script.ago(8), lambda: _too_soon(community, kept), 19)
    script.at(script.ago(7), lambda: _repeated(community, kept), 19)


def _brought_up(community: Community, kept: dict[str, Ref]) -> None:
    text = "青溪路18号三间集体用房重新出租，年租金底价21.6万元。"
    kept["matter"] = open_matter(community, SECRETARY, "青溪路18号房屋出租", "asset_lease", "216000", text)
    proposed(community, kept["matter"])


def _too_soon(community: Community, kept: dict[str, Ref]) -> None:
    kept["first"] = resolved(community, kept["matter"], VOTE, notice=4, title="青溪路18号房屋出租")
    posted(
        community, kept["first"], "resolutions", "决议：青溪路18号出租", title_en="Resolution: rooms at 18 Qingxi Road"
    )


def _repeated(community: Community, kept: dict[str, Ref]) -> None:
    kept["second"] = resolved(
        community, kept["matter"], VOTE, notice=8, title="青溪路18号房屋出租（重新表决）",
        text="经公开报价，由江岸便利店承租。干部亲属的报价按规定不予接受。",
    )  # fmt: skip
    posted(community, kept["second"], "resolutions", "决议：青溪路18号出租（重新表决）",
           title_en="Resolution: rooms at 18 Qingxi Road, voted again")  # fmt: skip
    report(community, kept["matter"], "execution")

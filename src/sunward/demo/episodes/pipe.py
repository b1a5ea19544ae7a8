"""M-10: a pipe bursts at night. Urgent spending, notified the same day, ratified on the twelfth day."""

from datetime import timedelta

from sunward.demo import paying
from sunward.demo.deciding import Vote, open_matter, posted, resolved
from sunward.demo.script import CLERK, DEPUTY, DIRECTOR, Community, Script
from sunward.kernel import clock
from sunward.kernel.refs import Ref


def schedule(script: Script, community: Community) -> None:
    night = script.ago(10, 3)
    kept: dict[str, Ref] = {}
    script.at(night, lambda: _burst(community, kept), 8)
    script.at(night + timedelta(days=12), lambda: _ratified(community, kept), 19)


def _burst(community: Community, kept: dict[str, Ref]) -> None:
    line = paying.line(community, "upkeep", clock.today().year)
    facts = paying.request(
        amount="16800", purpose="2栋水管夜间爆裂抢修", category="maintenance", site="2栋",
        payee="通达管道", why="凌晨水管爆裂，三户进水，必须马上抢修。",
    )  # fmt: skip
    kept["payment"] = community.made("money.request_urgent_payment", CLERK, line, **facts)
    community.act("money.sign_payment", DEPUTY, kept["payment"])
    community.act("money.sign_payment", DIRECTOR, kept["payment"])
    paying.accept(community, kept["payment"])


def _ratified(community: Community, kept: dict[str, Ref]) -> None:
    matter = open_matter(community, DIRECTOR, "追认2栋水管抢修", "urgent_ratification", "16800")
    decision = resolved(community, matter, Vote(64, 52, 51), title="追认2栋水管抢修支出")
    community.act("money.ratify_urgent", CLERK, kept["payment"], decision=decision.id)
    posted(
        community, decision, "resolutions", "决议：追认2栋水管抢修", title_en="Resolution: repair in block 2 ratified"
    )

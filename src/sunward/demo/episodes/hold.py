"""M-2: Zhou and one more stop a payment of 48,000 for "consulting"; it is lifted in part, and 12,000 is struck."""

from datetime import timedelta

from sunward.demo import paying
from sunward.demo.deciding import Vote, decided_jointly, open_matter, posted
from sunward.demo.script import CLERK, DEPUTY, DIRECTOR, SUPERVISION_MEMBER, SUPERVISOR, Community, Script
from sunward.kernel import clock
from sunward.kernel.refs import Ref

FACTS = {"category": "services", "payee": "临江咨询", "site": "社区服务中心"}


def schedule(script: Script, community: Community) -> None:
    start = script.ago(2, -6)
    kept: dict[str, Ref] = {}
    script.at(start, lambda: _decided(community, kept), 15)
    script.at(start + timedelta(days=1), lambda: _asked(community, kept, "48000", "咨询服务"), 10)
    script.at(start + timedelta(days=2), lambda: _held(community, kept), 11)
    script.at(start + timedelta(days=2), lambda: _refused(community, kept), 16)
    script.at(start + timedelta(days=8), lambda: _lifted(community, kept), 15)
    script.at(start + timedelta(days=9), lambda: _lower(community, kept), 10)
    script.at(start + timedelta(days=10), lambda: paying.review(community, kept["payment"]), 15)
    script.at(start + timedelta(days=11), lambda: _paid(community, kept), 11)


def _decided(community: Community, kept: dict[str, Ref]) -> None:
    matter = open_matter(community, DIRECTOR, "服务中心流程咨询", "joint_spending", "48000")
    kept["decision"] = decided_jointly(community, matter, Vote(12, 10, 8, 1))
    posted(community, kept["decision"], "resolutions", "决定：服务中心流程咨询")


def _asked(community: Community, kept: dict[str, Ref], amount: str, purpose: str) -> None:
    line = paying.line(community, "office", clock.today().year)
    kept["payment"] = paying.ask(community, line, amount=amount, purpose=purpose, decision=kept["decision"].id, **FACTS)


def _held(community: Community, kept: dict[str, Ref]) -> None:
    reason = "合同没有写清做什么，发票只写“咨询”。请先说明。"
    kept["hold"] = community.made("charter.place_hold", SUPERVISOR, subject=str(kept["payment"]), reason=reason,
                                  source="向阳社区监督委员会工作规则 第三条")  # fmt: skip
    community.act("charter.second_hold", SUPERVISION_MEMBER, kept["hold"])


def _refused(community: Community, kept: dict[str, Ref]) -> None:
    community.refused("money.sign_payment", DEPUTY, kept["payment"])


def _lifted(community: Community, kept: dict[str, Ref]) -> None:
    because = "已补交工作清单和成果。培训一项没有做，12,000元核减。"
    community.act("charter.lift_hold", SUPERVISOR, kept["hold"], because=because)


def _lower(community: Community, kept: dict[str, Ref]) -> None:
    community.act("money.withdraw_payment", CLERK, kept["payment"], reason="核减12,000元，按36,000元重新申请。")
    _asked(community, kept, "36000", "咨询服务（核减后）")


def _paid(community: Community, kept: dict[str, Ref]) -> None:
    paying.sign(community, kept["payment"])
    paying.accept(community, kept["payment"])

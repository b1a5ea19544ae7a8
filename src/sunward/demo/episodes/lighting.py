"""M-12 and M-11: a lane gets its lamps in order; the second half of the same job is asked for as two small ones."""

from datetime import date, timedelta

from sunward.demo import paying
from sunward.demo.deciding import (
    Vote,
    carried_out,
    consulted,
    open_matter,
    posted,
    proposed,
    report,
    resolved,
    reviewed,
)
from sunward.demo.script import CLERK, DIRECTOR, SECRETARY, Community, Script, photograph
from sunward.disclosure import queries as disclosure
from sunward.kernel import clock
from sunward.kernel.refs import Ref

FIRST, SECOND = "90500", "93400"
LAMPS = {"category": "works", "site": "灯笼巷", "payee": "雷诚维修", "owner": "程磊"}
OTHER_PAYEE = {**LAMPS, "payee": "明湖照明工程", "owner": "沈思"}


def schedule(script: Script, community: Community) -> None:
    """The whole procedure, then the attempt to do it again without one."""
    start = begins(script)
    kept: dict[str, Ref] = {}
    script.at(start, lambda: _brought_up(community, kept), 10)
    script.at(start + timedelta(days=4), lambda: consulted(community, kept["matter"], Vote(12, 11, 11)), 15)
    script.at(start + timedelta(days=8), lambda: reviewed(community, kept["matter"], 88, 85), 19)
    script.at(start + timedelta(days=16), lambda: _decided(community, kept), 19)
    script.at(start + timedelta(days=17), lambda: _posted(community, kept), 9)
    script.at(start + timedelta(days=20), lambda: _asked(community, kept, start), 10)
    script.at(start + timedelta(days=22), lambda: paying.review(community, kept["payment"]), 15)
    script.at(start + timedelta(days=23), lambda: paying.sign(community, kept["payment"]), 11)
    script.at(start + timedelta(days=31), lambda: _paid(community, kept), 11)
    script.at(start + timedelta(days=38), lambda: _result(community, kept), 9)
    again = script.ago(11, 8)
    script.at(again, lambda: _again(community, "purchases", "灯笼巷二期照明"), 10)
    script.at(again + timedelta(days=1), lambda: _again(community, "maintenance", "灯笼巷路灯养护"), 16)


def begins(script: Script) -> date:
    """A year ago; earlier where the year would end between the request and the payment: a budget pays in its own."""
    start = script.ago(12)
    same = (start + timedelta(days=20)).year == (start + timedelta(days=31)).year
    return start if same else script.ago(12, -14)


def _brought_up(community: Community, kept: dict[str, Ref]) -> None:
    text = "灯笼巷晚上没有灯，三位老人摔过。打算装二十四盏路灯。"
    kept["matter"] = open_matter(community, SECRETARY, "灯笼巷路灯", "large_spending", FIRST, text)
    proposed(community, kept["matter"])


def _decided(community: Community, kept: dict[str, Ref]) -> None:
    kept["decision"] = resolved(
        community,
        kept["matter"],
        Vote(64, 55, 50, 3),
        title="同意安装灯笼巷路灯",
        text="由明湖照明工程施工，总价90,500元。",
    )


def _posted(community: Community, kept: dict[str, Ref]) -> None:
    kept["posting"] = posted(
        community, kept["decision"], "resolutions", "决议：灯笼巷路灯", title_en="Resolution: lane lighting"
    )


def _asked(community: Community, kept: dict[str, Ref], start: date) -> None:
    line = paying.line(community, "upkeep", (start + timedelta(days=20)).year)
    kept["payment"] = paying.ask(
        community, line, amount=FIRST, purpose="灯笼巷路灯", decision=kept["decision"].id, **OTHER_PAYEE
    )


def _paid(community: Community, kept: dict[str, Ref]) -> None:
    paying.release(community, kept["payment"])
    paying.accept(community, kept["payment"])


def _result(community: Community, kept: dict[str, Ref]) -> None:
    carried_out(community, kept["decision"])
    report(community, kept["matter"], "execution")
    posted(community, kept["decision"], "results", "结果：灯笼巷路灯已装好", title_en="Result: the lamps are up")
    community.act(
        "disclosure.photograph_board",
        CLERK,
        kept["posting"],
        board="东门公开栏",
        photograph=photograph("board at the east gate"),
        hangs="yes",
        **disclosure.sheets_that_hang(kept["posting"].id),
    )


def _again(community: Community, category: str, purpose: str) -> None:
    """Refused both times: with what came before it is one job of 183,900 yuan and needs a tender."""
    line = paying.line(community, "upkeep", clock.today().year)
    facts = {**OTHER_PAYEE, "category": category, "purpose": purpose, "amount": SECOND, "route": "joint_meeting"}
    community.refused("money.request_payment", DIRECTOR, line, **paying.request(**facts))

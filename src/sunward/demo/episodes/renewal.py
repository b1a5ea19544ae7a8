"""M-5 and today: east block renewal. A household that nobody knows is struck; the moving allowance hangs now."""

from datetime import timedelta

from sunward.demo.deciding import (
    Vote,
    consulted,
    decided_jointly,
    open_matter,
    posted,
    proposed,
    reviewed,
)
from sunward.demo.episodes import allowance, residents
from sunward.demo.people import names
from sunward.demo.script import DIRECTOR, SECRETARY, Community, Script, photograph
from sunward.disclosure import queries as disclosure
from sunward.kernel import clock
from sunward.kernel.refs import Ref

HOUSEHOLDS = 118
COLUMNS = [
    {"zh": "户号", "en": "household"}, {"zh": "户主", "en": "head", "personal": True},
    {"zh": "面积（平方米）", "en": "area (m²)"}, {"zh": "人口", "en": "people"},
]  # fmt: skip
STRANGER = (88, "董富")


def schedule(script: Script, community: Community) -> None:
    survey = script.ago(5)
    kept: dict[str, Ref] = {}
    heads = names(script.random, HOUSEHOLDS)
    script.at(survey, lambda: _listed(community, kept, heads), 10)
    script.at(survey + timedelta(days=5), lambda: _objected(community, kept), 18)
    script.at(survey + timedelta(days=9), lambda: _answered(community, kept), 16)
    script.at(survey + timedelta(days=10), lambda: _corrected(community, kept, heads), 10)
    _allowance(script, community)


def _rows(heads: list[str], stranger: bool) -> dict[str, object]:
    rows = [[number, head, str(42 + number % 57), 1 + number % 5] for number, head in enumerate(heads, 1)]
    if stranger:
        rows[STRANGER[0] - 1][1] = STRANGER[1]
    else:
        del rows[STRANGER[0] - 1]
    return {"columns": COLUMNS, "rows": rows}


def _listed(community: Community, kept: dict[str, Ref], heads: list[str]) -> None:
    kept["matter"] = open_matter(community, SECRETARY, "东片旧改：118户调查名单", "household_list")
    decision = decided_jointly(community, kept["matter"], Vote(12, 12, 11))
    kept["decision"] = decision
    kept["list"] = posted(
        community, decision, "resolutions", "东片旧改调查名单", title_en="East block renewal: survey list",
        text="请各户核对。有一处不对，请在公示期内提出。", rows=_rows(heads, stranger=True), audience="residents",
    )  # fmt: skip


def _objected(community: Community, kept: dict[str, Ref]) -> None:
    text = "名单上第88户，我们住了三十年，没有人见过这户人家。"
    kept["objection"] = community.made(
        "disclosure.object", "resident", kept["list"], by=community.resident(), text=text
    )


def _answered(community: Community, kept: dict[str, Ref]) -> None:
    answer = "查无此户，已从名单删除。怎么列进来的，已转街道纪工委核查。"
    community.act("disclosure.answer_objection", DIRECTOR, kept["objection"], outcome="upheld", answer=answer)


def _corrected(community: Community, kept: dict[str, Ref], heads: list[str]) -> None:
    posted(
        community, kept["decision"], "resolutions", "东片旧改调查名单（更正）",
        title_en="East block renewal: survey list, corrected", rows=_rows(heads, stranger=False), audience="residents",
        corrects=kept["list"].id,
    )  # fmt: skip


def _allowance(script: Script, community: Community) -> None:
    """The moving allowance: decided, and on posting today."""
    start = script.ago(1, -16)
    kept: dict[str, Ref] = {}
    script.at(start, lambda: _brought_up(community, kept), 10)
    script.at(start + timedelta(days=4), lambda: consulted(community, kept["matter"], Vote(12, 11, 10)), 15)
    script.at(start + timedelta(days=16), lambda: reviewed(community, kept["matter"], 83, 79), 19)
    vote = clock.civil_day(script.now) - timedelta(days=7)
    allowance.schedule(script, community, kept, vote)
    script.at(vote + timedelta(days=3), lambda: _hangs(community, kept), 9)
    script.at(vote + timedelta(days=5), lambda: _asked_about(community, kept), 18)


def _brought_up(community: Community, kept: dict[str, Ref]) -> None:
    text = "一共284.6万元，按家里人口发放，每人每月480元。"
    title = "东片旧改：117户过渡补助怎么发"
    kept["matter"] = open_matter(community, SECRETARY, title, "large_spending", "2846000", text)
    proposed(community, kept["matter"])


def _hangs(community: Community, kept: dict[str, Ref]) -> None:
    kept["list"] = posted(community, kept["decision"], "resolutions", "过渡补助名单和金额",
                          title_en="Moving allowance: list and amounts", text="请各户核对人口和金额。")  # fmt: skip


def _asked_about(community: Community, kept: dict[str, Ref]) -> None:
    """Aisha rents here: she asks, and photographs the board in time."""
    tenant = residents.aisha(community)
    community.act("disclosure.object", "resident", kept["list"], by=tenant, text="租房合同到期算不算？")
    community.act(
        "disclosure.photograph_board", "resident", kept["list"], by=tenant, board="东片公开栏",
        photograph=photograph("board of the east block"), hangs="yes", **disclosure.sheets_that_hang(kept["list"].id),
    )  # fmt: skip

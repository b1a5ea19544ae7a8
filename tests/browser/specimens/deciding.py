"""Specimens of how a matter is decided: steps, rules, votes, papers, objections."""

from datetime import date
from types import SimpleNamespace as Thing

from sunward.kernel.findings import Finding
from sunward.portal import charts
from tests.browser.specimens.made import T, check, tag

ARTICLE = T("村民委员会组织法 第二十六条", "Organic Law of the Villagers’ Committees, art. 26")
FINDINGS = [
    Finding("quorum", True, T("应到57人，实到50人；要求三分之二", "50 of 57 present; two thirds required"), ARTICLE.zh),
    Finding(
        "notice", False, T("会前4天通知；要求5天", "Notice given 4 days ahead; 5 required"), "向阳社区议事规则 第八条"
    ),
    Finding("agenda", False, T("议程随通知公布", "Agenda published with the notice"), "街道文件", unconfirmed=True),
]
STEPS = [
    Thing(
        state="done",
        name=T("提出来", "Proposed"),
        on=date(2026, 10, 12),
        body=T("党组织委员会", "Party committee"),
        present=5,
        entitled=5,
    ),
    Thing(
        state="done",
        name=T("两委商量", "Discussed by both committees"),
        on=date(2026, 10, 16),
        body=T("两委", "Both committees"),
        present=8,
        entitled=9,
        checks=[
            check(
                "ok",
                "改了2处：加了残疾户补助，取消了预留金",
                "2 changes: disability supplement added, reserve fund dropped",
            )
        ],
    ),
    Thing(
        state="late",
        name=T("党员大会审议", "Reviewed by party members"),
        on=date(2026, 10, 30),
        body=T("党员大会", "Party members’ meeting"),
        present=83,
        entitled=112,
        checks=[
            check("ok", "实到74%；要求三分之二", "74% present; two thirds required", ARTICLE),
            check("bad", "比规定晚2天", "2 days later than the rule allows"),
        ],
    ),
    Thing(
        state="breached",
        name=T("居民代表表决", "Vote by residents’ representatives"),
        on=date(2026, 11, 15),
        body=T("居民代表会议", "Representatives’ meeting"),
        present=50,
        entitled=57,
        checks=FINDINGS,
        note=T(
            "通知不足天数，这次决定暂不生效，须重开或由有权的会议追认。",
            "Too short a notice: this decision unlocks nothing until repeated or ratified by the competent body.",
        ),
        note_url="#",
        note_link=T("看处理", "See what follows"),
    ),
    Thing(
        state="current",
        name=T("公示名单", "List on notice"),
        on=date(2026, 11, 19),
        body="",
        summary=T("到11月26日，公开栏3处、上门21户", "until 26 Nov, 3 noticeboards, 21 home visits"),
        checks=[
            check("ok", "公开栏有照片为证（3/3）", "Noticeboards photographed (3 of 3)"),
            check("wait", "意见6条，答复5条", "6 objections, 5 answered"),
        ],
        url="#",
        link=T("看公示名单", "See the list"),
    ),
    Thing(
        state="blocked",
        name=T("发钱", "Pay out"),
        on=None,
        body="",
        waits_for=[
            check("bad", "表决合规", "The vote is in order"),
            check("wait", "公示期满（11月26日）", "The notice period ends (26 Nov)"),
            check("wait", "意见全部答复", "All objections answered"),
        ],
    ),
    Thing(
        state="skipped",
        name=T("听证", "Hearing"),
        on=None,
        body="",
        summary=T("规则不要求", "not required by the rules"),
    ),
    Thing(
        state="future",
        name=T("公开结果，大家评价", "Publish results, residents rate"),
        on=date(2026, 12, 20),
        body="",
        summary=T("最晚", "at the latest"),
    ),
]
VOTES = charts.seat_grid(charts.Votes(entitled=57, in_favour=40, against=5, abstained=3, recused=1, invalid=1))
MANY_VOTES = charts.seat_grid(charts.Votes(entitled=412, in_favour=301, against=12, abstained=4))
DOCUMENTS = [
    Thing(
        url="#",
        name=T("补助办法（盖章）", "Allowance rules (sealed)"),
        about=T("PDF · 4页 · 320 KB", "PDF · 4 pages · 320 KB"),
        icon="document",
    ),
    Thing(
        url="#",
        name=T("代表会议签到表", "Representatives’ sign-in sheet"),
        about=T("照片2张 · 190 KB", "2 photos · 190 KB"),
        icon="photo",
    ),
    Thing(
        url="#",
        name=T("公开栏张贴照片", "Noticeboard photographs"),
        about=T("11月19日 · 3处", "19 Nov · 3 places"),
        icon="camera",
    ),
]
SEAL = Thing(
    intact=True,
    checks=[check("ok", "6个文件与11月19日锁定时一致", "All 6 files match what was locked on 19 November")],
    fingerprint="7f3a 91c2 e04d",
    url="#",
)
BROKEN_SEAL = Thing(
    intact=False, trouble=T("第3个文件与记录不符。", "File 3 does not match the record."), fingerprint="", url=""
)
ENTRIES = [
    Thing(
        who=T("一位居民", "A resident"),
        on=date(2026, 11, 20),
        tag=tag("do", "check", "已采纳", "Upheld"),
        words=T("88号这户我们都不认识。", "None of us knows household 88."),
        reply=Thing(
            who=T("旧改办", "Renewal office"),
            on=date(2026, 11, 22),
            words=T("查实没有这户，已从名单撤下。", "There is no such household; the line is withdrawn."),
        ),
    ),
    Thing(
        who=T("一位居民", "A resident"),
        on=date(2026, 11, 22),
        tag=None,
        words=T("租房合同到期算不算？", "Does an expired lease count?"),
        reply=None,
        due=date(2026, 11, 27),
        late=False,
    ),
    Thing(
        who=T("一位居民", "A resident"),
        on=date(2026, 11, 9),
        tag=None,
        words=T("补助为什么按户不按人？", "Why by household and not by person?"),
        reply=None,
        due=date(2026, 11, 16),
        late=True,
    ),
]
CHANGES = [Thing(label=T("开会日期", "Date of the meeting"), before="2026-11-14", after="2026-11-15")]

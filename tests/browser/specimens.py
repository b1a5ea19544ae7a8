"""Every component in every state, filled with people and places that do not exist."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace as Thing
from typing import Any

from django import forms

from sunward.kernel import charts
from sunward.kernel.findings import Finding
from sunward.kernel.formfields import CivilDayField, CountField, StoredFileField, YuanFormField
from sunward.kernel.text import Text

T = Text
NOON = datetime(2026, 11, 23, 1, 40, tzinfo=UTC)
COMMUNITY = Thing(
    code="xiangyang",
    name=T("向阳社区", "Xiangyang Community"),
    street=T("柳河街道 · 2,318户", "Liuhe Street · 2,318 households"),
)


def tag(kind: str, icon: str, zh: str, en: str) -> Thing:
    return Thing(kind=kind, icon=icon, text=T(zh, en))


def fact(zh_label: str, en_label: str, zh: str, en: str, url: str = "") -> Thing:
    return Thing(label=T(zh_label, en_label), value=T(zh, en), url=url)


def figure(zh_label: str, en_label: str, value: object, note: object = "", url: str = "") -> Thing:
    return Thing(label=T(zh_label, en_label), value=value, note=note, url=url)


def action(zh: str, en: str) -> Thing:
    return Thing(url="#", text=T(zh, en))


def check(state: str, zh: str, en: str, source: object = "") -> dict[str, Any]:
    return {"state": state, "text": T(zh, en), "source": source}


TILES = [
    Thing(
        url="#decide",
        question=T("正在定什么", "What is being decided"),
        icon="decide",
        number=3,
        unit=T("件等您表态", "need your say"),
    ),
    Thing(
        url="#money",
        question=T("钱花到哪了", "Where the money goes"),
        icon="money",
        number="48.6",
        unit=T("万元，10月花的", "ten thousand ¥ in October"),
    ),
    Thing(
        url="#power",
        question=T("谁管什么", "Who holds power"),
        icon="people",
        number=9,
        unit=T("人，权限都写明", "people, limits stated"),
    ),
    Thing(
        url="#overdue",
        question=T("什么超期了", "What is overdue"),
        icon="overdue",
        number=2,
        unit=T("件没按时办", "missed the deadline"),
        hot=True,
    ),
]

MATTERS = [
    Thing(
        url="#",
        title=T("东片旧改：118户过渡补助怎么发", "East block renewal: moving allowance for 118 households"),
        tag=tag("info", "eye", "公示中", "On notice"),
        step_name=T("公示名单", "list on notice"),
        progress=charts.progress(["done", "done", "done", "breached", "current", "future", "future"]),
        facts=[fact("金额", "Amount", "¥2,846,000", "¥2,846,000"), fact("还剩", "Left", "3天", "3 days")],
        action=action("核对名单", "Check the list"),
    ),
    Thing(
        url="#",
        title=T("向阳路18号的房子租给谁", "Who rents the community’s rooms at 18 Xiangyang Road"),
        tag=tag("do", "decide", "投票中", "Voting open"),
        step_name=T("居民代表表决", "delegates vote"),
        progress=charts.progress(["done", "done", "done", "current", "future", "future", "future"]),
        facts=[
            fact("金额", "Amount", "年租 ¥216,000", "¥216,000 a year"),
            fact("还剩", "Left", "1天6小时", "1 day 6 hours"),
        ],
        action=action("去投票", "Vote"),
    ),
    Thing(
        url="#",
        title=T("小区停车怎么收费", "How to charge for estate parking"),
        tag=tag("warn", "hearing", "要开听证会", "Hearing soon"),
        step_name=T("听证会", "public hearing"),
        progress=charts.progress(["done", "done", "current", "future", "future", "future", "future"]),
        facts=[
            fact("时间", "When", "11月29日 19:30", "29 Nov, 19:30"),
            fact("地点", "Where", "服务站二楼", "Service centre, floor 2"),
        ],
        action=action("报名发言", "Ask to speak"),
    ),
]

FIGURES = [
    figure("收入", "Income", "¥4,126,300"),
    figure("支出", "Spending", "¥3,482,750", url="#"),
    figure("结余", "Balance", "¥643,550"),
    figure(
        "凭证已公开",
        "Vouchers published",
        T("213 / 214 笔", "213 of 214"),
        T("缺1笔，已催6天", "1 missing, chased for 6 days"),
    ),
]

SPENDING = charts.bar_list(
    [
        (T("旧改与安置", "Renewal and resettlement"), Decimal(1_462_755), "#"),
        (T("环境与维修", "Upkeep and repairs"), Decimal(835_860), "#"),
        (T("助老助困", "Care for the elderly and poor"), Decimal("487585.50"), "#"),
        (T("人员补贴", "Staff allowances"), Decimal(382_990), "#"),
        (T("文化活动", "Culture"), Decimal(208_965), "#"),
        (T("办公", "Office"), Decimal(104_595), "#"),
    ]
)
BUDGET = charts.stacked_bar(
    [
        charts.Part(T("已付", "Paid"), Decimal(1_200_000)),
        charts.Part(T("已批未付", "Approved, not yet paid"), Decimal(640_000), "info"),
        charts.Part(T("被拦下", "Held"), Decimal(48_000), "alert"),
    ],
    whole=Decimal(2_846_000),
)

PAYMENTS = [
    Thing(
        url="#",
        name=T("3号楼楼道照明维修", "Stair lighting, block 3"),
        amount=Decimal(8640),
        on=date(2026, 11, 20),
        payee=T("明光电器", "Mingguang Electric"),
        tags=[tag("do", "voucher", "有凭证", "Voucher")],
    ),
    Thing(
        url="#",
        name=T("重阳节慰问96户", "Double Ninth visits, 96 homes"),
        amount=Decimal(19200),
        on=date(2026, 11, 18),
        payee="",
        tags=[tag("do", "voucher", "有凭证", "Voucher")],
    ),
    Thing(
        url="#",
        name=T("树木修剪（第二次付款）", "Tree pruning (second payment)"),
        amount=Decimal("36500.50"),
        on=date(2026, 11, 17),
        payee=T("绿荫园艺", "Lüyin Gardening"),
        tags=[
            tag("alert", "alert", "缺凭证6天", "No voucher, 6 days"),
            tag("warn", "history", "门外付款", "Paid outside the chain"),
        ],
    ),
]

PEOPLE = [
    Thing(
        url="#",
        initials=T("陈", "CG"),
        name=T("陈国良", "Chen Guoliang"),
        post=T("书记、居委会主任", "Party secretary and committee director"),
        facts=[
            fact("可单独批", "Alone up to", "¥5,000", "¥5,000"),
            fact("上次述职", "Last report", "7月 · 满意86%（212人评）", "July · 86% satisfied (212 ratings)"),
            fact("受谁监督", "Checked by", "监督委员会、街道", "Supervision committee, street"),
        ],
        tags=[tag("warn", "warn", "一人兼3职", "Holds 3 posts")],
    ),
    Thing(
        url="#",
        initials=T("林", "LY"),
        name=T("林玉芬", "Lin Yufen"),
        post=T("副主任，管财务", "Deputy director, finance"),
        facts=[
            fact("可单独批", "Alone up to", "¥2,000", "¥2,000"),
            fact("受谁监督", "Checked by", "监督委员会、审计", "Supervision committee, audit"),
        ],
        tags=[],
    ),
    Thing(
        url="",
        initials=T("周", "ZM"),
        name=T("周明德", "Zhou Mingde"),
        post=T("监督委员会主任", "Head of the supervision committee"),
        facts=[
            fact("能做什么", "May", "质询、查账、提请暂停", "Question, inspect books, ask for a hold"),
            fact("今年质询", "Questions", "14次，答复13次", "14 this year, 13 answered"),
        ],
        tags=[],
    ),
]

OVERDUE = [
    Thing(
        url="#",
        title=T("第三季度财务公开", "Third-quarter accounts"),
        days_late=8,
        unit="",
        owner=T("林玉芬", "Lin Yufen"),
        stuck_at=T("缺1张凭证", "1 voucher missing"),
        next_step=T("11月25日自动报街道纪工委", "Goes to the street discipline office on 25 Nov"),
    ),
    Thing(
        url="",
        title=T("2号楼漏水的答复", "Reply on the leak in block 2"),
        days_late=1,
        unit="working",
        owner=T("陈国良", "Chen Guoliang"),
        stuck_at=T("等物业报价", "Waiting for a quote"),
        next_step=T("11月24日监督委员会质询", "The supervision committee questions the owner on 24 Nov"),
    ),
]

CHANNELS = [
    Thing(icon="board", name=T("看公开栏", "Noticeboard"), about=T("3处，每周一更新", "3 places, updated on Mondays")),
    Thing(
        icon="kiosk", name=T("服务站一体机", "Service-centre kiosk"), about=T("每天8:30—20:00", "8:30–20:00 every day")
    ),
    Thing(icon="decide", name=T("纸质选票", "Paper ballot"), about=T("当众开箱", "Sealed box, opened in public")),
    Thing(icon="visit", name=T("上门办理", "Home visit"), about=T("打服务站电话", "Call the service centre")),
]

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

TASKS = [
    Thing(
        title=T("上传8,640元的发票", "Upload the invoice for ¥8,640"),
        about=T("3号楼楼道照明维修", "Stair lighting, block 3"),
        due=T("今天", "Today"),
        kind="warn",
        url="#",
        verb=T("上传", "Upload"),
        why_not=[],
    ),
    Thing(
        title=T("公布代表会议结果", "Publish the result of the meeting"),
        about="",
        due=T("11月27日", "27 November"),
        kind="idle",
        url="#",
        verb=T("公布", "Publish"),
        why_not=[],
    ),
    Thing(
        title=T("付补助款", "Pay the allowance"),
        about=T("需要两人签字", "Needs two signatures"),
        due="",
        kind="",
        url="",
        verb=T("还不能付", "Not yet"),
        why_not=[
            FINDINGS[1],
            Finding("posting", False, T("公示还差3天", "The posting has 3 days to run"), "向阳社区财务管理办法 第四条"),
        ],
    ),
]


def cell(value: object, zh: str = "", en: str = "", **options: Any) -> Thing:
    return Thing(text=value, label=T(zh, en), **options)


TABLE = Thing(
    caption=T("本周要问的社区", "Communities to ask this week"),
    columns=[
        Thing(label=T("社区", "Community")),
        Thing(label=T("为什么", "Why")),
        Thing(label=T("超期", "Overdue"), numeric=True),
        Thing(label=T("缺凭证", "No voucher"), numeric=True),
        Thing(label=T("12周", "12 weeks")),
    ],
    rows=[
        [
            cell(T("光明社区", "Guangming"), url="#"),
            cell(T("检查前4天补录171条", "171 entries made in the 4 days before a visit"), full=True),
            cell(6, "超期", "Overdue", numeric=True, bad=True),
            cell("¥186,400", "缺凭证", "No voucher", numeric=True, bad=True),
            cell(charts.sparkline([3, 4, 2, 5, 9, 14], label="3–14", tone="alert", highest=14).svg, "12周", "12 weeks"),
        ],
        [
            cell(T("和平社区", "Heping"), url="#"),
            cell(T("没有要问的", "Nothing to ask"), full=True),
            cell(0, "超期", "Overdue", numeric=True),
            cell("¥0", "缺凭证", "No voucher", numeric=True),
            cell(charts.sparkline([4, 4, 5, 4, 4, 5], label="4–5", highest=14).svg, "12周", "12 weeks"),
        ],
    ],
)
DAYS = [
    charts.Day(date(2026, 10, day), (day * 7) % 19 + 4 if day % 7 > 1 else 1, day % 3 if day % 7 > 1 else 0)
    for day in range(1, 29)
]
DAYS += [
    charts.Day(
        date(2026, 11, day), 60 + day * 8 if day in {4, 5, 6, 7} else 12 + day % 5, 45 if day in {4, 5, 6, 7} else 1
    )
    for day in range(1, 15)
]
EVENTS = charts.event_chart(
    DAYS,
    [
        charts.Mark(date(2026, 11, 3), T("通知要来检查", "Notice of the inspection")),
        charts.Mark(date(2026, 11, 8), T("检查", "Inspection")),
    ],
    label="1 October–14 November",
)
CHANGES = [Thing(label=T("开会日期", "Date of the meeting"), before="2026-11-14", after="2026-11-15")]
DATA_LINKS = [Thing(name="CSV", url="#csv"), Thing(name="JSON", url="#json")]
CRUMBS = [
    Thing(name=COMMUNITY.name, url="#"),
    Thing(name=T("正在定的事", "Being decided"), url="#"),
    Thing(name="XY-2026-031", url=""),
]


class EveryField(forms.Form):
    """One field of every kind that the pages use."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    purpose = forms.CharField(
        label=T("用途", "What it is for"), help_text=T("写清楚买了什么、给谁用。", "Say what was bought and for whom.")
    )
    amount = YuanFormField(label=T("金额（元）", "Amount (yuan)"), help_text=T("例如 2846.50", "For example 2846.50"))
    spent_on = CivilDayField(label=T("哪一天", "Which day"))
    present = CountField(label=T("到会人数", "How many were present"), required=False)
    body = forms.ChoiceField(
        label=T("哪个会", "Which meeting"),
        choices=[("a", T("居民代表会议", "Representatives’ meeting")), ("b", T("党员大会", "Party members’ meeting"))],
    )
    outcome = forms.ChoiceField(
        label=T("结果", "Outcome"),
        widget=forms.RadioSelect,
        choices=[("y", T("通过", "Passed")), ("n", T("没通过", "Not passed"))],
    )
    boards = forms.MultipleChoiceField(
        label=T("贴在哪", "Posted where"),
        widget=forms.CheckboxSelectMultiple,
        choices=[("1", T("1号栏", "Board 1")), ("2", T("2号栏", "Board 2"))],
        required=False,
    )
    invoice = StoredFileField(label=T("发票", "Invoice"), help_text=T("手机拍照也行", "A phone photograph will do"))
    words = forms.CharField(label=T("说明", "Explanation"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agree = forms.BooleanField(label=T("我核对过原件", "I compared it with the original"))


EveryField.base_fields["invoice"].accepted = T("PDF、照片，20 MB以内", "PDF or photograph, up to 20 MB")  # type: ignore[attr-defined]


def specimens() -> dict[str, Any]:
    """All of it under lower-case names, with forms as they stand: fresh, and come back with errors."""
    own = {name.lower(): value for name, value in globals().items() if name.isupper() and len(name) > 1}
    wrong = EveryField({"purpose": "", "amount": "abc", "spent_on": ""})
    return own | {"form": EveryField(), "wrong": wrong, "as_of": NOON, "accessibility_url": "#a", "demo": False}

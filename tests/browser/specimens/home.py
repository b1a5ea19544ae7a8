"""Specimens of what stands on the first page of a community, and of its lists."""

from types import SimpleNamespace as Thing

from sunward.kernel.findings import Finding
from sunward.portal import charts
from tests.browser.specimens.deciding import FINDINGS
from tests.browser.specimens.made import COMMUNITY, T, action, fact, tag

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
DATA_LINKS = [Thing(name="CSV", url="#csv"), Thing(name="JSON", url="#json")]
CRUMBS = [
    Thing(name=COMMUNITY.name, url="#"),
    Thing(name=T("正在定的事", "Being decided"), url="#"),
    Thing(name="XY-2026-031", url=""),
]

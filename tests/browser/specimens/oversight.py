"""Specimens of what an inspector looks at: a table of communities, entries over time."""

from datetime import date
from types import SimpleNamespace as Thing
from typing import Any

from sunward.portal import charts
from tests.browser.specimens.made import T


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

"""Specimens of amounts, charts of them, and payments."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace as Thing

from sunward.portal import charts
from tests.browser.specimens.made import T, figure, tag

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

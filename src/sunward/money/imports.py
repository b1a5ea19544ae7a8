"""Past payments by file: what was paid before the gate stood, one voucher a line."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from sunward.kernel import clock
from sunward.kernel.text import Text
from sunward.money.models import PastPayment
from sunward.money.models.payee import KINDS as PAYEE_KINDS
from sunward.money.models.payment import CATEGORIES
from sunward.registry import queries as registry
from sunward.registry.imports import columns as read
from sunward.registry.imports.columns import Column
from sunward.registry.imports.kinds import Kind, register
from sunward.registry.imports.problems import Problem
from sunward.registry.models import StagedFile


def _words(choices: Iterable[tuple[str, Text]]) -> dict[str, tuple[str, ...]]:
    return {key: (text.zh, text.en) for key, text in choices}


COLUMNS = (
    Column("voucher", Text("凭证号", "voucher number"), read.text(60), required=True, also=("凭证编号", "凭证")),
    Column("paid_on", Text("付款日期", "paid on"), read.day, required=True, also=("日期", "date")),
    Column("amount", Text("金额", "amount"), read.amount, required=True, also=("金额（元）", "amount (yuan)")),
    Column("payee", Text("收款方", "payee"), read.text(120), required=True, also=("收款人", "收款单位")),
    Column("payee_kind", Text("收款方类型", "kind of payee"), read.one_of(_words(PAYEE_KINDS)), required=True),
    Column("category", Text("类别", "category"), read.one_of(_words(CATEGORIES)), required=True),
    Column("purpose", Text("用途", "purpose"), read.text(300), required=True, also=("摘要",)),
    Column("site", Text("地点", "place"), read.text(120)),
)


def after_founding(founded: date) -> str:
    """Why a payment of that day or later is no past payment: whatever left since then passed the gate, or stands on
    the bank statement as paid outside the chain."""
    return _("From %(day)s on a payment leaves by a payment order; only earlier ones are past.") % {"day": founded}


def conflicts(file: StagedFile) -> Iterable[Problem]:
    """Vouchers that have been recorded already, and days on which the gate stood or that have not come."""
    rows = PastPayment.objects.filter(community_code=file.community_code)
    known, today = set(rows.values_list("voucher", flat=True)), clock.today().isoformat()
    founded = registry.community(file.community_code).founded_on
    for line, cells in PAST_PAYMENTS.rows(file):
        if cells["voucher"] in known:
            yield Problem(line, PAST_PAYMENTS.heading("voucher"), _("This voucher has been recorded already."))
        if cells["paid_on"] > today:
            yield Problem(line, PAST_PAYMENTS.heading("paid_on"), _("This day has not come yet."))
        elif cells["paid_on"] >= founded.isoformat():
            yield Problem(line, PAST_PAYMENTS.heading("paid_on"), after_founding(founded))


PAST_PAYMENTS = register(
    Kind(
        key="past_payments",
        title=Text("以往付款", "past payments"),
        columns=COLUMNS,
        act="money.import_past_payments",
        once=("voucher",),
        conflicts=conflicts,
    )
)

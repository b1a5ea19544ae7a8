"""Record money that came in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.money.models import Income
from sunward.money.numbering import INCOME, next_number
from sunward.registry.acting import ActOnCommunity

KINDS = (
    ("rent", Text("租金", "rent")),
    ("grant", Text("上级拨款", "grant from above")),
    ("compensation", Text("补偿款", "compensation")),
    ("fees", Text("服务收费", "fees")),
    ("donation", Text("捐赠", "donation")),
    ("other", Text("其他", "other")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyIn:
    kind: str = asked("来源", "kind", choices=KINDS)
    amount: Decimal = asked("金额（元）", "amount (yuan)")
    received_on: date = asked("哪天收到", "received on")
    banked_on: date | None = asked("哪天存入银行", "banked on", default=None)
    receipt_number: str = asked("收据号码", "receipt number", most=60)
    payer: str = asked("付款人", "payer", most=120, default="", private=True)


@register
class RecordIncome(ActOnCommunity[MoneyIn]):
    """The days between receipt and bank are shown, not judged here."""

    name = "money.record_income"
    title = Text("登记收入", "record income")
    kind = "report"
    facts_type = MoneyIn

    def took_place_on(self) -> date | None:
        return self.facts.received_on

    def judge(self) -> Iterable[Finding]:
        wrong: dict[str, list[str]] = {}
        if self.facts.received_on > self.call.day:
            wrong["received_on"] = [_("This day has not come yet.")]
        if self.facts.banked_on and self.facts.banked_on < self.facts.received_on:
            wrong["banked_on"] = [_("Money is banked on the day it is received, or later.")]
        if Income.objects.filter(community_code=self.community, receipt_number=self.facts.receipt_number).exists():
            wrong["receipt_number"] = [_("This receipt has been recorded already.")]
        if wrong:
            raise FactsError(wrong)
        return ()

    def write(self) -> Outcome:
        number, position = next_number(self.community, INCOME, self.call.day)
        Income.objects.create(
            number=number, community_code=self.community, year=self.facts.received_on.year, position=position,
            kind=self.facts.kind, amount=self.facts.amount, payer=self.facts.payer,
            receipt_number=self.facts.receipt_number, received_on=self.facts.received_on,
            banked_on=self.facts.banked_on, recorded_on=self.call.day,
        )  # fmt: skip
        return Outcome(result=Ref("income", number))

"""Record a payment of the time before the gate."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.spelling import same_spelling
from sunward.kernel.text import Text
from sunward.money.imports import after_founding
from sunward.money.models import PastPayment
from sunward.money.models.payee import KINDS
from sunward.money.models.payment import CATEGORIES
from sunward.registry import queries as registry
from sunward.registry.acting import ActOnCommunity

BEFORE_THE_GATE = Finding(
    "before_the_gate", True, Text("设卡前的付款：只登记，不放行", "Before the gate: recorded, releasing nothing")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPaid:
    """One past payment; also the row of an import (`docs/import/`)."""

    voucher: str = asked("凭证号", "voucher number", most=60)
    paid_on: date = asked("付款日期", "paid on")
    amount: Decimal = asked("金额（元）", "amount (yuan)")
    payee: str = asked("收款方", "payee", private=True, name=True, most=120)
    payee_kind: str = asked("收款方是", "the payee is a", choices=KINDS)
    category: str = asked("类别", "category", choices=CATEGORIES)
    purpose: str = asked("用途", "purpose")
    site: str = asked("地点", "place", most=120, default="")


def past_payment(community: str, paid: PastPaid, on: date) -> PastPayment:
    """The row for a past payment, not yet saved."""
    return PastPayment(
        community_code=community, voucher=paid.voucher.strip(), paid_on=paid.paid_on, amount=paid.amount,
        payee=paid.payee.strip(), payee_key=same_spelling(paid.payee), payee_kind=paid.payee_kind,
        category=paid.category, site=paid.site.strip(), site_key=same_spelling(paid.site), purpose=paid.purpose,
        recorded_on=on,
    )  # fmt: skip


def known_vouchers(community: str, vouchers: Iterable[str]) -> set[str]:
    """Which of these vouchers have been recorded already."""
    rows = PastPayment.objects.filter(community_code=community, voucher__in=[each.strip() for each in vouchers])
    return set(rows.values_list("voucher", flat=True))


@register
class RecordPastPayment(ActOnCommunity[PastPaid]):
    """Comes in as what it is: it passed no gate, so it is drawn from no budget line and no decision."""

    name = "money.record_past_payment"
    title = Text("登记以往付款", "record a past payment")
    kind = "report"
    facts_type = PastPaid

    def judge(self) -> Iterable[Finding]:
        if self.facts.paid_on > self.call.day:
            raise FactsError({"paid_on": [_("This day has not come yet.")]})
        founded = registry.community(self.community).founded_on
        if self.facts.paid_on >= founded:
            raise FactsError({"paid_on": [after_founding(founded)]})
        if known_vouchers(self.community, [self.facts.voucher]):
            raise FactsError({"voucher": [_("This voucher has been recorded already.")]})
        yield BEFORE_THE_GATE

    def write(self) -> Outcome:
        past_payment(self.community, self.facts, self.call.day).save()
        return Outcome(public={"before_the_gate": True})

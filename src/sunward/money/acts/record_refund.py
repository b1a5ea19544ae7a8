"""Money that left outside the chain comes back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F
from django.utils.translation import gettext as _

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.yuan import fen
from sunward.money.models import BankLine
from sunward.money.rules.matching import CORRECTED


@dataclass(frozen=True, slots=True)
class CameBack:
    amount: Decimal = asked("退回金额（元）", "amount that came back (yuan)")
    received_on: date = asked("哪天收到", "received on")
    receipt_number: str = asked("收据号码", "receipt number")


@register
class RecordRefund(Act[BankLine, CameBack]):
    """In one sum or in parts, never more than what left."""

    name = "money.record_refund"
    title = Text("登记追回款", "record money that came back")
    kind = "report"
    subject_type = "bank_line"
    subject_model = BankLine
    facts_type = CameBack

    def judge(self) -> Iterable[Finding]:
        left = self.subject.amount - self.subject.recovered
        if self.subject.outside_why in {"", CORRECTED}:
            raise FactsError({"amount": [_("This line was not paid outside the chain.")]})
        if self.facts.amount > left:
            raise FactsError({"amount": [_("Only %(left)s yuan are still out.") % {"left": left}]})
        if not self.subject.day <= self.facts.received_on <= self.call.day:
            raise FactsError({"received_on": [_("It came back after it left, and not in the future.")]})
        return ()

    def write(self) -> Outcome:
        BankLine.objects.filter(pk=self.subject.pk).update(
            recovered=F("recovered") + fen(self.facts.amount), recovered_on=self.facts.received_on
        )
        return Outcome(result=self.subject.ref)

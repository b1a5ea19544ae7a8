"""Say when money that was received came to the bank."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.money.models import Income


@dataclass(frozen=True, slots=True)
class Banked:
    banked_on: date = asked("哪天存入银行", "banked on")


@register
class BankIncome(Act[Income, Banked]):
    """Once. Several receipts may go to the bank as one sum, so no line of the statement is asked for: whoever compares
    the two has both lists."""

    name = "money.bank_income"
    title = Text("登记收入存入银行", "record that income was banked")
    kind = "report"
    subject_type = "income"
    subject_model = Income
    facts_type = Banked

    def judge(self) -> Iterable[Finding]:
        day, income = self.facts.banked_on, self.subject
        if income.banked_on:
            raise unusable("banked_on", "这笔收入已经登记存入银行。", "It has been recorded as banked already.")
        if not income.received_on <= day <= self.call.day:
            zh, en = "存入银行不早于收到，不晚于今天。", "It is banked when it is received or later, until today."
            raise unusable("banked_on", zh, en)
        return ()

    def write(self) -> Outcome:
        self.subject.banked_on = self.facts.banked_on
        self.subject.save(update_fields=["banked_on"])
        return Outcome(result=self.subject.ref)

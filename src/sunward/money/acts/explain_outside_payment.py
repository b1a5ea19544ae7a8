"""Say in public why money left without an order."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.money.models import BankLine
from sunward.money.rules.matching import CORRECTED

NO_NAMES = Text("说明会公开，请不要写居民姓名", "this is public: write no residents' names")


@dataclass(frozen=True, slots=True)
class Explained:
    explanation: str = asked("说明", "explanation", hint=NO_NAMES, long=True)


@register
class ExplainOutsidePayment(Act[BankLine, Explained]):
    """An explanation settles nothing: the line stays outside the chain."""

    name = "money.explain_outside_payment"
    title = Text("说明链外支付", "explain a payment outside the chain")
    kind = "report"
    subject_type = "bank_line"
    subject_model = BankLine
    facts_type = Explained

    def judge(self) -> Iterable[Finding]:
        if self.subject.outside_why in {"", CORRECTED}:
            raise FactsError({"explanation": [_("This line was paid on an order; nothing is to be explained.")]})
        if self.subject.explained_on:
            raise FactsError({"explanation": [_("This line has been explained already.")]})
        return ()

    def write(self) -> Outcome:
        line = self.subject
        line.explanation, line.explained_on, line.explained_by = self.facts.explanation, self.call.day, self.call.by
        line.save(update_fields=["explanation", "explained_on", "explained_by"])
        return Outcome(result=line.ref)

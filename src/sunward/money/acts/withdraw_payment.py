"""Take a request back."""

from collections.abc import Iterable
from dataclasses import dataclass

from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.money import consequences
from sunward.money.acts.on_payment import OnPayment
from sunward.money.models import Order


@dataclass(frozen=True, slots=True)
class Withdrawn:
    reason: str = asked("理由", "reason")


@register
class WithdrawPayment(OnPayment[Withdrawn]):
    """Before the release, or after the accounting centre sent the order back: then what was taken off line, tender
    and decision goes back to them. A refused order by itself gives nothing back."""

    name = "money.withdraw_payment"
    title = Text("撤回付款申请", "withdraw a payment request")
    facts_type = Withdrawn

    def standing(self) -> Iterable[Finding]:
        if self.subject.withdrawn_on or not self._sent_back:
            yield from self.still_open()

    @property
    def _sent_back(self) -> bool:
        return Order.objects.filter(payment=self.subject, answer="refused").exists()

    def write(self) -> Outcome:
        self.subject.withdrawn_on = self.call.day
        self.subject.withdrawn_why = self.facts.reason
        self.subject.save(update_fields=["withdrawn_on", "withdrawn_why"])
        follows = self._give_back() if self._sent_back else []
        return Outcome(result=self.subject.ref, consequences=follows)

    def _give_back(self) -> list[Consequence]:
        payment = self.subject
        payment.line.draw(-payment.amount)
        if payment.tender:
            payment.tender.draw(-payment.amount)
        if payment.urgent or not payment.decision_number:
            return []
        return [consequences.give_back(payment.decision_number, payment.amount, payment.number)]

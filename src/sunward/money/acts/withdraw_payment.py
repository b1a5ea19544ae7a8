"""Take a request back."""

from collections.abc import Iterable
from dataclasses import dataclass

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.money.acts.giving_back import give_back
from sunward.money.acts.has_left import not_left
from sunward.money.acts.on_payment import OnPayment
from sunward.money.models import Order, UrgentCase
from sunward.money.queries.payments import order_of

REFUNDED = Text("这笔应急开支已经退回", "This urgent spending has been paid back already")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    reason: str = asked("理由", "reason")


@register
class WithdrawPayment(OnPayment[Withdrawn]):
    """Before the release, or after the accounting centre sent the order back: then what was taken off line, tender
    and decision goes back to them, once. A refused order by itself gives nothing back."""

    name = "money.withdraw_payment"
    title = Text("撤回付款申请", "withdraw a payment request")
    facts_type = Withdrawn
    duty = False

    def standing(self) -> Iterable[Finding]:
        if self.subject.withdrawn_on or not self._sent_back:
            yield from self.still_open()
        if UrgentCase.objects.filter(payment=self.subject, refunded_on__isnull=False).exists():
            yield Finding("refunded", False, REFUNDED)
        yield from not_left(order_of(self.subject))

    @property
    def _sent_back(self) -> bool:
        return Order.objects.filter(payment=self.subject, answer="refused").exists()

    def write(self) -> Outcome:
        self.subject.withdrawn_on = self.call.day
        self.subject.withdrawn_why = self.facts.reason
        self.subject.save(update_fields=["withdrawn_on", "withdrawn_why"])
        UrgentCase.objects.filter(payment=self.subject).update(withdrawn_on=self.call.day)
        follows = give_back(self.subject) if self._sent_back else []
        return Outcome(result=self.subject.ref, consequences=follows)

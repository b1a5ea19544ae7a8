"""Let the money leave: the numbered payment order."""

from collections.abc import Iterable

from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.facts import NoFacts
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.money import consequences
from sunward.money.acts.asking import budget_finding
from sunward.money.acts.on_payment import OnPayment
from sunward.money.models import BudgetLine, Order
from sunward.money.models.budget import POSITIONS
from sunward.money.numbering import ORDER, next_number
from sunward.money.queries.gate import conditions


@register
class ReleasePayment(OnPayment[NoFacts]):
    """Refused while any condition shown to residents is open. What is taken off line, tender and decision can never
    exceed what was authorised: the database has the last word."""

    name = "money.release_payment"
    title = Text("放行付款", "release a payment")

    def standing(self) -> Iterable[Finding]:
        yield from self.still_open()
        yield from self.in_office()
        yield from (found.finding() for found in conditions(self.subject, self.call.day))

    def judge(self) -> Iterable[Finding]:
        line = BudgetLine.objects.select_for_update().get(pk=self.subject.line_id)
        yield budget_finding(line, self.subject.amount)

    def write(self) -> Outcome:
        payment = self.subject
        payment.line.draw(payment.amount)
        if payment.tender:
            payment.tender.draw(payment.amount)
        payment.released_on = self.call.day
        payment.save(update_fields=["released_on"])
        order = self._issue()
        public = {"order": order.number, "amount": str(payment.amount), "line": payment.line.number}
        return Outcome(order.ref, public, consequences=self._draws())

    def _issue(self) -> Order:
        payment = self.subject
        number, position = next_number(payment.community_code, ORDER, self.call.day)
        return Order.objects.create(
            number=number, community_code=payment.community_code, year=self.call.day.year,
            serial=position % POSITIONS, payment=payment, released_on=self.call.day,
        )  # fmt: skip

    def _draws(self) -> list[Consequence]:
        payment = self.subject
        if payment.urgent or not payment.decision_number:
            return []
        return [consequences.draw(payment.decision_number, payment.amount, payment.number)]

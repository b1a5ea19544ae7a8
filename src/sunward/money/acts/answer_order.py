"""The accounting centre takes an order or sends it back."""

from collections.abc import Iterable
from dataclasses import dataclass

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.money.acts.has_left import not_left
from sunward.money.acts.in_office import in_office
from sunward.money.acts.on_payment import WITHDRAWN
from sunward.money.models import Order

ANSWERS = (("accepted", Text("接收", "accepted")), ("refused", Text("退回", "refused")))


@dataclass(frozen=True, slots=True)
class Answered:
    answer: str = asked("答复", "answer", choices=ANSWERS)
    reason: str = asked("理由", "reason", hint=Text("退回必须说明", "a refusal needs one"), default="")


@register
class AnswerOrder(Act[Order, Answered]):
    """Answered once. A refusal reopens nothing: the payment is withdrawn and asked for again, or the order stands
    refused."""

    name = "money.answer_order"
    title = Text("答复付款单", "answer a payment order")
    kind = "effect"
    subject_type = "order"
    subject_model = Order
    facts_type = Answered

    def standing(self) -> Iterable[Finding]:
        yield from in_office(self.call, self.subject.community_code)
        if self.subject.answer:
            yield Finding("answered", False, Text("这张付款单已答复", "This order has been answered already"))
        if self.subject.payment.withdrawn_on:
            yield Finding("withdrawn", False, WITHDRAWN)

    def judge(self) -> Iterable[Finding]:
        if self.facts.answer == "refused":
            text = Text("退回要写明理由", "A refusal needs a reason")
            yield Finding("reason", bool(self.facts.reason.strip()), text)
            yield from not_left(self.subject)

    def write(self) -> Outcome:
        order = self.subject
        order.answer, order.reason = self.facts.answer, self.facts.reason
        order.answered_on, order.answered_by = self.call.day, self.call.by
        order.save(update_fields=["answer", "reason", "answered_on", "answered_by"])
        return Outcome(result=order.ref, public={"payment": order.payment.number})

"""The condition that what is large goes to open tender, and that its winner is paid, up to its price."""

from collections.abc import Iterator

from sunward.kernel.text import Text
from sunward.money.rules.condition import Condition
from sunward.money.rules.facts import PaymentFacts, Rules
from sunward.money.rules.wording import phrase, said_yuan


def tender_condition(payment: PaymentFacts, rules: Rules) -> Iterator[Condition]:
    """The open tender behind a payment whose sum needs one."""
    if not rules.tender_source:
        return
    against = _against(payment, rules)
    if against:
        yield Condition("tender", False, against, rules.tender_source)
    elif payment.tender:
        text = phrase("已公开招标（{no}）", "Openly tendered ({no})", no=payment.tender.number)
        yield Condition("tender", True, text, rules.tender_source)


def _against(payment: PaymentFacts, rules: Rules) -> Text | None:
    tender, total = payment.tender, said_yuan(rules.tested_sum)
    if tender is None:
        return phrase("合计 {total} 元，需要公开招标", "The sum of {total} yuan needs an open tender", total=total)
    if tender.winner != payment.payee.name:
        return phrase("收款方不是招标 {no} 的中标人", "The payee did not win tender {no}", no=tender.number)
    if tender.barred:
        return Text("发现利益冲突：中标人不能参加投标", "A conflict was found: the winner may not bid")
    if not payment.released and tender.room < payment.amount:
        room = said_yuan(tender.room)
        return phrase("超过中标价，只剩 {room} 元", "Above the winning price: {room} yuan left", room=room)
    return None

"""Which order a bank line belongs to; a line out without one was paid outside the chain."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sunward.kernel.text import Text

CORRECTED = "corrected"  # was on an order; a correction says that it never left
OUTSIDE = {
    "no_order": Text("没有付款单号", "no payment order named"),
    "unknown_order": Text("查无此付款单", "no such payment order"),
    "other_amount": Text("金额与付款单不符", "another amount than the order says"),
    "other_payee": Text("收款方与付款单不符", "another payee than the order says"),
    "paid_before": Text("这张付款单已经付过", "this order had been paid already"),
    "refused": Text("核算中心已退回这张付款单", "the accounting centre had refused this order"),
    "before_order": Text("钱在开付款单之前已经付出", "the money left before the order was issued"),
    "not_accepted": Text(
        "付款时核算中心还没有接收这张付款单", "the accounting centre had not accepted this order when the money left"
    ),
    CORRECTED: Text("更正后的对账单里没有这一笔", "not in the corrected statement"),
}


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """An order as a bank line is compared with it."""

    number: str
    amount: Decimal
    payee: str  # as `same_spelling` writes it
    refused: bool
    paid: bool
    issued_on: date
    accepted_on: date | None


def outside_because(named: str, amount: Decimal, counterparty: str, day: date, order: OrderFacts | None) -> str:
    """Why a line out does not belong to the order it names (a key of OUTSIDE); empty when it does.

    The accounting centre's word comes before the money: an order accepted afterwards would be no control at all.
    """
    if not named:
        return "no_order"
    if order is None:
        return "unknown_order"
    tests = (
        ("refused", order.refused),
        ("paid_before", order.paid),
        ("other_amount", order.amount != amount),
        ("other_payee", order.payee != counterparty),
        ("before_order", day < order.issued_on),
        ("not_accepted", order.accepted_on is None or day < order.accepted_on),
    )
    return next((why for why, failed in tests if failed), "")

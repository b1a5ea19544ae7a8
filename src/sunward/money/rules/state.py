"""How far a payment has come, told from what has happened."""

from typing import Literal

PaymentState = Literal["waiting", "withdrawn", "released", "accepted", "refused", "paid"]


def payment_state(withdrawn: bool, released: bool, answer: str, paid: bool) -> PaymentState:
    """`released`: the order is issued; `accepted` and `refused` are the accounting centre's; `paid` the bank's."""
    if withdrawn:
        return "withdrawn"
    if not released:
        return "waiting"
    if paid:
        return "paid"
    answers: dict[str, PaymentState] = {"accepted": "accepted", "refused": "refused"}
    return answers.get(answer, "released")

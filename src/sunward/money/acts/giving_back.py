"""What a payment took returns to where it was taken from."""

from sunward.kernel.acts import Consequence
from sunward.money import consequences
from sunward.money.models import Payment


def give_back(payment: Payment) -> list[Consequence]:
    """Line and tender have the sum again; what follows tells the decision behind it, or the one that ratified it.
    Once a payment: whoever calls has judged that it neither came back nor was withdrawn before."""
    payment.line.draw(-payment.amount)
    if payment.tender:
        payment.tender.draw(-payment.amount)
    decision = payment.urgent_case.decision_number if payment.urgent else payment.decision_number
    return [consequences.give_back(decision, payment.amount, payment.number)] if decision else []

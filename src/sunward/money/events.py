"""What the money context announces."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PaymentReleased:
    """Money may leave: the order has been issued."""

    community: str
    payment: str
    order: str
    amount: Decimal
    on: date


@dataclass(frozen=True, slots=True)
class OrderRefused:
    """The accounting centre sent an order back; the money stays where it was."""

    community: str
    order: str
    payment: str
    on: date


@dataclass(frozen=True, slots=True)
class PaidOutsideChain:
    """A bank statement shows money that left without an order."""

    community: str
    bank_line: str
    amount: Decimal
    paid_on: date
    on: date

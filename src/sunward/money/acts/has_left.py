"""Money that has left is neither refused nor withdrawn: its line would be free while the money is gone."""

from collections.abc import Iterator

from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.money.models import Order
from sunward.money.queries.bank import has_left

GONE = Text(
    "银行对账单显示，这张付款单的钱已经付出，还没有全部追回",
    "The bank shows that the money of this order has left, and not all of it has come back",
)


def not_left(order: Order | None) -> Iterator[Finding]:
    """A finding where the bank shows it. Whoever wants to refuse or withdraw can get the money back, and a line that
    the bank does not have is struck by a correction."""
    if order and has_left(order):
        yield Finding("has_left", False, GONE)

"""Short ways from a request to a payment order and back to the bank statement."""

from decimal import Decimal
from itertools import count
from typing import Any

from sunward.demo.script import ACCOUNTANT, CLERK, DEPUTY, DIRECTOR, SUPERVISOR, Community, paper
from sunward.kernel.refs import Ref
from sunward.money import queries as money

_invoices = count(1001)


def line(community: Community, key: str, year: int) -> Ref:
    """A line of the year's budget."""
    found = next(row for row in money.by_purpose(community.code, year) if row.key == key)
    return Ref("budget_line", found.number)


def request(**facts: Any) -> dict[str, Any]:
    """What a request asks for, with an invoice of its own."""
    number = next(_invoices)
    payee = facts["payee"]
    given = {
        "payee_kind": "company", "account_holder": payee, "account": f"9900{sum(payee.encode()) % 10**8:08d}",
        "invoice_number": f"99{number:08d}", "invoice": paper(f"invoice {number}"),
    }  # fmt: skip
    return given | facts | {"amount": Decimal(facts["amount"])}


def ask(community: Community, budget: Ref, *, post: str = CLERK, **facts: Any) -> Ref:
    """Ask for a payment."""
    return community.made("money.request_payment", post, budget, **request(**facts))


def review(community: Community, payment: Ref, outcome: str = "passed", reason: str = "") -> None:
    """The supervision committee looks at the papers."""
    community.act("money.review_payment", SUPERVISOR, payment, outcome=outcome, reason=reason)


def sign(community: Community, payment: Ref, *posts: str) -> None:
    """Sign in the charter's order; the last signature releases when nothing else is open."""
    for post in posts or (DEPUTY, DIRECTOR):
        community.act("money.sign_payment", post, payment)


def release(community: Community, payment: Ref) -> None:
    """Release what waited for something else than a signature."""
    community.act("money.release_payment", DEPUTY, payment)


def accept(community: Community, payment: Ref) -> None:
    """The street's accounting centre accepts the order."""
    order = next((row.order for row in money.payments(community.code, limit=20) if row.number == payment.id), "")
    if order:
        community.act("money.answer_order", ACCOUNTANT, Ref("order", order), answer="accepted")

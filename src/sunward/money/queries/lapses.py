"""What somebody owes in money matters and has not done by its day."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F

from sunward.charter import queries as charter
from sunward.charter.engine.powers import Power
from sunward.kernel.overdue import Overdue
from sunward.kernel.text import Text
from sunward.money.models import BankLine, Order, Payment
from sunward.money.queries.bank import EXPLAIN, outside_row
from sunward.money.queries.payments import waiting
from sunward.money.queries.silence import REVIEW, last_day, review_due
from sunward.money.queries.spending import stored_rules
from sunward.money.queries.urgent import urgent_view
from sunward.money.rules.wording import phrase, said_yuan

ANSWER, RATIFY, MOST = "money.answer_order", "money.ratify_urgent", 200


def overdue(community: str, on: date) -> list[Overdue]:
    """Silent reviews, urgent spending that nobody ratified, orders without an answer, unexplained payments."""
    powers = {power.act: power for power in charter.charter_of(community, on).powers.values()}
    found = [
        *_silent_reviews(community, on, powers),
        *_refunds_due(community, on, powers),
        *_orders_unanswered(community, on, powers),
        *_unexplained(community, on, powers),
    ]
    return sorted(found, key=lambda item: item.due_on)


def _silent_reviews(community: str, on: date, powers: dict[str, Power]) -> Iterator[Overdue]:
    for payment in waiting(community, MOST):
        if payment.urgent or stored_rules(payment).review == "none" or payment.reviews.exists():
            continue
        due = review_due(payment)
        if on > due:
            title = phrase("审核付款 {no}", "review of payment {no}", no=payment.number)
            step = Text("审核，或由代替人审核", "review it, or let the substitute review it")
            yield _item(title, powers.get(REVIEW), due, on, Text("等审核", "waits for the review"), step, payment)


def _refunds_due(community: str, on: date, powers: dict[str, Power]) -> Iterator[Overdue]:
    rows = Payment.objects.filter(
        community_code=community, urgent=True, released_on__isnull=False,
        urgent_case__ratified_on=None, urgent_case__refunded_on=None,
    )  # fmt: skip
    for payment in rows[:MOST]:
        view = urgent_view(payment, on)
        if view and view.state == "refund_due":
            title = phrase("紧急开支 {no} 未追认", "urgent spending {no} was not ratified", no=payment.number)
            step = phrase("退回 {amount} 元", "pay back {amount} yuan", amount=said_yuan(payment.amount))
            stuck = phrase("等{body}追认", "waited for: {body}", body=view.ratified_by_title)
            yield _item(title, powers.get(RATIFY), view.ratify_by, on, stuck, step, payment)


def _orders_unanswered(community: str, on: date, powers: dict[str, Power]) -> Iterator[Overdue]:
    for order in Order.objects.filter(community_code=community, answer="").order_by("id")[:MOST]:
        due = last_day(community, ANSWER, order.released_on)
        if on > due:
            title = phrase("答复付款单 {no}", "answer to order {no}", no=order.number)
            stuck = Text("核算中心还没答复", "the accounting centre has not answered")
            yield _item(title, powers.get(ANSWER), due, on, stuck, Text("接收或退回", "accept or refuse it"), order)


def _unexplained(community: str, on: date, powers: dict[str, Power]) -> Iterator[Overdue]:
    rows = BankLine.objects.filter(community_code=community, explained_on=None, recovered__lt=F("amount"))
    for line in rows.exclude(outside_why="").select_related("statement").order_by("id")[:MOST]:
        row = outside_row(line, on)
        if row.silent:
            title = phrase("说明链外支付 {amount} 元", "explain {amount} yuan paid outside the chain",
                           amount=said_yuan(line.amount))  # fmt: skip
            step = Text("说明，并追回", "explain it, and get it back")
            yield _item(title, powers.get(EXPLAIN), row.explain_by, on, row.why, step, line)


def _item(
    title: Text, power: Power | None, due: date, on: date, stuck: Text, step: Text, thing: Payment | Order | BankLine
) -> Overdue:
    owner = power.held_by[0] if power else ""
    return Overdue(title, owner, due, (on - due).days, stuck, step, thing.ref, power.source if power else "")

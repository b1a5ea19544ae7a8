"""What somebody owes in money matters and has not done by its day.

Lists go by the charter in force on the day of the question; a payment's own page goes by that of its request.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from sunward.charter import queries as charter
from sunward.charter.engine import Charter
from sunward.kernel.overdue import Overdue
from sunward.kernel.text import Text
from sunward.money.models import BankLine, Income, Order, Payment
from sunward.money.queries.bank import EXPLAIN, outside_row
from sunward.money.queries.payments import waiting
from sunward.money.queries.silence import REVIEW, time_for, time_to_review
from sunward.money.queries.spending import review_asked
from sunward.money.rules.matching import CORRECTED
from sunward.money.rules.urgency import ratify_by
from sunward.money.rules.wording import phrase, said_yuan

ANSWER, RATIFY, MOST = "money.answer_order", "money.ratify_urgent", 200
BANK = "money.bank_income"


@dataclass(frozen=True, slots=True)
class Question:
    """Whose lapses, on which day, by which rules."""

    community: str
    on: date
    book: Charter

    def item(
        self, act: str, due: date, title: Text, stuck: Text, step: Text, thing: Payment | Order | BankLine | Income
    ) -> Overdue:
        """One thing past its day, owed by the post that has the power to do it."""
        power = next((power for power in self.book.powers.values() if power.act == act), None)
        owner, source = (power.held_by[0], power.source) if power else ("", "")
        return Overdue(title, owner, due, (self.on - due).days, stuck, step, thing.ref, source)


def overdue(community: str, on: date) -> list[Overdue]:
    """Silent reviews, urgent spending that nobody ratified, orders without an answer, unexplained payments, income
    that is not in the bank; longest overdue first. Seven queries, however many there are.

    Raises:
        NoCharter: when no rule book is in force.
    """
    asked = Question(community, on, charter.charter_of(community, on))
    found = [
        *_silent_reviews(asked), *_refunds_due(asked), *_orders_unanswered(asked), *_unexplained(asked),
        *_not_banked(asked),
    ]  # fmt: skip
    return sorted(found, key=lambda item: item.due_on)


def _silent_reviews(asked: Question) -> Iterator[Overdue]:
    time = time_to_review(asked.book)
    for payment in waiting(asked.community, MOST):
        due = charter.day_after(payment.requested_on, time)
        if asked.on > due and not payment.reviews.all() and review_asked(asked.book, payment):
            title = phrase("审核付款 {no}", "review of payment {no}", no=payment.number)
            step = Text("审核，或由代替人审核", "review it, or let the substitute review it")
            yield asked.item(REVIEW, due, title, Text("等审核", "waits for the review"), step, payment)


def _refunds_due(asked: Question) -> Iterator[Overdue]:
    terms = asked.book.spending.urgent
    rows = Payment.objects.filter(
        community_code=asked.community, urgent=True, released_on__isnull=False, withdrawn_on=None,
        urgent_case__ratified_on=None, urgent_case__refunded_on=None,
    )  # fmt: skip
    for payment in rows.order_by("position")[:MOST] if terms else ():
        due = ratify_by(payment.released_on or payment.requested_on, terms.ratified_within.days if terms else 0)
        if asked.on > due:
            title = phrase("应急开支 {no} 未追认", "urgent spending {no} was not ratified", no=payment.number)
            step = phrase("退回 {amount} 元", "pay back {amount} yuan", amount=said_yuan(payment.amount))
            yield asked.item(RATIFY, due, title, Text("没有追认", "nobody ratified it"), step, payment)


def _orders_unanswered(asked: Question) -> Iterator[Overdue]:
    time = time_for(asked.book, ANSWER)
    for order in Order.objects.filter(community_code=asked.community, answer="").order_by("id")[:MOST]:
        due = charter.day_after(order.released_on, time)
        if asked.on > due:
            title = phrase("答复付款单 {no}", "answer to order {no}", no=order.number)
            stuck = Text("核算中心还没答复", "the accounting centre has not answered")
            yield asked.item(ANSWER, due, title, stuck, Text("接收或退回", "accept or refuse it"), order)


def _unexplained(asked: Question) -> Iterator[Overdue]:
    time = time_for(asked.book, EXPLAIN)
    rows = BankLine.objects.filter(community_code=asked.community, explained_on=None, recovered__lt=F("amount"))
    rows = rows.exclude(outside_why="").exclude(outside_why=CORRECTED).select_related("statement", "correction")
    for line in rows.order_by("id")[:MOST]:
        row = outside_row(line, asked.on, time)
        if row.silent:
            amount = said_yuan(line.amount)
            title = phrase("说明链外支付 {amount} 元", "explain {amount} yuan paid outside the chain", amount=amount)
            step = Text("说明，并追回", "explain it, and get it back")
            yield asked.item(EXPLAIN, row.explain_by, title, row.why, step, line)


def _not_banked(asked: Question) -> Iterator[Overdue]:
    """Where the power list lets somebody say so: an older rule book asks nobody."""
    if not any(power.act == BANK for power in asked.book.powers.values()):
        return
    time = time_for(asked.book, BANK)
    for income in Income.objects.filter(community_code=asked.community, banked_on=None).order_by("position")[:MOST]:
        due = charter.day_after(income.received_on, time)
        if asked.on > due:
            title = phrase("收入 {amount} 元存入银行", "bank income of {amount} yuan", amount=said_yuan(income.amount))
            stuck = Text("没有登记存入银行", "nobody says that it is in the bank")
            yield asked.item(BANK, due, title, stuck, Text("存入银行并登记", "bank it, and say when"), income)

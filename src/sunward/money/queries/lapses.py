"""What somebody owes in money matters and has not done by its day.

Each goes by the charter in force on the day on which happened what is to be answered, a payment by that of its request.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from sunward.charter import queries as charter
from sunward.charter.engine import Charter
from sunward.charter.engine.powers import Power
from sunward.kernel.memo import remembering
from sunward.kernel.overdue import Overdue
from sunward.kernel.text import Text
from sunward.money.models import BankLine, Income, Order, Payment
from sunward.money.queries.bank import EXPLAIN, outside_row
from sunward.money.queries.payments import waiting
from sunward.money.queries.silence import REVIEW, Clocks, time_to_review
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
    clocks: Clocks

    def item(
        self, act: str, day: date, due: date, title: Text, stuck: Text, step: Text,
        thing: Payment | Order | BankLine | Income,
    ) -> Overdue:  # fmt: skip
        """What happened on a day and is past another, owed by the post that has the power to do it now, or had then."""
        then = _power(self.clocks.rules(act, day), act)
        now = _power(self.clocks.now, act) or then
        owner, source = now.held_by[0] if now else "", then.source if then else ""
        return Overdue(title, owner, due, (self.on - due).days, stuck, step, thing.ref, source)


def overdue(community: str, on: date) -> list[Overdue]:
    """Silent reviews, urgent spending that nobody ratified, orders without an answer, unexplained payments, income
    that is not in the bank; longest overdue first. Seven queries, however many there are.

    Raises:
        NoCharter: when no rule book is in force.
    """
    with remembering():
        asked = Question(community, on, Clocks(community, on))
        found = [
            *_silent_reviews(asked), *_refunds_due(asked), *_orders_unanswered(asked), *_unexplained(asked),
            *_not_banked(asked),
        ]  # fmt: skip
    return sorted(found, key=lambda item: item.due_on)


def _power(book: Charter, act: str) -> Power | None:
    return next((power for power in book.powers.values() if power.act == act), None)


def _silent_reviews(asked: Question) -> Iterator[Overdue]:
    for payment in waiting(asked.community, MOST):
        book = asked.clocks.rules(REVIEW, payment.requested_on)
        due = charter.day_after(payment.requested_on, time_to_review(book))
        if asked.on > due and not payment.reviews.all() and review_asked(book, payment):
            title = phrase("审核付款 {no}", "review of payment {no}", no=payment.number)
            step = Text("审核，或由代替人审核", "review it, or let the substitute review it")
            stuck = Text("等审核", "waits for the review")
            yield asked.item(REVIEW, payment.requested_on, due, title, stuck, step, payment)


def _refunds_due(asked: Question) -> Iterator[Overdue]:
    rows = Payment.objects.filter(
        community_code=asked.community, urgent=True, released_on__isnull=False, withdrawn_on=None,
        urgent_case__ratified_on=None, urgent_case__refunded_on=None,
    )  # fmt: skip
    for payment in rows.order_by("position")[:MOST]:
        terms = asked.clocks.rules(RATIFY, payment.requested_on).spending.urgent
        if terms is None:
            continue
        due = ratify_by(payment.released_on or payment.requested_on, terms.ratified_within)
        if asked.on > due:
            title = phrase("应急开支 {no} 未追认", "urgent spending {no} was not ratified", no=payment.number)
            step = phrase("退回 {amount} 元", "pay back {amount} yuan", amount=said_yuan(payment.amount))
            stuck = Text("没有追认", "nobody ratified it")
            yield asked.item(RATIFY, payment.requested_on, due, title, stuck, step, payment)


def _orders_unanswered(asked: Question) -> Iterator[Overdue]:
    for order in Order.objects.filter(community_code=asked.community, answer="").order_by("id")[:MOST]:
        due = charter.day_after(order.released_on, asked.clocks.time(ANSWER, order.released_on))
        if asked.on > due:
            title = phrase("答复付款单 {no}", "answer to order {no}", no=order.number)
            stuck = Text("核算中心还没答复", "the accounting centre has not answered")
            step = Text("接收或退回", "accept or refuse it")
            yield asked.item(ANSWER, order.released_on, due, title, stuck, step, order)


def _unexplained(asked: Question) -> Iterator[Overdue]:
    rows = BankLine.objects.filter(community_code=asked.community, explained_on=None, recovered__lt=F("amount"))
    rows = rows.exclude(outside_why="").exclude(outside_why=CORRECTED).select_related("statement", "correction")
    for line in rows.order_by("id")[:MOST]:
        row = outside_row(line, asked.on, asked.clocks)
        if row.silent:
            amount = said_yuan(line.amount)
            title = phrase("说明链外支付 {amount} 元", "explain {amount} yuan paid outside the chain", amount=amount)
            step = Text("说明，并追回", "explain it, and get it back")
            yield asked.item(EXPLAIN, row.published_on, row.explain_by, title, row.why, step, line)


def _not_banked(asked: Question) -> Iterator[Overdue]:
    """Where the power list lets somebody say so: an older rule book asks nobody."""
    for income in Income.objects.filter(community_code=asked.community, banked_on=None).order_by("position")[:MOST]:
        day = income.received_on
        due = charter.day_after(day, asked.clocks.time(BANK, day))
        if asked.on > due and _power(asked.clocks.rules(BANK, day), BANK):
            title = phrase("收入 {amount} 元存入银行", "bank income of {amount} yuan", amount=said_yuan(income.amount))
            stuck = Text("没有登记存入银行", "nobody says that it is in the bank")
            step = Text("存入银行并登记", "bank it, and say when")
            yield asked.item(BANK, day, due, title, stuck, step, income)

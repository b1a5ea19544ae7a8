"""Record a month of the bank account."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import Ref
from sunward.kernel.spelling import same_spelling
from sunward.kernel.text import Text
from sunward.kernel.yuan import yuan
from sunward.money import consequences
from sunward.money.events import PaidOutsideChain
from sunward.money.models import BankLine, BankStatement, Order
from sunward.money.rules.matching import OrderFacts, outside_because
from sunward.money.rules.statement import Movement, adds_up, read_month, read_movements
from sunward.money.rules.wording import phrase, said_yuan
from sunward.registry.acting import ActOnCommunity

HINT = Text(
    '{"opening": "…", "closing": "…", "lines": [{"day", "amount"（支出为负）, "counterparty", "order"}]}',
    '{"opening": "…", "closing": "…", "lines": [{"day", "amount" (minus for money out), "counterparty", "order"}]}',
)


@dataclass(frozen=True, slots=True)
class StatementFacts:
    month: str = asked("月份", "month", hint=Text("例如 2026-03", "such as 2026-03"))
    statement: dict[str, Any] = asked("对账单", "statement", hint=HINT, private=True)
    file: FileDigest = asked("银行对账单", "the bank's paper")
    account: str = asked("账户", "account", default="basic")


@register
class RecordBankStatement(ActOnCommunity[StatementFacts]):
    """Lines out are matched with payment orders by number, amount and payee. What matches none was paid outside the
    chain, and is published at once."""

    name = "money.record_bank_statement"
    title = Text("登记银行对账单", "record a bank statement")
    kind = "report"
    facts_type = StatementFacts

    def shows(self) -> str | None:
        return f"statement {self.facts.month} {self.facts.account}"

    @cached_property
    def month(self) -> date:
        return read_month(self.facts.month)

    @cached_property
    def movements(self) -> tuple[Movement, ...]:
        rows = self.facts.statement.get("lines")
        if not isinstance(rows, list):
            raise FactsError({"statement": [_("“lines” is missing: a list of movements.")]})
        return read_movements(rows, self.month)

    @cached_property
    def balances(self) -> tuple[Decimal, Decimal]:
        try:
            return yuan(self.facts.statement["opening"]), yuan(self.facts.statement["closing"])
        except (KeyError, ValidationError):
            raise FactsError({"statement": [_("“opening” and “closing” must be balances in yuan.")]}) from None

    def judge(self) -> Iterable[Finding]:
        if self.month > self.call.day:
            raise FactsError({"month": [_("This month has not come yet.")]})
        if self._same_account().filter(month=self.month).exists():
            raise FactsError({"month": [_("The statement of this month is here already.")]})
        yield self._adds_up()
        yield from self._follows()

    def _same_account(self) -> Any:
        return BankStatement.objects.filter(community_code=self.community, account=self.facts.account)

    def _adds_up(self) -> Finding:
        gap = adds_up(*self.balances, self.movements)
        text = phrase("期末余额差 {gap} 元", "The closing balance is off by {gap} yuan", gap=said_yuan(gap))
        fits = Text("余额与明细相符", "The balances agree with the movements")
        return Finding("balance", gap == 0, text if gap else fits, actual=str(gap))

    def _follows(self) -> Iterable[Finding]:
        """The opening balance is the closing balance of the month before."""
        before = self._same_account().filter(month__lt=self.month).order_by("-month").first()
        if before and (self.month - before.month).days <= 31:
            gap = self.balances[0] - before.closing
            text = phrase("期初余额与上月差 {gap} 元", "The opening balance differs from last month by {gap} yuan",
                          gap=said_yuan(gap))  # fmt: skip
            yield Finding("opening_balance", gap == 0, text, actual=str(gap))

    def write(self) -> Outcome:
        statement = self._create()
        orders = self._orders()
        lines = [self._line(statement, place, each, orders) for place, each in enumerate(self.movements, 1)]
        outside = [line for line in lines if line.outside_why]
        public = {"statement": statement.number, "lines": len(lines), "outside_the_chain": len(outside)}
        return Outcome(
            Ref("statement", statement.number), public,
            events=[self._event(line) for line in outside],
            consequences=[consequences.outside_notice(line) for line in outside],
        )  # fmt: skip

    def _create(self) -> BankStatement:
        opening, closing = self.balances
        return BankStatement.objects.create(
            number=f"{self.subject.prefix}-S-{self.month:%Y-%m}-{self.facts.account}",
            community_code=self.community, account=self.facts.account, month=self.month, opening=opening,
            closing=closing, file_sha256=self.facts.file.sha256, recorded_on=self.call.day,
        )  # fmt: skip

    def _orders(self) -> dict[str, Order]:
        named = {each.order for each in self.movements if each.order}
        rows = Order.objects.filter(number__in=named, community_code=self.community)
        return {row.number: row for row in rows.select_related("payment__payee", "bank_line")}

    def _line(self, statement: BankStatement, place: int, moved: Movement, orders: Mapping[str, Order]) -> BankLine:
        order = orders.get(moved.order)
        why = ""
        if moved.out:
            facts = order_facts(order) if order else None
            why = outside_because(moved.order, moved.amount, same_spelling(moved.counterparty), facts)
        paid = order if moved.out and not why else None
        return BankLine.objects.create(
            number=f"{statement.number}-{place}", community_code=statement.community_code, statement=statement,
            day=moved.day, out=moved.out, amount=moved.amount, counterparty=moved.counterparty,
            named_order=moved.order, order=paid, outside_why=why,
        )  # fmt: skip

    def _event(self, line: BankLine) -> PaidOutsideChain:
        return PaidOutsideChain(line.community_code, line.number, line.amount, line.day, self.call.day)


def order_facts(order: Order) -> OrderFacts:
    """An order as a bank line is compared with it."""
    payment = order.payment
    paid = BankLine.objects.filter(order=order).exists()
    return OrderFacts(order.number, payment.amount, payment.payee.name_key, order.answer == "refused", paid)

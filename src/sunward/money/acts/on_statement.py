"""What recording a bank statement and correcting one have in common."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.spelling import same_spelling
from sunward.kernel.text import Text
from sunward.kernel.yuan import yuan
from sunward.money.models import BankLine, BankStatement, Order, StatementCorrection
from sunward.money.queries.accounts import BASIC, known_accounts
from sunward.money.rules.matching import OrderFacts, outside_because
from sunward.money.rules.statement import Movement, adds_up, month_after, read_month, read_movements
from sunward.money.rules.wording import phrase, said_yuan
from sunward.registry.acting import ActOnCommunity

HINT = Text(
    '{"opening": "…", "closing": "…", "lines": [{"day", "amount"（支出为负）, "counterparty", "order"}]}',
    '{"opening": "…", "closing": "…", "lines": [{"day", "amount" (minus for money out), "counterparty", "order"}]}',
)
LONGEST = 40  # signs in the name of an account


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFacts:
    month: str = asked("月份", "month", hint=Text("例如 2026-03", "such as 2026-03"))
    statement: dict[str, Any] = asked("对账单", "statement", hint=HINT, private=True)
    file: FileDigest = asked("银行对账单", "the bank's paper")
    account: str = asked("账户", "account", most=40, default=BASIC)


Facts = TypeVar("Facts", bound=StatementFacts)


class OnStatement(ActOnCommunity[Facts]):
    """Lines out are matched with payment orders by number, amount, payee and day. What matches none was paid outside
    the chain, and is published at once."""

    kind = "report"

    @cached_property
    def month(self) -> date:
        return read_month(self.facts.month)

    @property
    def account(self) -> str:
        name = self.facts.account.strip()
        if not 0 < len(name) <= LONGEST:
            raise FactsError({"account": [_("A short name, such as basic.")]})
        return name

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

    def same_account(self) -> QuerySet[BankStatement]:
        return BankStatement.objects.filter(community_code=self.community, account=self.account)

    def month_is_over(self) -> None:
        """A statement of a month that still runs would say nothing of the days to come.

        Raises:
            FactsError: naming the first day on which it can be recorded.
        """
        over = month_after(self.month)
        if self.call.day < over:
            raise FactsError({"month": [_("This month is not over. Its statement comes from %(day)s on.")
                                        % {"day": over}]})  # fmt: skip

    def agreeing(self) -> Iterable[Finding]:
        """The balances agree with the movements, with the month before, and the account is one of the charter's."""
        gap = adds_up(*self.balances, self.movements)
        text = phrase("期末余额差 {gap} 元", "The closing balance is off by {gap} yuan", gap=said_yuan(gap))
        fits = Text("余额与明细相符", "The balances agree with the movements")
        yield Finding("balance", gap == 0, text if gap else fits, actual=str(gap))
        yield from self._follows()
        yield self._known_account()

    def _follows(self) -> Iterable[Finding]:
        """The opening balance is the closing balance of the month before."""
        before = self.same_account().filter(month__lt=self.month).order_by("-month").first()
        if before and month_after(before.month) == self.month:
            gap = self.balances[0] - before.standing_balances[1]
            text = phrase("期初余额与上月差 {gap} 元", "The opening balance differs from last month by {gap} yuan",
                          gap=said_yuan(gap))  # fmt: skip
            yield Finding("opening_balance", gap == 0, text, actual=str(gap))

    def _known_account(self) -> Finding:
        """Money on an account that no rule names is told all the same; it meets no duty."""
        known = known_accounts(self.community, self.call.day)
        text = Text("章程写明的账户", "The account is one that the charter names")
        unknown = phrase(
            "章程没有写到账户“{account}”，这份对账单不算履行每月登记",
            "The charter names no account “{account}”; its statement meets no duty",
            account=self.account,
        )
        ok = self.account in known
        return Finding("account_known", ok, text if ok else unknown, required=", ".join(sorted(known)))

    def add(
        self, statement: BankStatement, movements: Iterable[Movement], correction: StatementCorrection | None = None
    ) -> list[BankLine]:
        """Write lines behind those that are there, each matched with its order."""
        orders, first = self._orders(), statement.lines.count() + 1
        return [
            _line(statement, place, each, orders, correction) for place, each in enumerate(movements, first)
        ]  # fmt: skip

    def _orders(self) -> dict[str, Order]:
        named = {each.order for each in self.movements if each.order}
        rows = Order.objects.filter(number__in=named, community_code=self.community)
        return {row.number: row for row in rows.select_related("payment__payee")}


def _line(
    statement: BankStatement, place: int, moved: Movement, orders: Mapping[str, Order],
    correction: StatementCorrection | None,
) -> BankLine:  # fmt: skip
    order = orders.get(moved.order)
    why = ""
    if moved.out:
        facts = order_facts(order) if order else None
        why = outside_because(moved.order, moved.amount, same_spelling(moved.counterparty), moved.day, facts)
    paid = order if moved.out and not why else None
    return BankLine.objects.create(
        number=f"{statement.number}-{place}", community_code=statement.community_code, statement=statement,
        day=moved.day, out=moved.out, amount=moved.amount, counterparty=moved.counterparty,
        named_order=moved.order, order=paid, outside_why=why, correction=correction,
    )  # fmt: skip


def order_facts(order: Order) -> OrderFacts:
    """An order as a bank line is compared with it."""
    payment = order.payment
    paid = BankLine.objects.filter(order=order).exists()
    return OrderFacts(
        order.number, payment.amount, payment.payee.name_key, order.answer == "refused", paid, order.released_on,
        order.answered_on if order.answer == "accepted" else None,
    )  # fmt: skip

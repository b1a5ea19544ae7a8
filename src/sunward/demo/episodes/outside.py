"""M-7 to M-5: a bank statement shows money that left without an order; silence; the money comes back."""

from datetime import date, timedelta
from decimal import Decimal

from sunward.demo.episodes.routine import Books
from sunward.demo.script import CLERK, DIRECTOR, Community, Script
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.money import queries as money

AMOUNT = "36500.00"
PAYEE = "绿荫树木养护"


def schedule(script: Script, community: Community, books: Books) -> None:
    left = script.ago(8, 12)
    month = left.replace(day=1)
    books.outside.setdefault(month, []).append((min(left.day, 27), f"-{AMOUNT}", PAYEE))
    back = script.ago(5, 4)
    script.at(script.ago(6, 10), lambda: _explained(community), 16)
    books.outside.setdefault(back.replace(day=1), []).append((min(back.day, 27), AMOUNT, PAYEE))
    script.at(back + timedelta(days=1), lambda: _came_back(community, back), 10)


def _line(community: Community) -> Ref:
    found = next(row for row in money.outside_chain(community.code, clock.today()) if row.counterparty == PAYEE)
    return Ref("bank_line", found.number)


def _explained(community: Community) -> None:
    words = "当时急着修剪台风后的树，没有走付款单。款项将由收款方退回，再按程序办理。"
    community.act("money.explain_outside_payment", DIRECTOR, _line(community), explanation=words)


def _came_back(community: Community, day: date) -> None:
    line = _line(community)
    community.act("money.record_refund", CLERK, line, amount=Decimal(AMOUNT), received_on=day, receipt_number="SJ-0417")

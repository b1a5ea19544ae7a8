"""“It went out of the account, and nobody knows why.” A bank line without an order is published, not filed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from sunward.kernel.refs import Ref
from sunward.money.queries import outside_chain
from tests.journeys.pages import page
from tests.money.cases import act, ask, on, paper, through
from tests.stage import ACCOUNTANT, CODE, DIRECTOR, here

APRIL = date(2026, 4, 8)
ROW = {"day": "2026-03-11", "amount": "-36500", "counterparty": "绿枝修剪", "order": ""}


def statement(*rows: dict[str, str]) -> None:
    moved = sum(Decimal(row["amount"]) for row in rows)
    body = {"opening": "100000", "closing": str(100_000 + moved), "lines": list(rows)}
    with on(APRIL):
        act("money.record_bank_statement", ACCOUNTANT, here(), month="2026-03", statement=body, file=paper("bank"))


def test_everybody_reads_it_the_day_the_statement_is_in(community: str) -> None:
    statement(ROW)
    with on(APRIL):
        row = outside_chain(CODE, APRIL)[0]
        assert (row.amount, row.why.en) == (Decimal(36_500), "no payment order named")
        for path in ("money/", "publications/"):
            assert "36,500" in page(path), path


@pytest.mark.parametrize("told", ["XY-O-2026-777", "XY-O-2026-001"])
def test_naming_an_order_that_is_not_its_own_does_not_help(line: Ref, told: str) -> None:
    through(ask(line, amount="8000", payee="明湖照明"))
    statement(ROW | {"order": told})
    assert [row.amount for row in outside_chain(CODE, APRIL)] == [36_500]


def test_silence_about_it_is_overdue_and_an_explanation_does_not_make_it_right(community: str) -> None:
    statement(ROW)
    due = outside_chain(CODE, APRIL)[0].explain_by
    with on(due + timedelta(days=1)) as day:
        assert outside_chain(CODE, day)[0].silent
        assert "36,500" in page("overdue/")
        line = Ref("bank_line", outside_chain(CODE, day)[0].number)
        act("money.explain_outside_payment", DIRECTOR, line, explanation="操场树枝，来不及走程序")
        row = outside_chain(CODE, day)[0]
        assert (row.silent, row.left, row.explanation) == (False, Decimal(36_500), "操场树枝，来不及走程序")


def test_it_stays_in_sight_after_every_yuan_came_back(community: str) -> None:
    statement(ROW)
    line = Ref("bank_line", outside_chain(CODE, APRIL)[0].number)
    with on(APRIL + timedelta(days=20)) as day:
        facts = {"amount": Decimal(36_500), "received_on": day, "receipt_number": "R-1"}
        act("money.record_refund", ACCOUNTANT, line, **facts)
        row = outside_chain(CODE, day)[0]
        assert (row.left, row.recovered, row.recovered_on) == (Decimal(0), Decimal(36_500), day)
        assert "36,500" in page("money/")

"""Lists ask the database the same few questions, however long they are."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunward.kernel.refs import Ref
from sunward.money import queries
from tests.money import cases
from tests.money.cases import START, ask, on, sign
from tests.money.test_bank_statement import APRIL, out, statement
from tests.stage import CODE


def cost(read: Callable[[], Any]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        read()
    return len(caught)


def three(line: Ref) -> None:
    """Three more of everything that a list shows, on days of their own."""
    for number in range(3):
        with on(START + timedelta(days=number)):
            payment = ask(line, payee=f"shop {number}", category="services", amount="1500")
            sign(payment)
            ask(line, payee=f"works {number}", category="services", amount="9000", site=f"lane {number}")


@pytest.mark.parametrize(
    ("name", "most", "arguments"),
    [
        ("payments", 1, ()),
        ("by_purpose", 1, (2026,)),
        ("summary", 2, (2026,)),
        ("outside_chain", 2, (APRIL,)),
        ("statements", 2, ()),
        ("overdue", 7, (APRIL,)),
    ],
)
def test_a_list_costs_the_same_for_one_row_and_for_more(
    line: Ref, name: str, most: int, arguments: tuple[Any, ...]
) -> None:
    read = getattr(queries, name)
    ask(line, amount="9000")
    sign(ask(line, payee="one shop", category="office"))
    with on(APRIL):
        statement(out("5", "x"), month="2026-03")
    short = cost(lambda: read(CODE, *arguments))
    three(line)
    with on(APRIL.replace(month=5)):
        statement(*(out(str(amount), "x", day="2026-04-02") for amount in (6, 7, 8)), month="2026-04")
    assert cost(lambda: read(CODE, *arguments)) == short <= most


def test_pages_follow_each_other_by_key(line: Ref) -> None:
    three(line)
    whole = queries.payments(CODE)
    first = queries.payments(CODE, limit=4)
    rest = queries.payments(CODE, before=first[-1].key)
    assert first + rest == whole
    assert [row.number for row in whole] == sorted((row.number for row in whole), reverse=True)


def test_a_payments_page_does_not_cost_more_among_many(line: Ref) -> None:
    payment = ask(line, amount="9000")
    short = cost(lambda: queries.payment_page(payment.id, START))
    three(line)
    assert cost(lambda: queries.payment_page(payment.id, START)) == short


def test_sums_come_from_the_balance_columns(line: Ref) -> None:
    three(line)
    found = queries.summary(CODE, 2026)
    assert (int(found.authorised), int(found.released), int(found.room)) == (384_000, 4_500, 379_500)
    assert [row.released for row in queries.by_purpose(CODE, 2026)] == [4_500, 0, 0]


def test_nothing_is_there_for_an_unknown_number(community: str) -> None:
    assert queries.payment_page("XY-P-2026-999", cases.START) is None
    assert queries.payments("nowhere") == ()


def test_a_list_says_what_its_waiting_payments_wait_for(line: Ref) -> None:
    def said(day: date) -> str:
        row = queries.payments(CODE)[0]
        return str(queries.waits(CODE, [row], day)[row.number].en)

    payment = ask(line, amount="60000", decision=cases.four_two("60000"), category="services")
    assert said(START) == "waits for the review"
    cases.review(payment)
    assert said(START) == "waits for signature 1"
    sign(payment)
    sign(payment, cases.DIRECTOR)
    assert said(START) == "posting ends 9 Mar"
    assert said(date(2026, 3, 10)) == "waits for its release"
    assert cases.unmet(payment)["posting"].until == date(2026, 3, 9)
    vetoed = ask(line, amount="9000", payee="a", category="office")
    cases.review(vetoed, "vetoed", reason="no")
    assert said(START) == "the review was refused"


def test_hints_for_a_list_cost_the_same_however_long_it_is(line: Ref) -> None:
    ask(line, amount="60000", decision=cases.four_two("60000"), category="office")
    short = cost(lambda: queries.waits(CODE, queries.payments(CODE), START))
    three(line)
    assert cost(lambda: queries.waits(CODE, queries.payments(CODE), START)) == short <= 7

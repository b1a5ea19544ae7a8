"""What is overdue by the days that a power gives stays so when the days are changed by vote: each is judged by the
rules of the day on which it happened. Seen before: the rent that nobody had banked for weeks was owed by nobody from
the day on which more days were in force."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from sunward.decisions import queries as decisions
from sunward.money import queries as money
from tests.charter.amendments import MEDIUM, change, draft, in_force, vote
from tests.money.cases import START, act, on
from tests.money.test_bank_statement import out, statement
from tests.stage import CLERK, CODE, here

pytestmark = pytest.mark.usefixtures("community")
CHANGED = START + timedelta(days=30)
SINCE = CHANGED + timedelta(days=5)


def late(day: date) -> list[tuple[str, date, str]]:
    return [(one.title.en, one.due_on, one.owner_post) for one in money.overdue(CODE, day)]


def changed(power: str, within: str = "30 working days") -> None:
    """A change adopted by the representatives."""
    with on(CHANGED):
        in_force(change(f"powers.{power}.within", within), since=SINCE)


def rent(day: date, receipt: str) -> None:
    act(
        "money.record_income", CLERK, here(), kind="rent", amount=Decimal(3600), received_on=day, banked_on=None,
        receipt_number=receipt, payer="青溪饭店",
    )  # fmt: skip


def test_income_that_nobody_banked() -> None:
    with on(START):
        rent(START, "R-1")
    before = late(CHANGED)
    assert [due for _title, due, _owner in before] == [START + timedelta(days=3)]
    changed("bank_income")
    with on(SINCE):
        rent(SINCE, "R-2")
    assert late(SINCE + timedelta(days=10)) == before, "what came in since has the new days"


def test_money_that_left_outside_the_chain_and_nobody_explained() -> None:
    with on(START):
        statement(out("5", "x", day="2026-02-27"), month="2026-02")
    before, (row,) = late(CHANGED), money.outside_chain(CODE, CHANGED)
    assert len(before) == 1
    assert row.silent
    changed("explain_outside_payment")
    assert late(SINCE) == before
    assert money.outside_chain(CODE, SINCE) == (row,)


def test_rules_that_were_adopted_and_not_put_in_force() -> None:
    """Nor does a shorter time make anybody late since before it was asked for."""

    def waits(day: date) -> list[date]:
        return [one.due_on for one in decisions.overdue(CODE, day) if "not put in force" in one.title.en]

    with on(START):
        vote(draft(change(MEDIUM, "8000 yuan"), since=START + timedelta(days=200)))
    before = waits(CHANGED)
    assert before == [date(2026, 3, 9)], "five working days"
    changed("put_rules_in_force", "1 working day")
    assert waits(SINCE) == before

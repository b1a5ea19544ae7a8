"""Two releases at the same moment, and what the database refuses."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from sunward.decisions.models import Decision
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.money.models import BudgetLine, Order, Payment, Tender
from tests.money import cases
from tests.money.cases import adopt, ask, joint, review, sign
from tests.races import at_once
from tests.stage import DEPUTY, DIRECTOR, holder

pytestmark = pytest.mark.postgres


def ready(line: Ref, code: str, number: int, **facts: str) -> Ref:
    """A payment that lacks the last signature only."""
    payment = ask(line, code, payee=f"firm {number}", site=f"lane {number}", category="services", **facts)
    review(payment, code=code)
    sign(payment, DEPUTY, code)
    return payment


def test_two_releases_never_overspend_a_line(committed: str) -> None:
    line = adopt({"small": "10000"}, committed)["small"]
    payments = [ready(line, committed, number, amount="8000") for number in range(2)]
    director = holder(committed, DIRECTOR)
    became = at_once(*(lambda each=each: sign(each, DIRECTOR, committed, by=director) for each in payments))
    assert sorted(became) == ["Refused", "done"]
    found = BudgetLine.objects.get(number=line.id)
    assert (found.released, Order.objects.filter(community_code=committed).count()) == (8000, 1)


def test_two_releases_never_overspend_a_decision(committed: str) -> None:
    line = adopt({"large": "90000"}, committed)["large"]
    decision = joint("45000", committed)
    payments = [ready(line, committed, number, amount="30000", decision=decision) for number in range(2)]
    director = holder(committed, DIRECTOR)
    became = at_once(*(lambda each=each: sign(each, DIRECTOR, committed, by=director) for each in payments))
    assert sorted(became) == ["Refused", "done"]
    assert Decision.objects.get(number=decision).released == 30_000


def test_one_payment_is_released_once(committed: str) -> None:
    line = adopt({"small": "90000"}, committed)["small"]
    payment = ready(line, committed, 1, amount="8000")
    director = holder(committed, DIRECTOR)
    became = at_once(*(lambda: sign(payment, DIRECTOR, committed, by=director) for _ in range(3)))
    assert sorted(became) == ["Refused", "Refused", "done"]
    assert Payment.objects.get(number=payment.id).signatures.count() == 2
    assert list(Order.objects.filter(community_code=committed).values_list("serial", flat=True)) == [1]


def test_two_halves_asked_for_at_once_are_tested_one_after_the_other(committed: str) -> None:
    lines = adopt({"one": "90000", "other": "90000"}, committed)
    clerk = holder(committed, cases.CLERK)
    half = {"amount": "1500", "payee": "firm", "site": "lane"}
    became = at_once(*(lambda each=each: ask(each, committed, by=clerk, **half) for each in lines.values()))
    assert became.count("done") == 2
    sums = Payment.objects.filter(community_code=committed).order_by("position").values_list("tested_sum", flat=True)
    assert list(sums) == [1500, 3000]


def draw(line: str) -> None:
    """A release without its lock: only the constraint is in its way."""
    with transaction.atomic(), door_open():
        BudgetLine.objects.get(number=line).draw(Decimal(40))


@pytest.fixture
def small_line(committed: str) -> str:
    return adopt({"tiny": "100"}, committed)["tiny"].id


def test_the_constraint_alone_keeps_a_line_from_being_overspent(small_line: str) -> None:
    became = at_once(*(lambda: draw(small_line) for _ in range(3)))
    assert sorted(became) == ["IntegrityError", "done", "done"]
    assert BudgetLine.objects.get(number=small_line).released == 80


@contextmanager
def without_constraint(table: str, constraint: str) -> Iterator[None]:
    """As if the constraint had never been written; put back afterwards."""
    with connection.cursor() as cursor, door_open():
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            yield
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
        else:
            cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [constraint])
            text = cursor.fetchone()[0]
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
            yield
            cursor.execute(f"UPDATE {table} SET released = 0")
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {constraint} {text}")


def test_without_the_constraint_it_would_be_overspent(small_line: str) -> None:
    with without_constraint("money_budgetline", "money_line_not_overspent"):
        for _ in range(3):
            draw(small_line)
        assert BudgetLine.objects.get(number=small_line).released == 120
        with transaction.atomic(), door_open():
            BudgetLine.objects.filter(number=small_line).update(released=0)


@pytest.mark.parametrize("change", [{"drawn": Decimal(101)}, {"drawn": Decimal(-1)}, {"price": Decimal(0)}])
def test_a_tender_is_not_overdrawn(community: str, change: dict[str, Decimal]) -> None:
    with door_open():
        tender = Tender.objects.create(
            number="XY-T-2026-900", community_code=community, winner="firm", winner_key="firm", category="works",
            bidders=3, price=Decimal(100), announced_on=cases.START, opened_on=cases.START,
        )  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Tender.objects.filter(pk=tender.pk).update(**change)

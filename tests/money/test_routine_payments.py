"""Routine payments: three entries at most, and money leaves."""

import pytest

from sunward.kernel.acts import Refused
from sunward.kernel.refs import Ref
from sunward.money.models import BudgetLine, Order
from sunward.money.queries import payment_page, payments
from tests.money import cases
from tests.money.cases import ask, review, sign
from tests.stage import CODE, DEPUTY, DIRECTOR


def test_a_small_payment_takes_two_entries(line: Ref) -> None:
    payment = ask(line, amount="1500")
    sign(payment)
    row = payments(CODE)[0]
    assert (row.number, row.state, row.order) == (payment.id, "released", "XY-O-2026-001")
    assert BudgetLine.objects.get(number=line.id).released == 1500


def test_a_middling_payment_is_released_by_its_last_signature(line: Ref) -> None:
    payment = ask(line, amount="8640.50")
    assert cases.unmet(payment).keys() == {"review", "signature_1", "signature_2"}
    review(payment)
    sign(payment, DEPUTY)
    assert cases.unmet(payment).keys() == {"signature_2"}
    sign(payment, DIRECTOR)
    page = payment_page(payment.id, cases.START)
    assert page
    assert page.order
    assert all(condition.ok for condition in page.conditions)


def test_orders_are_numbered_without_a_gap(line: Ref) -> None:
    for number in range(3):
        payment = ask(line, payee=f"shop {number}", category="services")
        with pytest.raises(Refused):
            sign(payment, DIRECTOR)
        sign(payment)
    assert list(Order.objects.order_by("serial").values_list("serial", flat=True)) == [1, 2, 3]

"""The accounting centre and its orders."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from sunward.kernel.acts import Refused
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.money.models import BudgetLine, Order
from sunward.money.queries import overdue, payment_page, payments
from tests.money import cases
from tests.money.cases import START, act, ask, joint, rules_of, through
from tests.stage import ACCOUNTANT, CLERK, CODE


@pytest.fixture
def payment(line: Ref) -> Ref:
    payment = ask(line, amount="48000", decision=joint("48000"), category="services")
    through(payment)
    return payment


@pytest.fixture
def order(payment: Ref) -> Ref:
    return Ref("order", payments(CODE)[0].order)


def answer(order: Ref, word: str, reason: str = "", post: str = ACCOUNTANT) -> None:
    act("money.answer_order", post, order, answer=word, reason=reason)


def test_it_is_accepted_once_by_the_centre_alone(order: Ref) -> None:
    with pytest.raises(Refused) as refusal:
        answer(order, "accepted", post=CLERK)
    assert rules_of(refusal) == {"power"}
    answer(order, "accepted")
    assert payments(CODE)[0].state == "accepted"
    with pytest.raises(Refused) as refusal:
        answer(order, "refused", "changed our mind")
    assert rules_of(refusal) == {"answered"}


def test_a_refusal_needs_reasons_and_reopens_nothing(order: Ref, payment: Ref, line: Ref) -> None:
    with pytest.raises(Refused) as refusal:
        answer(order, "refused", " ")
    assert rules_of(refusal) == {"reason"}
    answer(order, "refused", "the stamp is missing")
    assert payments(CODE)[0].state == "refused"
    assert BudgetLine.objects.get(number=line.id).released == 48_000
    with pytest.raises(Refused) as refusal:
        act("money.release_payment", CLERK, payment)
    assert "released" in rules_of(refusal)


def test_withdrawing_after_a_refusal_gives_the_money_back(order: Ref, payment: Ref, line: Ref) -> None:
    with pytest.raises(Refused) as refusal:
        act("money.withdraw_payment", CLERK, payment, reason="let us try again")
    assert rules_of(refusal) == {"released"}
    answer(order, "refused", "the stamp is missing")
    act("money.withdraw_payment", CLERK, payment, reason="the stamp is missing")
    assert BudgetLine.objects.get(number=line.id).released == 0
    page = payment_page(payment.id, START + timedelta(days=30))
    assert page
    assert page.row.state == "withdrawn"
    again = ask(line, amount="48000", decision=page.row.decision, category="services")
    assert "authorised" not in cases.unmet(again)


def test_an_order_without_an_answer_is_overdue(order: Ref) -> None:
    released = Order.objects.get(number=order.id).released_on
    assert not overdue(CODE, released)
    late = overdue(CODE, released + timedelta(days=20))
    assert [(item.subject, item.owner_post) for item in late] == [(order, ACCOUNTANT)]


@pytest.mark.postgres
def test_the_database_keeps_the_series_and_the_answer_whole(order: Ref) -> None:
    row = Order.objects.get(number=order.id)
    with door_open():
        for change in ({"answer": "accepted"}, {"answer": "refused", "answered_on": START}, {"answer": "maybe"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Order.objects.filter(pk=row.pk).update(**change)

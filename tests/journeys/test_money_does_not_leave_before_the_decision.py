"""“It was paid first and decided afterwards.” The lock that residents read is the lock that opens."""

from datetime import timedelta

import pytest

from sunward.kernel.acts import Refused
from sunward.kernel.refs import Ref
from sunward.money.models import BudgetLine, Order
from sunward.money.queries import payment_page, payments
from tests.journeys.pages import page
from tests.money.cases import START, act, ask, four_two, invoice, on, open_matter, rules_of, through, unmet
from tests.stage import CLERK, CODE, DEPUTY

LAMPS = {"amount": "90500", "category": "works", "site": "灯笼巷", "payee": "明湖照明"}


def refused_to_ask(line: Ref, **facts: object) -> set[str]:
    with pytest.raises(Refused) as refusal:
        act("money.request_payment", CLERK, line, **invoice(**LAMPS | facts))
    return rules_of(refusal)


def test_without_a_decision_it_is_not_even_asked_for(line: Ref) -> None:
    assert "decision" in refused_to_ask(line)
    matter = open_matter("large_spending", "90500")
    assert "decision" in refused_to_ask(line, decision=matter.id), "a matter is no decision"
    assert not payments(CODE)


def test_it_waits_for_the_posting_in_front_of_everybody(line: Ref) -> None:
    payment = ask(line, decision=four_two("90500"), **LAMPS)
    through(payment)
    until = unmet(payment)["posting"].until
    assert until
    for day in range((until - START).days + 1):
        with on(START + timedelta(days=day)):
            assert unmet(payment).keys() == {"posting"}
            with pytest.raises(Refused) as refusal:
                act("money.release_payment", DEPUTY, payment)
            assert rules_of(refusal) == {"posting"}
    assert not Order.objects.exists()
    words = page(f"money/{payment.id}/", "en")
    assert f"{until.day} {until:%b}" in words, "the page says until which day"


def test_the_day_after_it_leaves_with_one_numbered_order(line: Ref) -> None:
    payment = ask(line, decision=four_two("90500"), **LAMPS)
    through(payment)
    until = unmet(payment)["posting"].until
    assert until
    with on(until + timedelta(days=1)) as day:
        assert not unmet(payment)
        act("money.release_payment", DEPUTY, payment)
        shown = payment_page(payment.id, day)
        assert shown
        assert shown.order
        assert all(condition.ok for condition in shown.conditions)
        assert shown.order.number in page(f"money/{payment.id}/")


def test_a_decision_covers_what_it_authorised_and_no_yuan_more(line: Ref) -> None:
    decision = four_two("90500")
    assert "authorised" in refused_to_ask(line, decision=decision, amount="90500.01")
    ask(line, decision=decision, **LAMPS)


def test_what_the_budget_does_not_hold_is_not_paid(lines: dict[str, Ref]) -> None:
    decision = four_two("90500")
    assert "budget" in refused_to_ask(lines["repairs"], decision=decision)
    assert BudgetLine.objects.get(number=lines["repairs"].id).released == 0

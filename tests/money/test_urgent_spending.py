"""A pipe bursts at night: spend now, tell everybody today, be ratified in time or pay it back."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from sunward.decisions.queries import decision as decision_of
from sunward.disclosure.models import Publication
from sunward.kernel.acts import Refused
from sunward.kernel.available import available
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.money.models import BankLine, BudgetLine, Order, UrgentCase
from sunward.money.queries import UrgentView, gate, overdue, urgent_view
from tests.charter.amendments import change, in_force
from tests.money import cases
from tests.money.cases import START, act, ask, four_two, here, invoice, joint, on, paper, rules_of, sign, voted
from tests.stage import ACCOUNTANT, CLERK, CODE, DEPUTY, DIRECTOR, holder

PIPE = {
    "amount": "16800",
    "category": "maintenance",
    "site": "2栋",
    "payee": "水管急修",
    "why": "a pipe burst at night",
}


def ask_urgently(line: Ref, **changes: object) -> Ref:
    found = act("money.request_urgent_payment", DIRECTOR, line, **invoice(**PIPE | changes)).result
    assert found
    return found


@pytest.fixture
def paid(lines: dict[str, Ref]) -> Ref:
    payment = ask_urgently(lines["repairs"])
    sign(payment, DEPUTY)
    sign(payment, DIRECTOR)
    return payment


def view(payment: Ref, day: date) -> UrgentView:
    found = urgent_view(cases.found(payment), day)
    assert found
    return found


def test_it_is_told_the_same_day_and_takes_two_signatures(lines: dict[str, Ref]) -> None:
    payment = ask_urgently(lines["repairs"])
    notice = Publication.objects.get(item="urgent_spending")
    assert (notice.about, notice.posted_on) == (payment, START)
    with pytest.raises(Refused) as refusal:
        sign(payment, DIRECTOR)
    assert rules_of(refusal) == {"signature_order"}
    sign(payment, DEPUTY)
    assert cases.unmet(payment).keys() == {"signature_2"}
    sign(payment, DIRECTOR)
    assert view(payment, START).state == "waits"


def test_it_is_limited_and_not_by_the_piece(lines: dict[str, Ref], paid: Ref) -> None:
    with pytest.raises(Refused) as refusal:
        ask_urgently(lines["repairs"], amount="3201")
    assert rules_of(refusal) == {"urgent", "urgent_open"}
    ask_urgently(lines["repairs"], amount="3200")


def test_the_residents_raise_what_an_emergency_may_cost(lines: dict[str, Ref]) -> None:
    """Before, they voted 30,000 and 25,000 was refused as ever: the power to ask for it still ended at 20,000."""
    since = START + timedelta(days=31)
    in_force(change("spending.urgent.up_to", "30000 yuan"), since=since)
    with on(since - timedelta(days=1)), pytest.raises(Refused):
        ask_urgently(lines["repairs"], amount="25000")
    with on(since):
        with pytest.raises(Refused) as refusal:
            ask_urgently(lines["repairs"], amount="30001")
        assert rules_of(refusal) == {"limit"}
        payment = ask_urgently(lines["repairs"], amount="25000")
        sign(payment, DEPUTY)
        sign(payment, DIRECTOR)
        assert view(payment, since).state == "waits"


def test_ratified_on_the_twelfth_day(paid: Ref) -> None:
    with on(START + timedelta(days=12)) as day:
        decision = voted("urgent_ratification", "16800")
        act("money.ratify_urgent", CLERK, paid, decision=decision)
        assert view(paid, day).state == "ratified"
    with on(START + timedelta(days=40)) as day:
        assert not [item for item in overdue(CODE, day) if "not ratified" in item.title.en]


def test_only_the_competent_body_ratifies(paid: Ref) -> None:
    with on(START + timedelta(days=12)):
        with pytest.raises(Refused) as refusal:
            act("money.ratify_urgent", CLERK, paid, decision=joint("16800"))
        assert rules_of(refusal) == {"competence"}


def test_a_decision_that_is_not_in_order_ratifies_nothing(paid: Ref) -> None:
    with on(START + timedelta(days=12)):
        decision = voted("urgent_ratification", "16800", notice=4)
        with pytest.raises(Refused) as refusal:
            act("money.ratify_urgent", CLERK, paid, decision=decision)
        assert "decision_in_order" in rules_of(refusal)


def test_one_decision_does_not_ratify_twice(lines: dict[str, Ref], paid: Ref) -> None:
    other = ask_urgently(lines["repairs"], amount="3000")
    sign(other, DEPUTY)
    sign(other, DIRECTOR)
    with on(START + timedelta(days=12)):
        decision = voted("urgent_ratification", "16800")
        act("money.ratify_urgent", CLERK, paid, decision=decision)
        with pytest.raises(Refused) as refusal:
            act("money.ratify_urgent", CLERK, other, decision=decision)
        assert rules_of(refusal) == {"authorised"}


def came_in(*amounts: str, day: str = "2026-03-20", account: str = "basic") -> list[str]:
    """The bank statement shows money that came in; the numbers of its lines."""
    lines = [{"day": day, "amount": amount, "counterparty": "水管急修", "order": ""} for amount in amounts]
    total = sum(map(int, amounts))
    body = {"opening": "0", "closing": str(total), "lines": lines}
    facts = {"month": "2026-03", "account": account, "statement": body, "file": paper("bank")}
    act("money.record_bank_statement", ACCOUNTANT, here(), **facts)
    return list(BankLine.objects.order_by("id").values_list("number", flat=True))


def refund(payment: Ref, line: str) -> None:
    act("money.refund_urgent", CLERK, payment, bank_line=line, receipt_number="R-1")


def refused_refund(payment: Ref, line: str) -> set[str]:
    with pytest.raises(Refused) as refusal:
        refund(payment, line)
    return rules_of(refusal)


APRIL = date(2026, 4, 8)


def test_three_emergencies_of_one_day_are_not_three_times_the_limit(lines: dict[str, Ref], paid: Ref) -> None:
    other = {"payee": "屋顶急修", "site": "9栋", "category": "works"}
    with pytest.raises(Refused) as refusal:
        ask_urgently(lines["repairs"], amount="16800", **other)
    assert rules_of(refusal) == {"urgent_open"}
    with on(START + timedelta(days=12)):
        act("money.ratify_urgent", CLERK, paid, decision=voted("urgent_ratification", "16800"))
        ask_urgently(lines["repairs"], amount="16800", **other)


def test_a_withdrawn_emergency_leaves_the_limit_to_the_next(lines: dict[str, Ref]) -> None:
    payment = ask_urgently(lines["repairs"])
    act("money.withdraw_payment", CLERK, payment, reason="the plumber came for nothing")
    ask_urgently(lines["repairs"], payee="屋顶急修", site="9栋", category="works")


def test_a_receipt_alone_gives_the_line_no_room_back(lines: dict[str, Ref], paid: Ref) -> None:
    with on(APRIL):
        other, early = came_in("16799", "16800", day="2026-03-01")
        assert refused_refund(paid, "R-1") == {"refund_in_bank"}
        assert refused_refund(paid, other) == {"refund_in_bank"}, "another amount"
        assert refused_refund(paid, early) == {"refund_in_bank"}, "before it left"
        assert refused_refund(paid, came_in("16800", account="mine")[-1]) == {"refund_in_bank"}, "an unknown account"
    assert BudgetLine.objects.get(number=lines["repairs"].id).released == 16_800


def test_one_bank_line_is_the_refund_of_one_payment(lines: dict[str, Ref]) -> None:
    pair = [ask_urgently(lines["repairs"], amount="9000", payee=name) for name in ("水管急修", "屋顶急修")]
    for payment in pair:
        sign(payment, DEPUTY)
        sign(payment, DIRECTOR)
    with on(APRIL):
        (line,) = came_in("9000")
        refund(pair[0], line)
        assert refused_refund(pair[1], line) == {"refund_in_bank"}


def test_after_the_fifteenth_day_it_is_due_back(lines: dict[str, Ref], paid: Ref) -> None:
    assert view(paid, START + timedelta(days=15)).state == "waits"
    with on(START + timedelta(days=16)) as day:
        assert view(paid, day).state == "refund_due"
        assert [item.days_late for item in overdue(CODE, day) if "not ratified" in item.title.en] == [1]
        with pytest.raises(Refused) as refusal:
            act("money.ratify_urgent", CLERK, paid, decision=voted("urgent_ratification", "16800"))
        assert rules_of(refusal) == {"in_time"}
    with on(APRIL) as day:
        (line,) = came_in("16800")
        refund(paid, line)
        assert (view(paid, day).state, view(paid, day).refunded_on) == ("refunded", date(2026, 3, 20))
        assert BudgetLine.objects.get(number=lines["repairs"].id).released == 0
        assert "urgent" in refused_refund(paid, line)


def test_what_came_back_no_longer_counts_against_the_limit(lines: dict[str, Ref], paid: Ref) -> None:
    with on(APRIL):
        refund(paid, *came_in("16800"))
        ask_urgently(lines["repairs"], amount="19000")


def refuse_order(payment: Ref) -> None:
    order = Order.objects.get(payment__number=payment.id)
    act("money.answer_order", ACCOUNTANT, order.ref, answer="refused", reason="the stamp is missing")


def withdraw(payment: Ref) -> None:
    act("money.withdraw_payment", CLERK, payment, reason="the stamp is missing")


def both_paid(lines: dict[str, Ref]) -> Ref:
    """Two urgent payments are on the line: were one given back twice, its balance would still not go below nothing."""
    for amount in ("9500", "9000"):
        payment = ask_urgently(lines["repairs"], amount=amount, site=f"{amount}栋")
        sign(payment, DEPUTY)
        sign(payment, DIRECTOR)
    return payment


def test_what_was_withdrawn_does_not_come_back_to_its_line_once_more(lines: dict[str, Ref]) -> None:
    payment = both_paid(lines)
    refuse_order(payment)
    withdraw(payment)
    with on(APRIL):
        assert "urgent" in refused_refund(payment, *came_in("9000"))
    assert BudgetLine.objects.get(number=lines["repairs"].id).released == 9500


def test_what_came_back_is_not_withdrawn_once_more(lines: dict[str, Ref]) -> None:
    payment = both_paid(lines)
    with on(APRIL):
        refund(payment, *came_in("9000"))
        refuse_order(payment)
        with pytest.raises(Refused) as refusal:
            withdraw(payment)
    assert rules_of(refusal) == {"refunded"}
    assert BudgetLine.objects.get(number=lines["repairs"].id).released == 9500


@pytest.mark.postgres
def test_the_database_keeps_no_case_both_withdrawn_and_paid_back(paid: Ref) -> None:
    refuse_order(paid)
    withdraw(paid)
    case = UrgentCase.objects.filter(payment__number=paid.id)
    assert case.get().withdrawn_on == START
    with pytest.raises(IntegrityError, match=r"withdrawn_or_refunded"), transaction.atomic(), door_open():
        case.update(refunded_on=START)


def test_what_was_ratified_and_withdrawn_gives_its_decision_back(paid: Ref) -> None:
    decision = voted("urgent_ratification", "16800")
    act("money.ratify_urgent", CLERK, paid, decision=decision)
    refuse_order(paid)
    withdraw(paid)
    found = decision_of(decision, START)
    assert found
    assert found.card.left == 16_800


def test_a_withdrawn_emergency_is_neither_ratified_nor_due_back(paid: Ref) -> None:
    refuse_order(paid)
    withdraw(paid)
    with pytest.raises(Refused) as refusal:
        act("money.ratify_urgent", CLERK, paid, decision=voted("urgent_ratification", "16800"))
    assert rules_of(refusal) == {"urgent"}
    with on(START + timedelta(days=40)) as day:
        assert not [item for item in overdue(CODE, day) if "not ratified" in item.title.en]


def test_an_ordinary_payment_is_not_ratified(line: Ref) -> None:
    payment = cases.ask(line)
    with pytest.raises(Refused) as refusal:
        act("money.ratify_urgent", CLERK, payment, decision=four_two("60000"))
    assert "urgent" in rules_of(refusal)


@pytest.mark.postgres
def test_an_urgent_sum_counts_what_was_urgent_and_any_sum_only_what_came_before(lines: dict[str, Ref]) -> None:
    same = {"payee": PIPE["payee"], "site": PIPE["site"], "category": PIPE["category"]}
    first = cases.ask(lines["repairs"], amount="1500", **same)
    urgent = ask_urgently(lines["repairs"], amount="2000")
    last = cases.ask(lines["repairs"], amount="700", **same)
    assert [gate.tested_payment(cases.found(each)).total for each in (first, urgent, last)] == [1500, 2000, 4200]


def test_what_is_no_urgent_payment_is_never_offered_its_refund(lines: dict[str, Ref]) -> None:
    """Beside every ordinary payment the clerk would find a button that leads nowhere."""
    ordinary = ask(lines["office"], amount="900", category="office")
    offered = {option.act.name: option for option in available(holder(CODE, CLERK), ordinary, CODE)}
    assert not offered["money.refund_urgent"].open
    assert offered["money.withdraw_payment"].open

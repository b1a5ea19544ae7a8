"""“Nobody said no; it just never happened.” What is not done by its day stands on the page without anybody's help."""

from datetime import date, timedelta

import pytest

from sunward.duties import queries as duties
from sunward.kernel.acts import Refused
from sunward.kernel.refs import Ref
from sunward.money.queries import payment_page, urgent_view
from sunward.record.models import Journal
from tests.journeys.pages import page
from tests.money import cases
from tests.money.cases import START, act, ask, invoice, on, paper, rules_of, sign, voted
from tests.stage import ACCOUNTANT, CLERK, CODE, DEPUTY, DIRECTOR, INSPECTOR, here

PIPE = {"amount": "16800", "category": "maintenance", "site": "2栋", "payee": "水管急修", "why": "半夜爆管"}


def test_a_reviewer_who_says_nothing_is_named_and_somebody_else_may_act(line: Ref) -> None:
    payment = ask(line, amount="8000")
    with on(START + timedelta(days=7)):  # the fifth working day
        assert payment.id not in page("overdue/")
    with on(START + timedelta(days=8)) as day:
        assert payment.id in page("overdue/")
        act("money.stand_in_review", INSPECTOR, payment, outcome="passed")
        assert payment.id not in page("overdue/")
        shown = payment_page(payment.id, day)
    assert shown
    assert [(hand.outcome, hand.stand_in) for hand in shown.reviews] == [("passed", True)]


def test_a_statement_that_is_missing_is_missing_in_public(community: str) -> None:
    def owed(day: date) -> set[str]:
        return {item.subject.id for item in duties.overdue(CODE, day) if "monthly_statement" in item.subject.id}

    due = date(2026, 3, 15)  # for February
    february = f"{CODE}/monthly_statement/2026-02"
    assert february not in owed(due)
    assert february in owed(due + timedelta(days=1))
    with on(due + timedelta(days=1)):
        assert "每月登记银行对账单" in page("overdue/")
    with on(due + timedelta(days=9)):
        body = {"opening": "100000", "closing": "100000", "lines": []}
        act("money.record_bank_statement", ACCOUNTANT, here(), month="2026-02", statement=body, file=paper("bank"))
    assert february not in owed(date(2026, 4, 1))
    rows = duties.calendar(CODE, due, due, date(2026, 4, 1))
    row = next(row for row in rows if row.duty == "monthly_statement" and row.period == "2026-02")
    assert (row.state, row.days_late) == ("met_late", 9)


def test_urgent_spending_that_nobody_ratifies_is_due_back(lines: dict[str, Ref]) -> None:
    found = act("money.request_urgent_payment", DIRECTOR, lines["repairs"], **invoice(**PIPE)).result
    assert found
    sign(found, DEPUTY)
    sign(found, DIRECTOR)
    with on(START + timedelta(days=15)):
        assert "未追认" not in page("overdue/")
    with on(START + timedelta(days=16)) as day:
        assert "未追认" in page("overdue/")
        view = urgent_view(cases.found(found), day)
        assert view
        assert view.state == "refund_due"
        with pytest.raises(Refused) as refusal:
            act("money.ratify_urgent", CLERK, found, decision=voted("urgent_ratification", "16800"))
        assert rules_of(refusal) == {"in_time"}


def test_nobody_had_to_press_a_button_for_it(line: Ref) -> None:
    """The lapse is derived from the clock: between the request and the page nothing was written."""
    payment = ask(line, amount="8000")
    before = Journal.objects.count()
    with on(START + timedelta(days=30)):
        assert payment.id in page("overdue/")
    assert Journal.objects.count() == before

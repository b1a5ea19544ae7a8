"""Budgets, income, and payments of the time before the gate."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from sunward.kernel import facts as declared
from sunward.kernel.acts import Refused, all_acts
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.money.models import AdoptedBudget, BudgetLine, Income, PastPayment
from sunward.money.queries import by_purpose, income, overdue, past_payments, summary
from tests.money import cases
from tests.money.cases import START, act, adopt, ask, here, invoice, on, resolve, rules_of, sign, voted
from tests.stage import CLERK, CODE, OPENING


def adopt_line(decision: str, amount: str) -> None:
    lines = {"office": {"name": "办公费", "amount": amount}}
    act("money.adopt_budget", CLERK, here(), year=2026, decision=decision, lines=lines)


def test_without_a_decision_in_order_there_is_no_budget(community: str) -> None:
    for decision, rule in (
        ("XY-R-2026-999", "decision"),
        (voted("annual_budget", 24000, notice=4), "decision_in_order"),
    ):
        with pytest.raises(Refused) as refusal:
            adopt_line(decision, "24000")
        assert rule in rules_of(refusal)
    assert by_purpose(CODE, 2026) == ()


def test_a_line_is_never_set_below_what_has_left(community: str) -> None:
    line = adopt({"office": "24000"})["office"]
    sign(ask(line, amount="2000", category="office"))
    with pytest.raises(Refused) as refusal:
        adopt_line(voted("annual_budget", 2000), "1999.99")
    assert rules_of(refusal) == {"released"}
    adopt_line(voted("annual_budget", 2000), "2000")
    found = BudgetLine.objects.get(number=line.id)
    assert (found.authorised, found.released, found.name) == (2000, 2000, "办公费")


def test_only_a_decision_on_the_budget_makes_one_and_only_up_to_its_total(community: str) -> None:
    """Hearing a report, or letting a room, hands nobody millions."""
    for decision, rules in (
        (voted("quarterly_report"), {"decided_on_budget", "budget_total"}),
        (voted("large_spending", 216000), {"decided_on_budget", "decision_in_order", "step_missing"}),
        (voted("annual_budget"), {"budget_total"}),
        (voted("annual_budget", "23999.99"), {"budget_total"}),
    ):
        with pytest.raises(Refused) as refusal:
            adopt_line(decision, "24000")
        assert rules_of(refusal) == rules
    assert by_purpose(CODE, 2026) == ()


def test_one_decision_makes_one_budget_and_any_change_takes_another(community: str) -> None:
    """Whoever enters the budget moves nothing between its lines afterwards."""
    decision = voted("annual_budget", 30000)
    adopt_line(decision, "24000")
    moved = {"office": {"name": "办公费", "amount": "4000"}, "culture": {"name": "文化", "amount": "20000"}}
    for year in (2026, 2027):
        with pytest.raises(Refused) as refusal:
            act("money.adopt_budget", CLERK, here(), year=year, decision=f" {decision} ", lines=moved)
        assert rules_of(refusal) == {"adopted_once"}
    act("money.adopt_budget", CLERK, here(), year=2026, decision=voted("annual_budget", 24000), lines=moved)
    with pytest.raises(Refused) as refusal:
        adopt_line(decision, "24000")
    assert rules_of(refusal) == {"adopted_once"}, "not even when other decisions have taken over all its lines"


def test_nor_does_the_decision_of_a_budget_from_before_this_was_kept(community: str) -> None:
    decision = voted("annual_budget", 30000)
    adopt_line(decision, "24000")
    with door_open():
        AdoptedBudget.objects.all().delete()
    with pytest.raises(Refused) as refusal:
        adopt_line(decision, "30000")
    assert rules_of(refusal) == {"adopted_once"}


@pytest.mark.parametrize(
    ("title", "year", "fits"),
    [
        ("2026年度收支预算", 2026, True),
        ("2026年度收支预算", 2027, False),
        ("２０２７年预算", 2027, True),
        ("budget", 2025, False),
        ("budget", 2026, True),
        ("budget", 2027, True),
        ("budget", 2028, False),
    ],
)
def test_a_budget_is_adopted_for_the_year_it_was_decided_for(community: str, title: str, year: int, fits: bool) -> None:
    matter = act("decisions.open_matter", CLERK, here(), title=title, kind="annual_budget", amount=Decimal(500)).result
    assert matter
    facts = {"year": year, "decision": resolve(matter), "lines": {"office": {"name": "办公费", "amount": "500"}}}
    if fits:
        act("money.adopt_budget", CLERK, here(), **facts)
        return
    with pytest.raises(Refused) as refusal:
        act("money.adopt_budget", CLERK, here(), **facts)
    assert rules_of(refusal) == {"budget_year"}


@pytest.mark.postgres
def test_the_database_knows_one_budget_a_decision(community: str) -> None:
    row = {"community_code": CODE, "decision_number": "XY-R-2026-001", "adopted_on": START}
    with door_open():
        AdoptedBudget.objects.create(year=2026, **row)
        with pytest.raises(IntegrityError), transaction.atomic():
            AdoptedBudget.objects.create(year=2027, **row)


def test_two_lines_of_one_name_could_not_be_told_apart(community: str) -> None:
    adopt_line(voted("annual_budget", 24000), "24000")
    with pytest.raises(Refused) as refusal:
        act("money.adopt_budget", CLERK, here(), year=2026, decision=voted("annual_budget", 500),
            lines={"feasts": {"name": "办公 费\u200b", "amount": "500"}})  # fmt: skip
    assert rules_of(refusal) == {"names_apart"}


def test_what_exceeds_the_line_is_not_even_asked_for(community: str) -> None:
    line = adopt({"office": "1000"})["office"]
    with pytest.raises(Refused) as refusal:
        act("money.request_payment", CLERK, line, **invoice(amount="1000.01"))
    assert rules_of(refusal) == {"budget"}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ({}, "at least one line"),
        ({"office": {"name": "办公费"}}, "office: needs a name and an amount"),
        ({"office": {"name": "办公费", "amount": "many"}}, "office: .*many"),
        ({"office": {"name": "", "amount": "5"}}, "office: needs a name"),
        ({"office": "5"}, "office: needs a name"),
    ],
)
def test_a_budget_that_cannot_be_read_says_where(community: str, lines: dict[str, Any], said: str) -> None:
    with pytest.raises(FactsError, match=said):
        act("money.adopt_budget", CLERK, here(), year=2026, decision=voted("annual_budget"), lines=lines)


def rent(**changes: Any) -> None:
    facts = {
        "kind": "rent", "amount": Decimal(3600), "received_on": date(2026, 2, 20), "banked_on": date(2026, 2, 26),
        "receipt_number": "R-1", "payer": "青溪饭店",
    }  # fmt: skip
    act("money.record_income", CLERK, here(), **facts | changes)


def test_income_shows_how_long_it_took_to_the_bank(community: str) -> None:
    rent()
    row = income(CODE)[0]
    assert (int(row.amount), row.days_to_bank) == (3600, 6)
    assert summary(CODE, 2026).income == 3600


def test_what_is_not_in_the_bank_is_overdue_until_somebody_says_when(community: str) -> None:
    rent(banked_on=None)
    received = Income.objects.get().ref
    with on(date(2026, 2, 23)) as day:
        assert overdue(CODE, day) == []
    with on(date(2026, 2, 24)) as day:
        assert [item.subject for item in overdue(CODE, day)] == [received], "three days, as the article says"
    with on(START) as day:
        late = overdue(CODE, day)
        assert [(item.subject, item.owner_post) for item in late] == [(received, CLERK)]
        for wrong in (date(2026, 2, 19), date(2026, 3, 3)):
            with pytest.raises(FactsError, match="banked_on"):
                act("money.bank_income", CLERK, received, banked_on=wrong)
        act("money.bank_income", CLERK, received, banked_on=date(2026, 2, 26))
        with pytest.raises(FactsError, match="banked_on"):
            act("money.bank_income", CLERK, received, banked_on=date(2026, 2, 27))
        assert overdue(CODE, day) == []
    assert income(CODE)[0].days_to_bank == 6


def test_the_years_sums_are_of_that_year_the_largest_line_first(community: str) -> None:
    lines = adopt({"a_small": "1000", "office": "24000"})
    sign(ask(lines["office"], amount="2000", category="office"))
    rent()
    year = summary(CODE, 2026)
    assert [(line.key, int(line.released), int(line.room)) for line in year.lines] == [
        ("office", 2000, 22_000), ("a_small", 0, 1000)
    ]  # fmt: skip
    figures = (year.authorised, year.released, year.room, year.income)
    assert [int(figure) for figure in figures] == [25_000, 2000, 23_000, 3600]
    for other in (2025, 2027):
        neighbour = summary(CODE, other)
        assert (int(neighbour.income), neighbour.lines) == (0, ())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"received_on": date(2026, 3, 3), "banked_on": None}, "received_on"),
        ({"banked_on": date(2026, 2, 19)}, "banked_on"),
        ({"receipt_number": "R-0"}, "receipt_number"),
    ],
)
def test_income_that_cannot_be_is_not_recorded(community: str, changes: dict[str, Any], field: str) -> None:
    rent(receipt_number="R-0")
    with pytest.raises(FactsError) as error:
        rent(**changes)
    assert error.value.errors.keys() == {field}


def past(**changes: Any) -> Any:
    facts = {
        "voucher": "2025-118", "paid_on": date(2025, 12, 20), "amount": Decimal(9_500), "payee": "明湖照明",
        "payee_kind": "company", "category": "works", "purpose": "lamps", "site": "灯笼巷",
    }  # fmt: skip
    return act("money.record_past_payment", CLERK, here(), **facts | changes)


def test_a_past_payment_is_marked_and_releases_nothing(line: Ref) -> None:
    done = past()
    assert done.entry.public["before_the_gate"] is True
    assert [finding.rule for finding in done.entry.findings] == ["before_the_gate"]
    assert BudgetLine.objects.get(number=line.id).released == 0
    assert past_payments(CODE)[0].amount == 9_500
    with pytest.raises(FactsError, match="already"):
        past()
    with pytest.raises(FactsError, match="not come yet"):
        past(voucher="2025-119", paid_on=date(2026, 3, 3))


@pytest.mark.parametrize("day", [OPENING, date(2026, 2, 2)])
def test_since_the_founding_nothing_is_past(community: str, day: date) -> None:
    """Whatever left since then passed the gate, or stands on the bank statement as paid outside the chain."""
    with pytest.raises(FactsError, match="2026-01-05 on a payment leaves by a payment order"):
        past(paid_on=day)
    assert not PastPayment.objects.exists()
    past(paid_on=OPENING - timedelta(days=1))


def test_a_line_pays_in_its_year(line: Ref) -> None:
    """And neither before nor after it, however far the payment had come."""
    coming = adopt({"culture": "9000"}, year=2027)["culture"]
    with pytest.raises(Refused) as refusal:
        act("money.request_payment", CLERK, coming, **invoice(category="activities"))
    assert rules_of(refusal) == {"budget_year"}
    with cases.on(date(2026, 12, 31)):
        in_time, late = ask(line, category="office"), ask(line, category="services", payee="老街食品店")
        sign(in_time)
    with cases.on(date(2027, 1, 4)):
        assert cases.found(in_time).released_on == date(2026, 12, 31)
        assert "budget_year" not in cases.unmet(in_time)
        with pytest.raises(Refused) as refusal:
            sign(late)
        assert rules_of(refusal) == {"budget_year"}
        with pytest.raises(Refused) as refusal:
            act("money.request_payment", CLERK, line, **invoice(category="utilities", payee="东门五金"))
        assert rules_of(refusal) == {"budget_year"}
        ask(coming, category="activities", payee="东门五金")


def test_a_past_payment_counts_in_the_rolling_sum(line: Ref) -> None:
    past()
    payment = ask(line, amount="400", category="works", site="灯笼巷", payee="明湖照明")
    assert cases.found(payment).tested_sum == 9_900
    assert cases.unmet(payment).keys() == {"review", "signature_1", "signature_2"}
    assert PastPayment.objects.get().recorded_on == START


@pytest.mark.parametrize("act_type", [each for each in all_acts() if each.name.split(".")[0] in {"money", "duties"}])
def test_every_act_asks_its_questions_in_both_languages(act_type: Any) -> None:
    form = declared.form_for(act_type.facts_type)()
    assert act_type.title.zh
    assert act_type.title.en
    for name, field in form.fields.items():
        with translation.override("zh-hans"):
            assert str(field.label) != name

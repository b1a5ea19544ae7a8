"""Lane lighting: one job in order, and the second that is cut off it and asked for under other names."""

from datetime import timedelta
from decimal import Decimal

import pytest

from sunward.kernel.acts import Refused
from sunward.kernel.refs import Ref
from sunward.money.models import BudgetLine, Payment
from sunward.money.queries import payment_page
from sunward.record.models import Journal
from tests.money import cases
from tests.money.cases import START, ask, four_two, invoice, on, review, rules_of, sign, through, unmet
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR

LAMPS = {"amount": "90500", "category": "works", "site": "灯笼巷", "payee": "明湖照明"}


def test_a_large_payment_waits_for_its_posting_and_says_until_when(line: Ref) -> None:
    payment = ask(line, decision=four_two("90500"), **LAMPS)
    review(payment)
    sign(payment, DEPUTY)
    sign(payment, DIRECTOR)
    posting = unmet(payment)["posting"]
    assert posting.until
    assert posting.until >= START + timedelta(days=7)
    with pytest.raises(Refused) as refusal:
        cases.act("money.release_payment", DEPUTY, payment)
    assert rules_of(refusal) == {"posting"}
    with on(posting.until + timedelta(days=1)) as day:
        assert not unmet(payment)
        cases.act("money.release_payment", DEPUTY, payment)
        page = payment_page(payment.id, day)
    assert page
    assert page.row.state == "released"
    assert BudgetLine.objects.get(number=line.id).released == 90_500


@pytest.fixture
def first_job(line: Ref) -> Ref:
    payment = ask(line, decision=four_two("90500"), **LAMPS)
    through(payment)
    with on(START + timedelta(days=12)):
        cases.act("money.release_payment", DEPUTY, payment)
    return payment


def ask_again(line: Ref, **changes: object) -> set[str]:
    facts = LAMPS | {"amount": "93400"} | changes
    with pytest.raises(Refused) as refusal:
        cases.act("money.request_payment", DIRECTOR, line, **invoice(**facts))
    return rules_of(refusal)


def test_the_second_half_is_tested_on_the_sum_of_both(line: Ref, first_job: Ref) -> None:
    with on(START + timedelta(days=30)):
        decision = cases.joint("93400")
        facts = LAMPS | {"amount": "93400", "decision": decision, "route": "joint_meeting"}
        with pytest.raises(Refused) as refusal:
            cases.act("money.request_payment", DIRECTOR, line, **invoice(**facts))
        found = {finding.rule: finding for finding in refusal.value.findings if finding.breach}
        assert found.keys() == {"route", "tender", "decision"}
        assert "183,900" in found["tender"].text.en
        assert "183,900" in found["route"].text.zh


@pytest.mark.parametrize(
    "renamed",
    [
        {"category": "maintenance"},
        {"category": "maintenance", "site": ""},
        {"site": "别处"},
        {"payee": "新湖照明"},
        {"site": "灯 笼 巷"},
    ],
)
def test_another_name_does_not_take_it_out_of_the_sum(line: Ref, first_job: Ref, renamed: dict[str, str]) -> None:
    with on(START + timedelta(days=30)):
        assert "tender" in ask_again(line, decision=four_two("93400"), **renamed)


def test_both_refusals_are_on_the_record(line: Ref, first_job: Ref) -> None:
    for days, category in ((30, "works"), (31, "maintenance")):
        with on(START + timedelta(days=days)):
            ask_again(line, route="joint_meeting", category=category)
    refusals = Journal.objects.filter(log=CODE, kind="refusal", act="money.request_payment")
    assert refusals.count() == 2
    assert Payment.objects.count() == 1


def test_after_ninety_days_it_is_a_job_of_its_own(line: Ref, first_job: Ref) -> None:
    with on(START + timedelta(days=89)):
        assert "tender" in ask_again(line, decision=four_two("93400"))
    with on(START + timedelta(days=90)):
        payment = ask(line, decision=four_two("93400"), **LAMPS | {"amount": "93400"})
        assert cases.found(payment).tested_sum == Decimal(93400)


def tender(winner: str, price: str, **changes: object) -> str:
    facts = {
        "winner": winner, "price": Decimal(price), "category": "works", "site": "灯笼巷", "bidders": 4,
        "announced_on": START, "opened_on": START + timedelta(days=25), "minutes": cases.paper("bids"),
    }  # fmt: skip
    done = cases.act("money.report_tender", CLERK, cases.here(), **facts | changes)
    assert done.result
    return done.result.id


def test_with_a_tender_it_may_go_on_for_the_winner_up_to_the_price(line: Ref, first_job: Ref) -> None:
    with on(START + timedelta(days=30)):
        decision = four_two("200000")
        won = tender("明湖照明", "95000")
        other = tender("远方工程", "95000")
        assert "tender" in ask_again(line, decision=decision, tender=other)
        assert "tender" in ask_again(line, decision=decision, tender=won, amount="95001")
        payment = ask(line, decision=decision, tender=won, **LAMPS | {"amount": "93400"})
        through(payment)
    with on(START + timedelta(days=42)):
        cases.act("money.release_payment", DEPUTY, payment)
        assert "tender" in ask_again(line, decision=decision, tender=won, amount="1601")

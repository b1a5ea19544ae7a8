"""“One job of 183,900 became two of 90,000, so that nobody had to be asked.”"""

from datetime import timedelta

import pytest

from sunward.kernel.acts import Refused
from sunward.kernel.refs import Ref
from sunward.money.models import Payment
from sunward.record.models import Journal
from tests.money.cases import START, act, ask, four_two, invoice, joint, on, rules_of
from tests.stage import CLERK, CODE, DIRECTOR

HALF = {"category": "works", "site": "灯笼巷", "payee": "明湖照明"}


def asked_again(line: Ref, days: int, amount: str, **facts: object) -> set[str]:
    with on(START + timedelta(days=days)), pytest.raises(Refused) as refusal:
        act("money.request_payment", DIRECTOR, line, **invoice(amount=amount, **{**HALF, **facts}))
    return rules_of(refusal)


def test_two_halves_are_tested_on_their_sum(line: Ref) -> None:
    ask(line, decision=four_two("90500"), amount="90500", **HALF)
    with on(START + timedelta(days=30)):
        decision = four_two("93400")
    assert "tender" in asked_again(line, 30, "93400", decision=decision)
    assert Payment.objects.count() == 1
    said = Journal.objects.get(log=CODE, kind="refusal", act="money.request_payment").findings
    assert any("183,900" in found["en"] for found in said), "the refusal tells the sum"


def test_pieces_small_enough_for_one_signature_add_up_to_two(line: Ref) -> None:
    for _piece in range(2):
        ask(line, amount="1000", **HALF)
    third = ask(line, amount="1000", **HALF)
    row = Payment.objects.get(number=third.id)
    assert (row.amount, row.tested_sum) == (1000, 3000)
    from tests.money.cases import unmet

    assert {"review", "signature_2"} <= unmet(third).keys(), "three thousand take a review and two signatures"


@pytest.mark.parametrize("disguise", [{"site": "别处"}, {"category": "maintenance"}, {"payee": "新湖照明"}])
def test_another_name_for_the_half_changes_nothing(line: Ref, disguise: dict[str, str]) -> None:
    ask(line, decision=joint("48000"), amount="48000", **HALF)
    with on(START + timedelta(days=10)):
        decision = joint("9000")
    assert asked_again(line, 10, "9000", decision=decision, **disguise) & {"decision", "route", "tier"}


def test_after_the_window_it_is_a_job_of_its_own(line: Ref) -> None:
    ask(line, decision=joint("48000"), amount="48000", **HALF)
    with on(START + timedelta(days=91)):
        later = ask(line, post=CLERK, amount="9000", **HALF)
        assert Payment.objects.get(number=later.id).tested_sum == 9000

"""A hold on the decision stops the money that rests on it, though the payment itself is free."""

import pytest

from sunward.kernel.acts import Refused
from sunward.kernel.refs import Ref
from tests.money.cases import act, ask, joint, review, rules_of, sign
from tests.stage import CODE, DIRECTOR, SUPERVISION_MEMBER, SUPERVISOR, here


def test_no_money_is_drawn_on_a_decision_that_is_held(line: Ref) -> None:
    decision = joint("20000")
    payment = ask(line, amount="20000", category="services", decision=decision)
    review(payment)
    sign(payment)
    hold = act(
        "charter.place_hold", SUPERVISOR, here(CODE), subject=f"decision:{decision}", reason="先核实合同。"
    ).result
    assert hold
    act("charter.second_hold", SUPERVISION_MEMBER, hold)
    with pytest.raises(Refused) as refusal:
        sign(payment, DIRECTOR)
    assert "hold" in rules_of(refusal)

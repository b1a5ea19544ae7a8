"""“Forty representatives divided what belongs to nine hundred members.” Land money is for the members' assembly."""

from datetime import date, timedelta
from typing import Any

import pytest

from sunward.decisions import queries as decisions
from sunward.kernel import clock
from sunward.kernel.acts import Refused
from sunward.kernel.refs import Ref
from tests.money.cases import ask, open_matter, report, rules_of


@pytest.fixture
def land_money(line: Ref) -> Ref:
    """The collective's law is in force here, and the board brings in the distribution."""
    return open_matter("land_compensation_distribution", "1200000")


def vote(matter: Ref, body: str, counts: dict[str, Any], **facts: Any) -> str:
    told: date = clock.today() - timedelta(days=15)
    given = {
        "notice_on": told, "called_by": "board", "agenda_fixed_on": told, "agenda_includes_matter": "yes",
        "counts": counts,
    }  # fmt: skip
    return report(matter, "resolution", body=body, **given | facts).id


REPRESENTATIVES = {"member_representatives": {"entitled": 40, "present": 40, "for": 40, "against": 0, "abstain": 0}}
MEMBERS = {"members": {"entitled": 900, "present": 700, "for": 650, "against": 40, "abstain": 10}}


@pytest.mark.parametrize("authorised", [False, True])
def test_all_forty_together_have_no_say_in_it(land_money: Ref, authorised: bool) -> None:
    """Not even where the members' own decision says so: the law keeps this matter with them."""
    named = vote(open_matter("land_compensation_distribution"), "member_assembly", MEMBERS) if authorised else ""
    decision = vote(land_money, "member_representatives_meeting", REPRESENTATIVES, authorised_by=named)
    state = decisions.decision_state(decision, clock.today())
    breach = {found.rule: found for found in state.findings if found.breach}
    assert state.word == "not_in_order"
    assert "第二十八条" in breach["competence"].source
    assert breach["competence"].text.zh


def test_nothing_is_paid_on_it(line: Ref, land_money: Ref) -> None:
    decision = vote(land_money, "member_representatives_meeting", REPRESENTATIVES)
    with pytest.raises(Refused) as refusal:
        ask(line, amount="120000", category="distribution", payee="成员分配", decision=decision)
    assert rules_of(refusal) == {"decision"}


def test_the_assembly_of_members_decides(land_money: Ref) -> None:
    decision = vote(land_money, "member_assembly", MEMBERS)
    findings = decisions.decision_state(decision, clock.today()).findings
    assert {"competence", "quorum", "majority"} <= {found.rule for found in findings if found.ok}


def test_one_member_short_of_two_thirds_is_not_two_thirds(land_money: Ref) -> None:
    short = {"members": {"entitled": 900, "present": 700, "for": 599, "against": 91, "abstain": 10}}
    decision = vote(land_money, "member_assembly", short)
    state = decisions.decision_state(decision, clock.today())
    assert "majority" in {found.rule for found in state.findings if found.breach}

"""“The secretary decides everything.” He may still say anything; on his own he opens nothing."""

import pytest

from sunward.decisions import queries as decisions
from sunward.kernel import clock
from sunward.kernel.acts import Refused
from sunward.kernel.refs import Ref
from sunward.record.models import Journal
from tests.money import cases
from tests.money.cases import act, ask, open_matter, report, resolve, rules_of, sign
from tests.stage import CODE, DEPUTY, DIRECTOR, SECRETARY, SUPERVISOR, here, holder

ALONE = {"body_members": {"entitled": 64, "present": 1, "for": 1, "against": 0, "abstain": 0}}
LAMPS = {"amount": "90500", "category": "works", "site": "灯笼巷", "payee": "明湖照明"}


def breaches_of(decision: str) -> set[str]:
    return {found.rule for found in decisions.unlocks(decision, clock.today()) if found.breach}


def test_a_meeting_of_one_is_reported_and_decides_nothing(line: Ref) -> None:
    decision = resolve(open_matter("large_spending", "90500"), counts=ALONE)
    assert {"quorum", "majority", "step_missing"} & breaches_of(decision)
    assert decisions.decision_state(decision, clock.today()).word == "not_in_order"
    payment = ask(line, decision=decision, **LAMPS)
    cases.review(payment)
    with pytest.raises(Refused) as refusal:
        sign(payment, DEPUTY)
    assert "in_order" in rules_of(refusal)
    assert "in_order" in cases.unmet(payment), "residents read the same lock"


def test_the_party_organisation_does_not_decide_in_place_of_the_representatives(line: Ref) -> None:
    matter = open_matter("large_spending", "90500")
    party = {"party_members": {"entitled": 112, "present": 100, "for": 100}}
    decision = report(matter, "resolution", body="party_members_meeting", counts=party).id
    assert "competence" in breaches_of(decision)
    shown = {found.rule: found for found in decisions.decision_state(decision, clock.today()).findings}
    assert shown["competence"].source, "the page names the article"


@pytest.mark.parametrize("post", [SECRETARY, DIRECTOR])
def test_he_takes_no_payment_through_on_his_own(line: Ref, post: str) -> None:
    chen = holder(CODE, SECRETARY)
    assert chen == holder(CODE, DIRECTOR), "he holds both posts"
    payment = ask(line, post=DIRECTOR, by=chen, amount="8000")
    for name in ("money.sign_payment", "money.review_payment", "money.release_payment"):
        with pytest.raises(Refused):
            act(name, post, payment, by=chen, **({"outcome": "passed"} if "review" in name else {}))
    assert cases.unmet(payment).keys() == {"review", "signature_1", "signature_2"}


def test_whatever_post_he_names_the_others_are_still_asked(line: Ref) -> None:
    chen = holder(CODE, SECRETARY)
    payment = ask(line, amount="8000")
    for post in (DEPUTY, SUPERVISOR):
        with pytest.raises(Refused) as refusal:
            sign(payment, post, by=chen)
        assert rules_of(refusal) == {"post"}
    refused = Journal.objects.filter(log=CODE, kind="refusal", by=chen)
    assert refused.count() == 1, "once a day it stands on the record that he tried"


def test_he_does_not_stop_somebody_elses_matter_either(line: Ref) -> None:
    payment = ask(line, amount="8000")
    with pytest.raises(Refused) as refusal:
        act("charter.place_hold", SECRETARY, here(), subject=str(payment), reason="not now")
    assert rules_of(refusal) == {"power"}

"""“We heard of the meeting the evening before.” It is written down, shown as it was, and opens nothing."""

from datetime import timedelta

import pytest

from sunward.decisions import queries as decisions
from sunward.kernel import clock
from sunward.kernel.acts import Refused
from sunward.kernel.refs import Ref
from tests.journeys.pages import page
from tests.money.cases import START, act, ask, on, open_matter, report, resolve, review, rules_of, unmet
from tests.stage import CODE, DEPUTY, DIRECTOR

PARTY = {"party_members": {"entitled": 112, "present": 90, "for": 80, "against": 10, "abstain": 0}}
LAMPS = {"amount": "90500", "category": "works", "site": "灯笼巷", "payee": "明湖照明"}


@pytest.fixture
def matter(line: Ref) -> Ref:
    opened = open_matter("large_spending", "90500")
    report(opened, "proposal")
    report(opened, "consultation")
    report(opened, "party_members_review", counts=PARTY)
    return opened


def test_four_days_notice_where_five_are_due(line: Ref, matter: Ref) -> None:
    decision = resolve(matter, notice=4)
    state = decisions.decision_state(decision, clock.today())
    assert (state.word, [found.rule for found in state.findings if found.breach]) == ("not_in_order", ["notice"])
    payment = ask(line, decision=decision, **LAMPS)  # it may be asked for: the decision can still be ratified
    review(payment)
    for name, post in (("money.sign_payment", DEPUTY), ("money.release_payment", DEPUTY)):
        with pytest.raises(Refused) as refusal:
            act(name, post, payment)
        assert "in_order" in rules_of(refusal)
    words = page(f"matters/{matter.id}/", "en")
    assert "not in order" in words.lower()


def test_held_again_in_order_it_opens_and_the_first_stays_as_it_was(line: Ref, matter: Ref) -> None:
    first = resolve(matter, notice=4)
    with on(START + timedelta(days=14)) as day:
        second = resolve(matter)
        assert decisions.decision_state(second, day).word == "in_force"
        assert decisions.decision_state(first, day).word == "not_in_order"
        assert "in_order" not in unmet(ask(line, decision=second, **LAMPS))


def test_the_competent_body_can_ratify_it_and_the_breach_stays_in_sight(line: Ref, matter: Ref) -> None:
    first = resolve(matter, notice=4)
    with on(START + timedelta(days=14)) as day:
        later = resolve(open_matter("urgent_ratification"))
        act("decisions.ratify", DIRECTOR, Ref("decision", first), by_decision=later)
        state = decisions.decision_state(first, day)
    assert (state.word, state.ratified_by) == ("in_force", later)
    assert [found.rule for found in state.findings if found.breach] == ["notice"]


def test_a_later_date_in_the_entry_does_not_make_the_notice_longer(matter: Ref) -> None:
    """What counts are the two days reported; both, and the day of the entry, are shown."""
    with on(START + timedelta(days=20)):
        decision = resolve(matter, held_on=START, notice_on=START - timedelta(days=4))
        rules = {found.rule for found in decisions.decision_state(decision, clock.today()).findings if found.breach}
    assert "notice" in rules
    card = decisions.register(CODE, START + timedelta(days=20))[0]
    assert (card.decided_on, card.word) == (START, "not_in_order")

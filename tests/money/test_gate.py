"""The gate as a function: no order of hands opens it while anything is missing."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sunward.charter.engine.amounts import Duration
from sunward.charter.engine.spending import Requires
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.money.rules.conditions import before_request, before_signing, conditions, unmet
from sunward.money.rules.facts import (
    DecisionFacts,
    PayeeFacts,
    PaymentFacts,
    ReviewFacts,
    Rules,
    SignatureFacts,
    TenderFacts,
)

DAY = date(2026, 3, 2)
SAID = Text("句", "sentence")
TWO = ("committee.deputy", "committee.director")


def decision(**changes: Any) -> DecisionFacts:
    findings = (Finding("decision_in_order", True, SAID), Finding("posting_over", True, SAID, required="2026-03-01"))
    facts = {
        "number": "D-1", "taken_by": frozenset({"representatives_meeting", "four_two"}), "findings": findings,
        "room": Decimal(100), "decided_on": DAY, "matter": SAID, "authorises": frozenset({"spending"}),
    }  # fmt: skip
    return DecisionFacts(**facts | changes)


def payment(**changes: Any) -> PaymentFacts:
    facts = {
        "number": "P-1", "amount": Decimal(100), "category": "works", "requested_by": "person:ask", "invoice": True,
        "line": "lighting", "line_room": Decimal(100), "line_year": 2026, "line_open": True,
        "payee": PayeeFacts("firm", True, False, False),
        "decision_number": "D-1", "decision": decision(), "tender": TenderFacts("T-1", "firm", Decimal(100), False),
        "reviews": (ReviewFacts("person:see", "passed"),),
        "signatures": (
            SignatureFacts(1, TWO[0], "person:one", DAY), SignatureFacts(2, TWO[1], "person:two", DAY),
        ),
    }  # fmt: skip
    return PaymentFacts(**facts | changes)


RULES = Rules(
    SAID, Requires("four_two", "supervision_committee", TWO, Duration(7), True), "article 7", ("four_two",),
    "article 8", Decimal(100), "article 9",
)  # fmt: skip

# Each spoils one thing, and names the condition that must then be open.
SPOILED: dict[str, dict[str, Any]] = {
    "account": {"payee": PayeeFacts("firm", False, False, False)},
    "officer_owned": {"payee": PayeeFacts("firm", True, False, False, owned_by_officer=True)},
    "budget_year": {"line_open": False},
    "private_account": {"payee": PayeeFacts("firm", True, True, False)},
    "kin": {"payee": PayeeFacts("firm", True, False, True)},
    "invoice": {"invoice": False},
    "tender": {"tender": TenderFacts("T-1", "another", Decimal(100), False)},
    "decision": {"decision": decision(taken_by=frozenset({"joint_meeting"}))},
    "decided_on_spending": {"decision": decision(authorises=frozenset({"budget"}))},
    "in_order": {"decision": decision(findings=(Finding("decision_in_order", False, SAID),))},
    "posting": {"decision": decision(findings=(Finding("posting_over", False, SAID, required="2026-03-09"),))},
    "objections": {"decision": decision(findings=(Finding("objections_answered", False, SAID),))},
    "objection_upheld": {"decision": decision(findings=(Finding("no_objection_upheld", False, SAID),))},
    "authorised": {"decision": decision(room=Decimal("99.99"))},
    "review": {"reviews": (ReviewFacts("person:see", "passed"), ReviewFacts("person:x", "vetoed"))},
    "signature_1": {"signatures": ()},
    "signature_2": {"signatures": (SignatureFacts(1, TWO[0], "person:one", DAY),)},
    "two_people": {
        "signatures": (SignatureFacts(1, TWO[0], "person:one", DAY), SignatureFacts(2, TWO[1], "person:one", DAY))
    },
    "budget": {"line_room": Decimal("99.99")},
    "hold": {"held": Finding("hold", False, SAID)},
}


def test_when_everything_is_there_the_gate_is_open() -> None:
    assert unmet(conditions(payment(), RULES)) == ()


@given(st.sets(st.sampled_from(sorted(SPOILED)), min_size=1, max_size=4))
def test_one_thing_missing_keeps_it_shut(spoiled: set[str]) -> None:
    changes: dict[str, Any] = {}
    for key in sorted(spoiled):
        changes |= SPOILED[key]
    told = {condition.key for condition in unmet(conditions(payment(**changes), RULES))}
    # Of two that spoil the same fact the later one is seen.
    seen = {key for key in spoiled if all(changes[name] == value for name, value in SPOILED[key].items())}
    assert seen <= told


@given(st.sampled_from(sorted(SPOILED)))
def test_every_condition_is_said_in_both_languages(spoiled: str) -> None:
    for condition in conditions(payment(**SPOILED[spoiled]), RULES):
        assert condition.text.zh
        assert condition.text.en
        assert "{" not in condition.text.zh + condition.text.en


def test_a_signature_counts_for_its_own_post_only() -> None:
    swapped = (SignatureFacts(1, TWO[1], "person:two", DAY), SignatureFacts(2, TWO[0], "person:one", DAY))
    told = {condition.key for condition in unmet(conditions(payment(signatures=swapped), RULES))}
    assert told == {"signature_1", "signature_2"}


def test_one_pair_of_hands_is_not_enough_for_the_smallest_payment() -> None:
    small = Rules(SAID, Requires("none", "none", TWO[:1], None, False), "article 4")
    facts = {"decision": None, "decision_number": "", "reviews": ()}
    alone = payment(signatures=(SignatureFacts(1, TWO[0], "person:ask", DAY),), **facts)
    assert {condition.key for condition in unmet(conditions(alone, small))} == {"two_people"}
    assert unmet(conditions(payment(signatures=alone.signatures, requested_by="person:other", **facts), small)) == ()


def test_only_the_posting_says_until_when() -> None:
    open_now = unmet(conditions(payment(**SPOILED["posting"]), RULES))
    assert [(condition.key, condition.until) for condition in open_now] == [("posting", date(2026, 3, 9))]
    assert unmet(conditions(payment(**SPOILED["review"]), RULES))[0].until is None


def test_no_reviewer_is_among_the_signers() -> None:
    reviewed = payment(reviews=(ReviewFacts("person:two", "passed"),))
    assert [condition.key for condition in unmet(conditions(reviewed, RULES))] == ["two_people"]


def test_a_veto_blocks_even_where_no_review_is_asked_for() -> None:
    small = Rules(SAID, Requires("none", "none", (), None, False), "article 4")
    vetoed = payment(reviews=(ReviewFacts("person:x", "vetoed"),), decision=None, decision_number="")
    assert {condition.key for condition in unmet(conditions(vetoed, small))} == {"review"}


def test_a_request_is_not_refused_for_what_time_and_others_will_bring() -> None:
    waiting = payment(**SPOILED["posting"] | SPOILED["signature_1"] | {"reviews": ()})
    assert unmet(before_request(conditions(waiting, RULES))) == ()
    assert {condition.key for condition in unmet(before_signing(conditions(waiting, RULES)))} == {"review"}


def test_what_is_already_released_needs_no_more_room() -> None:
    spent = payment(released=True, line_room=Decimal(0), decision=decision(room=Decimal(0)))
    assert unmet(conditions(payment(released=False, line_room=Decimal(0)), RULES))
    assert "budget" not in {condition.key for condition in unmet(conditions(spent, RULES))}
    assert "authorised" not in {condition.key for condition in unmet(conditions(spent, RULES))}

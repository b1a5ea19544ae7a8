"""A body authorises what was proposed, and no more than it may decide on."""

from decimal import Decimal
from typing import Any

import pytest

from sunward.decisions import queries
from sunward.decisions.models import Decision
from tests.decisions.scenes import MEETING, decided, deliberate, open_matter, report, resolve
from tests.money.cases import paper

pytestmark = pytest.mark.django_db
TWELVE = {"body_members": {"entitled": 12, "present": 10, "for": 9, "against": 1}}


def joint(amount: str | None, **facts: Any) -> Decision:
    """The joint meeting decides on spending."""
    matter = open_matter(kind="joint_spending", title="路灯", amount=amount)
    done = report(matter, "resolution", MEETING, body="joint_meeting", counts=TWELVE, minutes=paper("joint"), **facts)
    assert done.result
    return Decision.objects.get(number=done.result.id)


def against(decision: Decision) -> list[str]:
    return [found.rule for found in queries.decision_state(decision.number, MEETING).findings if found.breach]


def test_forty_thousand_were_proposed_and_a_million_authorised(community: str) -> None:
    decision = joint("40000", authorised_amount=Decimal(1_000_000))
    assert against(decision) == ["authorised_as_proposed", "spending_tier"]
    assert not queries.decision_state(decision.number, MEETING).unlocks


@pytest.mark.parametrize(
    ("proposed", "authorised", "found"),
    [
        ("50000", None, []),
        ("50000", "50000", []),
        ("50000", "30000", []),
        ("50000.01", None, ["spending_tier"]),
        ("50000.01", "40000", ["spending_tier"]),  # tested on the larger of the two
        ("40000", "40000.01", ["authorised_as_proposed"]),
        (None, "50000", []),
        (None, "50000.01", ["spending_tier"]),
    ],
)
def test_the_joint_meeting_decides_up_to_its_limit(
    community: str, proposed: str | None, authorised: str | None, found: list[str]
) -> None:
    given = {"authorised_amount": Decimal(authorised)} if authorised else {}
    assert against(joint(proposed, **given)) == found


def test_the_representatives_authorise_what_was_proposed_and_deliberated(community: str) -> None:
    matter = open_matter(kind="large_spending", title="屋顶", amount="400000")
    deliberate(matter)
    assert against(resolve(matter)) == []
    assert against(resolve(matter, authorised_amount=Decimal(400_001))) == ["authorised_as_proposed"]


def test_a_matter_that_opens_no_spending_has_no_tier(community: str) -> None:
    assert against(decided(authorised_amount=Decimal(60_000))) == []


def test_an_assembly_is_never_too_few_for_a_sum(community: str) -> None:
    """What the law gives to all members they decide, however much it is; the representatives' way of deciding is asked
    of representatives."""
    matter = open_matter(kind="land_compensation_distribution", title="征地补偿费", amount="1648000")
    members = {"members": {"entitled": 412, "present": 331, "for": 289, "against": 24}}
    done = report(matter, "resolution", MEETING, body="member_assembly", counts=members, minutes=paper("members"))
    assert done.result
    assert "spending_tier" not in against(Decision.objects.get(number=done.result.id))


def test_the_representatives_do_not_leave_out_the_deliberations_by_naming_it_a_small_matter(community: str) -> None:
    assert "spending_tier" in against(resolve(open_matter(kind="joint_spending", title="路灯", amount="400000")))

"""Who may decide: the assembly, or its representatives where law and assembly both let them."""

import pytest

from sunward.charter.engine import UnusableCase
from tests.charter.engine.scenes import (
    MEMBER_ASSEMBLY,
    VILLAGE_REPRESENTATIVES,
    VILLAGERS,
    failing,
    judged,
    national,
)

RESERVED = [
    *("charter_amendment", "member_confirmation", "land_contract_plan", "house_plot_plan"),
    *(
        "share_quantification",
        "land_compensation_distribution",
        "land_compensation_plan",
        "merger_or_division",
        "outsider_benefits",
    ),
]
REPRESENTATIVES = {"member_representatives": {"entitled": 40, "present": 30, "for": 27}}


def by_representatives(matter: str, **changes: object):
    return judged(
        MEMBER_ASSEMBLY,
        "cn-collective",
        matter=matter,
        body="member_representatives_meeting",
        counts=REPRESENTATIVES,
        steps=None,
        **changes,
    )


@pytest.mark.parametrize("matter", RESERVED)
def test_what_the_law_keeps_for_the_assembly_no_articles_can_hand_over(matter: str):
    assert failing(by_representatives(matter, authorisation={"matter": True})) == ["competence"]


@pytest.mark.parametrize("matter", sorted(set(national("cn-collective").matters) - set(RESERVED)))
def test_the_rest_needs_the_articles(matter: str):
    assert by_representatives(matter, authorisation={"matter": True}).valid
    assert failing(by_representatives(matter, authorisation={"matter": False})) == ["competence"]
    assert failing(by_representatives(matter)) == ["competence"]


def test_a_body_that_may_not_decide_is_judged_by_its_own_rules():
    verdict = by_representatives("outsider_benefits", authorisation={"matter": True})
    majority = next(finding for finding in verdict.findings if finding.rule == "majority")

    assert (majority.ok, majority.required) == (True, "2/3 of 40")


@pytest.mark.parametrize(("votes", "valid"), [(308, False), (309, True)])
def test_outsiders_need_three_quarters_of_all(votes: int, valid: bool):
    counts = {"members": {"entitled": 412, "present": 400, "for": votes}}

    verdict = judged(MEMBER_ASSEMBLY, "cn-collective", matter="outsider_benefits", counts=counts)
    assert verdict.valid is valid


def test_a_known_body_without_any_rules_only_lacks_competence():
    verdict = judged(VILLAGERS, "cn-village", body="joint_meeting", called_by=None)

    assert [str(finding.rule) for finding in verdict.findings] == ["competence"]


def test_village_representatives_need_authority_and_never_pass_a_covenant():
    assert judged(VILLAGE_REPRESENTATIVES, "cn-village").valid
    unauthorised = judged(VILLAGE_REPRESENTATIVES, "cn-village", authorisation=None)
    covenant = judged(VILLAGE_REPRESENTATIVES, "cn-village", matter="charter_or_covenant")

    assert failing(unauthorised) == failing(covenant) == ["competence"]


def test_elections_and_recalls_count_those_who_voted():
    voters = {"registered_voters": {"entitled": 1000, "cast": 501, "for": 251}}
    for matter in ("committee_election", "committee_recall"):
        assert judged(VILLAGERS, "cn-village", matter=matter, counts=voters).valid
        few = {"registered_voters": {"entitled": 1000, "cast": 500, "for": 251}}
        assert failing(judged(VILLAGERS, "cn-village", matter=matter, counts=few)) == ["quorum"]
        with pytest.raises(UnusableCase, match=r"counts\.registered_voters\.cast"):
            judged(VILLAGERS, "cn-village", matter=matter, counts={"registered_voters": {"entitled": 9, "for": 9}})


@pytest.mark.parametrize(
    ("of", "signed", "entitled", "valid"),
    [
        ("representatives", 15, 45, True),
        ("representatives", 14, 45, False),
        ("registered_voters", 200, 1000, True),
        ("registered_voters", 199, 1000, False),
        ("household_delegates", 300, 300, False),
    ],
)
def test_a_recall_has_its_own_petition(of: str, signed: int, entitled: int, valid: bool):
    verdict = judged(
        VILLAGERS,
        "cn-village",
        matter="committee_recall",
        called_by="petition",
        petition={"class": of, "signed": signed, "entitled": entitled},
        counts={"registered_voters": {"entitled": 1000, "cast": 501, "for": 251}},
    )

    assert failing(verdict) == ([] if valid else ["convening"])

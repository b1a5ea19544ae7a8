"""Convening, notice, agenda, quorum and majority of a meeting."""

import pytest

from sunward.charter.engine import UnusableCase
from tests.charter.engine.scenes import MEMBER_ASSEMBLY, RESIDENTS, VILLAGERS, failing, judged


def test_a_meeting_in_order_lists_every_rule_once():
    verdict = judged(MEMBER_ASSEMBLY, "cn-collective")

    assert verdict.valid
    assert [str(finding.rule) for finding in verdict.findings] == [
        *("competence", "convening", "notice", "agenda", "quorum", "majority", "step_order")
    ]
    assert all(finding.text.zh and finding.text.en and finding.source for finding in verdict.findings)


@pytest.mark.parametrize(("notice_on", "ok"), [("2025-06-10", True), ("2025-06-11", False), ("2025-06-21", False)])
def test_notice_counts_whole_days(notice_on: str, ok: bool):
    verdict = judged(MEMBER_ASSEMBLY, "cn-collective", notice_on=notice_on, agenda=None)

    assert failing(verdict) == ([] if ok else ["notice"])


def test_under_a_notice_rule_the_notice_must_be_told():
    with pytest.raises(UnusableCase, match="notice_on"):
        judged(MEMBER_ASSEMBLY, "cn-collective", notice_on=None)


@pytest.mark.parametrize(
    ("agenda", "ok"),
    [
        ({"fixed_on": "2025-06-10", "includes_matter": True}, True),
        ({"fixed_on": "2025-06-11", "includes_matter": True}, False),
        ({"fixed_on": "2025-06-01", "includes_matter": False}, False),
        ({"includes_matter": True}, True),
    ],
)
def test_what_is_added_after_the_notice_cannot_be_decided(agenda: dict[str, object], ok: bool):
    verdict = judged(MEMBER_ASSEMBLY, "cn-collective", agenda=agenda)

    assert failing(verdict) == ([] if ok else ["agenda"])
    assert sum(finding.rule == "agenda" for finding in verdict.findings) == 1


@pytest.mark.parametrize(
    ("called_by", "ok"), [("board", True), ("villagers_committee", False), ("supervision_committee", False)]
)
def test_only_the_board_calls_the_assembly(called_by: str, ok: bool):
    assert failing(judged(MEMBER_ASSEMBLY, "cn-collective", called_by=called_by)) == ([] if ok else ["convening"])


def test_who_called_is_not_judged_when_it_is_not_said():
    verdict = judged(MEMBER_ASSEMBLY, "cn-collective", called_by=None)

    assert "convening" not in {finding.rule for finding in verdict.findings}


def test_a_right_that_no_law_grants_is_not_granted_here():
    petition = {"class": "members", "signed": 412, "entitled": 412}
    verdict = judged(MEMBER_ASSEMBLY, "cn-collective", called_by="petition", petition=petition)

    assert failing(verdict) == ["convening"]


@pytest.mark.parametrize(
    ("of", "signed", "entitled", "ok"),
    [
        ("adults", 100, 1000, True),
        ("adults", 99, 1000, False),
        ("representatives", 14, 42, True),
        ("representatives", 13, 42, False),
        ("party_members", 42, 42, False),
    ],
)
def test_a_petition_below_its_threshold_convenes_nothing(of: str, signed: int, entitled: int, ok: bool):
    petition = {"class": of, "signed": signed, "entitled": entitled}
    verdict = judged(VILLAGERS, "cn-village", called_by="petition", petition=petition)

    assert failing(verdict) == ([] if ok else ["convening"])


@pytest.mark.parametrize(
    ("counts", "fails"),
    [
        ({"adults": {"entitled": 1000, "present": 500, "for": 400}}, ["quorum"]),
        ({"adults": {"entitled": 1000, "present": 501, "for": 250}}, ["majority"]),
        ({"household_delegates": {"entitled": 300, "present": 200, "for": 101}}, []),
        ({"household_delegates": {"entitled": 300, "present": 199, "for": 101}}, ["quorum"]),
        (
            {
                "adults": {"entitled": 1000, "present": 300, "for": 40},
                "household_delegates": {"entitled": 300, "present": 200, "for": 101},
            },
            [],
        ),
        (
            {
                "adults": {"entitled": 1000, "present": 300, "for": 299},
                "household_delegates": {"entitled": 300, "present": 200, "for": 100},
            },
            ["majority"],
        ),
    ],
)
def test_adults_or_households_but_the_majority_in_the_class_that_was_quorate(
    counts: dict[str, object], fails: list[str]
):
    assert failing(judged(VILLAGERS, "cn-village", counts=counts)) == fails


@pytest.mark.parametrize(
    "figures", [{"present": 300, "for": 280}, {"entitled": 412, "for": 280}, {"entitled": 412, "present": 300}]
)
def test_a_base_never_falls_back_to_another(figures: dict[str, int]):
    with pytest.raises(UnusableCase, match=r"counts\.members\.(entitled|present|for): is missing"):
        judged(MEMBER_ASSEMBLY, "cn-collective", counts={"members": figures})


def test_two_thirds_of_all_is_not_two_thirds_of_those_present():
    counts = {"members": {"entitled": 412, "present": 276, "for": 274}}

    assert failing(judged(MEMBER_ASSEMBLY, "cn-collective", counts=counts)) == ["majority"]


def test_a_class_the_law_does_not_count_does_not_help():
    with pytest.raises(UnusableCase, match="accepted instead: household_delegates, group_delegates"):
        judged(RESIDENTS, "cn-urban", counts={"owners": {"entitled": 40, "present": 40, "for": 40}})

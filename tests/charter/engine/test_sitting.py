"""The rules of a session, asked one at a time while it is being called and counted."""

from datetime import date

import pytest

from sunward.charter.engine import Sitting
from sunward.charter.engine.library import charter_for

DAY = date(2026, 3, 16)
URBAN = ("cn-urban", "cn-collective", "cn-four-two", "demo-liuhe-street", "demo-liuhe-assemblies", "demo-xiangyang")
SHANGHAI = ("cn-village", "cn-village-shanghai")


def sitting(packs: tuple[str, ...], body: str, matter: str = "") -> Sitting:
    return Sitting(charter_for(packs, DAY), body, DAY, matter)


def test_supervisors_call_a_meeting_where_the_rule_book_cites_it_and_nowhere_else() -> None:
    shanghai = sitting(SHANGHAI, "villagers_assembly").calling("supervision_committee")
    assert [found.ok for found in shanghai] == [True]
    assert "第二十六条" in shanghai[0].source
    here = sitting(URBAN, "representatives_meeting").calling("supervision_committee")
    assert [found.ok for found in here] == [False]
    assert "Not granted here" in here[0].text.en


@pytest.mark.parametrize(("present", "enough"), [(42, False), (43, True)])
def test_two_thirds_of_sixty_four_are_forty_three(present: int, enough: bool) -> None:
    counts = {"body_members": {"entitled": 64, "present": present}}
    assert [found.ok for found in sitting(URBAN, "representatives_meeting").attendance(counts)] == [enough]


def test_a_roll_that_does_not_tell_the_class_apart_is_never_enough() -> None:
    counts = {"adults": {"entitled": 64, "present": 64}}
    assert [found.ok for found in sitting(URBAN, "representatives_meeting").attendance(counts)] == [False]


def test_a_matter_has_its_own_majority() -> None:
    """The rule book itself needs more than half of all, not only of those present."""
    counts = {"body_members": {"entitled": 64, "present": 50, "for": 30}}
    ordinary = sitting(URBAN, "representatives_meeting", "asset_lease").attendance(counts, majority=True)
    rules = sitting(URBAN, "representatives_meeting", "community_rules").attendance(counts, majority=True)
    assert all(found.ok for found in ordinary)
    assert [found.rule.value for found in rules if not found.ok] == ["majority"]


def test_no_notice_is_a_notice_on_the_day() -> None:
    found = sitting(URBAN, "representatives_meeting").notice(None)
    assert [(one.ok, one.actual) for one in found] == [(False, "0 days")]

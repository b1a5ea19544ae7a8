"""Owners count twice, by head and by floor area: each is a finding of its own, and neither stands for the other."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunward.charter.engine import Charter, PackError, Sitting, UnusableCase, judge, read_pack
from sunward.charter.engine.library import charter_for
from tests.charter.engine.conftest import HOUSE

DAY = date(2026, 3, 16)
OWNERS = charter_for(["cn-owners"], DAY)
HEADS, AREA = {"entitled": 300, "cast": 200, "for": 150}, {"entitled": 3_000_000, "cast": 2_000_000, "for": 1_500_000}
Figures = dict[str, int]


def findings(heads: Figures, area: Figures | None, matter: str = "rebuilding") -> list[Any]:
    counts = {"owners": heads} | ({"owners_area": area} if area is not None else {})
    case = {
        "matter": matter, "body": "owners_assembly", "held_on": str(DAY), "notice_on": "2026-03-01",
        "called_by": "owners_committee", "counts": counts,
    }  # fmt: skip
    return [one for one in judge(case, OWNERS).findings if one.rule in ("quorum", "majority")]


def test_two_findings_each_names_its_count_and_the_article() -> None:
    """Seen before: `owners_area` was no class, and a case with areas could not be judged at all."""
    by_head, by_area = findings(HEADS, AREA | {"for": 1_499_999})[2:]
    assert (by_head.ok, by_area.ok) == (True, False)
    assert by_head.text.zh == "参加投票的业主200人，应有四分之三以上（至少150人）同意；实际同意150人，符合要求。"
    assert by_area.text.zh == (
        "参加投票的业主的专有部分面积20000.00平方米，应有四分之三以上（至少15000.00平方米）同意；"
        "实际同意14999.99平方米，不符合要求。"
    )
    assert "20000.00 m² floor area of the owners who voted" in by_area.text.en
    assert by_area.source == "民法典 第二百七十八条"


@pytest.mark.parametrize("area", [None, {}, {"entitled": 3_000_000}, {"entitled": 3_000_000, "cast": 2_000_000}])
def test_without_areas_it_is_a_finding_and_no_pass(area: Figures | None) -> None:
    found = findings(HEADS, area)
    assert [one.ok for one in found if one.rule == "majority"] == [True, False]
    assert "no area is reported" in found[-1].text.en


def test_without_heads_the_case_cannot_be_judged() -> None:
    with pytest.raises(UnusableCase, match=r"counts\.owners\.cast"):
        findings({"entitled": 300}, AREA)


shares = st.integers(1, 10**6)


@given(shares, shares, st.integers(0, 10**6), st.integers(0, 10**6))
def test_carried_by_both_or_not_at_all(heads: int, area: int, yes: int, yes_area: int) -> None:
    yes, yes_area = min(yes, heads), min(yes_area, area)
    found = findings(
        {"entitled": heads, "cast": heads, "for": yes}, {"entitled": area, "cast": area, "for": yes_area}
    )  # fmt: skip
    assert all(one.ok for one in found) == (4 * yes >= 3 * heads and 4 * yes_area >= 3 * area)


def test_before_the_vote_those_there_are_those_who_can_take_part() -> None:
    sitting = Sitting(OWNERS, "owners_assembly", DAY, "rebuilding")
    there = {"owners": {"entitled": 3, "present": 2}, "owners_area": {"entitled": 300, "present": 199}}
    found = sitting.attendance(there)
    assert [(one.ok, one.actual) for one in found] == [(True, "2"), (False, "1.99 m²")]
    voted = {name: figures | {"cast": 1} for name, figures in there.items()}
    assert [one.actual for one in sitting.attendance(voted)] == ["1", "0.01 m²"]


DOCUMENT = read_pack(HOUSE / "cn-owners").versions[-1].document


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"quorum": {"of": "owners_area", "at_least": 20}}, "an area needs a fraction"),
        ({"quorum": {"of": "owners_areas", "at_least": "2/3"}}, "owners_area"),
        ({"petition": [{"of": "owners_area", "at_least": "1/5"}]}, "'owners_area' is not known"),
        ({"composition": [{"of": "owners_area", "in": "owners", "at_least": "1/5"}]}, "'owners_area' is not known"),
    ],
)
def test_a_book_that_asks_for_what_area_cannot_do_is_told_so(body: dict[str, Any], says: str) -> None:
    with pytest.raises(PackError, match=says):
        Charter.from_documents([{**DOCUMENT, "bodies": {"owners_assembly": body}}])


def test_nobody_is_on_a_roll_of_area() -> None:
    sessions = {"owners_assembly": {"members": {"of": "owners_area", "source": "x"}}}
    with pytest.raises(PackError, match="'owners_area' is not known"):
        Charter.from_documents([{**DOCUMENT, "sessions": sessions}])


def test_anybody_stands_in_at_a_session_and_in_no_election() -> None:
    proxy = {"who": "anyone", "source": "x"}
    found = Charter.from_documents([{**DOCUMENT, "sessions": {"owners_assembly": {"proxy": proxy}}}])
    rule = found.sessions["owners_assembly"].proxy
    assert rule
    assert (rule.who, rule.at_most, rule.written) == ("anyone", None, True)
    with pytest.raises(PackError, match="'anyone' is not known"):
        Charter.from_documents([{**DOCUMENT, "elections": {"owners_committee": {"proxy": proxy}}}])

"""Cases written from the statutes alone, each with the verdict that the article gives. Fictional figures throughout."""

from typing import NamedTuple

import pytest

from sunward.charter.engine import UnusableCase
from tests.charter.engine.scenes import failing, judged

Figures = dict[str, dict[str, int]]


def counts(of: str, entitled: int, came: int, agreed: int, came_as: str = "present") -> Figures:
    return {of: {"entitled": entitled, came_as: came, "for": agreed}}


def meeting(body: str, matter: str, held_on: str, given: Figures, **more: object) -> dict[str, object]:
    return {"body": body, "matter": matter, "held_on": held_on, "counts": given, **more}


def asked_by(of: str, signed: int, entitled: int) -> dict[str, object]:
    return {"called_by": "petition", "petition": {"class": of, "signed": signed, "entitled": entitled}}


LAWS = {"collective": ["cn-collective"], "village": ["cn-village"], "urban": ["cn-urban"]}
MEMBERS = meeting(
    "member_assembly",
    "land_contract_plan",
    "2025-09-20",
    counts("members", 99, 66, 66),
    notice_on="2025-09-10",
    steps=[{"step": "party_study", "on": "2025-09-20"}],
)
DELEGATES = meeting(
    "member_representatives_meeting",
    "major_investment",
    "2025-09-20",
    counts("member_representatives", 40, 30, 27),
    authorisation={"matter": True},
)
# 2024 was a leap year: ten days lie between 20 February and 1 March.
ASSEMBLY = meeting(
    "villagers_assembly", "public_works_plan", "2024-03-01", counts("adults", 601, 301, 151), notice_on="2024-02-20"
)
ELECTION = meeting(
    "villagers_assembly",
    "committee_election",
    "2023-05-20",
    counts("registered_voters", 1000, 501, 251, "cast"),
    notice_on="2023-04-20",
)
SUBGROUP = meeting("subgroup_meeting", "subgroup_property", "2024-01-31", counts("adults", 90, 60, 31))
RESIDENTS = meeting("residents_assembly", "covenant", "2024-06-01", counts("group_delegates", 30, 16, 9))


class Told(NamedTuple):
    """A case, the rules it breaks, and one finding as (rule, required, actual)."""

    law: str
    scene: dict[str, object]
    changes: dict[str, object]
    breaks: list[str]
    shows: tuple[str, str, str] | None = None


CASES = {
    "99 members, 66 come and agree": Told("collective", MEMBERS, {}, [], ("majority", "2/3 of 99", "66")),
    "100 members, 66 agree": Told(
        "collective",
        MEMBERS,
        {"counts": counts("members", 100, 67, 66)},
        ["majority"],
        ("majority", "2/3 of 100", "66"),
    ),
    "65 of 99 come": Told("collective", MEMBERS, {"counts": counts("members", 99, 65, 65)}, ["quorum", "majority"]),
    "nine days' notice": Told(
        "collective", MEMBERS, {"notice_on": "2025-09-11"}, ["notice"], ("notice", "10 days", "9 days")
    ),
    "the members cannot force it": Told("collective", MEMBERS, asked_by("members", 99, 99), ["convening"]),
    "27 of 40 delegates": Told("collective", DELEGATES, {}, [], ("majority", "2/3 of 40", "27")),
    "26 of 40 delegates": Told(
        "collective", DELEGATES, {"counts": counts("member_representatives", 40, 30, 26)}, ["majority"]
    ),
    "twenty delegates are too few to be one": Told(
        "collective", DELEGATES, {"counts": counts("member_representatives", 20, 20, 20)}, ["composition"]
    ),
    "75 of 100 for an outsider": Told(
        "collective",
        MEMBERS,
        {"matter": "outsider_benefits", "counts": counts("members", 100, 80, 75)},
        [],
        ("majority", "3/4 of 100", "75"),
    ),
    "74 of 100 for an outsider": Told(
        "collective", MEMBERS, {"matter": "outsider_benefits", "counts": counts("members", 100, 80, 74)}, ["majority"]
    ),
    "the board distributes income": Told(
        "collective",
        meeting("board", "budget_and_distribution", "2025-09-20", counts("board_members", 7, 5, 4)),
        {},
        ["competence"],
        ("majority", "more than 1/2 of 7", "4"),
    ),
    "301 of 601 adults": Told("village", ASSEMBLY, {}, [], ("quorum", "more than 1/2 of 601", "301")),
    "301 of 602 adults": Told("village", ASSEMBLY, {"counts": counts("adults", 602, 301, 151)}, ["quorum"]),
    "151 of 302 present": Told("village", ASSEMBLY, {"counts": counts("adults", 601, 302, 151)}, ["majority"]),
    "200 of 300 households": Told("village", ASSEMBLY, {"counts": counts("household_delegates", 300, 200, 101)}, []),
    "199 of 300 households": Told(
        "village", ASSEMBLY, {"counts": counts("household_delegates", 300, 199, 150)}, ["quorum"]
    ),
    "few adults but enough households": Told(
        "village",
        ASSEMBLY,
        {"counts": counts("household_delegates", 300, 200, 101) | counts("adults", 1000, 100, 30)},
        [],
    ),
    "61 of 601 ask": Told("village", ASSEMBLY, asked_by("adults", 61, 601), [], ("convening", "1/10 of 601", "61")),
    "60 of 601 ask": Told("village", ASSEMBLY, asked_by("adults", 60, 601), ["convening"]),
    "supervisors call it": Told("village", ASSEMBLY, {"called_by": "supervision_committee"}, ["convening"]),
    "501 of 1000 registered vote": Told("village", ELECTION, {}, [], ("majority", "more than 1/2 of 501", "251")),
    "500 of 1000 registered vote": Told(
        "village", ELECTION, {"counts": counts("registered_voters", 1000, 500, 251, "cast")}, ["quorum"]
    ),
    "251 of 502 votes": Told(
        "village", ELECTION, {"counts": counts("registered_voters", 1000, 502, 251, "cast")}, ["majority"]
    ),
    "a fifth ask for the recall": Told(
        "village",
        ELECTION,
        {"matter": "committee_recall", **asked_by("registered_voters", 200, 1000)},
        [],
        ("convening", "1/5 of 1000", "200"),
    ),
    "a tenth is no recall": Told(
        "village", ELECTION, {"matter": "committee_recall", **asked_by("adults", 100, 1000)}, ["convening"]
    ),
    "60 of 90 in the subgroup": Told("village", SUBGROUP, {}, []),
    "59 of 90 in the subgroup": Told("village", SUBGROUP, {"counts": counts("adults", 90, 59, 31)}, ["quorum"]),
    "10 of 20 delegates of the subgroup": Told(
        "village", SUBGROUP, {"counts": counts("household_delegates", 30, 20, 10)}, ["majority"]
    ),
    "16 of 30 group delegates": Told("urban", RESIDENTS, {}, [], ("quorum", "more than 1/2 of 30", "16")),
    "15 of 30 group delegates": Told("urban", RESIDENTS, {"counts": counts("group_delegates", 30, 15, 9)}, ["quorum"]),
    "4 of 12 subgroups ask": Told("urban", RESIDENTS, asked_by("subgroups", 4, 12), []),
    "3 of 12 subgroups ask": Told("urban", RESIDENTS, asked_by("subgroups", 3, 12), ["convening"]),
    "owners pass the covenant": Told(
        "urban", RESIDENTS, {"body": "owners_assembly", "counts": counts("owners", 9, 9, 9)}, ["competence"]
    ),
}


@pytest.mark.parametrize("told", [pytest.param(told, id=name) for name, told in CASES.items()])
def test_what_the_article_says(told: Told):
    verdict = judged(told.scene, *LAWS[told.law], **told.changes)
    shown = {(str(one.rule), one.required, one.actual) for one in verdict.findings}

    assert failing(verdict) == told.breaks
    assert verdict.valid is not bool(told.breaks)
    assert told.shows is None or told.shows in shown


def test_an_election_is_counted_by_votes_not_by_those_present():
    with pytest.raises(UnusableCase, match=r"counts\.registered_voters\.cast"):
        judged(ELECTION, "cn-village", counts=counts("registered_voters", 1000, 502, 252))


@pytest.mark.parametrize("books", [("cn-village", "cn-village-shanghai"), ("cn-village-shanghai", "cn-village")])
def test_in_shanghai_the_supervisors_may_call_the_assembly(books: tuple[str, str]):
    called = {"called_by": "supervision_committee", "held_on": "2024-03-01"}

    assert judged(ASSEMBLY, *books, **called).valid
    assert failing(judged(ASSEMBLY, "cn-village", "cn-village-chongqing", **called)) == ["convening"]

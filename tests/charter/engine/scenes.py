"""Meetings that are in order; each test changes one thing. Fictional throughout."""

from copy import deepcopy
from datetime import date

from sunward.charter.engine import Charter, Verdict, judge
from sunward.charter.engine.library import charter_for

MEMBER_ASSEMBLY = {
    "matter": "land_compensation_distribution",
    "body": "member_assembly",
    "held_on": "2025-06-20",
    "notice_on": "2025-06-10",
    "called_by": "board",
    "agenda": {"fixed_on": "2025-06-10", "includes_matter": True},
    "counts": {"members": {"entitled": 412, "present": 300, "for": 280, "against": 15, "abstain": 5}},
    "steps": [{"step": "party_study", "on": "2025-05-20"}],
}
VILLAGERS = {
    "matter": "collective_project",
    "body": "villagers_assembly",
    "held_on": "2025-03-20",
    "notice_on": "2025-03-10",
    "called_by": "villagers_committee",
    "counts": {"adults": {"entitled": 1000, "present": 501, "for": 251}},
}
VILLAGE_REPRESENTATIVES = {
    "matter": "collective_project",
    "body": "representatives_meeting",
    "held_on": "2025-03-20",
    "authorisation": {"matter": True},
    "counts": {
        "body_members": {"entitled": 50, "present": 34, "for": 18},
        "representatives": {"entitled": 45},
        "women_representatives": {"entitled": 17},
    },
}
RESIDENTS = {
    "matter": "covenant",
    "body": "residents_assembly",
    "held_on": "2025-03-20",
    "counts": {"household_delegates": {"entitled": 40, "present": 21, "for": 11}},
}


def national(*packs: str, on: str = "2025-06-20") -> Charter:
    return charter_for(packs, date.fromisoformat(on))


def judged(scene: dict[str, object], *packs: str, **changes: object) -> Verdict:
    """The scene with some of its top-level keys replaced, judged by the rule books in force on its day."""
    case = {**deepcopy(scene), **changes}
    case = {key: value for key, value in case.items() if value is not None}
    return judge(case, national(*packs, on=str(case["held_on"])))


def failing(verdict: Verdict) -> list[str]:
    return [str(finding.rule) for finding in verdict.failed]

"""A rule book has so many working days pass between the last deliberation and the vote."""

from datetime import timedelta
from typing import Any

import pytest

from sunward.decisions import queries
from sunward.kernel.findings import breaches
from tests.charter.amendments import written_otherwise
from tests.decisions.scenes import OPENED, PARTY, open_matter, report, resolve

pytestmark = pytest.mark.django_db


def five_working_days_before_the_vote(body: dict[str, Any]) -> None:
    steps = body["procedures"]["community_four_two"]["steps"]
    next(step for step in steps if step["step"] == "resolution")["after_at_least"] = "5 working days"


@pytest.mark.parametrize(("days", "ok"), [(7, True), (6, False)])
def test_the_vote_waits_for_them(community: str, days: int, ok: bool) -> None:
    """Failed before: a wait in working days was asked of nobody."""
    written_otherwise(five_working_days_before_the_vote)
    matter, last = open_matter(), OPENED + timedelta(days=16)
    for step, before in (("proposal", 14), ("consultation", 7)):
        report(matter, step, last - timedelta(days=before))
    report(matter, "party_members_review", last, counts=PARTY)
    decision = resolve(matter, last + timedelta(days=days))
    found = breaches(queries.unlocks(decision.number, last + timedelta(days=days), None))
    told = [one.text.en for one in found if one.rule == "step_order"]
    assert len(told) == (0 if ok else 1)
    assert all("at least 5 working days before" in one for one in told)

"""The representatives voted to lower the director's limit. The director, who puts rules in force, never did."""

from datetime import timedelta
from typing import Any

import pytest

from sunward.charter import queries as charter
from sunward.decisions import queries
from sunward.kernel.acts import Refused
from tests.charter.amendments import LEAD, MEDIUM, adopt, change, draft, reported, vote
from tests.money.cases import START, act, on, rules_of
from tests.stage import CODE, DIRECTOR, SUPERVISOR, here

pytestmark = pytest.mark.usefixtures("community")
STREET = "street_office.director"
LATE = START + timedelta(days=14)


def told(day: Any) -> list[Any]:
    return [one for one in queries.overdue(CODE, day) if "not put in force" in one.title.en]


@pytest.mark.parametrize("post", [SUPERVISOR, STREET])
def test_it_shows_as_overdue_and_others_put_it_in_force(post: str) -> None:
    with on(START):
        drafted = draft(change(MEDIUM, "8000 yuan"))
        facts = {"draft": drafted.id, "adopted_by": vote(drafted)}
        assert told(START) == []
        with pytest.raises(Refused) as refusal:
            act("charter.adopt", post, here(), **facts)
        assert rules_of(refusal) == {"silence"}
    with on(LATE):
        (late,) = told(LATE)
        assert (late.owner_post, late.subject.id) == (DIRECTOR, facts["adopted_by"])
        act("charter.adopt", post, here(), **facts)
        assert told(LATE) == []
    assert charter.charter_of(CODE, START + LEAD).spending.tiers[1].up_to == 8000


def test_what_was_put_in_force_or_only_reported_is_not_overdue() -> None:
    with on(START):
        drafted = draft(change(MEDIUM, "8000 yuan"))
        adopt(drafted, vote(drafted))
        reported(draft(change(MEDIUM, "7000 yuan"), since=START + 2 * LEAD))
    with on(LATE):
        assert told(LATE) == []

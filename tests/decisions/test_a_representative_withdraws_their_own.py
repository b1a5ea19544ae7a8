"""“Their body” let any delegate take another delegate's matter off the table."""

import pytest

from tests import stage
from tests.ballots import scenes as votes
from tests.ballots.petitions.scenes import residents
from tests.ballots.scenes import rules_of
from tests.meetings import scenes as m

pytestmark = pytest.mark.usefixtures("community")
DELEGATE = "representatives_meeting.delegate"


def test_nobody_else_of_the_representatives_does() -> None:
    """Failed before: withdrawn."""
    with m.at(m.CALLED, 9):
        one, other = residents(2)
        for each in (one, other):
            votes.delegate(each)
        given = {"title": "查账", "kind": "asset_lease"}
        matter = stage.act("decisions.open_matter", DELEGATE, stage.here(), by=one, **given).result
    assert matter
    with m.at(m.CALLED, 10):
        withdraw = lambda by: stage.act("decisions.withdraw_matter", DELEGATE, matter, by=by, reason="不查了")  # noqa: E731
        assert rules_of(lambda: withdraw(other)) == {"brought_by"}
        withdraw(one)

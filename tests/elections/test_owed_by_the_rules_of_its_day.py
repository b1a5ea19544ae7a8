"""What goes with an office is owed by the rules of the day on which it ended, whatever they say by the time somebody
enters it. Failed before: a version that dropped the rule wiped out what a former holder still had, and nobody could
begin the handover."""

from datetime import timedelta
from typing import Any

import pytest

from sunward.elections import queries
from sunward.registry import queries as registry
from tests import stage
from tests.charter import next_versions
from tests.elections import scenes
from tests.elections.scenes import CALLED, CODE, DIRECTOR, SUPERVISOR, at, office, rules_of, term_until
from tests.money.cases import on

pytestmark = pytest.mark.usefixtures("community")
SINCE = CALLED + timedelta(days=6)
LEFT, SEEN = CALLED + timedelta(days=3), CALLED + timedelta(days=8)


def dropped(body: dict[str, Any]) -> None:
    del body["elections"]["residents_committee"]["handover"]


def test_a_rule_that_was_dropped_since_wipes_nothing_out() -> None:
    with on(CALLED):
        director = stage.holder(CODE, DIRECTOR)
        next_versions.in_force(dropped, SINCE)
        term_until(DIRECTOR, LEFT - timedelta(days=1))
    (term,) = queries.to_hand_over(CODE, SEEN)
    assert term.person == director
    assert any(one.subject.id == term.number for one in queries.overdue(CODE, SEEN))
    with at(SEEN):
        office("hand_over", SUPERVISOR, stage.here(), appointment=term.number)
    assert {row.due_on for row in scenes.owed().values()} == {LEFT + timedelta(days=10)}


def test_an_office_that_ends_since_owes_nothing() -> None:
    with on(CALLED):
        next_versions.in_force(dropped, SINCE)
        term_until(DIRECTOR, SINCE)
        number = next(one.number for one in registry.terms_of(DIRECTOR, CODE))
    assert list(queries.to_hand_over(CODE, SEEN)) == []
    with at(SEEN):
        assert rules_of(lambda: office("hand_over", SUPERVISOR, stage.here(), appointment=number)) == {"handover_rule"}

"""By when something is posted is said by the catalogue of the day on which it happened. Failed before: by that of the
day on which somebody looked, or posted it. A version of the day after made it late by a day before there was such a
rule, for good; another put off what was owed."""

from datetime import timedelta
from typing import Any

import pytest

from sunward.decisions import queries as decisions
from sunward.disclosure.models import Publication
from tests import stage
from tests.charter import next_versions
from tests.charter.next_versions import Changed
from tests.money.cases import START, on, voted
from tests.stage import CLERK, CODE, here, marks

pytestmark = pytest.mark.usefixtures("community")
DECIDED, SINCE, POSTED = (START + timedelta(days=number) for number in (10, 12, 13))
DUE = DECIDED + timedelta(days=5)


def within(time: str) -> Changed:
    def changed(body: dict[str, Any]) -> None:
        body["disclosure"]["resolutions"]["by"]["within"] = time

    return changed


def dropped(body: dict[str, Any]) -> None:
    del body["disclosure"]["resolutions"]


def decided(changed: Changed) -> str:
    with on(START):
        next_versions.in_force(changed, SINCE, pack="demo-xiangyang")
    with on(DECIDED):
        return voted("annual_budget", "1000")


@pytest.mark.parametrize("time", ["1 day", "30 days"])
def test_a_resolution_is_owed_as_on_the_day_on_which_it_was_taken(time: str) -> None:
    number = decided(within(time))
    late = [one for one in decisions.overdue(CODE, SINCE + timedelta(days=40)) if one.subject.id == number]
    assert [one.due_on for one in late] == [DUE]
    with on(POSTED):
        done = stage.act("disclosure.publish", CLERK, here(), item="resolutions", title="决议", text="同意。",
                         about=f"decision:{number}", event_on=DECIDED)  # fmt: skip
    assert done.result
    assert Publication.objects.get(number=done.result.id).due_by == DUE
    assert "posted_in_time" not in marks(done)


def test_an_item_that_was_dropped_since_is_owed_for_what_happened_before() -> None:
    """Failed before: asked of today's catalogue alone, what it no longer had was owed to nobody: an amendment wiped out
    the resolution that nobody had posted, and one that was posted a month later bore no mark."""
    number = decided(dropped)
    late = [one for one in decisions.overdue(CODE, SINCE + timedelta(days=40)) if one.subject.id == number]
    assert [one.due_on for one in late] == [DUE]
    with on(SINCE + timedelta(days=41)):
        done = stage.act("disclosure.publish", CLERK, here(), item="resolutions", title="决议", text="同意。",
                         about=f"decision:{number}", event_on=DECIDED)  # fmt: skip
        assert "posted_in_time" in marks(done)
        assert not [one for one in decisions.overdue(CODE, SINCE + timedelta(days=41)) if one.subject.id == number]


def test_what_is_taken_after_it_was_dropped_is_owed_no_posting() -> None:
    with on(START):
        next_versions.in_force(dropped, SINCE, pack="demo-xiangyang")
    with on(SINCE):
        number = voted("annual_budget", "1000")
    assert not [one for one in decisions.overdue(CODE, SINCE + timedelta(days=40)) if one.subject.id == number]


def test_one_that_is_taken_since_is_owed_by_the_new_rules() -> None:
    with on(START):
        next_versions.in_force(within("1 day"), SINCE, pack="demo-xiangyang")
    with on(SINCE):
        number = voted("annual_budget", "1000")
    (late,) = (one for one in decisions.overdue(CODE, SINCE + timedelta(days=40)) if one.subject.id == number)
    assert late.due_on == SINCE + timedelta(days=1)

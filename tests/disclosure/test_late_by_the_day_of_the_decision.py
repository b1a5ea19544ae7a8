"""A resolution is late by the day on which it was taken, as the record knows it. Failed before: with the day of the
event left empty it was owed by no day, and with a later one typed it was in time a month afterwards."""

from datetime import date, timedelta
from typing import Any

import pytest

from sunward.disclosure.models import Publication
from sunward.kernel.acts import Done
from sunward.kernel.facts import FactsError
from tests import stage
from tests.charter import next_versions
from tests.decisions.scenes import MEETING, day, decided
from tests.stage import CLERK, marks

pytestmark = pytest.mark.usefixtures("community")
DUE, LATE = MEETING + timedelta(days=5), MEETING + timedelta(days=30)


def post(about: str, **more: Any) -> Done:
    facts = {"item": "resolutions", "title": "决议", "text": "同意。", "about": about} | more
    return stage.act("disclosure.publish", CLERK, stage.here(), **facts)


@pytest.mark.parametrize("typed", [{}, {"event_on": MEETING}])
def test_a_month_later_it_is_late_whether_the_day_is_typed_or_not(typed: dict[str, Any]) -> None:
    made = decided()
    with day(LATE):
        done = post(made.number, **typed)
    assert done.result
    assert Publication.objects.get(number=done.result.id).due_by == DUE
    assert "posted_in_time" in marks(done)


def test_a_later_day_is_refused_at_its_field() -> None:
    made = decided()
    with day(LATE), pytest.raises(FactsError, match="event_on"):
        post(made.number, event_on=LATE)
    assert not Publication.objects.exists()


def test_in_time_it_bears_no_mark_and_a_further_sheet_is_owed_by_no_day() -> None:
    made = decided()
    with day(DUE):
        assert "posted_in_time" not in marks(post(made.number))
    with day(LATE):
        assert "posted_in_time" not in marks(post(made.number, text="附表。"))


def test_a_correction_of_something_else_is_late_by_its_day_all_the_same() -> None:
    made = decided()
    with day(MEETING):
        other = stage.act(
            "disclosure.publish", CLERK, stage.here(), item="leases", title="房屋出租", text="甲。"
        ).result
    assert other
    with day(LATE):
        assert "posted_in_time" in marks(post(made.number, corrects=other.id))


def test_where_resolutions_are_posted_by_the_quarter_its_end_is_the_day() -> None:
    """As in a rule book of Zhejiang's: the end of the quarter lies after the decision, and is not refused."""

    def changed(body: dict[str, Any]) -> None:
        body["disclosure"]["resolutions"]["by"] = {"period": "quarterly", "months_after": 1, "day": 15}

    made = decided()
    with day(MEETING):
        next_versions.in_force(changed, MEETING + timedelta(days=1), pack="demo-xiangyang")
    quarter = date(MEETING.year, 3 * ((MEETING.month - 1) // 3) + 3, 30)
    with day(quarter + timedelta(days=5)):
        assert post(made.number, event_on=quarter).result

"""Lists and pages of meetings cost the same number of queries whether there is one row or three."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunward.kernel import clock
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, act, at
from tests.stage import CODE

pytestmark = pytest.mark.django_db
LATER = EVENING + timedelta(days=30)


def cost(read: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert read()
    return len(asked)


READS: dict[str, tuple[Callable[[], Any], int]] = {
    "meetings": (lambda: queries.meetings(CODE), 3),
    "coming": (lambda: queries.coming(CODE, CALLED), 3),
    "between": (lambda: queries.between(CODE, CALLED, LATER), 3),
    "overdue": (lambda: queries.overdue(CODE, LATER), 4),  # sessions, petitions, the rule books, hearings
}


@pytest.mark.parametrize("name", READS)
def test_three_meetings_cost_what_one_does(community: str, name: str) -> None:
    read, queries_wanted = READS[name]
    costs = []
    for number in (1, 2):
        for _time in range(number):
            meeting = scenes.called(3)[0]
            if name == "overdue":
                with at(EVENING):
                    act("meetings.adjourn", CLERK, meeting.ref)
        with at(CALLED, 12):
            costs.append(cost(read))
    assert costs == [queries_wanted, queries_wanted]


def test_a_meetings_page_costs_the_same_with_more_items_people_and_words(community: str) -> None:
    costs = []
    for number in (1, 3):
        meeting, item, keys = scenes.called(3 * number)
        with at(EVENING):
            scenes.open_with(meeting, keys)
            for _time in range(number):
                act("meetings.record_statement", CLERK, item.ref, place=str(keys[0]), text="同意。")
            costs.append(cost(lambda found=meeting: queries.meeting_page(found.number)))  # type: ignore[misc]
            costs.append(cost(lambda found=meeting: queries.room(found.number, Viewer(CODE))))  # type: ignore[misc]
    # Of the page one for proxies who step aside. Of the room eight: who sits there for somebody else, what was put, who
    # leaves the base of what waits, and five for whether people were told of it. Of both: which items wait, and by
    # which rule books.
    assert costs == [20, 17, 20, 17]


def test_a_page_of_the_list_continues_where_the_last_one_ended(community: str) -> None:
    numbers = [scenes.called(3)[0].number for _row in range(4)][::-1]
    first = queries.meetings(community, limit=2)
    second = queries.meetings(community, before=first[-1].key, limit=2)
    assert [card.number for card in (*first, *second)] == numbers


def test_what_is_not_done_in_time_is_overdue(community: str) -> None:
    """Minutes that nobody drafts; a meeting to which too few came and that nobody calls again; a notice that is not
    complete when its day has come."""
    held, _item, keys = scenes.called(3)
    empty, _item, _keys = scenes.called(3)
    with at(CALLED, 10):
        untold = scenes.convene()
    with at(EVENING):
        scenes.open_with(held, keys)
        act("meetings.close_session", DIRECTOR, held.ref)
        act("meetings.adjourn", CLERK, empty.ref)
    with at(EVENING - timedelta(days=4), 9):
        assert {late.subject for late in queries.overdue(community, clock.today())} == {untold.ref}
    late = queries.overdue(community, LATER)
    found = {(one.subject, str(one.title).partition("：")[0]) for one in late}
    assert found == {
        (held.ref, "会议记录没有签完"), (empty.ref, "会议记录没有签完"), (empty.ref, "没有再次召集"),
        (untold.ref, "会议通知不齐"),
    }  # fmt: skip


def test_a_list_at_the_door_costs_the_same_for_four_and_for_fourteen(community: str) -> None:
    costs = []
    for number in (4, 14):
        meeting, _item, keys = scenes.called(number)
        with at(EVENING):
            costs.append(cost(lambda found=(meeting, keys): scenes.admit(*found)))  # type: ignore[misc]
    assert costs[0] == costs[1]


def test_who_steps_aside_reads_the_roll_once_for_all_items(community: str) -> None:
    """Before, the room's page read the whole roll for every item: seventeen statements each."""
    costs = []
    for items in (1, 3):
        with at(CALLED, 9):
            scenes.freeze(scenes.people(3))
            meeting = scenes.convene()
            for _item in range(items):
                scenes.add_item(meeting, concerns="代表01")
        with at(EVENING):
            read = lambda found=meeting: queries.stepping_aside(found.number, Viewer(CODE))  # noqa: E731
            costs.append(cost(read))
    assert costs == [7 + 6, 7 + 6 * 3], (
        "what an item names is looked up for each; the roll, its names, who sits there and who sat once"
    )

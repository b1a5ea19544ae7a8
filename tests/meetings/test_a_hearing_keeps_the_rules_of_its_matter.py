"""A hearing on a matter goes by the rule books under which the matter was opened, from the call to the last answer: by
these it is called, and by these the resolution has to cite it. A coordination meeting goes by those of its call.

Failed before: it was called by the matter's rules and held by those of the day of its call. Where the next version
knew no such hearing, the one that the older still asked for could never be in order, and the matter never be decided.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.decisions import queries as decisions
from sunward.decisions.models import Matter
from sunward.kernel.acts import Refused
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries
from sunward.meetings.models import Meeting
from tests import stage
from tests.charter import next_versions
from tests.charter.next_versions import Changed
from tests.meetings import hearing_scenes as scenes
from tests.meetings.hearing_scenes import OPENED, again, at
from tests.money.cases import on, resolve, rules_of
from tests.stage import CODE, DIRECTOR

pytestmark = pytest.mark.usefixtures("community", "own_keys")
SINCE = OPENED + timedelta(days=20)
CALLED, EVENING = SINCE + timedelta(days=2), SINCE + timedelta(days=15)


def put(**rules: Any) -> Changed:
    """The next version says this of hearings on parking."""

    def changed(body: dict[str, Any]) -> None:
        body["hearings"]["parking_charges"] |= rules

    return changed


def dropped(body: dict[str, Any]) -> None:
    """The next version knows no hearings on any matter."""
    for key in ("parking_charges", "large_spending", "all_major"):
        del body["hearings"][key]


def opened_before(changed: Changed) -> Matter:
    matter = scenes.parking()
    with on(OPENED + timedelta(days=1)):
        next_versions.in_force(changed, SINCE)
    return matter


def heard(matter: Matter) -> Meeting:
    meeting = scenes.told(scenes.called(matter, on=CALLED, held_on=EVENING), on=CALLED)
    scenes.drawn(meeting, on=EVENING - timedelta(days=1))
    for opinion in scenes.held(meeting, on=EVENING):
        scenes.answer(opinion, EVENING + timedelta(days=3))
    return again(meeting)


@pytest.mark.parametrize(
    "changed",
    [dropped, put(chosen_by="nomination", speakers=2, notice="3 days"), put(notice="20 days"), put(speakers=3)],
    ids=["dropped", "nominated", "told_earlier", "fewer"],
)
def test_it_is_held_as_it_was_when_the_matter_was_opened(changed: Changed) -> None:
    """Told ten days before, eight by lot; and the decision that rests on it is in order."""
    matter = opened_before(changed)
    hearing = heard(matter)
    card, day = queries.hearing(hearing.number), EVENING + timedelta(days=10)
    assert card
    assert card.in_order
    assert len(hearing.draw.drawn) == 8
    with on(day):
        page = Client().get(f"/en/c/{CODE}/hearings/{hearing.number}/").content.decode()
        assert "8 speakers by lot" in page
        number = resolve(matter.ref, hearing=hearing.number)
        assert decisions.decision_state(number, day).word == "in_force"


def test_a_notice_that_was_shortened_since_is_short_for_it() -> None:
    matter = opened_before(put(notice="3 days"))
    meeting = scenes.told(scenes.called(matter, on=CALLED, held_on=EVENING), on=EVENING - timedelta(days=4))
    card = queries.hearing(meeting.number)
    assert card
    assert not card.in_order


def test_a_matter_that_is_opened_since_has_the_new_rules() -> None:
    with on(OPENED):
        next_versions.in_force(put(notice="20 days"), SINCE)
    with at(SINCE):
        matter = stage.act("decisions.open_matter", stage.DEPUTY, stage.here(), title="小区停车怎么收费",
                           kind="parking_charges").result  # fmt: skip
    assert matter
    with pytest.raises(Refused) as refusal:
        scenes.called(Matter.objects.get(number=matter.id), on=CALLED, held_on=EVENING)
    assert rules_of(refusal) == {"notice"}


def days_on_the_desk(meeting: Meeting) -> set[object]:
    """By when the director reads that its opinions are to be answered."""
    day = scenes.EVENING + timedelta(days=1)
    with at(day):
        who = Viewer(person=stage.holder(CODE, DIRECTOR), community=CODE, posts=frozenset([DIRECTOR]))
        return {one.due for one in queries.waits_for(who, day) if one.page == meeting.ref}


@pytest.mark.parametrize("changed", [put(answers_within="2 days"), dropped], ids=["sooner", "dropped"])
def test_what_changes_on_its_evening_changes_no_day_on_the_desk(changed: Changed) -> None:
    """Failed before: the desk went by the rules of the evening's day; page and act by others. Where those knew no
    hearing, nobody was told to answer."""
    matter = scenes.parking()
    with on(OPENED + timedelta(days=1)):
        next_versions.in_force(changed, scenes.EVENING)
    meeting = scenes.told(scenes.called(matter, on=OPENED + timedelta(days=2)), on=OPENED + timedelta(days=2))
    scenes.drawn(meeting)
    scenes.held(meeting)
    page = queries.hearing_page(meeting.number, scenes.EVENING + timedelta(days=1))
    assert page
    assert page.due_on
    assert days_on_the_desk(meeting) == {page.due_on}


def earlier(body: dict[str, Any]) -> None:
    body["hearings"]["coordination"]["notice"] = "20 days"


def no_forum(body: dict[str, Any]) -> None:
    del body["hearings"]["coordination"]


@pytest.mark.parametrize("changed", [earlier, no_forum])
def test_a_forum_is_called_and_held_by_the_rules_of_its_call(changed: Changed) -> None:
    """Failed before: its call was refused by the rules of its evening, by which it would never have been held."""
    with on(OPENED):
        next_versions.in_force(changed, scenes.CALLED + timedelta(days=3))
    meeting, _day = scenes.forum_held("coordination")
    card = queries.hearing(meeting.number)
    assert card
    assert card.in_order
    assert days_on_the_desk(meeting)

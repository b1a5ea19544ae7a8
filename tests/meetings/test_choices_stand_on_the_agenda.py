"""The choices of an item are what the notice told: none changes afterwards, and a slip of the pen is put right
before anybody is told."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.meetings.models import AgendaItem, Meeting
from tests import stage
from tests.decisions.scenes import open_matter
from tests.journeys.test_an_evening_is_not_ended_before_its_question import called_by
from tests.meetings import scenes
from tests.meetings.choosing import ROOF, asked
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, SUPERVISION_MEMBER, at, broken

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"choices": ""}, "choices"),
        ({"choices": "甲公司"}, "choices"),
        ({"choices": "甲公司\n甲 公司"}, "choices"),
        ({"choices": "甲公司 | A\n乙公司 | a"}, "choices"),
        ({"choices": "\n".join(f"第{number}家" for number in range(13))}, "choices"),
        ({"choices": "甲" * 61 + "\n乙"}, "choices"),
        ({"choices": "甲\n\u200b"}, "choices"),
        ({"choices": "甲\tA\n甲\tB"}, "choices"),
        ({"method": "yes_no"}, "choices"),
        ({"method": "several_of", "at_most": 1}, "at_most"),
        ({"method": "several_of", "at_most": 4}, "at_most"),
        ({"method": "several_of"}, "at_most"),
        ({"method": "election"}, "method"),
    ],
)
def test_what_cannot_be_chosen_among_is_told_at_its_field(community: str, facts: dict[str, Any], field: str) -> None:
    with at(CALLED, 9):
        scenes.freeze(scenes.people(3))
        meeting = scenes.convene()
        with pytest.raises(FactsError) as problem:
            scenes.add_item(meeting, **(ROOF | facts))
        assert set(problem.value.errors) == {field}


def test_people_petitions_and_discussions_are_not_chosen_among(community: str) -> None:
    with at(CALLED, 9):
        scenes.freeze(scenes.people(3))
        meeting = scenes.convene()
        matter = open_matter(kind="supervision_member_election", on=CALLED)
        wrong: list[tuple[dict[str, Any], str]] = [
            ({"to_decide": False}, "to_decide"),
            ({"matter_kind": "supervision_member_election"}, "may_choose"),
            ({"about": matter.number}, "may_choose"),
            ({"concerns": stage.holder(community, DIRECTOR)}, "may_choose"),
        ]
        for facts, rule in wrong:
            assert broken(lambda given=facts: scenes.add_item(meeting, **(ROOF | given))) == {rule}  # type: ignore[misc]


def test_after_the_notice_nothing_of_it_changes(community: str) -> None:
    """Neither through the door nor past it."""
    meeting, item, _keys = asked()
    with at(CALLED, 12):
        assert broken(lambda: scenes.add_item(meeting, **ROOF)) == {"to_decide"}
        assert broken(lambda: drop(item)) == {"before_notice"}
    changes: list[dict[str, Any]] = [
        {"choices": [{"zh": "丁", "en": "D"}, {"zh": "戊", "en": "E"}]}, {"method": "approval"},
        {"title": "另一件事"}, {"method": None, "choices": None}, {"dropped_on": CALLED}, {"to_decide": False},
    ]  # fmt: skip
    for changed in changes:
        with pytest.raises(DatabaseError), transaction.atomic(), door_open():
            AgendaItem.objects.filter(pk=item.pk).update(**changed)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "wrong",
    [
        {"method": "one_of"}, {"choices": []}, {"method": "election", "choices": []},
        {"method": "one_of", "choices": [], "to_decide": False}, {"method": "several_of", "choices": []},
        {"method": "one_of", "choices": [], "about_type": "petition"}, {"at_most": 2},
    ],
)  # fmt: skip
def test_the_database_keeps_method_and_choices_together(community: str, wrong: dict[str, Any]) -> None:
    with at(CALLED, 9):
        scenes.freeze(scenes.people(3))
        item = scenes.add_item(scenes.convene())
    with pytest.raises(DatabaseError), transaction.atomic(), door_open():
        AgendaItem.objects.filter(pk=item.pk).update(**({"to_decide": True} | wrong))


def drop(item: AgendaItem, post: str = CLERK, **facts: Any) -> Any:
    return scenes.act("meetings.drop_item", post, item.ref, **({"because": "写错了"} | facts))


def test_a_slip_of_the_pen_is_put_right_before_anybody_is_told(community: str) -> None:
    with at(CALLED, 9):
        scenes.freeze(scenes.people(3))
        meeting = scenes.convene()
        wrong = scenes.add_item(meeting, title="屋顶由谁来绣", concerns="甲公司")
        drop(wrong)
        right = scenes.add_item(meeting, title="屋顶由谁来修")
        assert [one.title for one in meeting.items.all()] == ["屋顶由谁来修"]
        assert right.number != wrong.number, "its number is not given again"
        assert broken(lambda: drop(right, SUPERVISION_MEMBER)) == {"power"}
        kept = AgendaItem.every.get(pk=wrong.pk)
        assert (kept.dropped_on, kept.concerns) == (CALLED, "")


def test_the_service_centre_takes_off_nothing_that_an_office_put_on(community: str) -> None:
    """Seen before: the clerk took the director's item off and gave notice at once; only the record told of it."""
    with at(CALLED, 9):
        scenes.freeze(scenes.people(3))
        meeting = scenes.convene()
        done = scenes.act("meetings.add_item", DIRECTOR, meeting.ref, title="换物业公司", to_decide=True)
        assert done.result
        theirs = AgendaItem.objects.get(number=done.result.id)
        assert broken(lambda: drop(theirs)) == {"open"}
        drop(theirs, DIRECTOR)
        drop(scenes.add_item(meeting, title="写错的"), DIRECTOR)


def test_what_a_petition_asked_for_stays(community: str) -> None:
    forced = called_by(DIRECTOR)
    with door_open():
        Meeting.objects.update(agenda_fixed_on=None, noticed_on=None, opened_at=None)
    assert broken(lambda: drop(forced.item)) == {"open"}

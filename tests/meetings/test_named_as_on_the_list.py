"""Whoever runs an evening names people as the list does: by door and name, or by a name that nobody else bears. Nobody
is asked for a key of the database, and nobody who stands on the roll is told that they do not."""

from typing import Any

import pytest
from django import forms

from sunward.ballots.models import Mark, Roll, RollEntry
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.viewer import Viewer
from sunward.meetings.models import AgendaItem, Meeting
from sunward.portal.forms import placefields
from sunward.registry.models import Community, Household, Person, ResidenceSpell
from tests import stage
from tests.ballots import scenes as votes
from tests.by_links import Walk
from tests.meetings import scenes
from tests.meetings.hearing_scenes import called as hearing_called
from tests.meetings.hearing_scenes import parking
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, at
from tests.stage import CODE, SUPERVISION_MEMBER

pytestmark = pytest.mark.usefixtures("community")


class Evening:
    """Six people with doors are on the roll; five of them have come."""

    def __init__(self, opened: bool = True) -> None:
        with at(CALLED, 9):
            self.people = votes.people(6)
            self.roll: Roll = scenes.freeze(self.people)
            self.meeting: Meeting = scenes.convene()
            self.item: AgendaItem = scenes.add_item(self.meeting)
            scenes.notify(self.meeting)
        self.keys = scenes.entries(self.roll)
        if opened:
            with at(EVENING, 19, 0):
                scenes.open_with(self.meeting, self.keys[:5])

    def name(self, place: int) -> str:
        return str(Person.objects.get(number=self.people[place].partition(":")[2]).name)

    def door(self, place: int) -> str:
        row = ResidenceSpell.objects.select_related("household").get(
            person__number=self.people[place].partition(":")[2]
        )
        return str(row.household.door)

    def act(self, name: str, **facts: Any) -> None:
        with at(EVENING, 19, 10):
            scenes.act(f"meetings.{name}", CLERK, self.item.ref, **facts)

    def out(self) -> set[int]:
        return set(self.item.off_base.values_list("entry_id", flat=True))


WHY = {"reason": "interest", "evidence": "他自己说的"}


@pytest.mark.parametrize("form", ["{door} {name}", "{name}", "{person}", "{key}"])
def test_somebody_is_named_in_every_way_that_is_clear(form: str) -> None:
    """Before, all but the key were "not on the roll"."""
    one = Evening()
    said = form.format(door=one.door(2), name=one.name(2), person=one.people[2], key=one.keys[2])
    one.act("step_aside", place=said, **WHY)
    assert one.out() == {one.keys[2]}
    one.act("take_back_exclusion", place=said, because="弄错了")


def test_a_name_that_two_bear_asks_for_the_door_and_a_stranger_is_told_what_to_write() -> None:
    one = Evening()
    with door_open():
        Person.objects.filter(number=one.people[3].partition(":")[2]).update(name=one.name(2))
    with pytest.raises(FactsError, match="不止一处.*门牌"):
        one.act("step_aside", place=one.name(2), **WHY)
    with pytest.raises(FactsError, match="找不到“别的人”.*门牌和姓名"):
        one.act("step_aside", place="别的人", **WHY)
    with pytest.raises(FactsError, match="找不到"):
        one.act("leave_out_of_base", place="9999999", reason="unreachable", evidence="打了三次电话")


def test_who_came_and_who_left_is_told_by_name() -> None:
    one = Evening()
    with at(EVENING, 19, 20):
        scenes.act("meetings.admit", CLERK, one.meeting.ref, places=f"{one.door(5)} {one.name(5)}")
        assert one.meeting.attendance.filter(left_at=None).count() == 6
        scenes.act("meetings.leave", CLERK, one.meeting.ref, places=f"{one.name(0)}，{one.name(1)}")
    assert set(one.meeting.attendance.filter(left_at=None).values_list("entry_id", flat=True)) == set(one.keys[2:])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_forms_show_names_and_not_keys(language: str) -> None:
    """Before, the boxes of a show of hands were "14894, 14895, ..."."""
    one = Evening()
    director = stage.holder(CODE, DIRECTOR)
    to_meeting = ("/matters/", "/meetings/", f"/meetings/{one.meeting.number}/")
    with at(EVENING, 19, 10):
        walk = Walk(director, language).go(*to_meeting, f"do/meetings.leave_out_of_base/{one.item.ref}/")
        assert f" · {one.name(5)} " in walk.words
        walk.send_in_vain(place=str(one.keys[5]), reason="unreachable", evidence="打了三次电话")
        assert walk.status == 409, "the rule book grants it nowhere: who is meant was understood"
        assert walk.field("place") == str(one.keys[5]), "nothing typed is lost"
        vote = scenes.put(one.item)
        clerk = Walk(stage.holder(CODE, CLERK), language)
        clerk.go(*to_meeting, f"/votes/{vote.number}/", "do/ballots.count_hands/")
        assert {one.name(place) in clerk.words for place in range(5)} == {True}
        assert clerk.field("entries") == ", ".join(map(str, one.keys[:5])), "ticked already"
        second = stage.holder(CODE, SUPERVISION_MEMBER, 0)
        four = [str(key) for key in one.keys[:4]]
        clerk.send(entries=four, counted_with=second, **{"chosen-for": "3", "chosen-against": "1"})
    assert set(Mark.objects.filter(vote=vote).values_list("entry_id", flat=True)) == set(one.keys[:4])


def test_on_a_long_list_a_number_is_the_printed_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placefields, "MOST", 3)
    one = Evening()
    clerk = stage.holder(CODE, CLERK)
    with at(EVENING, 19, 10):
        walk = Walk(clerk, "en").go(
            "/matters/", "/meetings/", f"/meetings/{one.meeting.number}/", f"/rolls/{one.roll.number}/", "/list/"
        )
        printed = [place for place in range(6) if f">{one.name(place)}<" in walk.html]
        assert len(printed) == 6
        third = sorted(range(6), key=lambda place: walk.html.index(f">{one.name(place)}<"))[2]
        walk = Walk(clerk, "en").go(
            "/matters/", "/meetings/", f"/meetings/{one.meeting.number}/", f"do/meetings.step_aside/{one.item.ref}/"
        )
        walk.send_in_vain(place="7", **WHY)
        assert "numbers from 1 to 6" in walk.words
        walk.send(place="3", **WHY)
    assert one.out() == {one.keys[third]}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nobody_is_admitted_to_a_hearing_by_a_roll(language: str) -> None:
    hearing = hearing_called(parking())
    with at(CALLED, 10):
        walk = Walk(stage.holder(CODE, CLERK), language).go("/matters/", "/meetings/", f"/{hearing.number}/")
    assert "/hearings/" in walk.at
    assert not walk.links("do/meetings.admit/")
    assert not walk.links("do/meetings.leave/")


def test_whoever_steps_aside_is_chosen_by_name_and_no_door_is_told_where_one_name_is_one_person() -> None:
    """Each delegate who opened the form read behind which door every other one lives."""
    one = Evening()
    with door_open():
        here = Community.objects.get(code=CODE)
        for place, key in enumerate(one.keys[:3]):
            home = Household.objects.create(community=here, number=f"{CODE}-9-{place}", door=f"9-{place}")
            RollEntry.objects.filter(pk=key).update(household=home)
        two = RollEntry.objects.filter(pk__in=one.keys[:2]).values("person")
        Person.objects.filter(pk__in=two).update(name="周琴", latin_name="")
    with at(EVENING, 19, 10):
        reader = Viewer(CODE, stage.holder(CODE, DIRECTOR), frozenset({DIRECTOR}))
        field = placefields.place_field(reader, one.item.ref)
        assert isinstance(field, forms.ChoiceField)
        said = {str(key): str(label) for key, label in list(field.widget.choices)}  # type: ignore[attr-defined]
    assert "9-2" not in said[str(one.keys[2])]
    assert "9-0" in said[str(one.keys[0])], "two of one name are told apart"
    assert "9-1" in said[str(one.keys[1])]


def test_whoever_puts_a_question_reads_that_hands_or_a_roll_call_is_enough() -> None:
    one = Evening()
    with at(EVENING, 19, 10):
        walk = Walk(stage.holder(CODE, DIRECTOR), "zh").go(
            "/matters/", "/meetings/", f"/meetings/{one.meeting.number}/"
        )
        assert "举手、点名选一种就够" in walk.go("do/meetings.put_to_vote/").words

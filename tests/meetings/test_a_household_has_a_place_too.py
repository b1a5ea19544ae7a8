"""On a roll of households whoever of age lives behind the door fills its place: the next meeting, stepping aside and
what an item names are theirs as anybody's. Each failed before: places were looked for by person alone."""

from datetime import timedelta

import pytest

from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.meetings import queries
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.queries.aside import by_entry
from sunward.meetings.session.interests import concerned
from sunward.meetings.session.room import Room
from sunward.registry.models import Household, Person
from tests import stage
from tests.ballots import scenes as votes
from tests.ballots.test_moving_next_door import arrives, enters
from tests.elections.scenes import freeze
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, EVENING, act, at

pytestmark = pytest.mark.usefixtures("community")
A_DAY = timedelta(days=1)


class Evening:
    """Two households of two adults each are called; a third one came to live here afterwards."""

    def __init__(self) -> None:
        with at(CALLED, 9):
            self.first, self.second = votes.people(2), votes.people(2)
            roll = freeze("residents_assembly", "household_delegates")
            self.later = votes.people(1)[0]
            scenes.freeze(self.first)  # it is called by another roll, which the one of households then replaces
            self.meeting = scenes.convene()
            with door_open():
                Meeting.objects.filter(pk=self.meeting.pk).update(roll=roll)
            self.meeting = scenes.again(self.meeting)
            self.item = scenes.add_item(self.meeting)
            homes = dict(roll.entries.values_list("household__residence__person__number", "pk"))
        self.place = {f"person:{number}": key for number, key in homes.items()}

    def aside(self) -> list[int]:
        return list(self.item.off_base.filter(taken_back_on=None).values_list("entry_id", flat=True))


def test_a_household_is_told_of_its_meeting() -> None:
    evening = Evening()
    for person in (*evening.first, *evening.second):
        assert [card.number for card, _papers in queries.called_to(person, stage.CODE, CALLED)] == [
            evening.meeting.number
        ]
    assert queries.called_to(evening.later, stage.CODE, CALLED) == []


def test_its_delegate_steps_aside_and_takes_it_back() -> None:
    evening = Evening()
    one, other = evening.first
    with at(EVENING):
        facts = {"reason": "interest", "evidence": "租给我弟弟"}
        done = act("meetings.step_aside", "anyone", evening.item.ref, by=one, **facts)
        assert [found.rule for found in done.entry.findings if found.breach] == []
        assert evening.aside() == [evening.place[one]] == [evening.place[other]]
        back = lambda who: act("meetings.take_back_exclusion", "anyone", evening.item.ref, by=who, because="弄错了")  # noqa: E731
        with pytest.raises(FactsError, match="place"):
            back(evening.second[0])
        back(other)
    assert evening.aside() == []


def test_what_an_item_names_is_asked_of_a_household_as_well() -> None:
    evening = Evening()
    named = evening.second[1]
    with door_open():
        Person.objects.filter(number=named.removeprefix("person:")).update(name="承租的人")
        AgendaItem.objects.filter(pk=evening.item.pk).update(concerns="承租的人")
    item = AgendaItem.objects.get(pk=evening.item.pk)
    assert concerned(Room(evening.meeting), item) == {evening.place[named]}


def door_of(person: str) -> Ref:
    return Ref("household", Household.objects.get(residence__person__number=person.removeprefix("person:")).number)


class TestEnteredNextDoorSince:
    """Somebody of the first household is entered as living behind the second one's door since before the roll's day,
    and so is a stranger: their place is still that where the roll found them, for what others say of it too."""

    @pytest.fixture
    def evening(self) -> Evening:
        evening = Evening()
        there = door_of(evening.second[0])
        with at(EVENING - A_DAY, 9):
            act("registry.record_arrival", CLERK, there, person=evening.first[0], from_day=CALLED, status="registered")
            act("registry.record_arrival", CLERK, there, person=evening.later, from_day=CALLED, status="registered")
        return evening

    def named(self, evening: Evening, who: str) -> set[int]:
        name = f"承租的人{who[-4:]}"
        with door_open():
            Person.objects.filter(number=who.removeprefix("person:")).update(name=name)
            AgendaItem.objects.filter(pk=evening.item.pk).update(concerns=name)
        return set(concerned(Room(evening.meeting), AgendaItem.objects.get(pk=evening.item.pk)))

    def test_what_an_item_names_is_asked_where_they_come(self, evening: Evening) -> None:
        assert self.named(evening, evening.first[0]) == {evening.place[evening.first[0]]}
        assert self.named(evening, evening.later) == set()

    def test_who_may_dispute_that_they_were_put_aside(self, evening: Evening) -> None:
        place = str(evening.place[evening.second[0]])
        with at(EVENING):
            done = act("meetings.step_aside", CLERK, evening.item.ref, place=place, reason="interest", evidence="租客")
        assert by_entry(done.entry.ref) == set(evening.second)
        with at(EVENING):
            told = [who for who in evening.place if queries.put_aside(who, stage.CODE, EVENING)]
        assert set(told) == set(evening.second)


def test_a_door_that_was_struck_hides_nobody_who_comes_for_another() -> None:
    with at(CALLED - 50 * A_DAY, 9):
        arrives(name="丙", status="registered", door="8-801")
        arrives(name="乙", status="registered", door="7-702")
        one, other = sorted(
            (arrives(name=name, status="registered", door="9-901") for name in ("丁甲", "戊乙")), key=str
        )
    with at(CALLED, 9):
        roll = freeze("residents_assembly", "household_delegates")
        meeting = scenes.again(scenes.convene(body="residents_assembly", roll=roll.number, on=EVENING))
    with at(EVENING, 8):
        stage.act("ballots.correct_roll", CLERK, roll.ref, change="strike", who="9-901", reason="other", words="查过")
    with at(EVENING, 9):
        enters(one, "7-702", "registered", from_day=EVENING)
        enters(other, "8-801", "registered", from_day=CALLED - 20 * A_DAY)
    with at(EVENING):
        people = Room(meeting).people
        door = next(key for key, place in Room(meeting).places.items() if place.household.endswith("8-801"))
    assert str(other) in people[door]

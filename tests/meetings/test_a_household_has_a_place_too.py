"""On a roll of households whoever of age lives behind the door fills its place: the next meeting, stepping aside and
what an item names are theirs as anybody's. Each failed before: places were looked for by person alone."""

import pytest

from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.meetings import queries
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.session.interests import concerned
from sunward.meetings.session.room import Room
from sunward.registry.models import Person
from tests import stage
from tests.ballots import scenes as votes
from tests.elections.scenes import freeze
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, EVENING, act, at

pytestmark = pytest.mark.usefixtures("community")


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

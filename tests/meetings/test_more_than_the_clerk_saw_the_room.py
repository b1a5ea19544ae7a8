"""Before, how many came was the clerk's word alone, and nothing said so."""

import pytest

from sunward.kernel.acts import Done
from sunward.kernel.facts import FactsError
from sunward.kernel.findings import breaches
from sunward.kernel.guard import door_open
from sunward.record.models import Journal
from tests.disclosure.scenes import resident
from tests.meetings import scenes
from tests.meetings.scenes import DIRECTOR, EVENING, act, at
from tests.money.cases import paper
from tests.stage import served

pytestmark = pytest.mark.usefixtures("community")


class Evening:
    """Nine on the roll, seven of them entered as present."""

    def __init__(self) -> None:
        self.meeting, _item, self.keys = scenes.called(9)
        with at(EVENING):
            scenes.open_with(self.meeting, self.keys[:7])
        roll = self.meeting.roll
        self.people = [str(entry.person) for entry in roll.entries.order_by("id")] if roll else []

    def sees(self, person: str, number: int) -> Done:
        with at(EVENING, 19, 40):
            return act("meetings.confirm_attendance", "anyone", self.meeting.ref, by=person, seen=number)

    def marks(self) -> list[str]:
        """What the minutes are marked with."""
        with at(EVENING, 21):
            act("meetings.close_session", DIRECTOR, self.meeting.ref)
            scenes.minutes_of(self.meeting)
        found = Journal.objects.get(act="meetings.draft_minutes").findings
        return [one["rule"] for one in found if not one["ok"]]


def test_the_minutes_say_that_nobody_but_the_clerk_saw_it() -> None:
    assert Evening().marks() == ["attendance_by_one"]


def test_one_of_those_present_saw_as_many() -> None:
    evening = Evening()
    assert not breaches(evening.sees(evening.people[0], 7).entry.findings)
    assert evening.marks() == []


def test_who_saw_fewer_is_recorded_without_a_name() -> None:
    evening = Evening()
    evening.sees(evening.people[0], 7)
    done = evening.sees(evening.people[1], 4)
    assert [found.rule for found in breaches(done.entry.findings)] == ["attendance_as_listed"]
    assert evening.people[1] not in str((done.entry.public, done.entry.findings))
    assert evening.marks() == ["attendance_as_seen"]


def test_nobody_says_it_twice_and_nobody_who_is_not_there() -> None:
    evening = Evening()
    evening.sees(evening.people[0], 7)
    for person in (evening.people[0], evening.people[8], resident("别人")):
        with pytest.raises(FactsError, match="at"):
            evening.sees(person, 7)
    with pytest.raises(FactsError, match="seen"):
        evening.sees(evening.people[1], 0)


@pytest.mark.parametrize(("keeper", "lifted"), [("the same clerk", False), ("somebody else", True)])
def test_what_the_keeper_of_the_list_enters_for_others_is_the_keepers_word(keeper: str, lifted: bool) -> None:
    """Before, the clerk who kept the list served one of those present at the desk, and the mark was gone."""
    evening = Evening()
    with at(EVENING, 19, 40):
        if keeper != "the same clerk":
            with door_open():
                evening.meeting.attendance.update(admitted_by="person:another")
        served("meetings.confirm_attendance", evening.people[0], evening.meeting.ref, seen=7, signed=paper("slip"))
    assert ("attendance_by_one" not in evening.marks()) is lifted

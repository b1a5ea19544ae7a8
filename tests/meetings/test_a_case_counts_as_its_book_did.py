"""A matter was opened while the residents' assembly counted one vote a household. From the next version on it counts
adults alone. The open matter is decided by households, as its own rules say; what is opened since, by adults.

Failed before: no roll of households could be frozen any more, nor a meeting be called by one, and by a roll of adults
its rules counted nobody. It had to be withdrawn and opened anew, under the rules that it had not been opened under.
"""

from datetime import date, timedelta
from typing import Any

import pytest

from sunward.ballots.models import Roll
from sunward.decisions import queries as decisions
from sunward.decisions.models import Decision, Matter
from sunward.kernel.refs import Ref
from sunward.meetings.models import Meeting
from tests.ballots.petitions.scenes import residents
from tests.charter import next_versions
from tests.charter.amendments import written_otherwise
from tests.charter.next_versions import Changed
from tests.meetings import scenes
from tests.meetings.scenes import act, at, broken
from tests.money.cases import on, open_matter, report
from tests.stage import CLERK, DEPUTY, DIRECTOR, here

pytestmark = pytest.mark.usefixtures("community")
OPENED, SINCE = date(2026, 3, 9), date(2026, 4, 13)
CALLED = SINCE + timedelta(days=7)
EVENING = CALLED + timedelta(days=14)
ASSEMBLY, HOUSEHOLDS, VOTERS, ADULTS = "residents_assembly", "household_delegates", "registered_voters", "adults"
KIND = "major_resident_interest"
PARTY = {"entitled": 112, "present": 90, "for": 80, "against": 10, "abstain": 0}


def counts(of: str) -> Changed:
    """The rule book lets the assembly count by this class, and by no other."""

    def changed(body: dict[str, Any]) -> None:
        rules = body["bodies"][ASSEMBLY]
        source = {"source": rules["quorum"]["source"]}
        rules["quorum"] = {"of": of, "more_than": "1/2"} | source
        rules["majority"] = {"of": f"{of} present", "more_than": "1/2"} | source
        rules["petition"] = [{"of": of, "at_least": "1/5"} | source]

    return changed


class Assembly:
    """Four residents, each behind a door of their own; a matter that was opened under the older version, and one
    since."""

    def __init__(self, older: str) -> None:
        with on(date(2026, 1, 7)):
            written_otherwise(counts(older))
            self.people = residents(4)
        with on(OPENED):
            self.before = open_matter(KIND)
            for step in ("proposal", "consultation"):
                report(self.before, step)
            report(self.before, "party_members_review", counts={"party_members": PARTY})
            next_versions.in_force(counts(ADULTS), SINCE, pack="demo-xiangyang")
        with on(SINCE):
            self.since = open_matter(KIND)

    def roll(self, of: str) -> Roll:
        with on(CALLED - timedelta(days=5)):
            done = act("ballots.freeze_roll", DIRECTOR, here(), body=ASSEMBLY, of=of)
        assert done.result
        return Roll.objects.get(number=done.result.id)

    def called(self, roll: Roll, *matters: Ref) -> Meeting:
        with at(CALLED, 9):
            meeting = scenes.convene(on=EVENING, body=ASSEMBLY, title="居民会议", roll=roll.number)
            for one in matters:
                scenes.add_item(meeting, title=one.id, matter_kind="", about=str(one))
            scenes.notify(meeting)
        return scenes.again(meeting)

    def opened(self, meeting: Meeting) -> None:
        roll = meeting.roll
        assert roll
        for key, who in zip(scenes.entries(roll), self.people, strict=True):
            scenes.admit(meeting, [key], **({"person": who} if roll.of == HOUSEHOLDS else {}))
        act("meetings.open_session", CLERK, meeting.ref)

    def decided(self, meeting: Meeting, matter: Ref) -> str:
        """All come and are for it; how the decision stands."""
        roll = meeting.roll
        assert roll
        with at(EVENING, 19):
            self.opened(meeting)
            vote = scenes.put(meeting.items.get(about_id=matter.id))
            scenes.count_hands(vote, scenes.entries(roll), {"for": 4})
            scenes.certify(vote)
        made = Decision.objects.get(matter=Matter.objects.get(number=matter.id))
        return decisions.decision_state(made.number, EVENING).word


@pytest.mark.parametrize("older", [HOUSEHOLDS, VOTERS])
def test_the_open_matter_is_decided_by_those_whom_its_book_counts(older: str) -> None:
    assembly = Assembly(older)
    roll = assembly.roll(older)
    assert (roll.of, roll.entitled) == (older, 4)
    assert assembly.decided(assembly.called(roll, assembly.before), assembly.before) == "in_force"


def test_what_is_opened_since_is_decided_by_adults_alone() -> None:
    """Not by the households whom an older case still counts."""
    assembly = Assembly(HOUSEHOLDS)
    meeting = assembly.called(assembly.roll(HOUSEHOLDS), assembly.since, assembly.before)
    with at(EVENING, 19):
        assembly.opened(meeting)
        since = meeting.items.get(about_id=assembly.since.id)
        assert "quorum" in broken(lambda: scenes.put(since))


def test_by_the_roll_of_adults_it_is_told_when_the_agenda_is_made() -> None:
    """Failed before: nobody heard of it until the evening, when everybody had come."""
    assembly = Assembly(HOUSEHOLDS)
    roll = assembly.roll(ADULTS)
    with at(CALLED, 9):
        meeting = scenes.convene(on=EVENING, body=ASSEMBLY, title="居民会议", roll=roll.number)
        told = [
            {one.rule for one in act("meetings.add_item", DIRECTOR, meeting.ref, title=one.id, about=str(one),
                                     to_decide=True).entry.findings}
            for one in (assembly.before, assembly.since)
        ]  # fmt: skip
    assert ["counted_otherwise" in one for one in told] == [True, False]


@pytest.mark.parametrize("settled", ["withdrawn", "decided"])
def test_once_no_case_counts_so_nobody_is_called_by_it(settled: str) -> None:
    assembly = Assembly(VOTERS)
    if settled == "withdrawn":
        with on(SINCE):
            act("decisions.withdraw_matter", DEPUTY, assembly.before, reason="不办了")
        assert "membership_rule" in broken(lambda: assembly.roll(VOTERS))
        return
    roll = assembly.roll(VOTERS)
    assembly.decided(assembly.called(roll, assembly.before), assembly.before)
    with at(EVENING + timedelta(days=1), 9):
        later = {"on": EVENING + timedelta(days=12), "body": ASSEMBLY, "title": "居民会议", "roll": roll.number}
        assert "roll" in broken(lambda: scenes.convene(**later))

"""That a hearing, or the step of another body, had to come first was said only when the resolution was in the register,
in order no more. It is said where it can still be mended: on the agenda, with the notice, and before the vote."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunward.decisions.judging.ahead import still_missing
from sunward.decisions.models import Matter
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.queries import ComingVote
from sunward.record.models import Journal
from tests.ballots.petitions.scenes import residents
from tests.decisions import forced, scenes
from tests.journeys.pages import page
from tests.meetings import hearing_scenes as hearings
from tests.meetings import scenes as meetings
from tests.money.cases import paper
from tests.stage import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
CALLED, EVENING = hearings.EVENING + timedelta(days=4), hearings.EVENING + timedelta(days=18)
STILL = "Still missing before this can be decided"
HEARD = "there is no such hearing yet"
CONSULTED = "“consultation” has to come before the vote"


class Evening:
    """The representatives are called on a matter, a fortnight ahead."""

    def __init__(self, matter: Matter) -> None:
        with meetings.at(CALLED, 9):
            self.roll = meetings.freeze(meetings.people(9))
            self.meeting = meetings.convene(CODE, on=EVENING, roll=self.roll.number)
            self.item: AgendaItem = meetings.add_item(self.meeting, about=str(matter.ref), matter_kind=matter.kind)
            meetings.act("meetings.lay_paper", meetings.CLERK, self.item.ref, title="方案", file=paper("plan"))

    def told(self) -> None:
        with meetings.at(CALLED, 10):
            meetings.notify(self.meeting)

    def put(self) -> None:
        with meetings.at(EVENING):
            meetings.open_with(Meeting.objects.get(pk=self.meeting.pk), meetings.entries(self.roll))
            meetings.put(self.item)

    def page(self, part: str = "") -> str:
        return page(f"meetings/{self.meeting.number}/{part}", "en")


def told(act: str) -> list[tuple[str, str]]:
    """What the newest entry says of what is to come before, with the article that wants it."""
    row = Journal.objects.filter(act=act).exclude(kind="refusal").latest("id")
    return [(one["en"], one["source"]) for one in row.findings if one["rule"] == "to_come_before" and one["ok"]]


def marked(act: str = "meetings.put_to_vote") -> list[str]:
    row = Journal.objects.filter(act=act).latest("id")
    return [one["rule"] for one in row.findings if not one["ok"]]


def test_a_charge_on_the_agenda_without_its_hearing() -> None:
    evening = Evening(hearings.parking())
    evening.told()
    for act in ("meetings.add_item", "meetings.give_notice"):
        found = told(act)
        assert {HEARD in words or "has to come before the vote" in words for words, _source in found} == {True}, act
        assert sum(HEARD in words for words, _source in found) == 1, act
        assert all(source for _rule, source in found), act
    with meetings.at(CALLED, 11):
        assert STILL in evening.page()
        assert HEARD in evening.page()
    evening.put()
    assert {"hearing_cited", "step_missing"} <= set(marked())
    with meetings.at(EVENING, 21):
        assert STILL not in evening.page(), "it was put all the same, and its entry says so"


def test_many_matters_are_asked_of_at_once() -> None:
    """Before, each had queries of its own."""
    matters = [hearings.parking(), hearings.parking()]
    people = residents(21)
    for matter in matters:
        forced.forced(people, matter)
    coming = ComingVote("", meetings.BODY, EVENING, CALLED)

    def asked(*these: Matter) -> int:
        with CaptureQueriesContext(connection) as queries:
            found = still_missing({one.number: coming for one in these}, CALLED)
        assert len(found) == len(these)
        return len(queries)

    assert asked(*matters) <= asked(matters[0]) + 1, "the other is asked of as one of its title"


def test_once_it_was_heard_nothing_is_said() -> None:
    matter = hearings.parking()
    hearings.concluded(matter, hearings.EVENING + timedelta(days=3))
    evening = Evening(matter)
    evening.told()
    evening.put()
    assert told("meetings.add_item") == told("meetings.give_notice") == []
    assert "hearing_cited" not in marked()


def test_a_hearing_that_people_asked_for_is_missed_as_well() -> None:
    """The rules want none on a lease; enough residents asked for one before the notice."""
    matter = scenes.open_matter(hearings.OPENED)
    scenes.deliberate(matter)
    with meetings.at(hearings.OPENED):
        people = residents(21)
    evening = Evening(matter)
    assert told("meetings.add_item") == []
    forced.forced(people, matter)
    evening.told()
    (only,) = told("meetings.give_notice")
    assert HEARD in only[0]


def test_what_was_missing_is_mended_before_the_evening() -> None:
    matter = scenes.open_matter(hearings.OPENED)
    scenes.report(matter, "proposal", hearings.OPENED + timedelta(days=2))
    evening = Evening(matter)
    with meetings.at(CALLED, 11):
        assert CONSULTED in evening.page()
    scenes.report(matter, "consultation", CALLED + timedelta(days=1))
    scenes.report(matter, "party_members_review", CALLED + timedelta(days=2), counts=scenes.PARTY)
    with meetings.at(CALLED + timedelta(days=3), 11):
        assert STILL not in evening.page()


@pytest.mark.parametrize(
    ("body", "missing"), [("party_members_meeting", {"step_missing"}), ("party_organisation", set())]
)
def test_the_step_of_another_body_misses_what_comes_before_it(body: str, missing: set[str]) -> None:
    """The party members would review what nobody has consulted on; the proposal is the first step."""
    matter = scenes.open_matter(hearings.OPENED)
    found = still_missing({matter.number: ComingVote("XY-M-2026-900", body, EVENING, None)}, CALLED)
    assert {one.rule for one in found[matter.number]} == missing

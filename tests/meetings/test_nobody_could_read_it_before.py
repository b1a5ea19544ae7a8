"""A hearing without one paper was concluded and cited, and a matter whose rules want a proposal was put to the vote
without one, or with one that was laid open on the evening itself: nothing said so but the paper's own entry."""

from datetime import date, timedelta

import pytest

from sunward.decisions.judging.standing import state_of
from sunward.decisions.models import Matter
from sunward.meetings import queries
from sunward.meetings.models import AgendaItem, Meeting
from sunward.record.models import Journal
from tests.charter import amendments
from tests.decisions import scenes as decisions
from tests.journeys.pages import page
from tests.meetings import hearing_scenes as hearings
from tests.meetings import scenes
from tests.meetings.hearing_scenes import lays
from tests.meetings.scenes import CLERK, DIRECTOR, act, at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
CALLED, EVENING = hearings.EVENING + timedelta(days=4), hearings.EVENING + timedelta(days=18)
NOT_YET = {"en": "Nothing to read has been laid open yet.", "zh": "还没有提供可以先看的材料。"}
MARK = "papers_before"


def said(name: str, *, ok: bool) -> set[str]:
    """The rules that the newest entry of an act tells, or is marked by."""
    row = Journal.objects.filter(act=name).exclude(kind="refusal").latest("id")
    return {one["rule"] for one in row.findings if one["ok"] is ok}


@pytest.mark.parametrize(("laid", "read"), [(None, False), (hearings.EVENING, False), (hearings.CLOSED, True)])
def test_of_a_hearing_it_is_told_with_the_notice_and_marked_on_its_record(laid: date | None, read: bool) -> None:
    meeting = hearings.told(hearings.called(hearings.parking()), materials=False)
    hearings.drawn(meeting)
    assert "papers_to_come" in said("meetings.give_notice", ok=True)
    if laid:
        lays(meeting.items.get().ref, laid)
    hearings.held(meeting)
    assert (MARK in said("meetings.sign_hearing_record", ok=False)) is not read


@pytest.mark.parametrize("materials", [False, True])
def test_a_resolution_that_rests_on_it_is_marked_and_stands(materials: bool) -> None:
    matter = hearings.parking()
    meeting = hearings.told(hearings.called(matter), materials=materials)
    hearings.drawn(meeting)
    for opinion in hearings.held(meeting):
        hearings.answer(opinion, hearings.EVENING + timedelta(days=3))
    voted = hearings.EVENING + timedelta(days=10)
    decision = decisions.resolve(matter, voted, hearing=meeting.number)
    assert (MARK in said("decisions.report_step", ok=False)) is not materials
    assert state_of(decision, voted + timedelta(days=90)).word == "in_force"


def test_its_page_says_so_while_there_is_time() -> None:
    meeting = hearings.told(hearings.called(hearings.parking()), materials=False)
    with at(hearings.CALLED, 11):
        for language, words in NOT_YET.items():
            assert words in page(f"hearings/{meeting.number}/", language)
    lays(meeting.items.get().ref, hearings.CALLED)
    with at(hearings.CALLED, 13):
        assert NOT_YET["en"] not in page(f"hearings/{meeting.number}/", "en")


def test_with_its_material_there_the_notice_says_nothing() -> None:
    hearings.told(hearings.called(hearings.parking()))
    assert "papers_to_come" not in said("meetings.give_notice", ok=True)


class Evening:
    """The representatives are called on a lease that has taken every step, a fortnight ahead."""

    def __init__(self) -> None:
        self.matter: Matter = decisions.open_matter(hearings.OPENED)
        decisions.deliberate(self.matter)
        with at(CALLED, 9):
            self.roll = scenes.freeze(scenes.people(9))
            self.meeting = scenes.convene(on=EVENING, roll=self.roll.number)
            self.item: AgendaItem = scenes.add_item(
                self.meeting, about=str(self.matter.ref), matter_kind=self.matter.kind
            )

    def told(self) -> None:
        with at(CALLED, 13):
            scenes.notify(self.meeting)

    def put(self) -> set[str]:
        with at(EVENING):
            scenes.open_with(Meeting.objects.get(pk=self.meeting.pk), scenes.entries(self.roll))
            scenes.put(self.item)
        return said("meetings.put_to_vote", ok=False)


@pytest.mark.parametrize("laid", [None, EVENING])
def test_a_proposal_that_nobody_could_read_is_told_and_marked_with_the_question(laid: date | None) -> None:
    evening = Evening()
    assert "to_come_before" not in said("meetings.add_item", ok=True), "its papers come after it"
    evening.told()
    row = Journal.objects.filter(act="meetings.give_notice").latest("id")
    (told,) = [one for one in row.findings if one["rule"] == "to_come_before"]
    assert "nothing was" in told["en"]
    assert told["source"]
    with at(CALLED, 14):
        assert "laid open before the day of the meeting" in page(f"meetings/{evening.meeting.number}/", "en")
    if laid:
        lays(evening.item.ref, laid)
    assert MARK in evening.put()


def test_laid_before_the_evening_nothing_is_said() -> None:
    evening = Evening()
    lays(evening.item.ref, CALLED)
    evening.told()
    assert "to_come_before" not in said("meetings.give_notice", ok=True)
    assert MARK not in evening.put()


def test_an_ordinary_evening_asks_for_no_papers() -> None:
    meeting, item, keys = scenes.called(9)
    with at(scenes.EVENING):
        scenes.open_with(meeting, keys)
        scenes.put(item)
    assert MARK not in said("meetings.put_to_vote", ok=False)


@pytest.mark.parametrize("kind", ["community_rules", "covenant"])
def test_the_words_of_a_draft_lie_open_under_its_number(kind: str) -> None:
    """Failed before: notice, page and record of a hearing on a draft, and what cites it, said that there was nothing to
    read, though its words had lain open since before the call."""
    since = hearings.OPENED + timedelta(days=90)
    with at(hearings.OPENED):
        of_rules = kind == "community_rules"
        drafted = (
            amendments.draft(amendments.change(amendments.NOTICE, 12), since=since)
            if of_rules
            else amendments.covenant("第一条 邻里互助。", since=since)
        )
        matter = Matter.objects.get(number=amendments.lay_before(drafted, kind).id)
    meeting = hearings.told(hearings.called(matter), materials=False)
    assert "papers_to_come" not in said("meetings.give_notice", ok=True)
    with at(hearings.CALLED, 11):
        shown = page(f"hearings/{meeting.number}/", "en")
        assert NOT_YET["en"] not in shown
        assert f"About {matter.number}" in shown
        assert drafted.id in page(f"matters/{matter.number}/", "en")
    with at(hearings.EVENING, 19):
        act("meetings.open_session", CLERK, meeting.ref)
    with at(hearings.EVENING, 21):
        act("meetings.close_session", CLERK, meeting.ref)
    with at(hearings.EVENING + timedelta(days=1)):
        act("meetings.sign_hearing_record", DIRECTOR, meeting.ref)
    marks = said("meetings.sign_hearing_record", ok=False)
    assert "somebody_heard" in marks, "nobody spoke"
    assert MARK not in marks
    with at(hearings.EVENING + timedelta(days=2)):
        assert [one.unread for one in queries.hearings_about(matter.ref)] == [()]

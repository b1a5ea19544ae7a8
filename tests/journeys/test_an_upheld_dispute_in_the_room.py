"""What a clerk entered of a meeting or hearing for somebody who never came is put back, or marked for good."""

import pytest
from django.test import Client

from sunward.kernel.acts import Done
from sunward.kernel.guard import door_open
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.rules import draw as lots
from sunward.meetings.session.counts import marks_of_attendance
from sunward.meetings.session.excluding import barred_from
from sunward.record.models import Journal
from tests import stage
from tests.journeys import coming
from tests.journeys.coming import undone, what_the_clerk_did
from tests.meetings import hearing_scenes as hearings
from tests.meetings import scenes as meetings
from tests.stage import CODE, served, upheld

pytestmark = pytest.mark.usefixtures("community", "own_keys")


def aside(done_before_the_vote: bool) -> tuple[AgendaItem, int]:
    """Somebody is put aside at the desk; the dispute is upheld before the vote, or after its close."""
    who = coming.step_aside()
    with meetings.at(meetings.EVENING, 19, 40):
        done = who()
        item = AgendaItem.objects.get(number=who.about.id)
        [place] = barred_from(item)
        if done_before_the_vote:
            upheld(done)
            return item, place
        keys = [one for one in meetings.entries(item.meeting.roll) if one != place][:6]  # type: ignore[arg-type]
        vote = meetings.put(item)
        meetings.count_hands(vote, keys, {"for": 5, "against": 1})
        upheld(done)
        meetings.certify(vote)
    return item, place


def test_who_was_put_aside_votes_and_is_put_aside_by_nobody_else() -> None:
    item, place = aside(done_before_the_vote=True)
    assert not barred_from(item)
    assert item.off_base.get(entry=place).taken_back_by_self


def test_when_the_vote_is_over_the_result_says_so(client: Client) -> None:
    item, place = aside(done_before_the_vote=False)
    assert barred_from(item) == {place}
    for name in ("meetings.void_step_aside", "meetings.settle_item"):
        marks = {one["rule"] for one in Journal.objects.get(act=name).findings if not one["ok"]}
        assert "wrongly_aside" in marks, name
    shown = client.get(f"/en/c/{CODE}/meetings/{item.meeting.number}/").content.decode()
    assert "Found when the vote had begun" in shown


def test_a_count_of_the_room_no_longer_counts() -> None:
    who, done = what_the_clerk_did(coming.confirm_attendance)
    meeting = Meeting.objects.get(number=who.about.id)
    with door_open():
        meeting.attendance.update(admitted_by="person:another")
    assert marks_of_attendance(meeting) == []
    undone(coming.confirm_attendance, done)
    assert [one.rule for one in marks_of_attendance(meeting)] == ["attendance_by_one"]
    with meetings.at(meetings.EVENING, 19, 50):
        stage.act(who.act, "anyone", who.about, by=who.person, seen=7)
    assert marks_of_attendance(meeting) == []


def test_a_draw_made_by_it_is_marked_for_good(client: Client) -> None:
    who, done = what_the_clerk_did(coming.confirm_throw)
    undone(coming.confirm_throw, done)
    [marked] = Journal.objects.filter(act="meetings.void_throw")
    assert [one["rule"] for one in marked.findings if not one["ok"]] == ["two_saw_them_fall"]
    shown = client.get(f"/en/c/{CODE}/hearings/{who.about.id}/").content.decode()
    assert "the witness whom they name never confirmed them" in shown


def test_where_nothing_was_drawn_numbers_are_thrown_anew() -> None:
    who = coming.confirm_throw()
    who.facts["thrown"] = "9 9 9 9"
    with coming.day_of(coming.confirm_throw):
        upheld(who.on_paper())
        marked = Journal.objects.get(act="meetings.void_throw")
        assert [one for one in marked.findings if not one["ok"]] == []
        hearings.throw(Meeting.objects.get(number=who.about.id))
    assert Meeting.objects.get(number=who.about.id).draw.drawn


def applied_by_a_clerk() -> tuple[Meeting, Done, str]:
    """A hearing with eleven who applied, and one whom a clerk put on the list as the first."""
    meeting = hearings.told(hearings.called(hearings.parking()))
    with hearings.at(hearings.CLOSED, 9):
        person = coming.resident("没有报名的人")
        done = served("meetings.apply_to_speak", person, meeting.ref)
    return meeting, done, person


@pytest.mark.parametrize("thrown", ["6 1 4 3", "1 2 3 4", "5 5 5 5"])
def test_whom_a_clerk_put_on_the_list_is_struck_and_passed_over(thrown: str, client: Client) -> None:
    """The number was drawn before like any other, and took the place of somebody who wants to speak."""
    meeting, done, _person = applied_by_a_clerk()
    hearings.list_closed(meeting, 9)
    with hearings.at(hearings.CLOSED, 10, 30):
        upheld(done)
    with hearings.at(hearings.CLOSED, 11):
        hearings.throw(meeting, thrown)
        draw = hearings.again(meeting).draw
        shown = client.get(f"/en/c/{CODE}/hearings/{meeting.number}/").content.decode()
    assert (len(draw.drawn), 1 in draw.drawn, draw.listed, draw.passed_over) == (8, False, 10, [1])
    assert "Struck from the list before the draw, and passed over: 1. The first 8" in shown
    entry = Journal.objects.get(act="meetings.confirm_throw", kind="effect")
    assert entry.public["passed_over"] == [1]


def test_they_can_still_apply_themselves_while_it_is_open() -> None:
    meeting, done, person = applied_by_a_clerk()
    with hearings.at(hearings.CLOSED, 9, 30):
        upheld(done)
        own = hearings.as_resident("meetings.apply_to_speak", meeting.ref, person)
    assert own.entry.public["list_number"] == 1
    assert meeting.speakers.get().struck_on is None


def test_after_the_draw_it_is_marked() -> None:
    meeting, done, _person = applied_by_a_clerk()
    hearings.list_closed(meeting, 9)
    with hearings.at(hearings.CLOSED, 11):
        hearings.throw(meeting)
    drawn = hearings.again(meeting).draw.drawn
    with hearings.at(hearings.CLOSED, 12):
        upheld(done)
    assert hearings.again(meeting).draw.drawn == drawn
    row = Journal.objects.get(act="meetings.strike_applicant")
    assert [one["rule"] for one in row.findings if not one["ok"]] == ["before_the_draw"]


def test_between_throw_and_draw_it_does_not_choose_who_moves_up() -> None:
    """Failed before: the numbers were known, the strike passed one over, and the ninth spoke."""
    meeting, done, _person = applied_by_a_clerk()
    hearings.list_closed(meeting, 9)
    with hearings.at(hearings.CLOSED, 11):
        second = coming.resident("看见的人")
        hearings.thrown_by_one(meeting, second)
        upheld(done)
        hearings.as_resident("meetings.confirm_throw", meeting.ref, second, thrown=hearings.THROWN)
    draw = hearings.again(meeting).draw
    assert (draw.passed_over, draw.drawn) == (None, lots.drawn(draw.seed, 10, 8))
    row = Journal.objects.get(act="meetings.strike_applicant")
    assert [one["rule"] for one in row.findings if not one["ok"]] == ["before_the_draw"]


def test_the_petition_names_its_speaker_itself() -> None:
    who, done = what_the_clerk_did(coming.nominate_speaker)
    undone(coming.nominate_speaker, done)
    with hearings.at(hearings.CALLED, 14):
        another = coming.resident("自己推荐的人")
        hearings.as_resident(who.act, who.about, who.person, person=another)

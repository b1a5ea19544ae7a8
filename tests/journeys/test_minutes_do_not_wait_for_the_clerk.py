"""The clerk will not write down what was decided against the committee. It is written down all the same."""

from datetime import date, timedelta

import pytest

from sunward.kernel.acts import Refused
from sunward.kernel.available import available
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.meetings.models import Meeting, Minutes
from sunward.meetings.queries import lapses
from sunward.record.models import Journal
from tests import stage
from tests.disclosure.scenes import resident
from tests.journeys.pages import page
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import EVENING, STREET_CLERK, Forced, closed_anyhow
from tests.meetings import scenes
from tests.meetings.scenes import CODE, DIRECTOR, SUPERVISION_MEMBER, SUPERVISOR, act, at
from tests.meetings.test_a_petition_calls_and_some_cannot_be_reached import signed_by
from tests.money.cases import paper

pytestmark = pytest.mark.usefixtures("community")


def day(number: int) -> date:
    return EVENING + timedelta(days=number)


def breaches_of(post: str, on: Ref, by: str | None = None, **facts: str) -> set[str]:
    with pytest.raises(Refused) as refusal:
        act("meetings.draft_minutes" if not facts else "meetings.sign_minutes", post, on, by=by, **facts)
    return {found.rule for found in refusal.value.findings if found.breach}


@pytest.fixture
def over(community: str) -> Forced:
    """A meeting that petitioners called, and that has ended."""
    forced = Forced()
    with at(EVENING, 19):
        forced.let_in("resident", forced.signer)
        closed_anyhow(forced)
    return forced


def test_those_who_called_it_draft_answer_sign_and_photograph_without_an_officer(over: Forced) -> None:
    """All but the supervisor's place, which keeps the three apart. Before, minutes of it waited for the clerk."""
    third, stranger = signed_by(over.asked, resident("另一个签名人")), resident("别人")
    with at(EVENING, 21):
        assert breaches_of("resident", over.meeting.ref, by=stranger) == {"open"}
        act("meetings.draft_minutes", "resident", over.meeting.ref, by=over.signer)
        minutes = Minutes.objects.get()
        act("meetings.correct_minutes", "anyone", minutes.ref, by=over.people[0], text="少了一句。")
        answer = {"correction": 1, "answer": "已补。", "taken_in": True}
        with pytest.raises(FactsError):
            act("meetings.answer_correction", "resident", minutes.ref, by=stranger, **answer)
        act("meetings.answer_correction", "resident", minutes.ref, by=over.opener, **answer)
        act("meetings.photograph_minutes", "resident", minutes.ref, by=over.opener, photograph=paper("minutes"))
    with at(day(2), 21):
        assert "role" in breaches_of("resident", minutes.ref, by=stranger, role="recorder")
        offered = {
            who: {one.act.name for one in available(who, minutes.ref, CODE) if one.open} for who in (stranger, third)
        }
        assert "meetings.sign_minutes" in offered[third]
        assert "meetings.sign_minutes" not in offered[stranger], "it is nobody's button who has no place in it"
        act("meetings.sign_minutes", "resident", minutes.ref, by=over.signer, role="recorder")
        assert breaches_of("resident", minutes.ref, by=over.signer, role="chair") == {"another_person"}
        assert breaches_of("resident", minutes.ref, by=third, role="supervisor") == {"role"}
        act("meetings.sign_minutes", "resident", minutes.ref, by=third, role="chair")
        act("meetings.sign_minutes", SUPERVISOR, minutes.ref, role="supervisor")
    minutes.refresh_from_db()
    assert minutes.locked_on
    marked = Journal.objects.filter(act="meetings.sign_minutes", kind="effect").order_by("id").first()
    assert marked
    assert "recorder" in {found["rule"] for found in marked.findings if not found["ok"]}, "not of the service centre"


def test_what_the_supervisors_called_one_of_them_writes_down_and_another_supervises(over: Forced) -> None:
    with door_open():
        Meeting.objects.update(by_petitioner=False, convened_by_post=SUPERVISOR)
    with at(EVENING, 21):
        assert breaches_of("resident", over.meeting.ref, by=over.signer) == {"open"}, "it is not theirs"
        act("meetings.draft_minutes", SUPERVISION_MEMBER, over.meeting.ref)
        minutes = Minutes.objects.get()
    with at(day(2), 9):
        writer = stage.holder(CODE, SUPERVISION_MEMBER, 0)
        act("meetings.sign_minutes", SUPERVISION_MEMBER, minutes.ref, by=writer, role="recorder")
        assert "another_person" in breaches_of(SUPERVISION_MEMBER, minutes.ref, by=writer, role="supervisor")
        act("meetings.sign_minutes", SUPERVISOR, minutes.ref, role="supervisor")
        act("meetings.sign_minutes", DIRECTOR, minutes.ref, role="chair")
    minutes.refresh_from_db()
    assert minutes.locked_on


def ended(meeting: Meeting) -> None:
    with at(scenes.EVENING):
        keys = scenes.entries(meeting.roll) if meeting.roll else []
        scenes.open_with(meeting, keys)
        act("meetings.close_session", DIRECTOR, meeting.ref)


def test_of_the_committees_own_meeting_others_keep_the_minutes_once_their_days_are_over(community: str) -> None:
    """Three working days after the sixteenth, a Monday: until the nineteenth it is for the service centre alone."""
    with at(scenes.CALLED, 9):
        scenes.freeze([*scenes.people(8), there := resident("到会的人")])
        meeting = scenes.convene()
        scenes.add_item(meeting)
        scenes.notify(meeting)
    ended(meeting)
    last = scenes.EVENING + timedelta(days=3)
    with at(last):
        for post, by in ((SUPERVISOR, None), (STREET_CLERK, None), ("resident", there)):
            assert breaches_of(post, meeting.ref, by=by) == {"open"}
    with at(last + timedelta(days=1)):
        (late,) = [one for one in lapses.overdue(CODE, last + timedelta(days=1)) if one.subject == meeting.ref]
        assert "whoever was there" in late.next_step.en
        act("meetings.draft_minutes", STREET_CLERK, meeting.ref)
        minutes = Minutes.objects.get()
    with at(last + timedelta(days=5)):  # a Tuesday: drafted on a Friday, Monday is for corrections
        offered = {one.act.name for one in available(stage.holder(CODE, STREET_CLERK), minutes.ref, CODE) if one.open}
        assert "meetings.sign_minutes" in offered
        act("meetings.sign_minutes", SUPERVISION_MEMBER, minutes.ref, role="recorder")
        act("meetings.sign_minutes", STREET_CLERK, minutes.ref, role="supervisor")
        act("meetings.sign_minutes", "resident", minutes.ref, by=there, role="chair")
    minutes.refresh_from_db()
    assert minutes.locked_on


def test_the_same_words_drafted_every_day_do_not_begin_the_days_anew(community: str) -> None:
    meeting, _item, _keys = scenes.called()
    ended(meeting)
    with at(scenes.EVENING, 21):
        minutes = scenes.minutes_of(meeting)
    with at(scenes.EVENING + timedelta(days=1), 9):
        scenes.minutes_of(meeting)
    minutes.refresh_from_db()
    assert minutes.drafted_on == scenes.EVENING


def left_open() -> tuple[Meeting, str]:
    """Opened, and closed by nobody; and somebody who was there."""
    with at(scenes.CALLED, 9):
        roll = scenes.freeze([*scenes.people(5), there := resident("到会的人")])
        meeting = scenes.convene()
        scenes.add_item(meeting)
        scenes.notify(meeting)
    with at(scenes.EVENING, 19):
        scenes.open_with(meeting, scenes.entries(roll))
    return scenes.again(meeting), there


def test_a_session_that_nobody_closes_is_overdue_and_so_are_its_minutes(community: str) -> None:
    """Sixty days later it was “in session”, and nothing was overdue."""
    meeting, there = left_open()
    late = lambda days: [one for one in lapses.overdue(CODE, scenes.EVENING + timedelta(days=days))  # noqa: E731
                         if one.subject == meeting.ref]  # fmt: skip
    assert late(1) == []
    (one,) = late(60)
    assert (one.title.en.split(":")[0], one.owner_post) == ("Session not closed, and no minutes of it", stage.CLERK)
    assert (one.due_on, one.days_late) == (scenes.EVENING + timedelta(days=1), 59)
    assert "supervision committee" in one.next_step.en
    with at(scenes.EVENING, 22):
        assert "in session" in page(f"meetings/{meeting.number}/", "en")
    with at(scenes.EVENING + timedelta(days=60)):
        words = page(f"meetings/{meeting.number}/", "en")
        assert "in session" not in words
        assert "its day is over, and nobody closed it" in words
        assert "Session not closed" in page("overdue/", "en")
        act("meetings.close_session", SUPERVISOR, meeting.ref, at="21:00")
        act("meetings.draft_minutes", "resident", meeting.ref, by=there)
    assert [one.title.en.split(":")[0] for one in late(60)] == ["Minutes not signed"], "due since the evening"


def test_a_late_close_gives_the_minutes_no_new_days_and_says_so(community: str) -> None:
    """Closed on the sixtieth day without an hour, nothing was marked, and for three working days nothing overdue."""
    meeting, there = left_open()
    with at(scenes.EVENING + timedelta(days=60), 9):
        done = act("meetings.close_session", stage.CLERK, meeting.ref)
        assert "it is the meeting of 16 Mar" in page(f"meetings/{meeting.number}/", "en")
    assert [found.rule for found in done.entry.findings if found.breach] == ["entered_late", "enough_came"]
    (late,) = [one for one in lapses.overdue(CODE, scenes.EVENING + timedelta(days=60)) if one.subject == meeting.ref]
    assert (late.title.en.split(":")[0], late.due_on) == ("Minutes not signed", scenes.EVENING + timedelta(days=3))
    with at(scenes.EVENING + timedelta(days=60), 9):
        act("meetings.draft_minutes", "resident", meeting.ref, by=there)


@pytest.mark.parametrize(("late", "hour"), [(0, 22), (1, 1)])
def test_a_session_closed_in_its_night_is_not_late(community: str, late: int, hour: int) -> None:
    meeting, _there = left_open()
    with at(scenes.EVENING + timedelta(days=late), hour):
        done = act("meetings.close_session", DIRECTOR, meeting.ref)
    assert [found.rule for found in done.entry.findings if found.breach] == ["enough_came"], "nothing was put to them"

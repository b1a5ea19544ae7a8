"""Of what waits in a room, for which enough people are there: the page, the vote, the adjourning and the close say one
thing.

Seen before: "enough to decide" over a question that the door refused; "all that can be done is to adjourn" while hands
were up; and a room sent home for want of people, with enough of them for the second vote that it waited for.
"""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from sunward.ballots.models import Vote
from sunward.kernel import clock
from sunward.kernel.acts import Refused
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.meetings import queries
from sunward.meetings.models import AgendaItem, Meeting
from tests import stage
from tests.journeys import test_a_forced_question_is_decided_once as once
from tests.meetings import choosing, scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, act, at, marks
from tests.meetings.test_corrected_while_they_meet import correct
from tests.meetings.test_two_questions_and_enough_for_one import Evening, voted
from tests.portal.pages import signed_in
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community")
PUT, AGAIN = "Put it to the vote", "Put it to a second vote"
ADJOURN = "Adjourn: too few came"
SMALL, LARGE = "voter_consent", ""  # five of nine, six of nine


def room_of(meeting: Meeting, person: str) -> str:
    page = signed_in(Client(), person).get(f"/en/c/{CODE}/meetings/{meeting.number}/room/")
    assert page.status_code == 200
    return page.content.decode()


def said(page: str) -> str:
    """The sentence at the head of the room."""
    found = re.search(r'<section[^>]*aria-labelledby="h-now".*?</section>', page, re.DOTALL)
    assert found
    return " ".join(unescape(strip_tags(found.group(0))).split())


def two_questions(roof: str, other: str) -> tuple[Meeting, AgendaItem, AgendaItem, list[int]]:
    """Which of three firms mends the roof, which may need a second vote; and a question by yes or no."""
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(9))
        meeting = scenes.convene()
        items = [scenes.add_item(meeting, **choosing.ROOF), scenes.add_item(meeting, title="广场改造")]
        with door_open():
            for item, kind in zip(items, (roof, other), strict=True):
                AgendaItem.objects.filter(pk=item.pk).update(matter_kind=kind)
        scenes.notify(meeting)
    first, second = AgendaItem.objects.filter(meeting=meeting).order_by("place")
    return scenes.again(meeting), first, second, scenes.entries(roll)


def test_while_hands_are_up_it_is_not_said_that_all_must_go_home() -> None:
    evening = Evening()
    with at(EVENING, 19, 5):
        scenes.open_with(evening.meeting, evening.keys[:5])
        scenes.put(evening.consent)
        page = evening.room(CLERK)
    assert "A vote is open. For what waits besides, too few are here." in said(page)


def test_a_second_vote_for_which_too_few_are_left_is_no_reason_to_say_enough() -> None:
    meeting, roof, _other, keys = two_questions(LARGE, SMALL)
    with at(EVENING, 19, 5):
        scenes.open_with(meeting, keys)
        choosing.by_hands(roof, keys, {"c1": 4, "c2": 3, "c3": 2})
        scenes.leave(meeting, keys[5:])
    with at(EVENING, 19, 30):
        page = room_of(meeting, stage.holder(CODE, DIRECTOR))
        assert "Enough people for item 2 alone." in said(page)
        assert (page.count(PUT), page.count(AGAIN)) == (1, 0)
        assert scenes.broken(lambda: choosing.put(roof)) == {"quorum"}


def test_whoever_is_enough_for_the_second_vote_is_not_sent_home() -> None:
    meeting, roof, _other, keys = two_questions(SMALL, LARGE)
    with at(EVENING, 19, 5):
        scenes.open_with(meeting, keys[:5])
        choosing.by_hands(roof, keys[:5], {"c1": 2, "c2": 2, "c3": 1})
    with at(EVENING, 20, 30):
        page = room_of(meeting, stage.holder(CODE, CLERK))
        assert "Enough people for item 1 alone." in said(page)
        assert ADJOURN not in page
        assert scenes.broken(lambda: act("meetings.adjourn", CLERK, meeting.ref)) == {"no_quorum"}
        choosing.put(roof)


def test_where_they_go_then_it_is_told_that_they_had_waited_for_it() -> None:
    meeting, roof, _other, keys = two_questions(SMALL, LARGE)
    with at(EVENING, 19, 5):
        scenes.open_with(meeting, keys[:5])
        choosing.by_hands(roof, keys[:5], {"c1": 2, "c2": 2, "c3": 1})
    with at(EVENING, 20, 30):
        scenes.leave(meeting, keys[2:5])
        act("meetings.adjourn", CLERK, meeting.ref)
    assert marks("meetings.adjourn").keys() == {"enough_came"}


def out_of_the_base(meeting: Meeting, item: AgendaItem, keys: list[int]) -> None:
    """As where a rule takes whoever steps aside out of the base: no rule book of the stage has one."""
    for key in keys:
        act("meetings.step_aside", CLERK, item.ref, place=str(key), reason="interest", evidence="邻居说的")
    with door_open():
        item.off_base.update(leaves_base=True)


def test_those_who_step_aside_are_missed_at_their_question_alone() -> None:
    """Seven of nine; four leave the base of the second: three of five, where four have to come."""
    evening = Evening(first="")
    with at(EVENING, 19, 5):
        scenes.open_with(evening.meeting, evening.keys[:7])
        out_of_the_base(evening.meeting, evening.square, evening.keys[:4])
        page = evening.room()
        assert "Enough people for item 1 alone." in said(page)
        assert page.count(PUT) == 1
        assert scenes.broken(lambda: scenes.put(evening.square)) == {"quorum"}
        voted(evening.consent, evening.keys[:7])
    with at(EVENING, 19, 40):
        act("meetings.adjourn", CLERK, evening.meeting.ref)
    assert "enough_came" not in marks("meetings.adjourn"), "for the one that waited they never were enough"


def test_with_some_left_out_of_the_base_the_others_are_enough_and_go_on() -> None:
    """Five of nine; two who could not be reached leave the base of the second: five of seven."""
    evening = Evening(first="")
    with at(EVENING, 19, 5):
        scenes.open_with(evening.meeting, evening.keys[:5])
        out_of_the_base(evening.meeting, evening.square, evening.keys[7:])
        page = evening.room(CLERK)
    assert "Enough people for item 2 alone." in said(page)
    assert ADJOURN not in page
    with at(EVENING, 19, 40):
        assert scenes.broken(lambda: act("meetings.adjourn", CLERK, evening.meeting.ref)) == {"no_quorum"}


def test_what_was_taken_back_can_be_put_and_stepped_aside_from_as_before() -> None:
    evening = Evening(first="")
    with at(EVENING, 19, 5):
        scenes.open_with(evening.meeting, evening.keys)
        offered = [
            evening.room(post).count(words) for post, words in ((DIRECTOR, PUT), (CLERK, "Somebody steps aside"))
        ]
        vote = scenes.put(evening.consent)
        assert evening.room().count(PUT) == 1
        act("ballots.annul_vote", stage.SUPERVISOR, vote.ref, grounds="question", because="写错了")
        assert [evening.room(DIRECTOR).count(PUT), evening.room(CLERK).count("Somebody steps aside")] == offered


def test_what_another_evening_decided_is_offered_no_more() -> None:
    forced, anew, again = once.two_evenings()
    once.put(forced, anew, once.STREET, None, once.EVENING + 8 * once.DAY)
    once.is_certified(forced, Vote.objects.get(), once.EVENING + 8 * once.DAY)
    with at(once.EVENING + 9 * once.DAY, 19, 5):
        act("meetings.admit", "resident", again.ref, by=forced.signer, places=scenes.listed(forced.keys))
        act("meetings.open_session", "resident", again.ref, by=forced.signer)
        page = room_of(again, forced.signer)
    assert "Nothing is left here to be put to the vote." in said(page)
    assert PUT not in page
    assert "Close the session" in page


def test_struck_while_they_meet_they_were_too_few_all_the_time() -> None:
    """Six of nine at 19:00; at 19:02 one of them is struck: five of eight."""
    meeting, item, keys = scenes.called(9)
    with at(EVENING, 19, 0):
        scenes.open_with(meeting, keys[:6])
    with at(EVENING, 19, 2):
        correct(meeting, keys[0], "strike")
    with at(EVENING, 19, 40):
        assert "quorum" in scenes.broken(lambda: scenes.put(item))
        act("meetings.adjourn", CLERK, meeting.ref)
    assert "enough_came" not in marks("meetings.adjourn")


def test_others_struck_while_they_meet_they_were_enough_and_waited() -> None:
    """Five of nine at 19:00; at 19:05 two who stayed at home are struck: five of seven, for two hours."""
    meeting, _item, keys = scenes.called(9)
    with at(EVENING, 19, 0):
        scenes.open_with(meeting, keys[:5])
    with at(EVENING, 19, 5):
        correct(meeting, keys[7], "strike")
        correct(meeting, keys[8], "strike")
    with at(EVENING, 21, 0):
        scenes.leave(meeting, keys[2:5])
        act("meetings.adjourn", DIRECTOR, meeting.ref)
    assert marks("meetings.adjourn")["enough_came"].endswith("19:05")


def test_a_long_roll_call_is_no_waiting() -> None:
    evening = Evening(first="")
    with at(EVENING, 19, 0):
        scenes.open_with(evening.meeting, evening.keys)
    with at(EVENING, 19, 5):
        vote = scenes.put(evening.consent, channels="roll_call")
    second = stage.holder(CODE, scenes.SUPERVISION_MEMBER, 0)
    with at(EVENING, 19, 50):
        answers = {str(key): "for" for key in evening.keys}
        act("ballots.call_roll", CLERK, vote.ref, answers=answers, counted_with=second)
    with at(EVENING, 19, 55):
        scenes.leave(evening.meeting, evening.keys[2:])
        act("meetings.adjourn", DIRECTOR, evening.meeting.ref)
    assert not marks("meetings.adjourn")


def test_before_its_hour_the_room_says_when_it_can_be_opened() -> None:
    """Failed before: the button stood there all day, and was refused."""
    meeting, _item, keys = scenes.called(9)
    clerk = stage.holder(CODE, CLERK)
    with at(EVENING, 8):
        page = room_of(meeting, clerk)
        found = re.search(r"It can be opened from (.*?) on\.", page)
        assert found
        assert found.group(1).endswith("19:00")
        assert "Open the session" not in page
    with at(EVENING, 19, 0):
        scenes.admit(meeting, keys)
        assert "Open the session" in room_of(meeting, clerk)


def test_what_is_done_to_a_meeting_is_not_done_to_one_of_its_questions() -> None:
    """Failed before with an error: a form that names the question, sent with what ends the session."""
    evening = Evening()
    with at(EVENING, 19, 5):
        scenes.open_with(evening.meeting, evening.keys)
        address = f"/en/c/{CODE}/meetings/{evening.meeting.number}/room/"
        asked = {"do": "adjourn", "item": evening.consent.number}
        assert signed_in(Client(), stage.holder(CODE, CLERK)).post(address, asked).status_code == 404


def test_too_few_are_not_sent_home_by_closing() -> None:
    """Failed before: at five past seven the session was closed as held, whoever was late found it over, and it could
    not be called again."""
    meeting, _item, keys = scenes.called(9)
    with at(EVENING, 19, 5):
        scenes.open_with(meeting, keys[:5])
        assert "Close the session" not in room_of(meeting, stage.holder(CODE, DIRECTOR))
        with pytest.raises(FactsError, match="人数不够休会|want of a quorum"):
            act("meetings.close_session", DIRECTOR, meeting.ref)
        scenes.admit(meeting, keys[5:])
        act("meetings.close_session", DIRECTOR, meeting.ref)
    assert marks("meetings.close_session") == {"left_undecided": "1"}


def test_too_few_are_not_sent_home_by_closing_the_next_morning() -> None:
    """Failed before: closed after its night, it could not be called again, though adjourning it was open."""
    meeting, _item, keys = scenes.called(9)
    with at(EVENING, 19, 5):
        scenes.open_with(meeting, keys[:5])
    with at(EVENING + timedelta(days=1), 9, 0):
        with pytest.raises(FactsError, match="人数不够休会|want of a quorum"):
            act("meetings.close_session", DIRECTOR, meeting.ref)
        act("meetings.adjourn", DIRECTOR, meeting.ref)
        again = {"held_on": EVENING + timedelta(days=10), "at": "19:00", "place": "活动室"}
        act("meetings.call_again", DIRECTOR, meeting.ref, **again)


def test_whoever_is_told_to_end_it_is_told_how() -> None:
    """Failed before: the list of what is overdue said for good that it waits to be closed, which is refused."""
    meeting, _item, keys = scenes.called(9)
    with at(EVENING, 19, 5):
        scenes.open_with(meeting, keys[:5])
        assert [one.to_do for one in queries.unfinished(CODE, EVENING)] == [None], "more may come"
    with at(EVENING + timedelta(days=1), 9, 0):
        [step] = queries.unfinished(CODE, clock.today())
        assert step.to_do
        assert "adjourn it" in step.to_do.en
    [late] = [one for one in queries.overdue(CODE, EVENING + timedelta(days=5)) if one.subject == meeting.ref]
    said_of_it = (late.title.en, late.stuck_at.en, late.next_step.en)
    assert "close" not in "".join(said_of_it)
    assert "adjourned" in late.stuck_at.en
    assert "supervision committee" in late.next_step.en


def test_where_enough_came_and_went_they_are_not_told_to_have_been_too_few() -> None:
    """Failed before: all nine sat there for two hours and nothing was put, and everybody read that too few came."""
    meeting, _item, keys = scenes.called(9)
    with at(EVENING, 19, 5):
        scenes.open_with(meeting, keys)
    with at(EVENING, 21, 30):
        scenes.leave(meeting, keys)
    with at(EVENING + timedelta(days=1), 9, 0):
        [step] = queries.unfinished(CODE, clock.today())
        assert step.to_do
        assert step.to_do.en.startswith("enough came")
        with pytest.raises(FactsError, match="现在在场的人不够"):
            act("meetings.close_session", DIRECTOR, meeting.ref)
    [late] = [one for one in queries.overdue(CODE, EVENING + timedelta(days=5)) if one.subject == meeting.ref]
    assert late.title.en.startswith("Enough came")
    assert "adjourned" in late.stuck_at.en


def test_closed_the_next_morning_as_of_an_hour_at_which_they_were_enough_it_says_so() -> None:
    """Failed before: marked as entered late alone, where the same close on the evening says what was left."""
    meeting, _item, keys = scenes.called(9)
    with at(EVENING, 19, 5):
        scenes.open_with(meeting, keys[:5])
    with at(EVENING, 19, 30):
        scenes.admit(meeting, keys[5:])
    with at(EVENING, 19, 36):
        scenes.leave(meeting, keys[4:])
    with at(EVENING + timedelta(days=1), 9, 0):
        act("meetings.close_session", DIRECTOR, meeting.ref, at="19:35")
    assert marks("meetings.close_session").keys() == {"entered_late", "left_undecided"}


def test_on_the_web_those_outside_without_a_phone_vote_on_paper_or_at_the_desk() -> None:
    """Failed before: with hands beside the web they could vote nowhere."""
    meeting, item, keys = scenes.called(9)
    with at(EVENING, 19, 5):
        scenes.open_with(meeting, keys)
        closes = f"{EVENING} 22:30"
        for channels in ("hands,web", "roll_call,web", "web"):
            with pytest.raises(Refused) as refusal:
                scenes.put(item, channels=channels, closes_at=closes)
            assert "without_a_phone" in {one.rule for one in refusal.value.findings if one.breach}, channels
        scenes.put(item, channels="hands,terminal,web", closes_at=closes)

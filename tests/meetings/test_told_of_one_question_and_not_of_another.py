"""Of two questions on one agenda each wants people to be told in as many ways as its own rules say. Told in too few for
one of them, they have been told of the other: one answer, wherever it is asked of an item.

Failed before: the vote went by the item, and what is missing before it, the list of what nobody opened and the minutes
by the item that asks for most.
"""

from datetime import timedelta

import pytest
from django.test import Client

from sunward.kernel import clock
from sunward.kernel.guard import door_open
from sunward.meetings import queries
from sunward.meetings.models import AgendaItem
from tests import stage
from tests.ballots.petitions.scenes import residents, sign
from tests.meetings import scenes
from tests.meetings.before_and_after import EVENING, ONE_WAY, BeforeAndAfter, against, of_the_body
from tests.meetings.test_an_open_case_keeps_its_rules import reads_now
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, DIRECTOR

pytestmark = pytest.mark.usefixtures("community")
HEARD = "hearing_cited"


def test_a_hearing_that_was_asked_for_after_the_notice_of_a_question_is_not_missing_for_it() -> None:
    """Whoever asks in time is heard before the vote: by the notice of the question itself. Failed before: for the page
    and the marks of the vote nobody had been told of the second, which people had; for its step in the record they
    had."""
    case = BeforeAndAfter(of_the_body(**ONE_WAY), told=("page",))
    with scenes.at(EVENING - timedelta(days=5), 12):
        people = residents(21)
        for item in case.items:
            asks = {"purpose": "hearing", "asks_for": item.about_id, "title": item.title}
            petition = stage.act("ballots.open_petition", "resident", stage.here(), by=people[0], **asks).result
            for person in people[:2]:
                sign(petition, person)
    with scenes.at(EVENING, 12):
        page = queries.meeting_page(case.meeting.number)
        assert page
        assert [HEARD in {one.rule for one in item.missing} for item in page.items] == [True, False]
    case.refused()
    assert HEARD not in scenes.marks("meetings.put_to_vote")


def test_the_minutes_say_since_when_people_had_been_told_of_each() -> None:
    """Failed before: they said of the whole meeting that people had not, and nothing of the question voted on."""
    case = BeforeAndAfter(of_the_body(**ONE_WAY), told=("page",))
    case.refused()
    with scenes.at(EVENING, 21):
        scenes.act("meetings.close_session", DIRECTOR, case.meeting.ref)
        content = scenes.minutes_of(case.meeting).content
    assert content["meeting"]["noticed_on"] == ""
    assert [one.get("noticed_on") for one in content["items"]] == [None, str(EVENING - timedelta(days=10))]


@pytest.mark.parametrize(("told", "said"), [("page", "Called, and not opened"), ("", "Notice of a meeting is")])
def test_of_an_evening_that_nobody_opened_it_is_asked_what_became_if_people_were_told_of_one(
    told: str, said: str
) -> None:
    """Failed before: desk and list of what is overdue waited for a notice, for good, and nobody was asked what became
    of the evening."""
    case = BeforeAndAfter(of_the_body(**ONE_WAY), told=(told,) if told else ())
    with scenes.at(EVENING - timedelta(days=1), 12):
        assert [one.step for one in steps_of(case)] == ["notice"]
    with scenes.at(EVENING, 12):
        assert [one.step for one in steps_of(case)] == ["opening" if told else "notice"]
    with scenes.at(EVENING + timedelta(days=20), 12):
        assert [one.step for one in steps_of(case)] == (["never"] if told else [])
        late = [one.title.en for one in queries.overdue(CODE, clock.today()) if one.subject == case.meeting.ref]
    assert [one.startswith(said) for one in late] == [True]


def steps_of(case: BeforeAndAfter) -> list[queries.Unfinished]:
    return [one for one in queries.unfinished(CODE, clock.today()) if one.number == case.meeting.number]


def test_what_people_were_not_told_of_keeps_nobody_in_the_room() -> None:
    """Enough for it had come, and too few for what they were told of. Failed before: all that could be done, the page
    said, was to adjourn; that was refused because enough were there, and closed it could not be called again."""
    case = BeforeAndAfter(of_the_body(**ONE_WAY), told=("page",))
    with door_open():
        AgendaItem.objects.filter(pk=case.items[0].pk).update(matter_kind="voter_consent")  # for which five are enough
    with scenes.at(EVENING, 19, 0):
        scenes.admit(case.meeting, case.keys[:5])
        scenes.act("meetings.open_session", CLERK, case.meeting.ref)
    with scenes.at(EVENING, 19, 40):
        viewer = stage.holder(CODE, DIRECTOR)
        address = f"/en/c/{CODE}/meetings/{case.meeting.number}/room/"
        page = signed_in(Client(), viewer).get(address).content.decode()
        assert "Too few to decide. All that can be done is to adjourn." in page
        assert 'value="adjourn"' in page
        scenes.act("meetings.adjourn", DIRECTOR, case.meeting.ref)


def test_told_in_one_way_the_session_says_which_question_cannot_be_decided() -> None:
    """Failed before: nothing could be decided at it, the page said, with both buttons; and the second was put."""
    case = BeforeAndAfter(of_the_body(**ONE_WAY), told=("page",))
    clerk, director = (signed_in(Client(), stage.holder(CODE, post)) for post in (stage.CLERK, stage.DIRECTOR))
    room = f"meetings/{case.meeting.number}/room/"
    with scenes.at(EVENING, 19, 5):
        scenes.admit(case.meeting, case.keys)
        done = scenes.act("meetings.open_session", stage.CLERK, case.meeting.ref)
        page = reads_now(f"{room}?done={done.entry.ref}", clerk)
        assert "nothing can be decided" not in page
        assert "of item 1 people were not told as they have to be" in page
        shown = reads_now(room, director)
        assert "Enough people for item 2 alone." in shown
        assert shown.count("Put it to the vote") == 1
        assert [bool(against(one)) for one in case.items] == [True, False]


def test_once_what_they_were_told_of_is_decided_the_evening_ends_without_a_blot() -> None:
    """Failed before: the room said that nothing could be decided here, right after something was; and the close was
    marked with a question that nobody could put."""
    case = BeforeAndAfter(of_the_body(**ONE_WAY), told=("page",))
    with scenes.at(EVENING, 19, 0):
        scenes.open_with(case.meeting, case.keys)
    with scenes.at(EVENING, 19, 5):
        scenes.count_hands(scenes.put(case.items[1]), case.keys, {"for": len(case.keys)})
    with scenes.at(EVENING, 19, 50):
        shown = reads_now(
            f"meetings/{case.meeting.number}/room/", signed_in(Client(), stage.holder(CODE, stage.DIRECTOR))
        )
        assert "nothing can be decided here" not in shown
        assert "Nothing is left here to be put to the vote." in shown
        assert "Close the session" in shown
        scenes.act("meetings.close_session", DIRECTOR, case.meeting.ref)
    assert scenes.marks("meetings.close_session") == {}


def test_by_its_rules_for_a_second_call_it_is_not_decided_where_they_had_waited() -> None:
    """They went, and were enough: however few were told, an evening in vain is none at which too few came."""
    case = BeforeAndAfter(of_the_body(**ONE_WAY), told=("page",))
    with scenes.at(EVENING, 19, 0):
        scenes.open_with(case.meeting, case.keys)
        scenes.count_hands(scenes.put(case.items[1]), case.keys, {"for": len(case.keys)})
    with scenes.at(EVENING, 19, 50):
        scenes.leave(case.meeting, case.keys[2:])
        scenes.act("meetings.adjourn", DIRECTOR, case.meeting.ref)
    assert scenes.marks("meetings.adjourn").keys() == {"enough_came"}


def test_nobody_let_them_wait_for_what_they_were_not_told_of() -> None:
    """The same where all of them wait, are enough at every moment, and were told of nothing that is to be decided."""
    case = BeforeAndAfter(lambda _body: None, told=("page",))
    with scenes.at(EVENING, 19, 0):
        scenes.open_with(case.meeting, case.keys)
    with scenes.at(EVENING, 19, 50):
        scenes.act("meetings.close_session", DIRECTOR, case.meeting.ref)
    assert scenes.marks("meetings.close_session") == {}


def test_where_people_were_told_of_nothing_so_nothing_is_offered() -> None:
    case = BeforeAndAfter(lambda _body: None, told=("page",))
    with scenes.at(EVENING, 19, 5):
        scenes.open_with(case.meeting, case.keys)
        shown = reads_now(
            f"meetings/{case.meeting.number}/room/", signed_in(Client(), stage.holder(CODE, stage.DIRECTOR))
        )
    assert "nothing can be decided here" in shown
    assert "Put it to the vote" not in shown
    assert "Close the session" in shown

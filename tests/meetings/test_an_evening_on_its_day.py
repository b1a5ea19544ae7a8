"""People are told of a day and an hour. Whoever comes then to a locked door is at home on any other night: a meeting is
opened on its own evening, or it is entered within a few days at which hour of it it was."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.ballots import queries as ballots
from sunward.ballots.models import Vote
from sunward.kernel import clock
from sunward.kernel.acts import Refused
from sunward.kernel.available import available
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from sunward.meetings import queries as meetings
from tests import stage
from tests.by_links import Walk
from tests.journeys.test_an_evening_is_not_ended_before_its_question import called_by
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import EVENING as FORCED_EVENING
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import STREET
from tests.meetings import hearing_scenes as hearings
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, SUPERVISOR, act, at, marks
from tests.money.cases import paper
from tests.stage import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
DAY = timedelta(days=1)
OPEN = "meetings.open_session"


def refused(doing: Callable[[], Any]) -> str:
    """In which words."""
    with pytest.raises((FactsError, Refused)) as found:
        doing()
    return str(found.value)


def opened(meeting: Any, post: str = CLERK, **facts: Any) -> Callable[[], Any]:
    return lambda: act(OPEN, post, meeting.ref, **facts)


def offered(post: str, name: str, subject: Ref) -> bool:
    """Whether whoever holds the post can do it now."""
    return any(one.open for one in available(stage.holder(CODE, post), subject, CODE) if one.act.name == name)


@pytest.mark.parametrize(("later", "hour"), [(1, 5), (1, 23), (3, 23)])
def test_on_another_night_it_is_said_at_which_hour_of_its_own_it_began(later: int, hour: int) -> None:
    """Failed before: opened at 23:00 of the next day, or at three in the morning sixty days later, and decided there,
    unmarked; the record said that it was the evening of which people had been told."""
    meeting, item, keys = scenes.called()
    with at(EVENING + later * DAY, hour, 0):
        assert "写明当时几点" in refused(lambda: scenes.admit(meeting, keys[:7]))
        words = refused(opened(meeting))
        assert "2026-03-19 以前补记" in words
        assert "宣布休会，再次召集" in words
        scenes.admit(meeting, keys[:7], at="18:50")
        opened(meeting, at="19:05")()
        assert set(marks(OPEN)) == {"entered_late"}
        assert "写明当时几点" in refused(lambda: scenes.put(item))
        assert scenes.put(item, at="19:45", proof=paper("list")).opened_at == clock.moment(EVENING, 19, 45)


def test_after_those_days_it_is_opened_no_more_and_can_be_called_again() -> None:
    meeting, _item, _keys = scenes.called()
    with at(EVENING + 4 * DAY, 9):
        for facts in ({}, {"at": "19:05"}):
            assert "不能再宣布开会" in refused(opened(meeting, **facts))
        assert not offered(CLERK, OPEN, meeting.ref)
        assert offered(DIRECTOR, "meetings.cancel_meeting", meeting.ref)
        act("meetings.adjourn", DIRECTOR, meeting.ref)
        assert meetings.days_to_call_again(meeting.number)


def test_a_room_that_is_at_it_past_midnight_is_at_its_own_evening() -> None:
    meeting, item, keys = scenes.called()
    with at(EVENING, 19, 5):
        scenes.open_with(meeting, keys[:7])
    with at(EVENING + DAY, 0, 40):
        vote = scenes.put(item)
        scenes.count_hands(vote, keys[:7], {"for": 7})
        assert "afterwards" not in marks("meetings.put_to_vote")


def test_left_open_it_decides_nothing_on_another_night() -> None:
    """Failed before: opened in time and left open, it went to the vote whenever whoever put it liked."""
    meeting, item, keys = scenes.called()
    with at(EVENING, 19, 5):
        scenes.open_with(meeting, keys[:7])
    with at(EVENING + 2 * DAY, 3, 0):
        assert scenes.broken(lambda: scenes.put(item)) == {"afterwards"}
        assert not Vote.objects.exists()
        act("meetings.close_session", DIRECTOR, meeting.ref)
    assert marks("meetings.close_session").keys() == {"entered_late", "enough_came"}


@pytest.mark.parametrize(("hour", "minute", "late"), [(20, 0, False), (20, 1, True), (23, 50, True)])
def test_an_hour_after_people_were_told_it_says_so(hour: int, minute: int, late: bool, client: Client) -> None:
    """Failed before: at 23:50, when two of nine had gone home, unmarked."""
    meeting, _item, keys = scenes.called()
    with at(EVENING, hour, minute):
        scenes.open_with(meeting, keys[:7])
        assert ("opened_late" in marks(OPEN)) is late
        for language, words in (("zh", "按时来的人可能已经走了"), ("en", "whoever came in time may have gone")):
            page = client.get(f"/{language}/c/{CODE}/meetings/{meeting.number}/").content.decode()
            assert (words in page) is late


def test_entered_the_next_morning_it_says_the_same_of_a_late_hour() -> None:
    meeting, _item, keys = scenes.called()
    with at(EVENING + DAY, 9):
        scenes.admit(meeting, keys[:7], at="21:00")
        opened(meeting, at="21:10")()
    assert set(marks(OPEN)) == {"entered_late", "opened_late"}


def test_a_hearing_too_is_opened_on_its_day_or_called_anew(client: Client) -> None:
    """Failed before: opened at three in the morning ten days later and closed half an hour afterwards, for nobody had
    come: those who wanted to speak were at home."""
    meeting = hearings.told(hearings.called(hearings.parking()))
    with hearings.at(hearings.EVENING + 10 * DAY, 3):
        assert "取消并写明原因；还要开的，另定日子召集" in refused(opened(meeting))
        act("meetings.cancel_meeting", DIRECTOR, meeting.ref, because="没有开成")
    with hearings.at(hearings.EVENING + 10 * DAY, 9):
        stage.act(
            "decisions.call_hearing", DIRECTOR, Ref("matter", meeting.items.get().about_id), place="社区活动室",
            held_on=hearings.EVENING + 30 * DAY, at="19:00",
        )  # fmt: skip


def test_a_hearing_that_nobody_opened_stands_overdue_until_somebody_says_what_became_of_it() -> None:
    """Seen before: after three days it stood on no desk and nowhere as overdue."""
    meeting = hearings.told(hearings.called(hearings.parking()))
    late = hearings.EVENING + timedelta(days=9)
    with hearings.at(late):
        assert meeting.ref in {one.subject for one in meetings.overdue(CODE, late)}
        assert meeting.number in {one.number for one in meetings.unfinished(CODE, late)}
        stage.act("meetings.cancel_meeting", DIRECTOR, meeting.ref, because="没有人来")
        assert meeting.ref not in {one.subject for one in meetings.overdue(CODE, late)}


def test_what_a_hearing_is_asked_stands_on_its_page(client: Client) -> None:
    meeting = hearings.told(hearings.called(hearings.parking()))
    with hearings.at(hearings.EVENING, 22):
        opened(meeting)()
        page = client.get(f"/zh/c/{CODE}/hearings/{meeting.number}/").content.decode()
    assert "按时来的人可能已经走了" in page


@pytest.mark.parametrize("later", [1, 4, 40])
def test_an_appraisal_is_not_held_on_a_day_of_which_nobody_was_told(later: int) -> None:
    """Failed before: the desk said to open it, and forty days later somebody did, alone."""
    meeting = hearings.told(hearings.forum("appraisal", judged=DIRECTOR))
    with at(clock.civil_day(meeting.starts_at) + later * DAY, 22):
        assert "取消并写明原因；还要开的，另定日子召集" in refused(opened(meeting, SUPERVISOR))
        assert offered(SUPERVISOR, "meetings.cancel_meeting", meeting.ref)


def test_where_nobody_may_cancel_an_appraisal_it_is_called_for_another_day() -> None:
    """What judges the supervisors the street holds, which has no power to cancel a meeting."""
    meeting = hearings.told(hearings.forum("appraisal", SUPERVISOR, judged=SUPERVISOR))
    assert meeting.body == "street_office"
    day = clock.civil_day(meeting.starts_at)
    with at(day + 4 * DAY, 9):
        words = refused(opened(meeting, STREET))
        assert words.endswith("不能再宣布开会：另定日子召集。")
        [line] = [one for one in meetings.overdue(CODE, clock.today()) if one.subject == meeting.ref]
        assert line.next_step.zh == "另定日子召集"
        assert line.owner_post == SUPERVISOR
        facts = {"forum": "appraisal", "title": "再评一次", "place": "活动室", "at": "19:00", "judged": SUPERVISOR}
        stage.act("meetings.call_forum", SUPERVISOR, stage.here(), held_on=clock.today() + 7 * DAY, **facts)
        assert not [one for one in meetings.overdue(CODE, clock.today()) if one.subject == meeting.ref]
        words = Walk(stage.holder(CODE, SUPERVISOR), "zh").duties().words
        assert not re.search("到时没有开", words)


def test_what_a_petition_forced_is_not_decided_on_another_night() -> None:
    """Failed before: the committee that owed the call opened it at three, two nights later, with its friends."""
    forced = called_by(DIRECTOR)
    friends = forced.keys[: len(forced.keys) * 2 // 3 + 1]
    with at(FORCED_EVENING, 23, 30):
        scenes.admit(forced.meeting, friends)
        opened(forced.meeting)()
        assert "opened_late" in marks(OPEN)
    with at(FORCED_EVENING + 2 * DAY, 3, 0):
        assert scenes.broken(lambda: act("meetings.put_to_vote", DIRECTOR, forced.item.ref, channels="hands")) == {
            "afterwards"
        }


def test_the_desk_asks_for_the_hour_while_it_can_be_entered() -> None:
    """Failed before: the morning after it waited to be opened, as if people came that day."""
    meeting, _item, _keys = scenes.called()
    clerk = stage.holder(CODE, CLERK)
    with at(EVENING + DAY, 4, 59):
        assert "waits to be opened" in Walk(clerk, "en").duties().words
    with at(EVENING + DAY, 9):
        desk = Walk(clerk, "en").duties()
        assert "nobody has opened it: if it was held that evening, enter until 19 Mar at what time" in desk.words
        assert desk.links(f"do/meetings.open_session/meeting:{meeting.number}/")
        assert desk.links(f"do/meetings.adjourn/meeting:{meeting.number}/")
    with at(EVENING + DAY, 9, 10):
        act(OPEN, CLERK, meeting.ref, at="19:05")
        assert "nobody has opened it" not in Walk(clerk, "en").duties().words


@pytest.mark.parametrize("channel", ["hands", "roll_call"])
def test_a_question_of_after_midnight_is_answered_on_no_other_night(channel: str) -> None:
    """Failed before: twenty-three hours later, without an hour, a list or a mark."""
    meeting, item, keys = scenes.called()
    second = stage.holder(CODE, scenes.SUPERVISION_MEMBER, 0)
    with at(EVENING, 19, 5):
        scenes.open_with(meeting, keys[:7])
    with at(EVENING + DAY, 0, 5):
        vote = scenes.put(item, channels=channel)
        assert "put_late" in marks("meetings.put_to_vote")
    with at(EVENING + DAY, 23, 30):
        facts: dict[str, Any] = {"chosen": {"for": 7}, "entries": scenes.listed(keys[:7])}
        if channel == "roll_call":
            facts = {"answers": {str(key): "for" for key in keys[:7]}}
        name = {"hands": "ballots.count_hands"}.get(channel, "ballots.call_roll")
        wanted = scenes.broken(lambda: act(name, CLERK, vote.ref, counted_with=second, **facts))
    assert wanted >= {"hour_said", "signed_list"}


def test_a_question_of_after_midnight_is_voted_on_by_nobody_the_next_day(client: Client) -> None:
    """Failed before: all day long home and desk said that it was being voted on in the room, which had gone home, and
    whose codes opened nothing any more."""
    meeting, item, keys = scenes.called()
    with at(EVENING, 19, 5):
        scenes.open_with(meeting, keys[:7])
    with at(EVENING + DAY, 0, 5):
        vote = scenes.put(item)
    for hour, going_on in ((4, True), (5, False), (12, False)):
        with at(EVENING + DAY, hour):
            assert bool(ballots.votes_going_on(CODE, clock.now())) is going_on
            assert ("being voted on in the room" in client.get(f"/en/c/{CODE}/").content.decode()) is going_on
            for page in (f"votes/{vote.number}/", "votes/"):
                shown = client.get(f"/en/c/{CODE}/{page}").content.decode()
                assert ("its evening is over, and nobody has closed it" in shown) is not going_on


def test_what_is_entered_from_paper_goes_on_for_the_day_of_its_entry() -> None:
    """Its sheets and hands are still to be entered: nobody has left it open yet."""
    meeting, item, keys = scenes.called()
    with at(EVENING + DAY, 9):
        scenes.admit(meeting, keys[:7], at="18:50")
        opened(meeting, at="19:05")()
        scenes.put(item, at="19:45", proof=paper("list"))
    for day, hour, going_on in ((1, 10, True), (2, 4, True), (2, 5, False)):
        assert bool(ballots.votes_going_on(CODE, clock.moment(EVENING + day * DAY, hour))) is going_on


def test_one_signed_list_bears_out_what_was_put_before_and_after_midnight() -> None:
    """Failed before: the list of that evening was said to have borne out something else, an alert that stays."""
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(9))
        meeting = scenes.convene()
        items = [scenes.add_item(meeting), scenes.add_item(meeting, title="第二项")]
        scenes.notify(meeting)
    keys, second = scenes.entries(roll)[:7], stage.holder(CODE, scenes.SUPERVISION_MEMBER, 0)
    with at(EVENING, 19, 5):
        scenes.open_with(scenes.again(meeting), keys)
    asked = list(zip(items, ((EVENING, 23, 50), (EVENING + DAY, 0, 10)), ("23:55", "0:15"), strict=True))
    votes = []
    for item, hour, _answered in asked:
        with at(*hour):
            votes.append(scenes.put(item))
    with at(EVENING + DAY, 9):
        for vote, (_item, _hour, answered) in zip(votes, asked, strict=True):
            act(
                "ballots.count_hands", CLERK, vote.ref, counted_with=second, chosen={"for": 7},
                entries=scenes.listed(keys), at=answered, proof=paper("list"),
            )  # fmt: skip
            assert "picture_served" not in marks("ballots.count_hands")


def test_an_hour_of_after_midnight_is_of_that_night() -> None:
    """Failed before: who came at ten past midnight had been there since the morning of that day, by the list."""
    meeting, _item, keys = scenes.called()
    with at(EVENING, 19, 5):
        scenes.open_with(meeting, keys[:7])
    with at(EVENING + DAY, 0, 40):
        scenes.admit(meeting, keys[7:8], at="0:10")
        scenes.leave(meeting, keys[:1], at="0:30")
    came = meeting.attendance.get(entry=keys[7]).came_at
    assert came == clock.moment(EVENING + DAY, 0, 10)


def test_an_earlier_hour_said_late_on_the_evening_itself_is_told() -> None:
    """At ten to midnight, when whoever came in time had gone, it was entered as opened at five past seven: unmarked."""
    meeting, _item, keys = scenes.called()
    with at(EVENING, 23, 50):
        scenes.admit(meeting, keys[:7], at="19:00")
        opened(meeting, at="19:05")()
    assert marks(OPEN) == {"opening_said_later": "23:50"}


def test_entered_the_next_morning_an_hour_of_after_midnight_says_so_too() -> None:
    meeting, _item, keys = scenes.called()
    with at(EVENING, 19, 5):
        scenes.open_with(meeting, keys[:7])
    with at(EVENING + DAY, 9):
        act("meetings.close_session", DIRECTOR, meeting.ref, at="00:40")
    assert marks("meetings.close_session").keys() == {"entered_late", "enough_came"}


def test_a_morning_that_begins_before_five_is_of_its_own_day() -> None:
    """Failed before: entered at half past five of the same morning, what began at four was “entered afterwards”, and
    everybody else could still come to it without an hour until five of the day after."""
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(9))
        meeting = scenes.convene(at="04:00")
        scenes.add_item(meeting)
        scenes.notify(meeting)
    with at(EVENING, 5, 30):
        scenes.admit(meeting, scenes.entries(roll)[:7], at="04:05")
        opened(meeting, at="04:40")()
        assert marks("meetings.admit") == marks(OPEN) == {}

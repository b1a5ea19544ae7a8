"""What waits is found first and counted afterwards: what is over, or somebody else's, takes nobody's place.

Seen before: twelve votes of others, twelve meetings that never took place or twelve empty votes, and tonight's was
asked of nobody.
"""

from datetime import timedelta

import pytest
from django.utils import translation

from sunward.ballots import queries as ballots
from sunward.kernel import clock
from sunward.kernel.guard import door_open
from sunward.kernel.templatetags.sunward import short_date
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.meetings.calling.demanding import notice_by
from sunward.meetings.minutes.recording import due_on
from sunward.meetings.models import Meeting
from sunward.meetings.session.room import Room
from sunward.portal.desk.votes import waiting
from tests import stage
from tests.ballots import scenes as votes
from tests.by_links import Walk
from tests.meetings import hearing_scenes as hearings
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, EVENING, at
from tests.stage import CODE, SUPERVISOR, holder

pytestmark = pytest.mark.usefixtures("community")
MANY = 13


def desk(post: str = CLERK) -> Viewer:
    return Viewer(CODE, holder(CODE, post), frozenset({post}))


def asked(viewer: Viewer) -> list[str]:
    return [str(one.subject) for one in waiting(viewer, clock.today())]


def test_the_thirteenth_vote_of_a_voter_asks_them_too() -> None:
    with votes.at(8):
        here, there = votes.people(2), votes.people(2)
        others = votes.roll_of(there)
        for _time in range(MANY):
            votes.put(others, channels="web", closes_at="2026-03-17T12:00:00+08:00")
        mine = votes.put(votes.roll_of(here), channels="web")
        assert [one.number for one in ballots.mine_now(here[0], CODE, clock.now()).may] == [mine.number]
        assert len(ballots.mine_now(there[0], CODE, clock.now()).may) == MANY - 1


def test_empty_votes_leave_the_desk_and_tonights_is_there() -> None:
    with votes.at(8):
        roll = votes.roll_of(votes.people(3))
        for _time in range(MANY):
            empty = votes.put(roll, channels="paper", secret=False)
            with votes.at(9):
                votes.close(empty)
        tonight = votes.put(roll, channels="hands", secret=False)
        places = ",".join(str(one) for one in roll.entries.values_list("pk", flat=True))
        second = holder(CODE, stage.SUPERVISION_MEMBER)
        votes.act("count_hands", CLERK, tonight, counted_with=second, chosen={"for": 3}, entries=places)
        assert asked(desk()) == [f"vote:{tonight.number}"]


def test_hands_that_are_counted_and_confirmed_wait_for_the_close() -> None:
    """Before, without an announced hour, the vote stood on no desk until it was overdue."""
    meeting, item, keys = scenes.called(9)
    with at(EVENING):
        scenes.open_with(meeting, keys[:7])
        vote = scenes.put(item)
        scenes.confirm_hands(vote, keys[:7], {"for": 6, "against": 1})
    with at(EVENING, 19, 45):
        clerk, member = (Walk(holder(CODE, one), "en").duties() for one in (CLERK, stage.SUPERVISION_MEMBER))
        assert "waits to be closed" in clerk.words
        assert member.links("do/ballots.close_vote/")
        clerk.go(f"do/ballots.close_vote/vote:{vote.number}/").send()
        assert not clerk.duties().links("do/ballots.close_vote/")


@pytest.mark.parametrize("channel", ["paper", "terminal"])
def test_what_people_cast_in_the_room_waits_for_the_close_once_the_room_has_had_its_time(channel: str) -> None:
    """Before, sheets and the terminal of a room without an announced hour waited on nobody's desk."""
    meeting, item, keys = scenes.called(5)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        vote = scenes.put(item, channels=channel)
        first = str(vote.roll.entries.get(pk=keys[0]).person)
        if channel == "paper":
            votes.issue(vote, first)
        else:
            code = votes.code_for(vote, first, votes.people(2))
            votes.cast(vote, first, channel=channel, code=code)
    with at(EVENING, 19, 35):
        assert f"vote:{vote.number}" not in asked(desk()), "whoever is there may still be on the way to the box"
    with at(EVENING, 19, 45):
        clerk, member = (Walk(holder(CODE, one), "en").duties() for one in (CLERK, stage.SUPERVISION_MEMBER))
        assert "waits to be closed" in clerk.words
        assert member.links("do/ballots.close_vote/")
        clerk.go(f"do/ballots.close_vote/vote:{vote.number}/").send()
        assert not clerk.duties().links("do/ballots.close_vote/")


def missed(number: int) -> list[Meeting]:
    found = []
    with at(CALLED, 12):
        scenes.freeze(scenes.people(3))
        for one in range(number):
            meeting = scenes.convene(on=EVENING + timedelta(days=one % 3))
            scenes.add_item(meeting)
            scenes.notify(meeting)
            found.append(meeting)
    return found


def test_a_meeting_that_never_was_leaves_the_desk_and_tonights_is_there() -> None:
    old, today = missed(MANY), EVENING + timedelta(days=30)
    with at(EVENING, 20):
        assert f"meeting:{old[0].number}" in asked(desk())
    with at(CALLED, 12):
        tonight = scenes.convene(on=today)
        scenes.add_item(tonight)
        scenes.notify(tonight)
    with at(EVENING + timedelta(days=3), 20):
        assert f"meeting:{old[0].number}" in asked(desk()), "an evening on paper is still entered"
    with at(today, 20):
        assert asked(desk()) == [f"meeting:{tonight.number}"]


@pytest.mark.parametrize(
    ("language", "desk_says", "late", "step"),
    [
        ("zh", "到时没有开：宣布休会，再次召集；不再开的，取消并写明原因", "通知了，到时没有开：", "取消并写明原因"),
        (
            "en",
            "was not opened: adjourn it and call it again",
            "Called, and not opened: ",
            "cancel it and say why",
        ),
    ],
)
def test_a_meeting_that_nobody_opened_waits_for_whoever_called_it(
    language: str, desk_says: str, late: str, step: str
) -> None:
    """Failed before: its own page said so, and after three days it stood on no desk and nowhere among what is
    overdue. With its reason entered it is settled."""
    (meeting,) = missed(1)
    director, address = holder(CODE, stage.DIRECTOR), f"/meetings/{meeting.number}/"
    with at(EVENING, 23):
        assert late not in Walk("", language).go("/overdue/").words
    with at(EVENING + timedelta(days=30), 9):
        assert late in Walk("", language).go("/overdue/").words
        assert step in Walk("", language).go("/overdue/").words
        assert Walk("", language).go("/overdue/").links(address)
        walk = Walk(director, language).duties()
        assert desk_says in walk.words
        assert walk.links(f"do/meetings.adjourn/meeting:{meeting.number}/")
        assert asked(desk()) == [], "it is for whoever called it, and no place is taken on other desks"
        walk.go(f"do/meetings.cancel_meeting/meeting:{meeting.number}/").send(because="停电，会没有开成")
        assert desk_says not in Walk(director, language).duties().words
        assert late not in Walk("", language).go("/overdue/").words


def test_desk_and_overdue_list_say_it_from_the_same_day_and_in_the_same_words() -> None:
    """Failed before: overdue on the next day, while the desk still waited for its opening; and of one that others had
    asked for the desk said that it could be cancelled. Until then the desk asks whether it was held."""
    (meeting,) = missed(1)
    with door_open():
        Meeting.objects.filter(pk=meeting.pk).update(called_by="supervision_committee", body="subgroup_meeting")
    director = holder(CODE, stage.DIRECTOR)
    for days, said in ((1, False), (3, False), (4, True)):
        with at(EVENING + timedelta(days=days), 9):
            overdue, desk_of = Walk("", "en").go("/overdue/").words, Walk(director, "en").duties().words
            assert ("what others asked for is not for others to cancel" in overdue) is said, days
            assert "what others asked for is not for others to cancel" in desk_of
            assert ("if it was held that evening, enter until" in desk_of) is not said
            assert ("was not opened" in desk_of) is said
            assert ("Called, and not opened" in overdue) is said
            assert "cancel it and say why" not in overdue + desk_of


@translation.override("en")
def test_the_desk_says_by_when_a_notice_is_given_and_minutes_are_due() -> None:
    """Failed before: the day was told once it was over, among what is overdue; “Comes due” knows duties alone."""
    with at(CALLED, 12):
        scenes.freeze(scenes.people(3))
        meeting = scenes.convene()
        scenes.add_item(meeting)
        last = short_date(notice_by(meeting, Room(meeting).rules) or CALLED)
        assert f"notice is not complete, by {last} at the latest" in Walk(holder(CODE, CLERK), "en").duties().words
        scenes.notify(meeting)
    with at(EVENING, 20):
        scenes.open_with(meeting, scenes.entries(meeting.roll))
    with at(EVENING + timedelta(days=1), 9):
        scenes.act("meetings.close_session", stage.DIRECTOR, meeting.ref)
        due = short_date(due_on(scenes.again(meeting), Room(meeting).rules.session.minutes) or CALLED)
        assert f"has no minutes yet, by {due} at the latest" in Walk(holder(CODE, CLERK), "en").duties().words


def test_tonights_comes_before_those_that_never_were() -> None:
    old, today = missed(MANY), EVENING + timedelta(days=30)
    with at(CALLED, 12):
        tonight = scenes.convene(on=today)
        scenes.add_item(tonight)
        scenes.notify(tonight)
    with at(today, 20):
        found = asked(desk(stage.DIRECTOR))
        assert found[0] == f"meeting:{tonight.number}"
        assert f"meeting:{old[0].number}" in found


def test_a_meeting_under_way_comes_before_old_minutes_and_what_others_do_takes_no_place() -> None:
    old, today = missed(MANY), EVENING + timedelta(days=30)
    with door_open():
        for one in old:
            one.opened_at = one.starts_at
            one.closed_at = one.starts_at + timedelta(hours=1)
            one.save()
    with at(CALLED, 12):
        tonight = scenes.convene(on=today)
        scenes.add_item(tonight)
        scenes.notify(tonight)
    with at(today, 20):
        assert asked(desk())[0] == f"meeting:{tonight.number}"
        assert len(asked(desk())) == MANY - 1
        signs = [one.number for one in meetings.unfinished(CODE, today, lambda one: one.step == "opening")]
        assert signs == [tonight.number]
        assert not [one for one in asked(desk(SUPERVISOR)) if one == f"minutes:{old[0].number}"]


def test_who_runs_the_room_finds_it_and_what_is_voted_on_there() -> None:
    """Once the session was open and a vote ran, the clerk's desk said that nothing waited."""
    meeting, item, keys = scenes.called(9)
    with at(EVENING):
        scenes.open_with(meeting, keys[:7])
        scenes.put(item)
    with at(EVENING, 19, 35):
        for post in (CLERK, stage.DIRECTOR):
            desk = Walk(holder(CODE, post), "en").duties()
            assert f"in session; being voted on: {item.title}" in desk.words
            assert "To the room" in desk.words
            desk.go(f"/meetings/{meeting.number}/room/")
        assert not Walk(holder(CODE, stage.ACCOUNTANT), "en").duties().links("/room/")


def test_an_evening_to_which_too_few_came_waits_to_be_adjourned() -> None:
    """Failed before: it could not be closed, and so it stood on no desk from its midnight on."""
    meeting, _item, keys = scenes.called(9)
    with at(EVENING):
        scenes.open_with(meeting, keys[:5])
    with at(EVENING + timedelta(days=1), 9):
        desk = Walk(holder(CODE, stage.DIRECTOR), "en").duties()
        assert desk.links(f"do/meetings.adjourn/meeting:{meeting.number}/")
        assert "adjourn it, to be held on another day" in desk.words


@pytest.mark.parametrize(
    ("kind", "owner", "other"),
    [("appraisal", SUPERVISOR, stage.DIRECTOR), ("coordination", stage.DIRECTOR, SUPERVISOR)],
)
def test_an_appraisal_that_nobody_opened_waits_for_those_who_hold_it(kind: str, owner: str, other: str) -> None:
    """Failed before: after three days it stood on no desk and nowhere among what is overdue; the silence of those who
    were made its hosts let it drop."""
    meeting = hearings.told(hearings.forum(kind, judged=stage.DIRECTOR))
    day, late, says = (
        clock.civil_day(meeting.starts_at),
        "通知了，到时没有开：",
        "到时没有开：取消并写明原因；还要开的，另定日子召集",
    )
    with at(day + timedelta(days=3), 20):
        assert late not in Walk("", "zh").go("/overdue/").words
        assert says not in Walk(holder(CODE, owner), "zh").duties().words
    with at(day + timedelta(days=30), 9):
        (told,) = [one for one in meetings.overdue(CODE, clock.today()) if one.subject == meeting.ref]
        assert (told.owner_post, told.due_on, bool(told.source)) == (owner, day + timedelta(days=3), True)
        assert late in Walk("", "zh").go("/overdue/").words
        assert says not in Walk(holder(CODE, other), "zh").duties().words
        walk = Walk(holder(CODE, owner), "zh").duties()
        assert says in walk.words
        assert walk.links(f"do/meetings.cancel_meeting/meeting:{meeting.number}/")
        stage.act("meetings.cancel_meeting", owner, meeting.ref, because="没有开成")
        assert says not in Walk(holder(CODE, owner), "zh").duties().words
        assert late not in Walk("", "zh").go("/overdue/").words

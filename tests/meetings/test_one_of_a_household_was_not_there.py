"""Of a household one stayed at home, and the other sat there: what the one says of it takes nothing from the other."""

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import FalseProxy
from sunward.kernel.guard import door_open
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.session.doorcodes import door_code
from tests.ballots import scenes as votes
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, EVENING, act, at
from tests.meetings.test_a_household_has_a_place_too import Evening as Households

pytestmark = pytest.mark.usefixtures("community")


def assembly() -> Households:
    """Two households are called to an assembly, for which one of each comes."""
    home = Households()
    with door_open():
        Meeting.objects.filter(pk=home.meeting.pk).update(body="residents_assembly")
        AgendaItem.objects.update(matter_kind="")
    with at(CALLED, 9):
        scenes.notify(scenes.again(home.meeting))
    return home


def opened_with(home: Households, one: str) -> None:
    """One is ticked for the first household, and somebody for the second."""
    with at(EVENING, 19, 0):
        for who in (one, home.second[0]):
            scenes.admit(home.meeting, [home.place[who]], person=who)
        act("meetings.open_session", CLERK, home.meeting.ref)


def test_of_a_household_the_other_who_sat_there_keeps_the_vote() -> None:
    """One had come and gone before the question, the other sat there at it: the word of the first touches no vote."""
    home = assembly()
    one, other = home.first
    meeting, place = home.meeting, home.place[one]
    opened_with(home, one)
    with at(EVENING, 19, 3):
        scenes.leave(meeting, [place])
    with at(EVENING, 19, 5):
        scenes.admit(meeting, [place], person=other)
    with at(EVENING, 19, 10):
        vote = scenes.put(AgendaItem.objects.get(pk=home.item.pk))
    with at(EVENING, 19, 12):
        done = act("meetings.deny_presence", "anyone", meeting.ref, by=one)
    assert done.entry.public["votes"] == 0
    assert place in ballots.may_raise_a_hand(vote.number)
    assert not FalseProxy.objects.exists()


@pytest.mark.parametrize("counted", [True, False])
def test_of_a_household_the_other_who_came_since_votes(counted: bool) -> None:
    """The clerk ticked the one who stayed at home, and put it right after the question. Failed before: the word of the
    one emptied the place in which the other sat, and the other read that they had not been there."""
    home = assembly()
    one, other = home.first
    meeting, place, two = home.meeting, home.place[one], home.place[home.second[0]]
    opened_with(home, one)
    with at(EVENING, 19, 10):
        vote = scenes.put(AgendaItem.objects.get(pk=home.item.pk))
    with at(EVENING, 19, 12):
        scenes.leave(meeting, [place])
        scenes.admit(meeting, [place], person=other)
    if counted:
        with at(EVENING, 19, 13):
            scenes.confirm_hands(vote, [place, two], {"for": 2})
    with at(EVENING, 19, 14):
        act("meetings.deny_presence", "anyone", meeting.ref, by=one)
    with at(EVENING, 19, 15):
        if not counted:
            assert place in ballots.may_raise_a_hand(vote.number)
            scenes.confirm_hands(vote, [place, two], {"for": 2})
        votes.close(vote)
        shown = ballots.vote_page(vote.number)
        assert shown
        assert not any("voted in the room say" in text.en for text in shown.doubts)
        mine = ballots.how_i_voted(other, vote.number)
        assert mine
        assert not mine.not_there


def test_of_a_household_the_other_who_comes_after_that_word_votes() -> None:
    """Failed before: the hand of the one who came was kept as that of the one who had said that they were at home."""
    home = assembly()
    one, other = home.first
    meeting, place, two = home.meeting, home.place[one], home.place[home.second[0]]
    opened_with(home, one)
    with at(EVENING, 19, 10):
        vote = scenes.put(AgendaItem.objects.get(pk=home.item.pk))
    with at(EVENING, 19, 11):
        act("meetings.deny_presence", "anyone", meeting.ref, by=one)
    with at(EVENING, 19, 12):
        scenes.admit(meeting, [place], person=other)
    with at(EVENING, 19, 13):
        scenes.confirm_hands(vote, [place, two], {"for": 2})
    mine, theirs = (ballots.how_i_voted(who, vote.number) for who in (other, one))
    assert mine
    assert theirs
    assert (mine.by_another, theirs.by_another) == (False, True)


@pytest.mark.parametrize("counted", [True, False])
def test_the_first_who_comes_in_the_end_takes_nothing_over(counted: bool) -> None:
    """The one said that they were not there, the other came, raised the hand or was left out, and went; then the one
    comes in truth. Failed before: the other's hand, and the word that they were left out, were the one's."""
    home = assembly()
    one, other = home.first
    meeting, place, two = home.meeting, home.place[one], home.place[home.second[0]]
    opened_with(home, one)
    with at(EVENING, 19, 10):
        vote = scenes.put(AgendaItem.objects.get(pk=home.item.pk))
    with at(EVENING, 19, 11):
        act("meetings.deny_presence", "anyone", meeting.ref, by=one)
    with at(EVENING, 19, 12):
        scenes.admit(meeting, [place], person=other)
    with at(EVENING, 19, 13):
        entered = [place, two] if counted else [two]
        scenes.confirm_hands(vote, entered, {"for": len(entered)})
    with at(EVENING, 19, 20):
        scenes.leave(meeting, [place])
    with at(EVENING, 19, 25):
        act("meetings.admit", CLERK, meeting.ref, how="code", codes=door_code(meeting, one))
    if counted:
        mine = ballots.how_i_voted(other, vote.number)
        assert mine
        assert not mine.by_another
    else:
        with at(EVENING, 19, 30):
            assert votes.rules_of(lambda: votes.act("deny_answer", "anyone", vote, by=one))
            votes.act("deny_answer", "anyone", vote, by=other)


@pytest.mark.parametrize("first", [0, 1])
def test_both_were_entered_by_slip_and_a_third_word_is_the_hand_of_who_came(first: int) -> None:
    """Both deny, in either order; the other comes in truth by code. Failed before: their hand was the one's."""
    home = assembly()
    one, other = home.first
    meeting, place, two = home.meeting, home.place[one], home.place[home.second[0]]
    opened_with(home, one)
    with at(EVENING, 19, 5):
        vote = scenes.put(AgendaItem.objects.get(pk=home.item.pk))
    with at(EVENING, 19, 9):
        scenes.leave(meeting, [place])
        scenes.admit(meeting, [place], person=other)
    with at(EVENING, 19, 11):
        for who in (home.first[first], home.first[1 - first]):
            act("meetings.deny_presence", "anyone", meeting.ref, by=who)
    with at(EVENING, 19, 12):
        act("meetings.admit", CLERK, meeting.ref, how="code", codes=door_code(meeting, other))
    with at(EVENING, 19, 13):
        scenes.confirm_hands(vote, [place, two], {"for": 2})
    mine = ballots.how_i_voted(other, vote.number)
    assert mine
    assert not mine.by_another

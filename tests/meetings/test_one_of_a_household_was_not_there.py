"""Of a household one stayed at home, and the other sat there: what the one says of it takes nothing from the other."""

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import FalseProxy, Vote
from sunward.kernel.guard import door_open
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.session.doorcodes import door_code
from tests import stage
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


def by_code(home: Households, who: str) -> None:
    act("meetings.admit", CLERK, home.meeting.ref, how="code", codes=door_code(home.meeting, who))


def denies(home: Households, who: str) -> None:
    act("meetings.deny_presence", "anyone", home.meeting.ref, by=who)


def put(home: Households, **facts: str) -> Vote:
    """With the one entered by slip."""
    opened_with(home, home.first[0])
    with at(EVENING, 19, 5):
        return scenes.put(AgendaItem.objects.get(pk=home.item.pk), **facts)


def the_other_is_ticked(home: Households, minute: int) -> None:
    """Whoever has the place goes, and the clerk has the other there."""
    place = [home.place[home.first[0]]]
    with at(EVENING, 19, minute):
        scenes.leave(home.meeting, place)
        scenes.admit(home.meeting, place, person=home.first[1])


def came_after_all(home: Households, **facts: str) -> Vote:
    """The one denies the slip, and comes in truth before anything is taken."""
    vote, one = put(home, **facts), home.first[0]
    with at(EVENING, 19, 6):
        denies(home, one)
    with at(EVENING, 19, 9):
        by_code(home, one)
    return vote


def counted(home: Households, vote: Vote, minute: int = 13) -> None:
    """A hand or an answer of each household, or the sheet of the first."""
    places = [home.place[who] for who in (home.first[0], home.second[0])]
    with at(EVENING, 19, minute):
        if vote.channels == ["paper"]:
            votes.act("issue_paper", CLERK, vote, entry=places[0])
        elif vote.channels == ["roll_call"]:
            answers, second = (
                dict.fromkeys(map(str, places), "for"),
                stage.holder(stage.CODE, scenes.SUPERVISION_MEMBER),
            )
            votes.act("call_roll", CLERK, vote, answers=answers, counted_with=second)
        else:
            scenes.confirm_hands(vote, places, {"for": 2})


def whose(home: Households, vote: Vote) -> list[bool]:
    """Whether the household's vote is that of the one, and of the other, as each reads it."""
    read = [ballots.how_i_voted(who, vote.number) for who in home.first]
    return [one is not None and not one.by_another and not one.not_there for one in read]


ONES, OTHERS, NOBODYS = [True, False], [False, True], [False, False]
PAPER = {"channels": "paper", "secret": "1"}


@pytest.mark.parametrize("facts", [{}, {"channels": "roll_call"}, PAPER], ids=["hands", "roll_call", "paper"])
def test_what_the_one_gave_once_they_came_stays_theirs(facts: dict[str, str]) -> None:
    """Failed before: the other came later, and hand, answer and sheet were the other's, who could dispute them."""
    home = assembly()
    one, other = home.first
    vote = came_after_all(home, **facts)
    counted(home, vote)
    assert whose(home, vote) == ONES
    the_other_is_ticked(home, 20)
    assert whose(home, vote) == ONES
    with at(EVENING, 19, 30):
        for name in ("deny_answer", "deny_sheet"):
            assert votes.rules_of(lambda name=name: votes.act(name, "anyone", vote, by=other))
        if "channels" in facts:
            votes.act("deny_sheet" if facts is PAPER else "deny_answer", "anyone", vote, by=one)


def test_whoever_was_left_out_is_who_had_come() -> None:
    """Failed before: the other, who came later, was told that they had not been there; the one could say nothing."""
    home = assembly()
    one, other = home.first
    vote = came_after_all(home)
    with at(EVENING, 19, 13):
        scenes.confirm_hands(vote, [home.place[home.second[0]]], {"for": 1})
    the_other_is_ticked(home, 20)
    with at(EVENING, 19, 30):
        assert [ballots.passed_over(who, vote.number) for who in (one, other)] == ["left_out", ""]
        assert votes.rules_of(lambda: votes.act("deny_answer", "anyone", vote, by=other))
        votes.act("deny_answer", "anyone", vote, by=one)


def test_left_out_after_anothers_denial_one_has_not_denied_oneself() -> None:
    """Failed before: the other, who came by code, read that they had said they were not there."""
    home = assembly()
    one, other = home.first
    vote = put(home)
    with at(EVENING, 19, 6):
        denies(home, one)
    with at(EVENING, 19, 9):
        by_code(home, other)
    with at(EVENING, 19, 13):
        scenes.confirm_hands(vote, [home.place[home.second[0]]], {"for": 1})
        assert ballots.passed_over(other, vote.number) == "left_out"


def test_the_other_denied_and_came_and_the_first_comes_last() -> None:
    """Failed before: of two who had denied a slip the hand went on to whoever came last."""
    home = assembly()
    one, other = home.first
    vote = put(home)
    the_other_is_ticked(home, 9)
    with at(EVENING, 19, 11):
        denies(home, one)
        denies(home, other)
    with at(EVENING, 19, 12):
        by_code(home, other)
    counted(home, vote)
    with at(EVENING, 19, 20):
        scenes.leave(home.meeting, [home.place[one]])
    with at(EVENING, 19, 25):
        by_code(home, one)
    assert whose(home, vote) == OTHERS


def test_a_later_slip_of_the_other_empties_no_seat_that_the_one_filled() -> None:
    """Failed before: the other denied a slip of after the hands, came in truth, and had the hand of the one."""
    home = assembly()
    other = home.first[1]
    vote = came_after_all(home)
    counted(home, vote)
    the_other_is_ticked(home, 20)
    with at(EVENING, 19, 26):
        assert act("meetings.deny_presence", "anyone", home.meeting.ref, by=other).entry.public["votes"] == 0
    with at(EVENING, 19, 30):
        by_code(home, other)
    assert whose(home, vote) == ONES


def test_come_and_gone_before_the_hands_the_other_who_came_has_voted() -> None:
    home = assembly()
    vote = came_after_all(home)
    the_other_is_ticked(home, 11)
    counted(home, vote)
    assert whose(home, vote) == OTHERS


@pytest.mark.parametrize("facts", [{}, PAPER], ids=["hands", "paper"])
def test_whoever_had_come_and_gone_when_the_one_denies_has_voted(facts: dict[str, str]) -> None:
    """Failed before: it stayed with the one, who says that they were at home, until the other came once more."""
    home = assembly()
    one, other = home.first
    vote = put(home, **facts)
    the_other_is_ticked(home, 9)
    counted(home, vote)
    with at(EVENING, 19, 20):
        scenes.leave(home.meeting, [home.place[one]])
    with at(EVENING, 19, 25):
        denies(home, one)
    assert whose(home, vote) == OTHERS
    with at(EVENING, 19, 26):
        denies(home, other)
    assert whose(home, vote) == NOBODYS
    mine = ballots.how_i_voted(other, vote.number)
    assert mine
    assert mine.not_there


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("facts", [{}, {"channels": "roll_call"}], ids=["hands", "roll_call"])
def test_after_the_close_both_deny_and_the_vote_is_marked(facts: dict[str, str], first: int) -> None:
    """Failed before, where the one denied first: the word of the other reached no vote, the one went on reading it as
    theirs, and certificate and page said nothing."""
    home = assembly()
    vote = put(home, **facts)
    the_other_is_ticked(home, 9)
    counted(home, vote)
    with at(EVENING, 19, 20):
        if facts:
            votes.sure_of_the_call(vote)
        votes.close(vote)
    with at(EVENING, 19, 30):
        denies(home, home.first[first])
        said = act("meetings.deny_presence", "anyone", home.meeting.ref, by=home.first[1 - first])
    assert said.entry.public["votes"] == 1
    assert whose(home, vote) == NOBODYS
    page = ballots.vote_page(vote.number)
    assert page
    assert any("voted in the room say" in text.en for text in page.doubts)

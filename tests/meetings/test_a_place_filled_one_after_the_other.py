"""A holder and proxies fill a place one after the other while a vote runs: what each voted stays theirs, also where it
is put right, counted anew, given back or told by an older release."""

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import SampledVoter, Vote
from sunward.kernel.acts import Refused
from sunward.kernel.guard import door_open
from tests import stage
from tests.ballots import scenes as votes
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, EVENING, act, at
from tests.meetings.test_a_proxy_at_home_and_in_the_room import hands, on_paper, sheet
from tests.meetings.test_a_proxy_that_nobody_gave import Evening, evening, family, meeting
from tests.meetings.test_the_collective_sends_somebody import CHAIR
from tests.money.cases import paper
from tests.stage import CODE, SUPERVISION_MEMBER, SUPERVISOR

__all__ = ["evening", "family", "meeting"]
pytestmark = pytest.mark.django_db


def goes_and_a_forged_proxy_sits_down(evening: Evening, minute: int) -> None:
    with at(EVENING, 19, minute):
        scenes.leave(evening.meeting, evening.keys[:1])
        forged = {"how": "proxy", "person": evening.family[2], "proof": paper("forged again")}
        scenes.admit(evening.meeting, evening.keys[:1], **forged)


def test_their_answer_put_right_as_they_say_stays_theirs(evening: Evening) -> None:
    second, place = stage.holder(CODE, SUPERVISION_MEMBER, 0), str(evening.keys[0])
    with at(EVENING, 19, 5):
        scenes.admit(evening.meeting, evening.keys[:1])
    with at(EVENING, 19, 10):
        act("meetings.open_session", CLERK, evening.meeting.ref)
        act("meetings.put_to_vote", CHAIR, evening.item.ref, channels="roll_call")
    vote = Vote.objects.get(about_id=evening.item.number)
    with at(EVENING, 19, 12):
        votes.act("call_roll", CLERK, vote, answers={place: "for"}, counted_with=second)
        votes.act("deny_answer", "anyone", vote, by=evening.victim, said="against")
    goes_and_a_forged_proxy_sits_down(evening, 13)
    with at(EVENING, 19, 15):
        votes.act("call_roll", CLERK, vote, answers={place: "against"}, counted_with=second)
    assert evening.denies(19, 20).entry.public["votes"] == 0


def test_their_hand_stays_theirs_where_hands_are_counted_anew(evening: Evening) -> None:
    with at(EVENING, 19, 5):
        scenes.admit(evening.meeting, evening.keys[:1])
    vote, second = evening.put(), stage.holder(CODE, SUPERVISION_MEMBER, 0)
    hands_up = {"chosen": {"for": 3}, "entries": scenes.listed(evening.keys), "counted_with": second}
    with at(EVENING, 19, 12):
        votes.act("count_hands", CLERK, vote, **hands_up)
    goes_and_a_forged_proxy_sits_down(evening, 13)
    with at(EVENING, 19, 15):
        votes.act("count_hands", CLERK, vote, **hands_up)
    assert evening.denies(19, 20).entry.public["votes"] == 0


@pytest.mark.parametrize("came", [False, True])
def test_a_vote_that_an_older_release_put_goes_by_the_list_of_attendance(evening: Evening, came: bool) -> None:
    vote = evening.put()
    with door_open():
        Vote.objects.filter(pk=vote.pk).update(by_proxy=None)
    evening.denies(19, 12)
    assert evening.keys[0] not in ballots.may_raise_a_hand(vote.number)
    if came:
        with at(EVENING, 19, 14):
            scenes.admit(evening.meeting, evening.keys[:1])
    assert (evening.keys[0] in ballots.may_raise_a_hand(vote.number)) is came


def test_whose_proxy_voted_is_not_asked_whether_they_did(evening: Evening) -> None:
    """Drawn and at home they said the truth, and the result could only be annulled."""
    vote = evening.put()
    hands(vote, evening.keys, **{"for": 3})
    with at(EVENING, 19, 40):
        votes.close(vote)
    drawn = set(SampledVoter.objects.filter(vote=vote).values_list("entry_id", flat=True))
    assert drawn == set(evening.keys[1:])
    with at(EVENING, 19, 45):
        scenes.act("ballots.confirm_count", SUPERVISOR, vote.ref, channel="hands", chosen={"for": 3})
        votes.ask_back(votes.fresh(vote))
        assert votes.certify(votes.fresh(vote)).result


def test_said_to_be_left_out_once_they_had_come_it_stands_though_they_deny_the_proxy(evening: Evening) -> None:
    vote = evening.put()
    with at(EVENING, 19, 11):
        scenes.admit(evening.meeting, evening.keys[:1])
    hands(vote, evening.keys[1:], **{"for": 2})
    with at(EVENING, 19, 18):
        votes.act("deny_answer", "anyone", vote, by=evening.victim, said="against")
    evening.denies(19, 20)
    assert ballots.passed_over(evening.victim, vote.number) == "said_so"


def test_a_proxys_sheet_that_came_back_is_no_sheet_of_theirs(evening: Evening) -> None:
    vote, place = on_paper(evening), evening.keys[0]
    sheet(vote, place, 12)
    sheet(vote, place, 14, "take_back_paper")
    assert ballots.my_sheets_taken_back(evening.victim, vote.number) == []


def test_a_sheet_of_theirs_that_came_back_goes_to_no_false_proxy(evening: Evening) -> None:
    with at(EVENING, 19, 5):
        scenes.admit(evening.meeting, evening.keys[:1])
    vote, place = on_paper(evening), evening.keys[0]
    sheet(vote, place, 12)
    with at(EVENING, 19, 13):
        scenes.leave(evening.meeting, [place])
        forged = {"how": "proxy", "person": evening.family[2], "proof": paper("forged again")}
        scenes.admit(evening.meeting, [place], **forged)
    evening.denies(19, 16)
    sheet(vote, place, 17, "take_back_paper")
    assert place not in (votes.fresh(vote).in_room or ())
    with pytest.raises(Refused):
        sheet(vote, place, 18)

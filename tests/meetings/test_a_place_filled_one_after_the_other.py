"""A holder and proxies fill a place one after the other while a vote runs: what each voted stays theirs, also where it
is put right, counted anew, given back or told by an older release."""

from datetime import timedelta

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
NEXT = EVENING + timedelta(days=1)


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
    with at(EVENING, 19, 18):
        assert place not in ballots.may_raise_a_hand(vote.number)
    with pytest.raises(Refused):
        sheet(vote, place, 18)


def in_the_room_until_eight_then_a_forged_proxy(evening: Evening) -> None:
    with at(EVENING, 19, 5):
        scenes.admit(evening.meeting, evening.keys[:1])
    with at(NEXT, 8):
        scenes.leave(evening.meeting, evening.keys[:1], at="20:00")
        forged = {"how": "proxy", "person": evening.family[2], "proof": paper("forged again")}
        scenes.admit(evening.meeting, evening.keys[:1], at="20:05", **forged)


def put_the_next_day(evening: Evening) -> Vote:
    """In the order in which the papers lie there: first the list of attendance, then the question of 19:10."""
    with at(NEXT, 9):
        act("meetings.open_session", CLERK, evening.meeting.ref, at="19:06")
        act("meetings.put_to_vote", CHAIR, evening.item.ref, at="19:10", proof=paper("list"))
    return Vote.objects.get(about_id=evening.item.number)


def typed_in(vote: Vote, places: list[int], **hour: str) -> None:
    second = stage.holder(CODE, SUPERVISION_MEMBER, 0)
    with at(NEXT, 9, 30):
        entries = scenes.listed(places)
        facts = {"chosen": {"for": len(places)}, "entries": entries, "counted_with": second, "proof": paper("signed")}
        votes.act("count_hands", CLERK, vote, **facts, **hour)


class TestAnEveningEnteredTheNextDay:
    def test_a_hand_is_of_whoever_sat_there_at_its_hour(self, evening: Evening) -> None:
        in_the_room_until_eight_then_a_forged_proxy(evening)
        vote = put_the_next_day(evening)
        typed_in(vote, evening.keys, at="19:12")
        assert self.denied(evening) == 0
        assert not ballots.marks_of_false_proxies(vote.number)

    def test_where_somebody_came_in_between_the_hour_is_asked_for(self, evening: Evening) -> None:
        in_the_room_until_eight_then_a_forged_proxy(evening)
        vote = put_the_next_day(evening)
        assert votes.rules_of(lambda: typed_in(vote, evening.keys)) == {"hour_said"}

    def test_a_forged_hand_before_they_came_is_marked(self, evening: Evening) -> None:
        with at(NEXT, 8):
            scenes.admit(evening.meeting, evening.keys[:1], at="19:14")
        vote = put_the_next_day(evening)
        typed_in(vote, evening.keys, at="19:12")
        assert self.denied(evening) == 1

    def test_denied_before_the_hands_are_typed_in_theirs_is_taken(self, evening: Evening) -> None:
        in_the_room_until_eight_then_a_forged_proxy(evening)
        vote = put_the_next_day(evening)
        self.denied(evening)
        assert evening.keys[0] in ballots.may_raise_a_hand(vote.number)

    def test_left_out_of_the_hands_they_say_so_though_a_proxy_came_later(self, evening: Evening) -> None:
        in_the_room_until_eight_then_a_forged_proxy(evening)
        vote = put_the_next_day(evening)
        typed_in(vote, evening.keys[1:])
        assert ballots.passed_over(evening.victim, vote.number) == "left_out"

    def denied(self, evening: Evening) -> int:
        with at(NEXT, 10):
            done = act("meetings.deny_proxy", "anyone", evening.meeting.ref, by=evening.victim)
        return int(done.entry.public["votes"])


def test_of_two_forged_ones_the_first_counted_as_there_is_told_though_the_sheet_of_the_second_came_back(
    evening: Evening,
) -> None:
    vote, place = on_paper(evening), evening.keys[0]
    with at(EVENING, 19, 11):
        scenes.leave(evening.meeting, [place])
        again = {"how": "proxy", "person": evening.family[1], "proof": paper("forged again")}
        scenes.admit(evening.meeting, [place], **again)
    sheet(vote, place, 12)
    evening.denies(19, 13)
    sheet(vote, place, 14, "take_back_paper")
    assert [one.rule for one in ballots.marks_of_false_proxies(vote.number)] == ["proxies_denied"]


def test_a_false_hand_in_a_vote_of_an_older_release_stays_marked_when_somebody_else_comes(evening: Evening) -> None:
    with at(EVENING, 19, 2):
        scenes.leave(evening.meeting, evening.keys[1:2])
        kin = {"how": "proxy", "person": evening.family[0], "proof": paper("true")}
        scenes.admit(evening.meeting, evening.keys[1:2], **kin)
    vote = evening.put()
    with door_open():
        Vote.objects.filter(pk=vote.pk).update(by_proxy=None)
    hands(votes.fresh(vote), evening.keys, minute=12, **{"for": 3})
    evening.denies(19, 13)
    with at(EVENING, 19, 14):
        scenes.admit(evening.meeting, evening.keys[1:2])
    assert [one.rule for one in ballots.marks_of_false_proxies(vote.number)] == ["false_proxies"]

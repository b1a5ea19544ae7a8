"""Whoever gave a proxy, or had one forged, is at home: what was done in the room is not theirs to tell; the place is
theirs again as soon as they come; and a quorum that a false proxy made is told. Each was seen before: the giver at home
read that nobody had counted them, and said so; denied while the vote was open, a forged quorum decided without a word;
and whoever had denied the proxy and then came had no vote."""

from datetime import timedelta
from functools import partial

import pytest
from django.test import Client

from sunward.ballots import queries as ballots
from sunward.ballots.models import DeniedAnswer, Vote
from sunward.kernel import clock
from sunward.kernel.acts import Done, Refused
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.meetings.models import OffBase
from sunward.record.models import Journal
from tests import stage
from tests.ballots import scenes as votes
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, EVENING, act, at
from tests.meetings.test_a_proxy_that_nobody_gave import Evening, evening, family, marks, meeting
from tests.meetings.test_the_collective_sends_somebody import CHAIR
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.stage import CODE, SUPERVISION_MEMBER, SUPERVISOR

__all__ = ["evening", "family", "meeting"]
pytestmark = pytest.mark.django_db


def hands(vote: Vote, places: list[int], minute: int = 16, **chosen: int) -> None:
    second = stage.holder(CODE, SUPERVISION_MEMBER, 0)
    with at(EVENING, 19, minute):
        entries = scenes.listed(places)
        votes.act("count_hands", CLERK, vote, chosen=chosen, entries=entries, counted_with=second)
        votes.second(vote, "hands")


def ended(vote: Vote, **chosen: int) -> Done:
    with at(EVENING, 19, 40):
        votes.close(vote)
        scenes.act("ballots.confirm_count", SUPERVISOR, vote.ref, channel="hands", chosen=chosen)
        votes.ask_back(votes.fresh(vote))
        return votes.certify(votes.fresh(vote))


def on_paper(evening: Evening) -> Vote:
    with at(EVENING, 19, 10):
        act("meetings.open_session", CLERK, evening.meeting.ref)
        act("meetings.put_to_vote", CHAIR, evening.item.ref, channels="paper", secret=True)
    return Vote.objects.get(about_id=evening.item.number)


def sheet(vote: Vote, place: int, minute: int, act_name: str = "issue_paper") -> None:
    with at(EVENING, 19, minute):
        votes.act(act_name, CLERK, vote, entry=place)


class TestAQuorumMadeByAForgedProxy:
    """Two of three must be there: one came, and one place is filled by the forged proxy."""

    @pytest.fixture
    def vote(self, evening: Evening) -> Vote:
        with at(EVENING, 19, 1):
            scenes.leave(evening.meeting, evening.keys[2:])
        return evening.put()

    def test_denied_while_the_vote_is_open_it_is_marked_and_a_ground_to_annul(
        self, evening: Evening, vote: Vote
    ) -> None:
        assert marks(evening.denies(19, 12)) == set()
        hands(vote, evening.keys[1:2], **{"for": 1})
        assert marks(ended(vote, **{"for": 1})) >= {"proxies_denied", "false_proxies_decide"}
        settled = Journal.objects.filter(act="meetings.settle_item").latest("id")
        assert {"proxies_denied", "false_proxies_decide"} <= {one["rule"] for one in settled.findings}
        [figures] = settled.public["counts"].values()
        assert figures["present"] == votes.fresh(vote).present == 2
        page = ballots.vote_page(vote.number)
        assert page
        assert (page.false_proxies, page.places_of_nobody) == (0, 1)

    def test_denied_after_the_close_it_is_told_too(self, evening: Evening, vote: Vote) -> None:
        hands(vote, evening.keys[1:2], **{"for": 1})
        with at(EVENING, 19, 40):
            votes.close(vote)
            scenes.act("ballots.confirm_count", SUPERVISOR, vote.ref, channel="hands", chosen={"for": 1})
        evening.denies(19, 50)
        assert "denied" in ballots.grounds_borne_out(vote.number)

    def test_where_enough_came_without_it_the_number_is_told_alone(self, evening: Evening) -> None:
        vote = evening.put()
        evening.denies(19, 12)
        hands(vote, evening.keys[1:], **{"for": 2})
        found = marks(ended(vote, **{"for": 2}))
        assert "proxies_denied" in found
        assert "false_proxies_decide" not in found


class TestTheGiverAtHome:
    def test_they_read_that_a_proxy_came_for_them_and_were_not_left_out(self, evening: Evening, client: Client) -> None:
        vote = evening.put()
        hands(vote, evening.keys[1:], **{"for": 2})
        assert ballots.passed_over(evening.victim, vote.number) == "by_proxy"
        with at(EVENING, 19, 17):
            now = ballots.mine_now(evening.victim, CODE, clock.now())
            assert ([one.number for one in now.by_proxy], now.may, now.outside) == ([vote.number], (), ())
            with pytest.raises(Refused):
                votes.act("deny_answer", "anyone", vote, evening.victim, said="for")
            page = signed_in(client, evening.victim).get(f"/en/c/{CODE}/votes/{vote.number}/").content.decode()
            assert "A proxy came for you" in page
            assert "Nobody counted you" not in page
            desk = client.get(f"/en/c/{CODE}/desk/").content.decode()
            assert "somebody was entered as your proxy and votes for you" in desk
        evening.denies(19, 18)
        with at(EVENING, 19, 19):
            assert ballots.passed_over(evening.victim, vote.number) == "freed"
        assert not DeniedAnswer.objects.exists()

    def test_once_the_proxy_has_voted_they_read_so(self, evening: Evening, client: Client) -> None:
        vote = evening.put()
        hands(vote, evening.keys, **{"for": 3})
        with at(EVENING, 19, 17):
            page = signed_in(client, evening.victim).get(f"/en/c/{CODE}/votes/{vote.number}/").content.decode()
        assert "Your proxy has voted for you" in page
        assert "You have voted" not in page


class TestWhoeverComesThemselves:
    def test_after_they_denied_the_proxy_they_vote(self, evening: Evening) -> None:
        vote = evening.put()
        evening.denies(19, 12)
        assert evening.keys[0] not in ballots.may_raise_a_hand(vote.number)
        with at(EVENING, 19, 14):
            scenes.admit(evening.meeting, evening.keys[:1])
        hands(vote, evening.keys, **{"for": 3})
        done = marks(ended(vote, **{"for": 3}))
        assert "proxies_denied" in done  # when it was put nobody was there
        assert "false_proxies" not in done

    def test_what_they_vote_is_theirs_though_they_deny_the_proxy_later(self, evening: Evening) -> None:
        vote = evening.put()
        with at(EVENING, 19, 14):
            scenes.admit(evening.meeting, evening.keys[:1])
        hands(vote, evening.keys, **{"for": 3})
        assert evening.denies(19, 20).entry.public["votes"] == 0
        assert "false_proxies" not in marks(ended(vote, **{"for": 3}))

    def test_who_came_before_the_question_was_put_was_there(self, evening: Evening) -> None:
        with at(EVENING, 19, 5):
            scenes.admit(evening.meeting, evening.keys[:1])
        vote = evening.put()
        hands(vote, evening.keys, **{"for": 3})
        evening.denies(19, 20)
        assert not {"false_proxies", "proxies_denied"} & marks(ended(vote, **{"for": 3}))

    def test_what_the_proxy_had_voted_by_then_stays_marked(self, evening: Evening) -> None:
        vote = evening.put()
        hands(vote, evening.keys, minute=12, **{"for": 3})
        with at(EVENING, 19, 14):
            scenes.admit(evening.meeting, evening.keys[:1])
        assert evening.denies(19, 20).entry.public["votes"] == 1
        assert "false_proxies" in marks(ended(vote, **{"for": 3}))

    def test_left_out_of_the_hands_they_say_so(self, evening: Evening) -> None:
        vote = evening.put()
        with at(EVENING, 19, 14):
            scenes.admit(evening.meeting, evening.keys[:1])
        hands(vote, evening.keys[1:], **{"for": 2})
        assert ballots.passed_over(evening.victim, vote.number) == "left_out"


class TestASheetTheFalseProxyGaveBack:
    def test_their_own_sheet_is_not_the_proxys(self, evening: Evening) -> None:
        vote, place = on_paper(evening), evening.keys[0]
        sheet(vote, place, 12)
        evening.denies(19, 13)
        assert [one.rule for one in ballots.marks_of_false_proxies(vote.number)] == ["false_proxies"]
        sheet(vote, place, 14, "take_back_paper")
        with pytest.raises(Refused):  # nobody takes another one for it
            sheet(vote, place, 15)
        with at(EVENING, 19, 16):
            scenes.admit(evening.meeting, [place])
        sheet(vote, place, 17)
        assert [one.rule for one in ballots.marks_of_false_proxies(vote.number)] == ["proxies_denied"]

    def test_come_before_it_was_given_back_they_take_their_own(self, evening: Evening) -> None:
        vote, place = on_paper(evening), evening.keys[0]
        sheet(vote, place, 12)
        evening.denies(19, 13)
        with at(EVENING, 19, 14):
            scenes.admit(evening.meeting, [place])
        sheet(vote, place, 15, "take_back_paper")
        sheet(vote, place, 16)
        assert [one.rule for one in ballots.marks_of_false_proxies(vote.number)] == ["proxies_denied"]


def test_put_aside_by_others_and_restored_the_place_is_still_the_proxys(evening: Evening) -> None:
    with at(EVENING, 19, 8):
        act("meetings.open_session", CLERK, evening.meeting.ref)
        aside = {"reason": "interest", "evidence": "听说", "place": str(evening.keys[0]), "paper": paper("hearsay")}
        act("meetings.step_aside", CLERK, evening.item.ref, **aside)
    with door_open():  # as a rule would have it that takes them out of the base: they are not among those in the room
        OffBase.objects.update(leaves_base=True, source="议事规则 第七条")
    with at(EVENING, 19, 10):
        act("meetings.put_to_vote", CHAIR, evening.item.ref)
    vote = Vote.objects.get(about_id=evening.item.number)
    with at(EVENING, 19, 12):
        act("meetings.take_back_exclusion", "anyone", evening.item.ref, by=evening.victim)
    assert ballots.passed_over(evening.victim, vote.number) == "by_proxy"
    evening.denies(19, 13)
    assert evening.keys[0] not in ballots.may_raise_a_hand(vote.number)


@pytest.mark.parametrize("day", [0, 1])
def test_a_proxy_that_was_none_keeps_no_true_one_from_their_place(evening: Evening, day: int) -> None:
    with at(EVENING, 19, 2):
        scenes.leave(evening.meeting, evening.keys[1:2])
    with at(EVENING + timedelta(days=day), 19, 10):
        act("meetings.deny_proxy", "anyone", evening.meeting.ref, by=evening.victim)
    with at(EVENING + timedelta(days=day), 19, 12):
        facts = {"how": "proxy", "person": evening.family[2], "proof": paper("true"), "at": "19:05"}
        assert scenes.admit(evening.meeting, evening.keys[1:2], **facts).entry.public["came"] == 1


@pytest.mark.parametrize("counted", ["before", "after"])
def test_a_first_proxy_that_was_none_takes_nothing_from_the_true_one_after_it(evening: Evening, counted: str) -> None:
    """The forged one went again; the one whom she did send sits there when the question is put."""
    first = Ref("entry", evening.entry.entry.ref)
    with at(EVENING, 19, 3):
        scenes.leave(evening.meeting, evening.keys[:1])
    with at(EVENING, 19, 5):
        scenes.admit(evening.meeting, evening.keys[:1], how="proxy", person=evening.family[1], proof=paper("true"))
    assert evening.filled() == ["proxy"]
    vote = evening.put()
    if counted == "before":
        hands(vote, evening.keys, minute=12, **{"for": 3})
    with at(EVENING, 19, 20):
        said = act(
            "disclosure.dispute_desk_act", "anyone", first, by=evening.victim, text="第一个不是我委托的。"
        ).result
        assert said
        act("disclosure.answer_dispute", SUPERVISOR, said, outcome="upheld", answer="字不是她签的。")
    if counted == "after":
        hands(vote, evening.keys, minute=25, **{"for": 3})
    assert not {"false_proxies", "proxies_denied"} & marks(ended(vote, **{"for": 3}))


def entered_the_next_day(evening: Evening, came: str) -> Vote:
    """In the order in which the papers lie there: first the list of attendance, then the question of 19:10."""
    with at(EVENING + timedelta(days=1), 9):
        scenes.admit(evening.meeting, evening.keys[:1], at=came)
        act("meetings.open_session", CLERK, evening.meeting.ref, at="19:05")
        act("meetings.put_to_vote", CHAIR, evening.item.ref, channels="roll_call", at="19:10", proof=paper("list"))
    return Vote.objects.get(about_id=evening.item.number)


def test_entered_the_next_day_they_fill_their_place_from_the_hour_at_which_they_came(evening: Evening) -> None:
    vote = entered_the_next_day(evening, came="19:12")
    assert ballots.passed_over(evening.victim, vote.number) == ""
    assert evening.denies(20, 0).entry.public["votes"] == 0


class TestAProxyWhoComesAfterTheQuestionWasPut:
    def test_a_forged_one_in_the_place_of_whoever_went_home_is_marked(self, evening: Evening) -> None:
        with at(EVENING, 19, 5):
            scenes.admit(evening.meeting, evening.keys[:1])
        vote = evening.put()
        with at(EVENING, 19, 12):
            scenes.leave(evening.meeting, evening.keys[:1])
        with at(EVENING, 19, 13):
            forged = {"how": "proxy", "person": evening.family[2], "proof": paper("forged again")}
            scenes.admit(evening.meeting, evening.keys[:1], **forged)
        assert ballots.passed_over(evening.victim, vote.number) == "by_proxy"
        hands(vote, evening.keys, **{"for": 2, "against": 1})
        assert evening.denies(19, 20).entry.public["votes"] == 1
        assert marks(ended(vote, **{"for": 2, "against": 1})) >= {"false_proxies", "false_proxies_decide"}

    def test_a_forged_one_after_the_true_one_is_marked_by_an_upheld_dispute(self, evening: Evening) -> None:
        with at(EVENING, 19, 2):
            scenes.leave(evening.meeting, evening.keys[:1])
        with at(EVENING, 19, 3):
            true = {"how": "proxy", "person": evening.family[1], "proof": paper("true")}
            scenes.admit(evening.meeting, evening.keys[:1], **true)
        vote = evening.put()
        with at(EVENING, 19, 12):
            scenes.leave(evening.meeting, evening.keys[:1])
        with at(EVENING, 19, 13):
            forged = {"how": "proxy", "person": evening.family[2], "proof": paper("forged again")}
            second = scenes.admit(evening.meeting, evening.keys[:1], **forged)
        hands(vote, evening.keys, **{"for": 3})
        with at(EVENING, 19, 20):
            entry = Ref("entry", second.entry.ref)
            said = act("disclosure.dispute_desk_act", "anyone", entry, by=evening.victim, text="没有委托。").result
            assert said
            act("disclosure.answer_dispute", SUPERVISOR, said, outcome="upheld", answer="字不是她签的。")
        assert [one.rule for one in ballots.marks_of_false_proxies(vote.number)] == ["false_proxies"]


class TestWhatTheyVoteThemselves:
    def test_on_the_web_it_is_theirs_while_a_proxy_sits_in_the_room(self, evening: Evening) -> None:
        with at(EVENING, 19, 10):
            act("meetings.open_session", CLERK, evening.meeting.ref)
            facts = {"channels": "hands,terminal,web", "closes_at": f"{EVENING} 22:30"}
            act("meetings.put_to_vote", CHAIR, evening.item.ref, **facts)
        vote = Vote.objects.get(about_id=evening.item.number)
        with at(EVENING, 19, 14):
            votes.cast(vote, evening.victim, "against")
        said = ballots.how_i_voted(evening.victim, vote.number)
        assert said
        assert not said.by_proxy
        assert evening.denies(19, 20).entry.public["votes"] == 0

    @pytest.mark.parametrize(("hour", "of_proxies"), [("19:15", 0), ("19:12", 1)])
    def test_counted_anew_it_is_of_whoever_sat_there_at_the_hour_that_is_said(
        self, evening: Evening, hour: str, of_proxies: int
    ) -> None:
        """Nobody else knows whether hands were raised anew, or a figure put right."""
        vote = evening.put()
        second, entries = stage.holder(CODE, SUPERVISION_MEMBER, 0), scenes.listed(evening.keys)
        for minute, came in ((12, False), (16, True)):
            if came:
                with at(EVENING, 19, 14):
                    scenes.admit(evening.meeting, evening.keys[:1])
            with at(EVENING, 19, minute):
                hands_up = {"chosen": {"for": 3}, "entries": entries, "counted_with": second}
                if came:
                    assert votes.rules_of(partial(votes.act, "count_hands", CLERK, vote, **hands_up)) == {"hour_said"}
                votes.act("count_hands", CLERK, vote, **hands_up, **({"at": hour} if came else {}))
        assert evening.denies(19, 20).entry.public["votes"] == of_proxies

    def test_what_their_proxy_answered_is_not_theirs_to_deny(self, evening: Evening) -> None:
        with at(EVENING, 19, 10):
            act("meetings.open_session", CLERK, evening.meeting.ref)
            act("meetings.put_to_vote", CHAIR, evening.item.ref, channels="roll_call")
        vote = Vote.objects.get(about_id=evening.item.number)
        second = stage.holder(CODE, SUPERVISION_MEMBER, 0)
        with at(EVENING, 19, 12):
            said = {str(place): "for" for place in evening.keys}
            votes.act("call_roll", CLERK, vote, answers=said, counted_with=second)
        with at(EVENING, 19, 15), pytest.raises(Refused):
            votes.act("deny_answer", "anyone", vote, by=evening.victim, said="against")

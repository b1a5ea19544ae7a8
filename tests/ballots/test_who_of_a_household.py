"""A household has one vote, and one of it comes. What was said and done in the room is theirs, not their family's; and
whoever sat there for one household votes for no second one. Each was seen before: somebody entered as a proxy, or as
having left before the question, voted twice; a husband at home read that nobody had counted him, and said so."""

from datetime import timedelta

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.counting.doubts import denied
from sunward.ballots.models import DeniedAnswer, Mark, TakenBack, Vote
from sunward.kernel import clock
from sunward.kernel.acts import Refused
from tests.ballots import scenes as votes
from tests.ballots.test_settled_when_it_opened import Evening, Family
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, EVENING, at
from tests.money.cases import act
from tests.stage import CLERK, CODE

pytestmark = pytest.mark.usefixtures("community")
WAYS = ["hands", "roll_call", "paper"]


@pytest.fixture
def family() -> Family:
    return Family(CALLED, CALLED - timedelta(days=20), first=CALLED - timedelta(days=50))


@pytest.fixture
def evening(family: Family) -> Evening:
    return Evening(family)


def doors(vote: Vote) -> list[str]:
    marks = Mark.objects.filter(vote=vote, withdrawn_on=None)
    return sorted(marks.values_list("entry__household__door", flat=True))


class TestInTheRoomForAWrongDoor:
    """He sits there for 8-801, where he was said to live, and does not: that is put right before the session opens."""

    def sits(self, family: Family, evening: Evening, how: str = "household_delegate") -> None:
        with at(EVENING, 18, 30):
            for who, door, by in ((family.husband, "8-801", how), (family.third, "9-901", "household_delegate")):
                scenes.admit(evening.meeting, [evening.place[door]], how=by, person=str(who))
        with at(EVENING, 18, 45):
            family.put_right()

    def opens(self, evening: Evening, way: str) -> Vote:
        with at(EVENING, 19, 0):
            act("meetings.open_session", CLERK, scenes.again(evening.meeting).ref)
        return evening.puts(way)

    @pytest.mark.parametrize("way", WAYS)
    def test_entered_as_a_proxy_they_have_one_vote(self, family: Family, evening: Evening, way: str) -> None:
        self.sits(family, evening, how="proxy")
        with at(EVENING, 18, 50):
            done = scenes.admit(
                evening.meeting, [evening.place["7-702"]], how="household_delegate", person=str(family.husband)
            )
        assert done.entry.public["came"] == 0
        assert [one.rule for one in done.entry.findings if one.breach] == ["one_person_one_place"]
        vote = self.opens(evening, way)
        with at(EVENING, 20, 0):
            evening.answers(vote, way, ["8-801", "9-901"])
            with pytest.raises(Refused):
                votes.cast(vote, str(family.husband), "for")
        assert doors(vote) == ["8-801", "9-901"]

    @pytest.mark.parametrize("way", WAYS)
    def test_said_afterwards_to_have_left_they_have_one_vote(self, family: Family, evening: Evening, way: str) -> None:
        self.sits(family, evening)
        vote = self.opens(evening, way)
        with at(EVENING, 19, 50):
            scenes.leave(evening.meeting, [evening.place["8-801"]], at="19:20")
        with at(EVENING, 20, 0):
            evening.answers(vote, way, ["8-801", "9-901"])
            with pytest.raises(Refused):
                votes.cast(vote, str(family.husband), "for")
        assert doors(vote) == ["8-801", "9-901"]

    def test_whoever_was_there_is_told_that_nobody_counted_them(self, family: Family, evening: Evening) -> None:
        self.sits(family, evening)
        vote = self.opens(evening, "hands")
        with at(EVENING, 20, 0):
            evening.answers(vote, "hands", ["9-901"])
            told = {
                who: ballots.passed_over(str(getattr(family, who)), vote.number) for who in ("husband", "neighbour")
            }
            assert told == {"husband": "left_out", "neighbour": ""}
            with pytest.raises(Refused):
                votes.act("deny_answer", "anyone", vote, str(family.neighbour), said="for")
            votes.act("deny_answer", "anyone", vote, str(family.husband), said="for")

    def test_nobody_fills_a_second_place_by_a_past_hour(self, family: Family, evening: Evening) -> None:
        self.sits(family, evening)
        with at(EVENING, 19, 10):
            scenes.leave(evening.meeting, [evening.place["8-801"]])
        with at(EVENING, 19, 11):
            done = scenes.admit(
                evening.meeting, [evening.place["7-702"]], how="household_delegate", person=str(family.husband),
                at="18:50",
            )  # fmt: skip
        assert [one.rule for one in done.entry.findings if one.breach] == ["one_person_one_place"]

    def test_an_opening_entered_late_goes_by_who_was_there_then(self, family: Family, evening: Evening) -> None:
        self.sits(family, evening)
        with at(EVENING, 19, 20):
            scenes.leave(evening.meeting, [evening.place["8-801"]])
        with at(EVENING, 19, 30):
            done = act("meetings.open_session", CLERK, scenes.again(evening.meeting).ref, at="19:00")
        assert "at_another_door" in {one.rule for one in done.entry.findings}

    def test_left_out_of_the_hands_and_counted_on_the_web_they_leave_no_doubt(
        self, family: Family, evening: Evening
    ) -> None:
        self.sits(family, evening)
        vote = self.opens(evening, "hands")
        with at(EVENING, 20, 0):
            evening.answers(vote, "hands", ["9-901"])
            votes.act("deny_answer", "anyone", vote, str(family.husband), said="for")
            assert denied(votes.fresh(vote)).count() == 1
            votes.cast(vote, str(family.husband), "for")  # for his own household
        assert denied(votes.fresh(vote)).count() == 0

    def test_whoever_lives_there_votes_on_the_web_once_the_chair_is_lost(
        self, family: Family, evening: Evening
    ) -> None:
        self.sits(family, evening)
        vote, theirs = self.opens(evening, "paper"), evening.place["8-801"]
        with at(EVENING, 20, 0):
            votes.cast(vote, str(family.husband), "for")  # for his own, behind whose door he lives
            with pytest.raises(Refused, match="另一户"):
                votes.act("issue_paper", CLERK, vote, entry=theirs)
            assert ballots.in_my_way(str(family.neighbour), vote.number, clock.now()) == ()
            votes.cast(vote, str(family.neighbour), "against")
        assert doors(vote) == ["7-702", "8-801"]


class TestOneOfTwoComes:
    """The wife comes for 7-702, her husband stays at home."""

    @pytest.fixture
    def evening(self, family: Family) -> Evening:
        with at(CALLED, 8):
            family.put_right()
        evening = Evening(family)
        with at(EVENING, 18, 30):
            for who, door in ((family.wife, "7-702"), (family.third, "9-901"), (family.neighbour, "8-801")):
                scenes.admit(evening.meeting, [evening.place[door]], how="household_delegate", person=str(who))
        with at(EVENING, 19, 0):
            act("meetings.open_session", CLERK, scenes.again(evening.meeting).ref)
        return evening

    def test_she_alone_says_that_nobody_counted_her(self, family: Family, evening: Evening) -> None:
        vote = evening.puts("roll_call")
        with at(EVENING, 19, 40):
            evening.answers(vote, "roll_call", ["9-901"])
            assert ballots.passed_over(str(family.husband), vote.number) == ""
            assert ballots.passed_over(str(family.wife), vote.number) == "left_out"
            with pytest.raises(Refused):
                votes.act("deny_answer", "anyone", vote, str(family.husband), said="against")
            votes.act("deny_answer", "anyone", vote, str(family.wife), said="for")
            assert ballots.passed_over(str(family.wife), vote.number) == "said_so"

    def test_he_reads_that_the_household_voted_and_not_how(self, family: Family, evening: Evening) -> None:
        vote = evening.puts("roll_call")
        with at(EVENING, 19, 40):
            evening.answers(vote, "roll_call", ["7-702", "9-901"])
        his, hers = (ballots.how_i_voted(str(who), vote.number) for who in (family.husband, family.wife))
        assert (his and his.by_another, hers and hers.by_another) == (True, False)
        assert ballots.my_answer(str(family.husband), vote.number) is None
        assert ballots.my_answer(str(family.wife), vote.number)

    def test_what_she_denied_she_alone_accepts(self, family: Family, evening: Evening) -> None:
        vote = evening.puts("roll_call")
        with at(EVENING, 20, 0):
            evening.answers(vote, "roll_call", ["7-702", "9-901"])
            votes.act("deny_answer", "anyone", vote, str(family.wife), said="")
            with pytest.raises(Refused):
                votes.act("accept_answer", "anyone", vote, str(family.husband))
            assert DeniedAnswer.objects.filter(vote=vote, corrected_on=None).count() == 1
            votes.act("accept_answer", "anyone", vote, str(family.wife))
            assert not DeniedAnswer.objects.filter(vote=vote, corrected_on=None).exists()

    def test_asked_back_she_alone_answers(self, family: Family, evening: Evening) -> None:
        vote = evening.puts("roll_call")
        with at(EVENING, 19, 40):
            evening.answers(vote, "roll_call", ["7-702", "9-901"])
            votes.sure_of_the_call(vote)
        with at(EVENING, 22, 30):
            votes.close(vote)
            vote = votes.fresh(vote)
            assert "7-702" in vote.sample.values_list("entry__household__door", flat=True)
            assert ballots.asks_me(str(family.husband), CODE) == []
            assert [one.vote for one in ballots.asks_me(str(family.wife), CODE)] == [vote.number]
            with pytest.raises(Refused):
                votes.act("answer_for_oneself", "anyone", vote, str(family.husband), answer="did_not_vote")
            votes.act("answer_for_oneself", "anyone", vote, str(family.wife), answer="voted")

    def test_of_her_sheet_she_alone_says_what_became_of_it(self, family: Family, evening: Evening) -> None:
        vote = evening.puts("paper")
        place = evening.place["7-702"]
        with at(EVENING, 20, 0):
            votes.act("issue_paper", CLERK, vote, entry=place)
            votes.act("take_back_paper", CLERK, vote, entry=place)
            assert len(ballots.my_sheets_taken_back(str(family.wife), vote.number)) == 1
            assert ballots.my_sheets_taken_back(str(family.husband), vote.number) == []
            for name in ("deny_taken_back", "confirm_taken_back"):
                with pytest.raises(Refused):
                    votes.act(name, "anyone", vote, str(family.husband))
            votes.act("deny_taken_back", "anyone", vote, str(family.wife))
            assert TakenBack.objects.get(mark__vote=vote).denied
            votes.act("confirm_taken_back", "anyone", vote, str(family.wife))
            assert not TakenBack.objects.get(mark__vote=vote).denied

    def test_he_does_not_put_her_aside_by_a_word_of_his_own(self, family: Family, evening: Evening) -> None:
        with at(EVENING, 19, 20):
            facts = {"reason": "interest", "evidence": "我有利害"}
            done = act("meetings.step_aside", "anyone", evening.item.ref, by=str(family.husband), **facts)
        assert "own_word" in {one.rule for one in done.entry.findings if not one.ok}
        vote = evening.puts("hands")
        with at(EVENING, 19, 31):
            back = {"because": "来投票的是我"}
            act("meetings.take_back_exclusion", "anyone", evening.item.ref, by=str(family.wife), **back)
            assert evening.place["7-702"] in ballots.may_raise_a_hand(vote.number)

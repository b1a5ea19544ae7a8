"""What was given for a place is of whoever sat there at its hour, by whichever channel and however late it is entered.

Each was seen before: a member's own sheet, answer or hand, entered or put right after a forged proxy had sat down,
read "your proxy has voted" and became a false vote by her denial; and a forged one, once she had come, was hers and
marked by nothing.
"""

from functools import partial

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import Vote
from sunward.kernel.acts import Refused
from tests.ballots import scenes as votes
from tests.meetings.filled import (
    NEXT,
    SHEETS,
    Evening,
    answers,
    changes_hands,
    comes,
    denied,
    evening,
    family,
    goes,
    hands,
    marked,
    meeting,
    proxy_sits_down,
    put,
    reads_as_by_proxy,
    sheet,
)
from tests.meetings.scenes import CLERK, EVENING, at
from tests.money.cases import paper

__all__ = ["evening", "family", "meeting"]
pytestmark = pytest.mark.django_db


@pytest.fixture(params=["own", "forged"])
def on_a_list(request: pytest.FixtureRequest, evening: Evening) -> bool:
    """An evening whose list is entered the next day: until eight she was there herself, and a forged proxy after her;
    or the other way round. Whether what was given at 19:12 is the forged proxy's."""
    if request.param == "own":
        with at(EVENING, 19, 5):
            comes(evening)
        with at(NEXT, 8):
            goes(evening, at="20:00")
            proxy_sits_down(evening, at="20:05")
    else:
        with at(NEXT, 8):
            comes(evening, at="20:05")
    return bool(request.param == "forged")


@pytest.fixture(params=["own", "forged"])
def live(request: pytest.FixtureRequest, evening: Evening) -> bool:
    """The same of an evening that is entered as it happens, until the question."""
    if request.param == "own":
        with at(EVENING, 19, 5):
            comes(evening)
    return bool(request.param == "forged")


class TestSheets:
    def test_of_an_evening_entered_the_next_day_the_hour_is_asked(self, evening: Evening, on_a_list: bool) -> None:
        with at(NEXT, 9):
            vote = put(evening, at="19:10", **SHEETS)
            assert votes.rules_of(partial(sheet, vote, evening.keys[0])) == {"hour_said"}
            sheet(vote, evening.keys[1])  # nobody else sat there
            sheet(vote, evening.keys[0], at="19:12")
        assert reads_as_by_proxy(evening, vote) is on_a_list
        with at(NEXT, 10):
            assert denied(evening) == on_a_list
        assert marked(vote) == ({"false_proxies"} if on_a_list else set())

    def test_from_the_signed_list_of_a_dark_evening(self, evening: Evening, live: bool) -> None:
        with at(EVENING, 19, 10):
            vote = put(evening, **SHEETS)
        changes_hands(evening, live)
        with at(NEXT, 9):
            votes.act("enter_list", CLERK, vote, entries=str(evening.keys[0]), at="19:12", proof=paper("signed"))
        with at(NEXT, 10):
            assert denied(evening) == live

    def test_what_came_back_stays_of_whoever_had_taken_it(self, evening: Evening, live: bool) -> None:
        with at(EVENING, 19, 10):
            vote = put(evening, **SHEETS)
        with at(EVENING, 19, 12):
            sheet(vote, evening.keys[0])
            sheet(vote, evening.keys[0], "take_back_paper")
        changes_hands(evening, live)
        assert bool(ballots.my_sheets_taken_back(evening.victim, vote.number)) is not live


def she_answers(evening: Evening) -> Vote:
    """She is there herself, and says "for" when her name is called."""
    with at(EVENING, 19, 5):
        comes(evening)
    with at(EVENING, 19, 10):
        vote = put(evening, channels="roll_call")
    with at(EVENING, 19, 12):
        answers(vote, evening.keys[0], "for")
    return vote


class TestAnswers:
    @pytest.mark.parametrize("late", [True, False])
    def test_a_slip_put_right_the_next_day_passes_to_nobody(
        self, evening: Evening, request: pytest.FixtureRequest, late: bool
    ) -> None:
        with at(EVENING, 19, 5):
            comes(evening)
        if not late:
            with at(EVENING, 19, 10):
                vote = put(evening, channels="roll_call")
            changes_hands(evening, forged_first=False)
        with at(NEXT, 8):
            if late:
                goes(evening, at="20:00")
                proxy_sits_down(evening, at="20:05")
                vote = put(evening, at="19:10", channels="roll_call")
            answers(vote, evening.keys[0], "for", at="19:12", proof=paper("signed"))
        with at(NEXT, 9):
            answers(vote, evening.keys[0], "against", **({"at": "19:12"} if late else {}))
            assert denied(evening) == 0

    def test_a_slip_in_a_forged_answer_makes_it_nobody_elses(self, evening: Evening) -> None:
        with at(EVENING, 19, 10):
            vote = put(evening, channels="roll_call")
        with at(EVENING, 19, 12):
            answers(vote, evening.keys[0], "for")
        changes_hands(evening, forged_first=True)
        with at(NEXT, 9):
            answers(vote, evening.keys[0], "against")
            assert denied(evening) == 1

    def test_denied_since_her_answer_is_put_right(self, evening: Evening) -> None:
        vote = she_answers(evening)
        changes_hands(evening, False, 19, 13)
        with at(EVENING, 19, 15):
            denied(evening)
            answers(vote, evening.keys[0], "against")
        assert not reads_as_by_proxy(evening, vote)

    def test_of_a_place_that_is_empty_since_her_answer_is_put_right(self, evening: Evening) -> None:
        with at(EVENING, 19, 5):
            comes(evening)
        with at(EVENING, 19, 10):
            vote = put(evening, channels="roll_call")
        changes_hands(evening, False, 19, 13)
        with at(EVENING, 19, 15):
            denied(evening)
        with at(EVENING, 19, 20):
            answers(vote, evening.keys[0], "for", at="19:12")
            answers(vote, evening.keys[0], "against")
        assert not reads_as_by_proxy(evening, vote)

    @pytest.mark.parametrize(("hour", "of_proxies"), [("19:12", 0), ("19:15", 1)])
    def test_while_they_sit_the_hour_says_whose_answer_is_put_right(
        self, evening: Evening, hour: str, of_proxies: int
    ) -> None:
        vote = she_answers(evening)
        changes_hands(evening, False, 19, 14)
        with at(EVENING, 19, 16):
            assert votes.rules_of(partial(answers, vote, evening.keys[0], "against")) == {"hour_said"}
            answers(vote, evening.keys[0], "against", at=hour)
        with at(EVENING, 19, 20):
            assert denied(evening) == of_proxies


class TestHands:
    def test_others_are_added_the_next_day(self, evening: Evening) -> None:
        """All before have to be named again, the forged one among them."""
        with at(EVENING, 19, 10):
            vote = put(evening)
        with at(EVENING, 19, 12):
            hands(vote, evening.keys[:2], 2)
        changes_hands(evening, forged_first=True)
        with at(NEXT, 9):
            hands(vote, evening.keys, at="19:12", proof=paper("signed"))
            assert denied(evening) == 1

    def test_denied_before_it_is_typed_in_a_forged_hand_is_marked(self, evening: Evening) -> None:
        with at(EVENING, 19, 5):
            comes(evening)
        with at(NEXT, 8):
            goes(evening, at="19:45")
            proxy_sits_down(evening, at="19:50")
            vote = put(evening, at="19:40")
        with at(NEXT, 9):
            denied(evening)
            hands(vote, evening.keys, at="19:55")
        assert marked(vote) == {"false_proxies"}

    def test_denied_before_the_question_is_typed_in_it_is_not_taken(self, evening: Evening) -> None:
        with at(EVENING, 19, 5):
            comes(evening)
        with at(NEXT, 8):
            goes(evening, at="19:45")
            proxy_sits_down(evening, at="19:50")
            denied(evening)
            vote = put(evening, at="19:40")
        with at(NEXT, 9):
            assert votes.rules_of(partial(hands, vote, evening.keys, at="19:55")) >= {"in_the_room"}
            hands(vote, evening.keys, at="19:42")
        assert not reads_as_by_proxy(evening, vote)

    def test_raised_before_she_went_and_denied_it_is_taken_by_its_hour(self, evening: Evening) -> None:
        with at(EVENING, 19, 5):
            comes(evening)
        with at(EVENING, 19, 10):
            vote = put(evening)
        changes_hands(evening, False, 19, 13)
        with at(EVENING, 19, 15):
            denied(evening)
        with at(EVENING, 19, 16):
            with pytest.raises(Refused):
                hands(vote, evening.keys)
            hands(vote, evening.keys, at="19:12")
        assert not reads_as_by_proxy(evening, vote)
        assert marked(vote) == set()

    def test_denied_since_what_was_counted_is_counted_anew_all_the_same(self, evening: Evening) -> None:
        """Any slip in one figure of the room would else have ended the vote without a result."""
        with at(EVENING, 19, 5):
            comes(evening)
        with at(EVENING, 19, 10):
            vote = put(evening)
        with at(EVENING, 19, 12):
            hands(vote, evening.keys, 2)
        changes_hands(evening, False, 19, 13)
        with at(EVENING, 19, 15):
            denied(evening)
            hands(vote, evening.keys, 3)
        with at(NEXT, 9):
            hands(vote, evening.keys, 2)
        assert not reads_as_by_proxy(evening, vote)

    def test_of_a_place_that_is_empty_since_they_are_counted_anew(self, evening: Evening) -> None:
        """A forged proxy was denied before the hands of 19:12 were entered: whoever has a hand already is asked for no
        second stay."""
        with at(EVENING, 19, 5):
            comes(evening)
        with at(EVENING, 19, 10):
            vote = put(evening)
        changes_hands(evening, False, 19, 13)
        with at(EVENING, 19, 15):
            denied(evening)
        with at(EVENING, 19, 20):
            hands(vote, evening.keys, 2, at="19:12")
        with at(NEXT, 9):
            hands(vote, evening.keys, 3)
        assert not reads_as_by_proxy(evening, vote)

    def test_after_midnight_the_hour_can_be_said(self, evening: Evening) -> None:
        with at(EVENING, 23, 50):
            vote = put(evening)
        with at(NEXT, 0, 5):
            comes(evening)
        with at(NEXT, 9):
            hands(vote, evening.keys, at="00:10", proof=paper("signed"))
        assert not reads_as_by_proxy(evening, vote)

    @pytest.mark.parametrize("goes_home", [True, False])
    def test_the_close_waits_for_whoever_was_there_at_the_hands(self, evening: Evening, goes_home: bool) -> None:
        """An evening that is entered later: who has gone by today had not gone then."""
        with at(EVENING, 19, 5):
            comes(evening)
        with at(NEXT, 8):
            if goes_home:
                goes(evening, at="20:30")
            vote = put(evening, at="19:10")
            hands(vote, evening.keys[1:], 2)
            votes.second(vote, "hands")
        with at(NEXT, 9):
            assert votes.rules_of(partial(votes.close, vote)) == {"room_entered"}

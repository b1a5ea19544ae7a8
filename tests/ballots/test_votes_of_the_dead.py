"""Somebody who stands on a frozen roll dies, the register says so with the certificate, and she votes all the same.

Seen before: the teller handed out a sheet for her place, or a signed sheet named her, and neither roll nor close nor
count nor certificate had a word of it.
"""

from datetime import date, timedelta

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import Roll, Vote
from sunward.kernel.acts import Done
from sunward.kernel.refs import Ref
from tests import stage
from tests.ballots import scenes as votes
from tests.ballots.petitions.scenes import opened, signed_at_the_desk
from tests.ballots.rolls import arrives, correct, freeze, marks
from tests.ballots.test_moving_next_door import arrives as lives
from tests.ballots.test_moving_next_door import enters
from tests.ballots.test_one_door_for_each import asked, frozen
from tests.meetings.scenes import at, shown
from tests.money.cases import START, act, on, paper
from tests.stage import CLERK, SUPERVISOR

pytestmark = pytest.mark.usefixtures("community")
FROZEN = date(2026, 3, 2)
A_DAY = timedelta(days=1)
POLL = FROZEN + 9 * A_DAY
OF_THE_DEAD = {"votes_of_the_dead", "dead_votes_decide"}


@pytest.fixture
def people() -> list[str]:
    with at(FROZEN, 9):
        return [arrives(f"住{place}", f"50-{place}") for place in range(7)]


@pytest.fixture
def roll(people: list[str]) -> Roll:
    with at(FROZEN, 9):
        return freeze()


def dies(person: str, day: date, entered: date | None = None, **facts: object) -> Done:
    given = {"told_by": "papers", "paper": paper(f"told {person}"), "certificate": paper(f"death {person}")} | facts
    with at(entered or day, 9):
        return stage.act("registry.record_departure", CLERK, Ref.parse(person), reason="died", left_on=day, **given)


def disputes(false: Done, person: str) -> Ref:
    said = act(
        "disclosure.dispute_desk_act", "anyone", Ref("entry", false.entry.ref), by=person, text="我还活着。"
    ).result
    assert said
    return said


def poll(roll: Roll, voters: list[str], chosen: dict[str, int]) -> Vote:
    """They are handed a sheet each; the box is counted, and the result certified."""
    with at(POLL, 9):
        vote = votes.put(roll, channels="paper,web", on=POLL)
        for person in voters:
            votes.issue(vote, person)
    with at(POLL, 12):
        votes.close(vote)
        votes.count_paper(vote, chosen)
        votes.confirm(vote)
        votes.ask_back(vote)
        votes.certify(vote)
    return vote


def said_of_the_dead(roll: Roll) -> str:
    return "".join(one.text.en for one in ballots.marks_of_roll(roll.pk) if one.rule == "roll_of_the_dead")


def test_a_sheet_for_the_dead_is_told_with_roll_close_count_and_certificate(people: list[str], roll: Roll) -> None:
    assert "roll_of_the_dead" not in marks(roll)
    dies(people[1], FROZEN + A_DAY)
    with at(FROZEN + A_DAY, 10):
        assert marks(roll)["roll_of_the_dead"] == "1"
    poll(roll, people[1:5], {"for": 3, "against": 1})
    for name in ("ballots.close_vote", "ballots.count_paper", "ballots.certify"):
        assert shown(name) & OF_THE_DEAD == {"votes_of_the_dead"}, name


def test_where_it_turns_the_result_the_certificate_says_so(people: list[str], roll: Roll) -> None:
    dies(people[1], FROZEN + A_DAY)
    poll(roll, people[1:4], {"for": 2, "against": 1})
    assert shown("ballots.certify") >= OF_THE_DEAD


def test_whoever_is_struck_for_it_marks_nothing(people: list[str], roll: Roll) -> None:
    dies(people[1], FROZEN + A_DAY)
    with at(FROZEN + 2 * A_DAY, 9):
        correct(roll, people[1], "strike", reason="died")
        assert "roll_of_the_dead" not in marks(roll)
    poll(roll, people[2:5], {"for": 2, "against": 1})
    assert not shown("ballots.certify") & OF_THE_DEAD


def test_whoever_voted_on_their_last_day_has_voted(people: list[str], roll: Roll) -> None:
    """Their hour of death no register knows."""
    with at(POLL, 9):
        vote = votes.put(roll, channels="paper,web", on=POLL)
        for person in people[1:4]:
            votes.issue(vote, person)
    dies(people[1], POLL)
    with at(POLL + A_DAY, 12):
        votes.close(vote)
    assert not shown("ballots.close_vote") & OF_THE_DEAD


def test_a_certificate_that_comes_later_than_the_vote_tells_it_with_the_next_entry(
    people: list[str], roll: Roll
) -> None:
    with at(POLL, 9):
        vote = votes.put(roll, channels="paper,web", on=POLL)
        for person in people[1:4]:
            votes.issue(vote, person)
    dies(people[1], FROZEN + A_DAY, entered=POLL + A_DAY)
    with at(POLL + A_DAY, 12):
        votes.close(vote)
    assert "votes_of_the_dead" in shown("ballots.close_vote")


def test_a_death_by_a_word_alone_is_nobodys_death(people: list[str], roll: Roll) -> None:
    dies(people[1], FROZEN + A_DAY, certificate=None)
    with at(FROZEN + A_DAY, 10):
        assert "roll_of_the_dead" not in marks(roll)
    poll(roll, people[1:5], {"for": 3, "against": 1})
    assert not shown("ballots.certify") & OF_THE_DEAD


def test_the_living_are_not_said_to_be_dead_once_that_is_found(people: list[str], roll: Roll) -> None:
    false = dies(people[1], FROZEN + A_DAY)
    with at(FROZEN + 2 * A_DAY, 9):
        assert "roll_of_the_dead" in marks(roll)
        said = disputes(false, people[1])
        stage.act("disclosure.answer_dispute", SUPERVISOR, said, outcome="upheld", answer="已查实。")
        assert "roll_of_the_dead" not in marks(roll)
    poll(roll, people[1:5], {"for": 3, "against": 1})
    assert not shown("ballots.certify") & OF_THE_DEAD


def test_until_it_is_found_how_many_dispute_it_is_said(people: list[str], roll: Roll) -> None:
    false = dies(people[1], FROZEN + A_DAY)
    with at(FROZEN + 2 * A_DAY, 9):
        disputes(false, people[1])
        assert "Of them dispute it, without an answer yet: 1." in said_of_the_dead(roll)


def test_whoever_was_registered_again_since_is_said_to_live_by_the_same_register(people: list[str], roll: Roll) -> None:
    """The certificate was somebody else's. She stands at the desk, is registered anew, and votes: the mark stays until
    the death is found wrong, and says what to do."""
    false = dies(people[1], FROZEN + A_DAY)
    dies(people[2], FROZEN + A_DAY)
    with at(FROZEN + A_DAY, 10):
        assert "living somewhere since" not in said_of_the_dead(roll)
    with at(FROZEN + 3 * A_DAY, 9):
        enters(Ref.parse(people[1]), told_by="papers", paper=paper("identity card"))
        assert "Of them the register has living somewhere since: 1." in said_of_the_dead(roll)
        said = disputes(false, people[1])
        stage.act("disclosure.answer_dispute", SUPERVISOR, said, outcome="upheld", answer="已查实。")
        assert "living somewhere since" not in said_of_the_dead(roll)


def test_a_household_votes_on_without_one_of_it() -> None:
    with on(START):
        dead, other = (lives(name=name, status="registered") for name in ("甲", "乙"))
    roll = frozen()
    dies(str(dead), FROZEN + A_DAY)
    with at(FROZEN + A_DAY, 10):
        assert "roll_of_the_dead" not in marks(roll)
    vote = asked(roll, channels="web,paper")
    with on(votes.DAY, 10):
        votes.cast(vote, str(other), "for")
    with on(votes.DAY + A_DAY, 12):
        votes.close(vote)
    assert not shown("ballots.close_vote") & OF_THE_DEAD


def test_a_sheet_that_names_the_dead_says_so(people: list[str]) -> None:
    with at(FROZEN, 9):
        petition = opened(people[0])
    dies(people[1], FROZEN + A_DAY)
    with at(FROZEN + A_DAY, 10):
        act("ballots.enter_signed_sheet", CLERK, petition, people=people[1], photograph=paper("on her last day"))
    assert "signed_by_the_dead" not in shown("ballots.enter_signed_sheet")
    dies(people[2], FROZEN + A_DAY)
    with at(FROZEN + 3 * A_DAY, 9):
        act("ballots.enter_signed_sheet", CLERK, petition, people=people[2], photograph=paper("sheet"))
        assert "signed_by_the_dead" in shown("ballots.enter_signed_sheet")
        act("ballots.enter_signed_sheet", CLERK, petition, people=people[3], photograph=paper("another sheet"))
        assert "signed_by_the_dead" not in shown("ballots.enter_signed_sheet")
        signed_at_the_desk(people[4], petition)
    assert "signed_by_the_dead" not in shown("ballots.sign_petition")

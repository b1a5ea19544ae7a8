"""Where votes weigh by area or by shares, a ballot tells whose it is: the vote is an open one."""

import pytest

from sunward.ballots.acts import OpenVote, VoteFacts
from sunward.ballots.counting.deciding import Area, swings
from sunward.kernel import clock
from sunward.kernel.acts import Call
from sunward.kernel.findings import breaches
from sunward.kernel.guard import door_open
from sunward.kernel.refs import new_id
from tests import stage
from tests.ballots.scenes import DAY, at, call_roll, close, people, put, roll_of, sure_of_the_call

pytestmark = pytest.mark.usefixtures("community")


@pytest.mark.parametrize(
    ("weight", "secret", "refused"), [(5000, True, True), (5000, False, False), (None, True, False)]
)
def test_no_secret_vote_by_a_roll_that_weighs(weight: int | None, secret: bool, refused: bool) -> None:
    """Seen before: it opened, and the weight of each ballot pointed to a flat."""
    with at():
        roll = roll_of(people(3), weight=weight)
        facts = VoteFacts(about="matter:XY-2026-001", question="?", where="roll", secret=secret, channels="terminal")
        drafted = OpenVote(Call("person:caller", stage.DIRECTOR, new_id(), clock.moment(DAY, 8)), roll, facts)
        broken = {one.rule for one in breaches(drafted.judge())}
    assert broken == ({"secret_without_weights"} if refused else set())


def test_an_open_vote_by_a_roll_that_weighs_opens() -> None:
    with at():
        assert put(roll_of(people(3), weight=5000), channels="roll_call", secret=False).secret is False


@pytest.mark.parametrize(
    ("channels", "weight", "untold"),
    [("hands,roll_call,paper", 5000, "hands, paper"), ("hands", 5000, "hands"), ("roll_call,terminal", 5000, ""),
     ("hands,paper", None, "")],
)  # fmt: skip
def test_no_heap_of_sheets_by_a_roll_that_weighs(channels: str, weight: int | None, untold: str) -> None:
    """Seen before: six voted by hands, roll call and paper, and two of the six were all the area."""
    with at():
        roll = roll_of(people(3), weight=weight)
        facts = VoteFacts(about="matter:XY-2026-001", question="?", where="roll", channels=channels)
        drafted = OpenVote(Call("person:caller", stage.DIRECTOR, new_id(), clock.moment(DAY, 8)), roll, facts)
        broken = {one.rule: one.actual for one in breaches(drafted.judge())}
    assert broken == ({"weights_told": untold} if untold else {})


@pytest.mark.parametrize(("area", "turned"), [(Area({"for": 100}, 100), True), (Area(), False)])
def test_outside_a_meeting_votes_in_doubt_are_weighed_too(area: Area, turned: bool) -> None:
    """Seen before: only heads moved. Five to two by head stays so without one of the five, who weighs most."""
    with at():
        persons = people(7)
        roll = roll_of(persons, weight=10)
        with door_open():
            for person, weight in ((persons[0], 100), (persons[5], 60), (persons[6], 60)):
                roll.entries.filter(person__number=person.removeprefix("person:")).update(weight=weight)
        vote = put(roll, channels="roll_call", secret=False)
        call_roll(vote, dict.fromkeys(persons[:5], "for") | dict.fromkeys(persons[5:], "against"))
        sure_of_the_call(vote)
        close(vote)
        vote.refresh_from_db()
        assert swings(vote, {"for": 1}, 1, area) is turned

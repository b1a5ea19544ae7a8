"""What area follows where heads go: whoever steps aside, is left out of the base, or was added to the roll later."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunward.ballots.models import RollEntry
from sunward.ballots.queries import RollPlace
from sunward.kernel.refs import Ref
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.rules import attendance
from sunward.meetings.session.results import figures_of, left_out_of
from sunward.meetings.session.room import Room
from sunward.meetings.session.voting import Aside
from tests import stage
from tests.ballots import scenes as voting
from tests.meetings import owners, scenes
from tests.meetings.owners import EVENING, IN_FORCE
from tests.meetings.scenes import CLERK, at
from tests.money import cases
from tests.money.cases import on, paper
from tests.stage import CODE, here


@pytest.fixture
def people(community: str) -> list[str]:
    with on(cases.START):
        return owners.under_the_civil_code(("100", "100", "50", "50"))


def called() -> tuple[Meeting, AgendaItem]:
    with on(IN_FORCE):
        meeting, [item] = owners.called([cases.open_matter("property_company")], "property_company")
    return meeting, item


def areas(item: AgendaItem, vote: str) -> dict[str, int]:
    return figures_of(Room(item.meeting), item, vote)["owners_area"]


def test_whoever_steps_aside_stays_in_the_base_with_their_area(people: list[str]) -> None:
    """No rule for owners takes them out of it: they take no part, and their area does not either."""
    meeting, item = called()
    with at(EVENING):
        scenes.open_with(meeting, [owners.place(meeting, one) for one in people])
        place = owners.place(meeting, people[3])
        scenes.act("meetings.step_aside", CLERK, item.ref, reason="interest", evidence="his company bids",
                   place=str(place))  # fmt: skip
        vote = owners.answered(item, dict.fromkeys(people[:3], "for"))
        assert areas(AgendaItem.objects.get(pk=item.pk), vote.number) == {
            "entitled": 30000, "present": 30000, "cast": 25000, "for": 25000, "against": 0, "abstain": 0,
        }  # fmt: skip


def test_an_agent_whoever_it_is_brings_head_and_area_by_a_signed_paper(people: list[str]) -> None:
    """Seen before: nobody could stand in for an owner, for no rule book could say \"anybody\"."""
    with on(IN_FORCE):
        agent = str(cases.act("registry.register_person", CLERK, here(), name="代理人").result)
    meeting, item = called()
    places = {one: owners.place(meeting, one) for one in people}
    with at(EVENING):
        scenes.admit(meeting, [places[people[0]], places[people[1]]])
        scenes.admit(meeting, [places[people[2]]], how="proxy", person=agent)
        assert {one.entry_id for one in meeting.attendance.all()} == {places[people[0]], places[people[1]]}
        for one in people[2:]:
            scenes.admit(meeting, [places[one]], how="proxy", person=agent, proof=paper(f"signed by {one}"))
        scenes.open_with(meeting, [])
        vote = owners.answered(item, {people[0]: "against"} | dict.fromkeys(people[1:], "for"))
        assert areas(AgendaItem.objects.get(pk=item.pk), vote.number) == {
            "entitled": 30000, "present": 30000, "cast": 30000, "for": 20000, "against": 10000, "abstain": 0,
        }  # fmt: skip


def test_an_owner_who_was_left_out_is_added_with_their_area(people: list[str]) -> None:
    """Seen before: whoever was added weighed nothing at all."""
    with on(IN_FORCE - timedelta(days=1)):
        late = cases.act(
            "registry.register_person", CLERK, here(), name="漏登的业主",
        ).result  # fmt: skip
    with on(IN_FORCE):
        roll = owners.roll()
        house = Ref("household", f"{CODE}-9-101")
        cases.act("registry.record_ownership", CLERK, house, owner=str(late), area="70.25", from_day=IN_FORCE)
        stage.act("ballots.correct_roll", CLERK, roll.ref, change="add", who=str(late), reason="left_out")
    assert RollEntry.objects.get(roll=roll, added_on=IN_FORCE).weight == 7025


def test_an_owner_who_died_leaves_with_head_and_area(people: list[str]) -> None:
    """Seen before: whoever had died still counted, and their area with them, until somebody ended the ownership."""
    died = {"reason": "died", "told_by": "papers", "left_on": IN_FORCE - timedelta(days=1)}
    with on(IN_FORCE):
        cases.act("registry.record_departure", CLERK, Ref.parse(people[0]), certificate=paper("death"), **died)
        weights = owners.roll().entries.values_list("weight", flat=True)
        assert sorted(weight or 0 for weight in weights) == [5000, 5000, 10000]


counts = {"owners": {"entitled": 4, "cast": 2, "for": 2}, "owners_area": {"entitled": 400, "cast": 200, "for": 200}}


def test_those_who_stepped_aside_are_reckoned_with_their_area() -> None:
    aside = Aside(1, 1, Aside(70, 70))
    assert aside.in_base(counts, "owners")["owners_area"]["entitled"] == 470
    against = aside.with_votes(counts, "owners", "against")
    assert against["owners_area"] == {"entitled": 470, "cast": 270, "for": 200, "against": 70, "present": 70}
    assert against["owners"]["against"] == 1
    assert counts["owners_area"] == {"entitled": 400, "cast": 200, "for": 200}, "nothing is changed in place"


def test_nobody_is_left_out_of_the_owners_base(people: list[str]) -> None:
    _meeting, item = called()
    assert left_out_of(item) == Aside(0, 0, Aside(0, 0))


weights = st.lists(st.none() | st.integers(0, 10**6), max_size=12)
keys = st.frozensets(st.integers(0, 11))


@given(weights, keys, keys)
def test_the_area_there_is_a_naive_sum(weights: list[int | None], there: frozenset[int], off: frozenset[int]) -> None:
    seats = [RollPlace(key, "", None, "", None, False, "", weight) for key, weight in enumerate(weights)]
    found = attendance.area("owners_area", seats, there, off)
    entitled = present = 0
    for key, weight in enumerate(weights):
        if weight is not None and key not in off:
            entitled += weight
            present += weight if key in there else 0
    weighed = any(weight is not None for weight in weights)
    assert found == ({"owners_area": {"entitled": entitled, "present": present}} if weighed else {})


@pytest.mark.parametrize(("largest", "decides"), [("100", True), ("10", False)])
def test_a_denied_answer_turns_the_result_by_what_it_weighs(community: str, largest: str, decides: bool) -> None:
    """Seen before: of five owners one denied their answer; four to one by head nobody lost sleep over, and that one
    owned most of the house."""
    with on(cases.START):
        people = owners.under_the_civil_code((largest, "10", "10", "10", "10"))
    meeting, item = called()
    with at(EVENING):
        scenes.open_with(meeting, [owners.place(meeting, one) for one in people])
        vote = scenes.put(item, post=owners.HEAD, channels="roll_call")
        voting.call_roll(vote, dict.fromkeys(people, "for"))
        voting.sure_of_the_call(vote)
        voting.close(vote)
        stage.act("ballots.deny_answer", "anyone", vote.ref, by=people[0], said="against")
        voting.ask_back(vote)
        rules = {found.rule for found in voting.certify(vote).entry.findings if found.breach}
    assert "answers_denied" in rules
    assert ("denials_decide" in rules) is decides

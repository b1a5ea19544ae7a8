"""Complaint: the clerk entered a director for the time between, and there was no election until 2031, or ever.

Before, a by-election was refused with `vacant`, a whole one with `term_ends` until whatever day had been typed; and a
result could not be certified because “all seats are taken” by whoever was entered after the call.
"""

from datetime import date, timedelta

import pytest

from sunward.elections.models import Contest, Election
from sunward.kernel.acts import Done, Refused
from sunward.kernel.door import perform
from sunward.kernel.refs import Ref, new_id
from sunward.portal.views.overdue import everything_overdue
from sunward.registry import queries as registry
from sunward.registry.models import Appointment
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import (
    CALLED,
    CLERK,
    CODE,
    DEPUTY,
    DIRECTOR,
    MEMBER,
    STREET,
    SUPERVISOR,
    VOTING,
    Race,
    at,
    by,
    office,
    rules_of,
)
from tests.journeys.test_no_office_is_left_with_its_seal import resigns
from tests.stage import holder

pytestmark = pytest.mark.usefixtures("community")
WHOLE = f"{DIRECTOR} 1\n{DEPUTY} 1\n{MEMBER} 3"


def enters(person: str, post: str = DIRECTOR, **facts: object) -> Done:
    given = {"post": post, "person": person} | facts
    return perform(
        "registry.appoint", by=holder(CODE, CLERK), post=CLERK, subject=stage.here(), facts=given, key=new_id()
    )


def keeps(**facts: object) -> str:
    """The director resigns; the clerk enters a member for the time between."""
    resigns(holder(CODE, DIRECTOR), CALLED)
    (person,) = votes.people(1)
    scenes.appoint(person, MEMBER)
    enters(person, **facts)
    return person


def calls(post: str, seats: str, day: date, **facts: object) -> Ref | None:
    given = {"body": "residents_committee", "places": "活动室", "until_hour": "18:00", "voting_day": day} | facts
    return office("call_election", post, stage.here(), seats=seats, **given).result


def race_for(post: str, *, fills: bool) -> Race:
    """An election of one seat, up to its list; two stand."""
    with at(CALLED, 10):
        people, roll = votes.people(12), scenes.freeze()
        calls(DEPUTY, f"{post} 1", VOTING, fills_vacancies=fills)
    race = Race.__new__(Race)
    race.people, race.runners, race.candidates = people, people[:3], people[3:5]
    race.election = Election.objects.latest("pk")
    scenes.committee(race.election, race.runners)
    with at(CALLED, 10, 30):
        by(race.runners[0], "take_roll", race.election.ref, roll=roll.number)
    race.contest = Contest.objects.get(election=race.election)
    for one in race.candidates:
        scenes.stand(race.contest, one, people[-2:])
    return race


def voted(race: Race) -> None:
    race.post()
    vote = race.open()
    with at(VOTING, 17):
        for one in race.people[:10]:
            votes.issue(vote, one)
    with at(VOTING, 18):
        votes.close(vote)
        two = {"counted_with": holder(CODE, stage.SUPERVISION_MEMBER)}
        votes.act("count_paper", SUPERVISOR, vote, **(votes.sheets({"c1": 8, "c2": 2}) | two))
        votes.second(vote)
        votes.confirm(vote)


def test_a_vacancy_is_filled_while_somebody_keeps_the_post() -> None:
    with at(CALLED):
        keeps(until_day=date(2060, 1, 1))
        assert calls(DEPUTY, f"{DIRECTOR} 1", VOTING, fills_vacancies=True)


def test_and_a_whole_election_does_not_wait_for_a_day_that_a_clerk_has_typed() -> None:
    with at(CALLED):
        keeps(until_day=date(2060, 1, 1))
        assert calls(STREET, f"{DIRECTOR} 1", VOTING)


def test_a_member_entered_by_hand_bars_no_renewal_of_the_others() -> None:
    with at(date(2029, 6, 1)):
        (person,) = votes.people(1)
        enters(person, MEMBER)
    with at(date(2030, 12, 1)):
        assert calls(SUPERVISOR, WHOLE, date(2030, 12, 30))


def test_an_election_that_nobody_calls_is_overdue_by_the_term_of_whoever_was_elected() -> None:
    with at(CALLED):
        keeps(until_day=date(2060, 1, 1))
    assert registry.ends_of_terms(["residents_committee"], CODE, CALLED, CALLED)[DIRECTOR] < date(2031, 12, 31)
    late = date(2031, 1, 2)
    with at(late):
        assert any("residents' committee" in one.title.en for one in everything_overdue(CODE, late))


@pytest.mark.parametrize("moment", ["after the call", "on the voting night"])
def test_whoever_was_elected_comes_in_all_the_same(moment: str) -> None:
    with at(CALLED):
        resigns(holder(CODE, DIRECTOR), CALLED)
    race = race_for(DIRECTOR, fills=True)
    kept, elected = race.people[8], race.candidates[0]
    if moment == "on the voting night":
        voted(race)
    with at(*((VOTING, 18, 30) if moment == "on the voting night" else (CALLED, 14))):
        scenes.appoint(kept, MEMBER)
        enters(kept, until_day=date(2060, 1, 1))
    if moment == "after the call":
        voted(race)
    race.declare()
    race.certify()
    assert scenes.holding(DIRECTOR, VOTING) == {elected}
    ended = Appointment.objects.get(post__key="director", person__number=kept.removeprefix("person:"))
    assert (ended.left_on, ended.ended_reason) == (VOTING, "term_over")
    (term,) = registry.holders(DIRECTOR, CODE, VOTING)
    assert (term.until is not None and term.until < date(2032, 1, 1), term.by_hand) == (True, False)


def test_after_a_whole_election_too() -> None:
    scenes.term_until(DIRECTOR, VOTING - timedelta(days=1))
    race = race_for(DIRECTOR, fills=False)
    voted(race)
    with at(VOTING, 18, 30):
        scenes.appoint(race.people[8], MEMBER)
        enters(race.people[8], until_day=date(2060, 1, 1))
    race.declare()
    race.certify()
    assert scenes.holding(DIRECTOR, VOTING) == {race.candidates[0]}


def test_whoever_keeps_it_can_be_elected_themselves() -> None:
    with at(CALLED):
        resigns(holder(CODE, DIRECTOR), CALLED)
    race = race_for(DIRECTOR, fills=True)
    with at(CALLED, 14):
        scenes.appoint(race.candidates[0], MEMBER)
        enters(race.candidates[0])
    voted(race)
    race.declare()
    race.certify()
    (term,) = registry.holders(DIRECTOR, CODE, VOTING)
    assert (term.person, term.since, term.by_hand) == (race.candidates[0], VOTING, False)


def test_of_two_who_keep_seats_the_one_who_is_elected_begins_anew_and_the_earlier_stays() -> None:
    """The earliest makes way first, but not where the other's own seat is enough."""
    with at(CALLED):
        before = scenes.holding(MEMBER, CALLED)
    race = race_for(MEMBER, fills=True)
    kept, elected = race.people[8], race.candidates[0]
    for day, person in ((CALLED, kept), (CALLED + timedelta(days=1), elected)):
        with at(day, 14):
            enters(person, MEMBER)
    voted(race)
    race.declare()
    race.certify()
    assert scenes.holding(MEMBER, VOTING) == before | {kept, elected}
    found = {one.person: (one.since, one.by_hand) for one in registry.holders(MEMBER, CODE, VOTING)}
    assert (found[kept], found[elected]) == ((CALLED, True), (VOTING, False))


def test_only_as_many_make_way_as_are_needed_and_nobody_who_was_elected() -> None:
    with at(CALLED):
        seats = registry.post_card(MEMBER, CODE).seats
        before = scenes.holding(MEMBER, CALLED)
    race = race_for(MEMBER, fills=True)
    with at(CALLED, 14):
        by_hand = race.people[5 : 5 + seats - len(before)]
        for one in by_hand:
            enters(one, MEMBER)
        assert len(scenes.holding(MEMBER, CALLED)) == seats
    voted(race)
    race.declare()
    race.certify()
    assert scenes.holding(MEMBER, VOTING) == before | set(by_hand[1:]) | {race.candidates[0]}


def test_nobody_takes_a_seat_ahead_of_time_without_an_election() -> None:
    """Accepted before: a seat taken from next year on is no seat for whoever is elected now."""
    with at(CALLED):
        (person,) = votes.people(1)
        assert rules_of(lambda: enters(person, MEMBER, from_day=VOTING + timedelta(days=30))) == {"kept_from_today"}
        with pytest.raises(Refused):
            enters(person, MEMBER, from_day=CALLED + timedelta(days=1))

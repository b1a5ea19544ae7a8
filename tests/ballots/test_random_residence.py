"""Whatever has happened to people, a roll has exactly those who have a vote by what the desk tells each of them, and a
removal next door changes neither that nor what the roll is marked with.

With the voided consent, the late mark of the first stay or the vouches of officers' kin left out of its SELECT, it
fails: nothing had tied the three before.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sunward.ballots import queries as ballots
from sunward.ballots.models import Roll, RollEntry
from sunward.kernel import sql
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref, new_id, person_number
from sunward.registry import queries as registry
from sunward.registry.models import (
    Area,
    Community,
    Household,
    Kinship,
    Person,
    ResidenceSpell,
    VoteApplication,
    Vouch,
)
from sunward.registry.queries import Wanted, electorate
from sunward.registry.residence import voice
from tests.money.cases import START, act, on
from tests.stage import CLERK, CODE, DIRECTOR, here, holder

BORN = st.sampled_from([None, date(1980, 5, 1), date(2007, 12, 1), date(2008, 3, 2), date(2009, 1, 1)])
TOLD = ("roll_entered_late", "roll_vouched_by_kin")


@dataclass(frozen=True, slots=True)
class Consent:
    """An application, from which day its consent counts (days from today; None: there is none), and whether it was
    found to be nobody's wish."""

    votes_in: int | None
    void: bool


@dataclass(frozen=True, slots=True)
class Life:
    """Somebody's: came so many days ago, entered late or not, then moved so often; who said what for them and on which
    day from today: a neighbour or an officer's kin, and whether that was voided."""

    status: str
    papers: str = "lease"
    born_on: date | None = date(1980, 5, 1)
    days: int = 500
    late: int | None = None
    doors: tuple[int, ...] = (0,)
    vouches: tuple[tuple[int, bool, bool], ...] = ()
    consent: Consent | None = None


LIVES = st.builds(
    Life,
    status=st.sampled_from(["registered", "habitual", "mobile", "mobile"]),
    papers=st.sampled_from(["lease", "", "none", "none"]),
    born_on=BORN,
    days=st.integers(5, 500),
    late=st.one_of(st.none(), st.integers(0, 400)),
    doors=st.sampled_from([(0,), (1,), (2,), (0, 1), (1, 2), (2, 0), (0, 1, 0)]),
    vouches=st.lists(st.tuples(st.integers(-20, 3), st.booleans(), st.booleans()), max_size=4).map(tuple),
    consent=st.one_of(st.none(), st.builds(Consent, st.one_of(st.none(), st.integers(-40, 5)), st.booleans())),
)
WIFE, FRIEND, VOID = (-5, False, True), (-5, False, False), Consent(-5, void=True)


@pytest.mark.postgres
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(lives=[Life("mobile", consent=VOID), Life("mobile", doors=(0, 1), consent=VOID)])
@example(lives=[Life("habitual", days=195, late=1), Life("habitual", days=195, late=1, doors=(0, 1))])
@example(lives=[Life("registered", "none", vouches=(WIFE, FRIEND))])
@given(lives=st.lists(LIVES, max_size=6))
def test_any_life_gives_the_roll_that_the_desk_tells(community: str, lives: list[Life]) -> None:
    with on(START), transaction.atomic():
        with door_open():
            doors, kin = homes(), relatives(len(lives))
            people = [lives_here(life, doors, kin) for life in lives]
        before = same_everywhere(people)
        for who, life in zip(people, lives, strict=True):
            door = doors[(life.doors[-1] + 1) % len(doors)]
            facts = {"person": str(who), "status": life.status, "from_day": START}
            act("registry.record_arrival", CLERK, Ref("household", door.number), **facts)
        assert same_everywhere(people) == before
        transaction.set_rollback(True)


def same_everywhere(people: list[Person]) -> tuple[set[int], dict[str, str]]:
    """Who has a vote, by the desk and by each roll alike, and what the roll of everybody is marked with."""
    stays = {who.pk: ResidenceSpell.objects.on(START).get(person=who) for who in people}
    votes = {pk for pk, stay in stays.items() if votes_by_the_desk(stay)}
    roll = freeze()
    assert set(RollEntry.objects.filter(roll=roll, person__in=people).values_list("person_id", flat=True)) == votes
    behind = {stays[pk].household_id for pk in votes}
    assert selected("household_delegates", 1) & {stay.household_id for stay in stays.values()} == behind
    for grid in registry.subgroups(CODE)[:2]:
        within = {pk for pk in votes if (area := stays[pk].household.grid) and area.code == grid.code}
        assert selected("adults", 0, grid.code) & {*stays} == within
    return votes, {one.rule: one.actual for one in ballots.marks_of_roll(roll.pk) if one.rule in TOLD}


def votes_by_the_desk(stay: ResidenceSpell) -> bool:
    """What makes a voter, and what the receipt says; both agree."""
    found = voice.resident(stay, CODE, START) and voice.voter(stay, CODE, START)
    way = voice.way_to_vote(stay, CODE, START)
    told = way.granted and not way.missing and way.votes_from is not None and way.votes_from <= START
    assert told is found
    return found


def freeze() -> Roll:
    done = act("ballots.freeze_roll", DIRECTOR, here(), body="residents_assembly")
    assert done.result
    return Roll.objects.get(number=done.result.id)


def selected(of: str, column: int, grid: str = "") -> set[int]:
    found = electorate(of, Wanted(CODE, START, grid=grid))
    assert found
    return {row[column] for row in sql.rows(found.sql, [*found.parameters])}


def homes() -> list[Household]:
    """A door in each of two subgroups, and one of which the register knows no grid."""
    place = Community.objects.get(code=CODE)
    grids = [*Area.objects.filter(code__in=[one.code for one in registry.subgroups(CODE)[:2]]).order_by("code"), None]
    return [
        Household.objects.create(number=f"{CODE}-n{number}", door=f"n{number}", community=place, grid=grid)
        for number, grid in enumerate(grids)
    ]


def relatives(number: int) -> list[Person]:
    """Declared kin of the director: one of them can vouch for each newcomer."""
    director = Person.objects.get(number=person_number(holder(CODE, DIRECTOR)))
    found = [person() for _ in range(number)]
    for one in found:
        Kinship.objects.create(person=director, relative=one, relation="cousin", source="own", declared_on=START)
    return found


def person(born_on: date | None = None) -> Person:
    made: Person = Person.objects.create(number=f"p{new_id(11)}", community_code=CODE, born_on=born_on)
    return made


def lives_here(life: Life, doors: list[Household], kin: list[Person]) -> Person:
    who = person(life.born_on)
    first = arrived = START - timedelta(days=life.days)
    stays = list[ResidenceSpell]()
    for place, number in enumerate(life.doors):
        last = place == len(life.doors) - 1
        until = None if last else arrived + timedelta(days=max(1, life.days // (len(life.doors) + 1)))
        stays.append(ResidenceSpell.objects.create(
            person=who, household=doors[number], status=life.status, papers=life.papers, from_day=arrived,
            left_on=until, began_with=stays[0] if stays else None, entry=new_id(8),
            late_on=START - timedelta(days=life.late) if life.late is not None and not stays else None,
        ))  # fmt: skip
        arrived = until or arrived
    said_for(stays[0], life, kin)
    if life.consent:
        applies(stays[0], life.consent, first)
    return who


def said_for(stay: ResidenceSpell, life: Life, kin: list[Person]) -> None:
    free = iter(kin)
    for said_in, void, of_kin in life.vouches:
        by = (next(free, None) if of_kin else None) or person()
        void_on = START if void else None
        said_on = START + timedelta(days=said_in)
        Vouch.objects.create(spell=stay, voucher=by, vouched_on=said_on, void_on=void_on, entry=new_id(8))


def applies(stay: ResidenceSpell, consent: Consent, on_day: date) -> None:
    given = {}
    if consent.votes_in is not None:
        counts = max(START + timedelta(days=consent.votes_in), on_day)
        given = {"consented_on": on_day, "decision": "x", "votes_from": counts}
    VoteApplication.objects.create(spell=stay, applied_on=on_day, void_on=START if consent.void else None, **given)

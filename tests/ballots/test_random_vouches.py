"""Whom neighbours vouched for stands on a roll exactly where they have a voice: the SELECT and `voice` say the same.

Seen before: both vouches for a newcomer without papers were void, the page said that they wait for a neighbour, and
the roll of the residents' assembly had them.
"""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sunward.ballots.models import Roll, RollEntry
from sunward.kernel import sql
from sunward.kernel.guard import door_open
from sunward.kernel.refs import new_id
from sunward.registry.models import Community, Household, Person, ResidenceSpell, Vouch
from sunward.registry.queries import Wanted, electorate
from sunward.registry.residence import voice
from tests.ballots.petitions.scenes import residents
from tests.money.cases import START, act, on, paper
from tests.stage import CLERK, CODE, DIRECTOR, here, served, upheld

DAYS = st.dates(START - timedelta(days=60), START + timedelta(days=5))
VOUCHES = st.lists(st.tuples(DAYS, st.one_of(st.none(), DAYS)), max_size=4)
Newcomers = list[tuple[str, list[tuple[date, date | None]]]]
NEWCOMERS = st.lists(st.tuples(st.sampled_from(["none", "lease"]), VOUCHES), max_size=5)


def test_void_vouches_put_nobody_on_a_roll(community: str) -> None:
    with on(START):
        facts = {"door": "9-901", "papers": "none", "status": "registered", "born_on": date(1990, 5, 5)}
        new = act("registry.register_arrival", CLERK, here(), name="新来", **facts).result
        assert new
        done = [served("registry.vouch", one, new, signed=paper(one)) for one in residents(2)]
        assert on_roll(new.id)
        upheld(done[0])
        assert not on_roll(new.id)


def on_roll(number: str) -> bool:
    roll = act("ballots.freeze_roll", DIRECTOR, here(), body="residents_assembly").result
    assert roll
    return RollEntry.objects.filter(roll=Roll.objects.get(number=roll.id), person__number=number).exists()


@pytest.mark.postgres
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(newcomers=NEWCOMERS, day=DAYS)
def test_any_vouches_give_the_roll_that_the_voice_gives(community: str, newcomers: Newcomers, day: date) -> None:
    roll_and_voice_agree(newcomers, day)


def roll_and_voice_agree(newcomers: Newcomers, day: date) -> None:
    """Of some newcomers, each with their papers and the vouches for them, by the rules of a day."""
    with on(START), transaction.atomic():
        place = Community.objects.get(code=CODE)
        with door_open():
            stays = [arrives(place, papers, vouches) for papers, vouches in newcomers]
        expected = {one.person_id for one in stays if voice.resident(one, CODE, day) and voice.voter(one, CODE, day)}
        found = electorate("adults", Wanted(CODE, day))
        assert found
        rows = sql.rows(f"SELECT e.person_id FROM ({found.sql}) e", [*found.parameters])
        mine = {one.person_id for one in stays}
        assert {person for (person,) in rows} & mine == expected
        transaction.set_rollback(True)


def arrives(place: Community, papers: str, vouches: list[tuple[date, date | None]]) -> ResidenceSpell:
    door = f"n{new_id(6)}"
    home = Household.objects.create(number=f"{CODE}-{door}", door=door, community=place)
    person = Person.objects.create(number=f"p{new_id(11)}", community_code=CODE, born_on=date(1980, 5, 1))
    stay: ResidenceSpell = ResidenceSpell.objects.create(
        person=person, household=home, status="registered", from_day=date(2020, 1, 1), papers=papers
    )
    for said_on, void_on in vouches:
        neighbour = Person.objects.create(number=f"p{new_id(11)}", community_code=CODE)
        Vouch.objects.create(spell=stay, voucher=neighbour, vouched_on=said_on, void_on=void_on, entry=new_id(8))
    return stay

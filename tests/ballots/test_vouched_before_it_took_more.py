"""Two neighbours were enough for a newcomer without papers. From the next version on it takes three, and whoever had a
voice by the rules of the day on which the last of the two vouched keeps it.

Failed before: on the day of the new version they had no voice any more, could object to nothing, and stood on no roll.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sunward.kernel.acts import Refused
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry
from tests import stage
from tests.ballots.petitions.scenes import residents
from tests.ballots.test_random_vouches import DAYS, Newcomers, on_roll, roll_and_voice_agree
from tests.charter import next_versions
from tests.money.cases import START, act, on, paper
from tests.stage import CLERK, CODE, DIRECTOR, here, served, upheld

pytestmark = pytest.mark.usefixtures("community")
SINCE = START + timedelta(days=30)


def taking(number: int | None) -> Callable[[dict[str, Any]], None]:
    """The next version wants so many neighbours; None: it lets nobody vouch."""

    def changed(body: dict[str, Any]) -> None:
        if number is None:
            del body["parameters"]["vouching_neighbours"]
        else:
            body["parameters"]["vouching_neighbours"]["value"] = number

    return changed


class Arrived:
    """Somebody without papers who came before the next version, and so many neighbours who said so by then."""

    def __init__(self, vouched: int, next_takes: int | None = 3) -> None:
        with on(START):
            facts = {"door": "9-901", "papers": "none", "status": "registered", "born_on": date(1990, 5, 5)}
            new = act("registry.register_arrival", CLERK, here(), name="新来", **facts).result
            assert new
            self.ref: Ref = new
            self.neighbours = residents(4)
            self.said = [self.vouch(one) for one in self.neighbours[:vouched]]
            next_versions.in_force(taking(next_takes), SINCE)

    def vouch(self, one: str) -> Any:
        return served("registry.vouch", one, self.ref, signed=paper(f"{one} {vars(self).get('said')}"))

    def has_a_voice(self, day: date) -> bool:
        """By the register, on the list of the desk, and on a roll: all say the same."""
        with on(day):
            clerk = stage.holder(CODE, CLERK)
            waits = {one.person for one in registry.waits_for_vouches(CODE, clerk, day, 9)}
            voices = {
                "resident" in registry.capacities_of(str(self.ref), CODE, day),
                on_roll(self.ref.id),
                registry.vouches_awaited(str(self.ref), CODE, day) is None and str(self.ref) not in waits,
            }
        assert len(voices) == 1
        return voices.pop()


@pytest.mark.parametrize("next_takes", [3, 1])
def test_whoever_had_a_voice_keeps_it(next_takes: int) -> None:
    newcomer = Arrived(2, next_takes)
    assert newcomer.has_a_voice(SINCE - timedelta(days=1))
    assert newcomer.has_a_voice(SINCE)
    assert newcomer.has_a_voice(SINCE + timedelta(days=400))


def test_they_keep_it_where_nobody_can_vouch_any_more() -> None:
    newcomer = Arrived(2, None)
    with on(SINCE):
        assert "resident" in registry.capacities_of(str(newcomer.ref), CODE, SINCE)
        assert on_roll(newcomer.ref.id)
        with pytest.raises(Refused):
            act("registry.vouch", "resident", newcomer.ref, by=newcomer.neighbours[3])


def test_whoever_had_none_by_then_needs_as_many_as_the_new_rule_says() -> None:
    newcomer = Arrived(1)
    for one, enough in zip(newcomer.neighbours[1:3], (False, True), strict=True):
        with on(SINCE):
            newcomer.vouch(one)
        assert newcomer.has_a_voice(SINCE) == enough


def test_a_vouch_that_was_none_gave_nothing() -> None:
    newcomer = Arrived(2)
    with on(START + timedelta(days=5)):
        upheld(newcomer.said[0])
    assert not newcomer.has_a_voice(SINCE)


def test_that_it_rests_on_kin_of_an_officer_is_said_as_before() -> None:
    newcomer = Arrived(2)
    with on(SINCE):
        assert registry.resting_on_vouches(CODE, SINCE).on_kin == []
        kin = {"relative": newcomer.neighbours[0], "relation": "sibling"}
        act("registry.declare_kinship", DIRECTOR, Ref.parse(stage.holder(CODE, DIRECTOR)), **kin)
        assert len(registry.resting_on_vouches(CODE, SINCE).on_kin) == 1


@pytest.fixture
def raised(community: str) -> None:
    """Two, then four, then three, in the days in which the vouches fall."""
    with on(START - timedelta(days=35)):
        next_versions.in_force(taking(4), START - timedelta(days=20))
    with on(START - timedelta(days=10)):
        next_versions.in_force(taking(3), START - timedelta(days=5))


SAID = st.lists(st.tuples(DAYS, st.none()), min_size=1, max_size=3)
COMING = st.lists(st.tuples(st.just("none"), SAID), min_size=2, max_size=5)
SINCE_THEN = st.dates(START - timedelta(days=20), START + timedelta(days=5))


@pytest.mark.postgres
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(newcomers=COMING, day=SINCE_THEN)
def test_any_vouches_give_the_roll_that_the_voice_gives(raised: None, newcomers: Newcomers, day: date) -> None:
    roll_and_voice_agree(newcomers, day)

"""A death that stands in the register with its certificate takes a person off every roll of a later day.

Seen before: a member who had died kept their place on the rolls of the members' assembly, of the party members' and of
the representatives' meeting; only that of the residents left them out.
"""

from datetime import timedelta

import pytest

from sunward.ballots.models import Roll, RollEntry
from sunward.kernel.refs import Ref
from tests import stage
from tests.ballots.petitions import scenes as petitions
from tests.elections import scenes as elections
from tests.elections.scenes import CALLED, at
from tests.money.cases import paper
from tests.stage import CLERK, here

pytestmark = pytest.mark.usefixtures("community")
BODIES = ("member_assembly", "party_members_meeting", "representatives_meeting", "residents_assembly")
DELEGATE = "representatives_meeting.delegate"


@pytest.fixture
def people() -> list[str]:
    """Three residents, members of collective and party and delegates."""
    with at(CALLED):
        found = petitions.residents(3)
        for person in found:
            for kind in ("collective", "party"):
                stage.act("registry.record_membership", CLERK, here(), person=person, kind=kind)
            elections.appoint(person, DELEGATE)
    return found


def dies(person: str, **facts: object) -> None:
    given = {"reason": "died", "told_by": "papers", "left_on": CALLED + timedelta(days=2)} | facts
    stage.act("registry.record_departure", CLERK, Ref.parse(person), **given)


def stands(body: str, person: str, **facts: object) -> bool:
    done = stage.act("ballots.freeze_roll", CLERK, here(), body=body, **facts)
    assert done.result
    roll = Roll.objects.get(number=done.result.id)
    return RollEntry.objects.filter(roll=roll, person__number=person.removeprefix("person:")).exists()


def test_whoever_died_is_on_no_roll_of_a_later_day(people: list[str]) -> None:
    with at(CALLED + timedelta(days=5)):
        dies(people[0], certificate=paper("death"))
        assert [body for body in BODIES if stands(body, people[0])] == []
        assert [body for body in BODIES if stands(body, people[1])] == list(BODIES)
        assert stands("representatives_meeting", people[0], record_date=CALLED + timedelta(days=1)), "alive that day"


def test_a_death_that_somebody_only_says_takes_no_member_and_no_delegate_off(people: list[str]) -> None:
    """It could be said of anybody: the clerk's word alone empties no roll."""
    with at(CALLED + timedelta(days=5)):
        dies(people[0])
        assert [body for body in BODIES if stands(body, people[0])] == list(BODIES[:3])

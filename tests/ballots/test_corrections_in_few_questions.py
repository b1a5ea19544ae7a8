"""What corrections that nobody bears out come to for a roll is asked for all people at once, whatever their number.

Before, one person took 25 questions and each further one eight more; a roll of households asked about the whole
community again for each place that was struck or added.
"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunward.ballots import queries as ballots
from sunward.ballots.models import Roll
from sunward.ballots.roll.striking import added_unborne
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry
from tests.ballots.test_corrected_people import claims, marks
from tests.ballots.test_moving_next_door import arrives, freeze
from tests.money.cases import START, act, on
from tests.stage import CLERK, CODE

pytestmark = pytest.mark.usefixtures("community")
LATER = START + timedelta(days=9)


def asked(roll: Roll) -> int:
    with CaptureQueriesContext(connection) as seen:
        list(ballots.marks_of_roll(roll.pk))
    return len(seen)


def newcomers(number: int, **facts: object) -> list[Ref]:
    return [arrives(name=f"人{k}", door=f"5-{k}", **facts) for k in range(number)]


def test_one_person_and_three_take_the_same() -> None:
    with on(START):
        people = newcomers(3, papers="none", status="registered")
    counted = []
    with on(LATER):
        for who in people:
            claims(who, papers="identity_card")
            counted.append(asked(freeze()))
        assert marks(freeze())["roll_corrected_persons"] == "3"
    assert counted == [31, 31, 26], "one of them for whoever has died since; five while somebody has no papers"


def test_a_claimed_status_with_its_consent_too() -> None:
    with on(START):
        people = newcomers(3, papers="lease", status="mobile")
    with on(LATER):
        for number, who in enumerate(people, 1):
            claims(who, status="registered")
            with CaptureQueriesContext(connection) as seen:
                found = registry.swayed(CODE, LATER)
            assert (len(found.given), len(seen)) == (number, 8)


def test_a_roll_of_households_asks_about_the_community_once() -> None:
    with on(START):
        newcomers(3, status="registered", born_on=date(2015, 1, 1))
        people = [arrives(name=f"别{k}", door=f"6-{k}", status="registered", born_on=None) for k in range(3)]
    counted = []
    with on(LATER):
        roll = freeze(of="household_delegates")
        for k, who in enumerate(people):
            claims(who, born_on=date(1980, 1, 1))
            facts = {"change": "add", "who": f"{CODE}-6-{k}", "reason": "entered_wrongly"}
            act("ballots.correct_roll", CLERK, roll.ref, **facts)
            with CaptureQueriesContext(connection) as seen:
                assert added_unborne(roll) == k + 1
            counted.append(sum("registry_personcorrection" in one["sql"] for one in seen))
    assert counted == [1, 1, 1]

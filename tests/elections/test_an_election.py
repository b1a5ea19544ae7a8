"""An election from the call to the handover, and what stands in its way."""

from datetime import timedelta

import pytest

from sunward.disclosure.models import Publication
from sunward.elections.models import CommitteeMember, Declaration
from sunward.kernel.acts import Refused
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref, new_id
from sunward.record.models import Journal
from sunward.registry.models import Appointment
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import CALLED, CODE, DIRECTOR, MEMBER, VOTING, Race, at, by, office, rules_of

pytestmark = pytest.mark.usefixtures("community")


def test_the_elected_take_office_on_the_spot() -> None:
    race = Race()
    race.post()
    race.open()
    race.count({"c1": 9, "c2": 6, "c3": 2}, blank=1)
    done = race.declare()
    assert done.entry.public["elected"] == ["c1", "c2"]


@pytest.mark.parametrize(
    ("figures", "sheets", "elected"),
    [
        ({"c1": 7, "c2": 6, "c3": 5}, 10, ["c1", "c2"]),
        ({"c1": 7, "c2": 5, "c3": 5}, 10, ["c1"]),
        ({"c1": 6, "c2": 6, "c3": 6}, 10, []),
    ],
)
def test_more_than_half_of_those_who_voted(figures: dict[str, int], sheets: int, elected: list[str]) -> None:
    race = Race()
    race.post()
    race.open()
    race.count(figures, blank=sheets - Race.sheets(figures, 0))
    assert race.declare().entry.public["elected"] == elected

"""A recall goes by the rules under which its petition was opened: by these people were told how many are enough, and
what follows. Failed before: by those of the day on which enough had signed. A version that dropped the recall while
they signed left them with a recall that nobody could call a vote on."""

from datetime import timedelta
from typing import Any

import pytest

from tests import stage
from tests.ballots import scenes as votes
from tests.charter import next_versions
from tests.charter.next_versions import Changed
from tests.elections import scenes
from tests.elections.recall import Story
from tests.elections.scenes import CALLED, CODE, DIRECTOR, at
from tests.money.cases import on

pytestmark = pytest.mark.usefixtures("community")
SINCE, FULL = CALLED + timedelta(days=3), CALLED + timedelta(days=5)


def dropped(body: dict[str, Any]) -> None:
    del body["elections"]["residents_committee"]["recall"]


def stricter(body: dict[str, Any]) -> None:
    rule = body["elections"]["residents_committee"]["recall"]
    rule |= {"within": "90 days", "turnout": {"at_least": "9/10"}, "passed": {"at_least": "9/10"}}


class Signed(Story):
    """The second signature comes after the rules have changed."""

    def __init__(self) -> None:
        with at(CALLED):
            self.people = votes.people(10)
            self.director = stage.holder(CODE, DIRECTOR)
            petition = scenes.petition_against(self.director, DIRECTOR, self.people[0])
            scenes.sign(petition, self.people[0])
        with at(FULL):
            scenes.sign(petition, self.people[1])
            self.roll = scenes.freeze()
        self.recall = scenes.the_recall()


@pytest.mark.parametrize("changed", [dropped, stricter])
def test_what_changes_while_people_sign_changes_nothing_for_it(changed: Changed) -> None:
    with on(CALLED - timedelta(days=1)):
        next_versions.in_force(changed, SINCE)
    story = Signed()
    assert story.recall.due_on == FULL + timedelta(days=30)
    day = story.call(on=FULL + timedelta(days=9))
    story.poll(day, 4, 2)
    assert story.declare(day)
    story.certify(day)
    assert story.director not in scenes.holding(DIRECTOR, day)

"""Somebody was entered as gone who never left, and comes back on the roll by which people sign for a recall: whoever is
to be recalled answers the dispute about it, and chooses nothing by that.

Before, the roll refused the supervisor who answered, the answer fell with it, and the error stood at a field that no
form of theirs has.
"""

import pytest

from sunward.ballots.models import Correction, Petition, Roll, RollEntry
from sunward.kernel.facts import FactsError
from sunward.registry import queries as registry
from tests import stage
from tests.ballots.petitions.scenes import opened, residents, sign
from tests.ballots.test_entered_as_gone import dispute, gone
from tests.elections.recall import Story
from tests.elections.scenes import CALLED, STREET, at
from tests.stage import CODE, DIRECTOR, SUPERVISOR

pytestmark = pytest.mark.usefixtures("community")


def against(post: str, people: list[str]) -> Roll:
    """People sign for a recall of whoever holds the post."""
    petition = opened(people[0], purpose="recall", asks_for=registry.terms_of(post, CODE)[0].number)
    sign(petition, people[1])
    return Petition.objects.get(number=petition.id).roll


def test_the_supervisor_to_be_recalled_answers_and_they_come_back(community: str) -> None:
    people = residents(21)
    one = people[20]
    said = dispute(gone(one), one)
    roll = against(SUPERVISOR, people)
    assert not RollEntry.objects.filter(roll=roll, person__number=one.removeprefix("person:")).exists()
    stage.act("disclosure.answer_dispute", SUPERVISOR, said, outcome="upheld", answer="没有离开。")
    assert RollEntry.objects.get(roll=roll, person__number=one.removeprefix("person:")).struck_on is None
    assert Correction.objects.get(roll=roll).reason == "departure_undone"


def test_so_does_the_street_which_else_corrects_no_roll(community: str) -> None:
    """Before, its answer fell too, for every roll in use."""
    people = residents(21)
    one = people[20]
    said = dispute(gone(one), one)
    roll = against(SUPERVISOR, people)
    stage.act("disclosure.answer_dispute", STREET, said, outcome="upheld", answer="没有离开。")
    assert RollEntry.objects.get(roll=roll, person__number=one.removeprefix("person:")).struck_on is None


def test_that_reason_is_not_theirs_to_name(community: str) -> None:
    """No departure was taken back: they would add whom they like, under a mark."""
    people = residents(21)
    gone(people[20])
    roll = against(DIRECTOR, people)
    facts = {"change": "add", "who": people[20], "reason": "departure_undone"}
    with pytest.raises(FactsError, match="reason"):
        stage.act("ballots.correct_roll", DIRECTOR, roll.ref, **facts)


def test_nor_theirs_once_the_recall_is_on() -> None:
    """Before, whoever had a stake named that reason, true or not."""
    story = Story()
    with at(CALLED, 12):
        [outsider] = residents(1)
        facts = {"change": "add", "who": outsider, "reason": "departure_undone"}
        with pytest.raises(FactsError, match="change"):
            stage.act("ballots.correct_roll", DIRECTOR, story.roll.ref, **facts)

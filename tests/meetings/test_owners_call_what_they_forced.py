"""Enough owners ask for their assembly, and their committee is silent: one of those who signed calls it, and so may the
street. Nobody could before, for ever."""

from datetime import timedelta

import pytest

from sunward.ballots.models import Petition
from sunward.kernel.refs import Ref
from sunward.meetings.models import Meeting
from tests.ballots.petitions.scenes import opened, sign
from tests.meetings import owners, scenes
from tests.meetings.scenes import act, at
from tests.money import cases

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
LATE = owners.IN_FORCE + timedelta(days=20)
HELD_ON = LATE + timedelta(days=17)


@pytest.fixture
def asked(community: str) -> tuple[Ref, list[str]]:
    with cases.on(cases.START):
        people = owners.under_the_civil_code(("100", "100", "50", "50", "80", "20"))
    with at(owners.IN_FORCE, 9):
        petition = opened(people[1], purpose="meeting", asks_for="owners_assembly", of="", title="换物业")
        sign(petition, people[1])
        sign(petition, people[2])
        assert Petition.objects.get().reached_on
    return petition, people


@pytest.mark.parametrize("who", ["signer", "street"])
def test_in_the_silence_of_their_committee(asked: tuple[Ref, list[str]], who: str) -> None:
    petition, people = asked
    post, by = ("resident", people[2]) if who == "signer" else ("street_office.director", None)
    with at(LATE, 9):
        done = act("meetings.convene_on_petition", post, petition, by=by, place="院子", held_on=HELD_ON, at="19:00")
    assert done.result
    meeting = Meeting.objects.get(number=done.result.id)
    assert (meeting.body, meeting.items.get().about) == ("owners_assembly", petition)


def test_but_not_before_the_days_of_the_committee_are_over(asked: tuple[Ref, list[str]]) -> None:
    petition, people = asked
    with at(owners.IN_FORCE + timedelta(days=1), 9):
        refused = scenes.broken(
            lambda: act(
                "meetings.convene_on_petition", "resident", petition, by=people[2], place="院子",
                held_on=owners.IN_FORCE + timedelta(days=20), at="19:00",
            )
        )  # fmt: skip
    assert "silence" in refused

"""Enough owners ask for their assembly, and their committee is silent: one of those who signed calls it, and so may the
street. Nobody could before, for ever. It is the same right for whoever lets the flat and lives elsewhere."""

from datetime import date, timedelta

import pytest
from django.test import Client

from sunward.ballots.models import Petition, Vote
from sunward.kernel.refs import Ref
from sunward.meetings.models import Meeting, Minutes
from tests import stage
from tests.ballots.petitions.scenes import opened, sign
from tests.meetings import owners, scenes
from tests.meetings.scenes import act, at
from tests.money import cases
from tests.portal.pages import signed_in
from tests.stage import CLERK

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


@pytest.fixture
def landlord(community: str) -> str:
    """An owner of a flat here who lives elsewhere; `person:<id>`."""
    with cases.on(cases.START):
        born = date(1970, 1, 1)
        her = cases.act("registry.register_person", CLERK, stage.here(), name="钱外住", born_on=born).result
        cases.act("registry.register_household", CLERK, stage.here(), door="8-801")
        shown = {"area": "120", "told_by": "papers", "paper": cases.paper("certificate 8-801")}
        cases.act("registry.record_ownership", CLERK, Ref("household", f"{stage.CODE}-8-801"), owner=str(her), **shown)
    return str(her)


@pytest.fixture
def theirs(landlord: str) -> tuple[Ref, list[str]]:
    """She opened and signed it, and a neighbour did."""
    with cases.on(cases.START):
        people = owners.under_the_civil_code(("100", "100", "50", "50", "80"))
    with at(owners.IN_FORCE, 9):
        asked = {"purpose": "meeting", "asks_for": "owners_assembly", "title": "换物业", "of": "owners"}
        petition = cases.act("ballots.open_petition", "owner", stage.here(), by=landlord, **asked).result
        assert petition
        act("ballots.sign_petition", "owner", petition, by=landlord)
        sign(petition, people[1])
        assert Petition.objects.get().reached_on
    return petition, people


def called_by(landlord: str, petition: Ref) -> Meeting:
    with at(LATE, 9):
        facts = {"place": "院子", "held_on": HELD_ON, "at": "19:00"}
        act("meetings.convene_on_petition", "owner", petition, by=landlord, **facts)
        meeting = Meeting.objects.get(body="owners_assembly")
        for channel, proof in (("page", {}), ("poster", {"proof": cases.paper("poster")})):
            act("meetings.give_notice", "owner", meeting.ref, by=landlord, channel=channel, given_on=LATE, **proof)
    return scenes.again(meeting)


def test_an_owner_who_lives_elsewhere_calls_it_and_holds_it(
    theirs: tuple[Ref, list[str]], landlord: str, client: Client
) -> None:
    """Failed before: she signed for it, and could not call it, nor do anything at it."""
    petition, _people = theirs
    with at(LATE, 9):
        page = signed_in(client, landlord).get(f"/en/c/{stage.CODE}/petitions/{petition.id}/").content.decode()
        assert f"/do/meetings.convene_on_petition/{petition}/" in page
    meeting = called_by(landlord, petition)
    assert meeting.roll
    room = f"/en/c/{stage.CODE}/meetings/{meeting.number}/room/"
    with at(HELD_ON, 19):
        assert signed_in(client, landlord).get(room).status_code == 200
        act("meetings.admit", "owner", meeting.ref, by=landlord, places=scenes.listed(scenes.entries(meeting.roll)))
        act("meetings.open_session", "owner", meeting.ref, by=landlord)
        act("meetings.put_to_vote", "owner", meeting.items.get().ref, by=landlord, channels="roll_call")
    assert Vote.objects.filter(about_id=meeting.items.get().number).exists()
    with at(HELD_ON + timedelta(days=1), 9):
        act("meetings.close_session", "owner", meeting.ref, by=landlord)
        act("meetings.draft_minutes", "owner", meeting.ref, by=landlord)
    assert Minutes.objects.filter(meeting=meeting).exists()


def test_the_desk_calls_it_for_her(theirs: tuple[Ref, list[str]], landlord: str) -> None:
    with at(LATE, 9):
        facts = {"place": "院子", "held_on": HELD_ON, "at": "19:00"}
        stage.served("meetings.convene_on_petition", landlord, theirs[0], **facts)
    assert Meeting.objects.get(body="owners_assembly").by_petitioner


def test_an_owner_who_signed_nothing_calls_nothing(asked: tuple[Ref, list[str]], landlord: str) -> None:
    petition, _people = asked
    facts = {"place": "院子", "held_on": HELD_ON, "at": "19:00"}
    with at(LATE, 9):
        refused = scenes.broken(lambda: act("meetings.convene_on_petition", "owner", petition, by=landlord, **facts))
    assert refused == {"may_call"}, "and nothing else is in the way"

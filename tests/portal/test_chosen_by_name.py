"""Who calls an election, opens a poll or reports what was done chooses by name; keys of the rule book stay accepted."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from sunward.elections.models import Election
from sunward.portal.forms.seatfields import SeatsField
from sunward.portal.forms.votefields import poll_channels_field
from sunward.portal.words.choices import choices_of
from tests import stage
from tests.elections.scenes import CALLED, DEPUTY, MEMBER, VOTING, at, term_until
from tests.portal.pages import signed_in
from tests.stage import CODE, DIRECTOR

ADDRESS = f"/en/c/{CODE}/do/elections.call_election/community:{CODE}/"


@pytest.fixture
def director(community: str) -> Client:
    return signed_in(Client(), stage.holder(CODE, DIRECTOR))


def called(client: Client, **seats: str) -> Any:
    given = {
        "key": "call", "body": "residents_committee", "voting_day": str(VOTING), "places": "社区活动室",
        "from_hour": "08:00", "until_hour": "18:00",
    }  # fmt: skip
    with at(CALLED):
        return client.post(ADDRESS, given | seats)


def contests() -> dict[str, int]:
    return dict(Election.objects.get().contests.values_list("post", "seats"))


def test_the_posts_and_their_seats_are_offered_by_name(director: Client) -> None:
    """Before, the form wanted “residents_committee.member 5”, typed."""
    with at(CALLED):
        term_until(DEPUTY, VOTING)
        page = director.get(ADDRESS).content.decode()
    assert "residents_committee.member 5" not in page
    assert f'name="seats-{MEMBER}"' in page
    assert '<option value="residents_committee">' in page
    assert (
        called(director, **{f"seats-{MEMBER}": "2", f"seats-{DEPUTY}": "1", f"seats-{DIRECTOR}": "0"}).status_code
        == 302
    )
    assert contests() == {MEMBER: 2, DEPUTY: 1}


def test_the_keys_stay_accepted(director: Client) -> None:
    assert called(director, seats=f"{MEMBER} 2").status_code == 302
    assert contests() == {MEMBER: 2}


@pytest.mark.parametrize(
    ("seats", "said"),
    [
        ({}, "for one post at least"),
        ({f"seats-{MEMBER}": "0"}, "for one post at least"),
        ({f"seats-{MEMBER}": "two"}, "Write whole numbers."),
        ({f"seats-{MEMBER}": "99"}, "seats at most; 99 were written"),
        ({"seats-supervision_committee.member": "1"}, "Only posts of the body that is elected"),
    ],
)
def test_what_does_not_fit_is_said_without_a_key_and_stays_typed(
    director: Client, seats: dict[str, str], said: str
) -> None:
    response = called(director, **seats)
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "residents_committee.member 5" not in page
    for name, typed in seats.items():
        assert f'name="{name}" value="{typed}"' in page


def test_an_address_that_leads_there_fills_the_boxes() -> None:
    drawn = SeatsField([(MEMBER, MEMBER)]).widget.render("seats", f"{MEMBER} 3")  # type: ignore[list-item]
    assert 'value="3"' in drawn


@pytest.mark.parametrize(
    ("act", "name", "one"),
    [
        ("elections.form_committee", "made_by", "residents_assembly"),
        ("decisions.carry_out", "body", "residents_committee"),
        ("decisions.carry_out", "body", "service_centre"),
        ("registry.appoint", "elected_by", "residents_assembly"),
    ],
)
def test_bodies_are_chosen_by_name_elsewhere_too(community: str, act: str, name: str, one: str) -> None:
    found = choices_of(act, name, CODE, CALLED + timedelta(days=1))
    titles = dict(found)
    assert one in titles
    assert all(str(title) != key for key, title in found), "each has a name"
    assert len(titles) == len(found)


def test_a_poll_is_opened_by_boxes_and_never_on_the_web(community: str) -> None:
    field = poll_channels_field(label="", required=True)
    assert [key for key, _name in field.choices] == ["paper", "terminal"]  # type: ignore[attr-defined]
    assert field.clean(["paper", "terminal"]) == "paper,terminal"
    assert field.clean(["paper, terminal"]) == "paper,terminal"
    with pytest.raises(ValidationError):
        field.clean(["web"])

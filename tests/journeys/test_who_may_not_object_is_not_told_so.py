"""“You can object” stands where the list of powers lets people object. Failed before: a community had taken the power
from its residents, and poster, page and home went on promising it to whoever was then refused."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from sunward.disclosure.models import Publication
from sunward.kernel.acts import Refused
from tests import stage
from tests.charter.amendments import adopt, change, draft, vote
from tests.disclosure.scenes import day, post, resident
from tests.elections.scenes import freeze
from tests.money.cases import START, on
from tests.portal.pages import signed_in
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community", "own_keys")
SINCE = START + timedelta(days=35)


def taken_away(holders: list[str]) -> None:
    with on(START):
        drafted = draft(change("powers.object.held_by", holders), since=SINCE)
        adopt(drafted, vote(drafted))


def said(address: str, client: Client) -> str:
    with day(SINCE):
        response = client.get(f"/en/c/{CODE}/{address}")
    assert response.status_code == 200, address
    return " ".join(unescape(strip_tags(response.content.decode())).split())


PROMISED = {
    "": ("You can object to anything that is posted", "at any time while it is posted", "Read and object"),
    "publications/{number}/": ("Sign in to object",),
    "publications/{number}/poster/": ("You can object",),
}


@pytest.mark.parametrize("theirs", [True, False])
def test_only_where_a_power_grants_it(theirs: bool) -> None:
    taken_away(["resident"] if theirs else ["member"])
    row, visitor = post(SINCE), Client()
    for address, promises in PROMISED.items():
        page = said(address.format(number=row.number), visitor)
        for promise in promises:
            assert (promise in page) is theirs, (address, promise)


def test_what_is_said_is_what_the_door_does() -> None:
    taken_away(["member"])
    row, who = post(SINCE), resident()
    assert "Open the form: object" not in said(f"publications/{row.number}/", signed_in(Client(), who))
    with day(SINCE), pytest.raises(Refused):
        stage.act("disclosure.object", "resident", row.ref, by=who, text="不对")


def test_members_are_told_of_the_rolls_that_are_theirs_to_object_to() -> None:
    taken_away(["member"])
    with day(SINCE):
        freeze()
    number = Publication.objects.get(subject_type="roll").number
    assert "You can object" in said(f"publications/{number}/poster/", Client())

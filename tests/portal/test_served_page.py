"""A clerk serves whoever has come from one page: petitions, votes, meetings with their items, elections too."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunward.ballots import queries as ballots
from sunward.elections import queries as elections
from sunward.meetings import queries as meetings
from sunward.meetings.models import Meeting
from sunward.registry import queries as registry
from tests import stage
from tests.ballots import scenes as votes
from tests.ballots.petitions.scenes import opened
from tests.elections import scenes as polls
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, at
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, holder

pytestmark = pytest.mark.django_db
NOON = 12
ELECTED = (
    ("residents_committee", "member"), ("supervision_committee", "member"), ("representatives_meeting", "delegate"),
)  # fmt: skip


def under_way(number: int, come: str, people: list[str]) -> None:
    """So many of each: a petition, an open vote, a meeting with an item, an election to come."""
    with at(CALLED, 10):
        for place in range(number):
            asked = {"purpose": "meeting", "asks_for": "residents_assembly"}
            opened(people[number + place], title=f"开会议第{number + place}件事", **asked)
            votes.put(votes.roll_of([come, *people]), channels="paper", on=CALLED)
    for place in range(number):
        body, post = ELECTED[number + place - 1]
        polls.term_until(f"{body}.{post}", polls.VOTING)
        polls.call(f"{body}.{post} 1", body)
        scenes.called(3)


def served_page(client: Client, person: str) -> str:
    with at(CALLED, NOON):
        signed_in(client, holder(CODE, CLERK))
        answer = client.get(f"/en/c/{CODE}/desk/for/{person.removeprefix('person:')}/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def offered(page: str) -> set[str]:
    """The acts on the page, by name and by what they are about."""
    return set(re.findall(r"/do/([a-z_.]+/[a-z]+):", page))


def test_what_is_under_way_stands_on_the_one_page(community: str, client: Client) -> None:
    """Before, a clerk served from five pages: the petition's, the meeting's, the election's, the vote's and this."""
    with at(CALLED, 9):
        come, *people = votes.people(8)
    under_way(1, come, people)
    page = served_page(client, come)
    assert {"ballots.sign_petition/petition", "elections.grant_proxy/election"} <= offered(page)
    assert "ballots.close_vote/vote" not in offered(page)
    assert "meetings.step_aside/item" not in offered(page), "they are not on the roll of that meeting"
    assert "开会议第1件事" in page
    member = registry_person(Meeting.objects.get())
    assert "meetings.step_aside/item" in offered(served_page(client, member))


def registry_person(meeting: Meeting) -> str:
    assert meeting.roll
    return str(meeting.roll.entries.order_by("id")[0].person)


def test_whoever_stands_withdraws_and_whoever_signed_takes_it_back(community: str, client: Client) -> None:
    race = polls.Race()
    with at(CALLED, 11):
        petition = opened(race.people[0])
        stage.act("ballots.sign_petition", "resident", petition, by=race.candidates[0])
    stands, other = (offered(served_page(client, one)) for one in (race.candidates[0], race.people[6]))
    assert {"elections.withdraw_candidacy/candidate", "ballots.withdraw_signature/petition"} <= stands
    assert "elections.nominate/contest" in other
    assert "elections.withdraw_candidacy/candidate" not in other
    assert "ballots.withdraw_signature/petition" not in other


def test_the_grid_of_their_door_is_set_from_the_same_page(community: str, client: Client) -> None:
    """Before, no act set it: whoever came through the arrival form was on no subgroup's roll."""
    with at(CALLED, 9):
        (come,) = votes.people(1)
    page = served_page(client, come)
    assert "registry.place_household/household" in offered(page)
    address = re.search(r'href="([^"]*/do/registry\.place_household/[^"]*)"', page)
    assert address
    with at(CALLED, NOON):
        form = str(client.get(address[1]).content.decode())
    assert all(f'value="{grid.code}"' in form for grid in registry.subgroups(CODE))


def cost(read: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert read()
    return len(asked)


def test_the_lists_cost_the_same_at_one_and_three_and_the_page_so_much_for_each(community: str, client: Client) -> None:
    with at(CALLED, 9):
        come, *people = votes.people(8)
    costs, pages = [], []
    for number in (1, 2):
        under_way(number, come, people)
        with at(CALLED, NOON):
            costs.append(
                (cost(lambda: ballots.newest_unfinished(CODE)), cost(lambda: meetings.open_agenda(CODE, CALLED)),
                 cost(lambda: elections.to_come(CODE, come, CALLED)))
            )  # fmt: skip
        served_page(client, come)
        pages.append(cost(lambda: served_page(client, come)))
    assert costs == [(1, 2, 8), (1, 2, 8)]
    # Who waits for vouches, and whether this person does, costs three; the owners of their door six.
    # Each act on each thing is asked, the thing itself and whether it is held once; who holds what, who lives where and
    # who is of age to vouch is asked once for all.
    # Of each vote on paper, whether any sheet came back, or is out: without, nobody is asked of one.
    # Of a meeting that has no speakers none are asked for; whether somebody is entered as having come is asked of each.
    # The call of an election hangs: whoever is served can object to it, and each posting costs six.
    # What a committee does is asked of nobody but its members: who they are costs one.
    # Of an item, whether they sit there for somebody else: then they can step aside; and whether they have, as a proxy.
    # On which lists of speakers they stand is asked once.
    assert pages == [172, 302]

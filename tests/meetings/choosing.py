"""Scenes of choosing: which of three firms mends the roof."""

from html import unescape
from typing import Any

from django.test import Client

from sunward.ballots.models import Vote
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.session.choosing import Chosen, chosen_by
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, DIRECTOR, at
from tests.stage import CODE

FIRMS = "甲公司 | Company A\n乙公司 | Company B\n丙公司\n"
ROOF = {"title": "屋顶由谁来修", "matter_kind": "", "method": "one_of", "choices": FIRMS}


def asked(people: int = 9, **facts: Any) -> tuple[Meeting, AgendaItem, list[int]]:
    """A meeting whose notice told of a question with choices."""
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(people))
        meeting = scenes.convene()
        item = scenes.add_item(meeting, **(ROOF | facts))
        scenes.notify(meeting)
    return scenes.again(meeting), item, scenes.entries(roll)


def newest(item: AgendaItem) -> Vote:
    return Vote.objects.filter(about_id=item.number).latest("id")


def put(item: AgendaItem, **facts: Any) -> Vote:
    scenes.act("meetings.put_to_vote", DIRECTOR, item.ref, **facts)
    return newest(item)


def by_hands(item: AgendaItem, keys: list[int], hands: dict[str, int]) -> Vote:
    vote = put(item)
    scenes.count_hands(vote, keys, hands)
    scenes.certify(vote)
    return vote


def chosen(item: AgendaItem, vote: Vote) -> Chosen:
    found = chosen_by(AgendaItem.objects.get(pk=item.pk), vote.number)
    assert found is not None
    return found


def read(client: Client, address: str, language: str = "en") -> str:
    response = client.get(f"/{language}/c/{CODE}/{address}")
    assert response.status_code == 200, (address, response.status_code)
    return unescape(response.content.decode())

"""Pages of a vote, as they are read."""

from django.test import Client

from sunward.ballots.models import Vote
from tests.stage import CODE


def address(vote: Vote, page: str = "") -> str:
    return f"/en/c/{CODE}/votes/{vote.number}/{page}"


def read(client: Client, vote: Vote, page: str = "") -> str:
    response = client.get(address(vote, page))
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())

"""What a voter reads of their own vote: true at each moment. Somebody who had only been handed a sheet read that they
had voted; whoever voted twice in two windows was not told which counted."""

import pytest
from django.test import Client

from sunward.ballots.models import Vote
from tests.ballots.scenes import cast, close, issue
from tests.portal.pages import signed_in
from tests.portal.voting import address, read

pytestmark = pytest.mark.usefixtures("morning")


def test_a_sheet_in_the_hand_is_no_vote_yet(vote: Vote, voters: list[str], client: Client) -> None:
    issue(vote, voters[0])
    signed_in(client, voters[0])
    for page in (read(client, vote), read(client, vote, "receipt/")):
        assert "A paper ballot was handed out to you" in page
        assert "It counts once it lies in the box" in page
        assert "You have voted" not in page


def test_a_second_ballot_is_said_not_to_count(vote: Vote, voters: list[str], client: Client) -> None:
    cast(vote, voters[1], "for")
    signed_in(client, voters[1])
    page = client.post(address(vote, "ballot/"), {"chosen": "against"}, follow=True).content.decode()
    assert "the first vote stands" in page
    assert "You have voted" in page
    assert "the first vote stands" not in read(client, vote, "receipt/")
    close(vote)
    assert vote.ballots.get().chosen == ["for"]

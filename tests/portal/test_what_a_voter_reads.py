"""What a voter reads of their own vote: true at each moment. Somebody who had only been handed a sheet read that they
had voted; whoever voted twice in two windows was not told which counted."""

import pytest
from django.test import Client

from sunward.ballots.models import Vote
from tests.ballots.scenes import cast, close, issue, people, put, roll_of
from tests.portal.pages import signed_in
from tests.portal.voting import address, read
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("morning")


def test_a_sheet_in_the_hand_is_no_vote_yet(vote: Vote, voters: list[str], client: Client) -> None:
    issue(vote, voters[0])
    signed_in(client, voters[0])
    for page in (read(client, vote), read(client, vote, "receipt/")):
        assert "A paper ballot was handed out to you" in page
        assert "It counts once it lies in the box" in page
        assert "You have voted" not in page
    desk = client.get(f"/en/c/{CODE}/desk/").content.decode()
    assert "a paper ballot was handed out to you; it counts once it lies in the box" in desk


def test_no_web_ballot_is_shown_where_people_vote_on_paper_alone(voters: list[str], client: Client) -> None:
    on_paper = put(roll_of(voters), channels="paper")
    signed_in(client, voters[0])
    page = client.get(address(on_paper, "ballot/")).content.decode()
    assert "This vote is not open by this channel" in page
    assert 'name="chosen"' not in page


def test_after_the_close_no_sheet_is_offered(vote: Vote, voters: list[str], client: Client) -> None:
    signed_in(client, voters[0])
    assert "The paper ballot" in read(client, vote)
    close(vote)
    assert "The paper ballot" not in read(client, vote)


def test_a_second_ballot_is_said_not_to_count(vote: Vote, voters: list[str], client: Client) -> None:
    cast(vote, voters[1], "for")
    signed_in(client, voters[1])
    page = client.post(address(vote, "ballot/"), {"chosen": "against"}, follow=True).content.decode()
    assert "the first vote stands" in page
    assert "You have voted" in page
    assert "the first vote stands" not in read(client, vote, "receipt/")
    close(vote)
    assert vote.ballots.get().chosen == ["for"]


def test_a_ballot_is_offered_to_whoever_has_a_vote_and_to_who_may_sign_in(
    vote: Vote, voters: list[str], client: Client
) -> None:
    assert "Vote here" in read(client, vote)
    signed_in(client, voters[0])
    assert "Vote here" in read(client, vote)
    signed_in(client, people(1)[0])  # who is not on the roll
    assert "Vote here" not in read(client, vote)

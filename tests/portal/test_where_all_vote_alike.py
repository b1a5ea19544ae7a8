"""“赞成 1 100%”, said the result of a secret vote beside “nobody can see how”: where all choose the same, the figures
tell it. It is said with the result, and where few may vote before anybody does."""

from collections.abc import Sequence

import pytest
from django.test import Client

from sunward.ballots.models import Vote
from tests.ballots import scenes
from tests.ballots.scenes import cast, close
from tests.portal.pages import signed_in
from tests.portal.voting import read

pytestmark = pytest.mark.usefixtures("morning")
TOLD = "All who voted chose the same: the figures tell how each of them did."
FEW = "Few may vote here. Where all choose the same, the figures tell how each of them did."


def over(vote: Vote, voters: Sequence[str], chosen: Sequence[str]) -> None:
    for person, said in zip(voters, chosen, strict=False):
        cast(vote, person, said)
    close(vote)


@pytest.mark.parametrize(
    ("chosen", "alike"),
    [(["for"], True), (["against", "against"], True), (["", ""], True), (["for", "against"], False),
     (["for", ""], False)],
)  # fmt: skip
def test_with_the_result_it_is_told(
    vote: Vote, voters: list[str], client: Client, chosen: list[str], alike: bool
) -> None:
    over(vote, voters, chosen)
    assert (TOLD in read(client, vote)) == alike
    signed_in(client, voters[0])
    for page in (read(client, vote), read(client, vote, "receipt/")):
        assert (TOLD in page) == alike
        assert "no page and no list says how" in page
        assert "Nobody can see how" not in page
        assert FEW not in page


def test_where_few_may_vote_it_is_told_before_they_do(vote: Vote, voters: list[str], client: Client) -> None:
    signed_in(client, voters[0])
    assert all(FEW in read(client, vote, page) for page in ("", "ballot/"))
    cast(vote, voters[0])
    assert FEW in read(client, vote, "receipt/")


def test_where_many_may_vote_nobody_is_alarmed(client: Client, community: str) -> None:
    many = scenes.people(11, community)
    vote = scenes.put(scenes.roll_of(many))
    signed_in(client, many[0])
    assert all(FEW not in read(client, vote, page) for page in ("", "ballot/"))


def test_an_open_vote_promises_nothing(aloud: Vote, client: Client) -> None:
    assert FEW not in read(client, aloud)

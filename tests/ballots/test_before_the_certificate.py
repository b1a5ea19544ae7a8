"""What is said of a vote counts until its certificate; of one that was annulled there is nothing left to say.

Seen before: four of six acts took it in all the same, and a page offered them.
"""

from collections.abc import Callable

import pytest
from django.test import Client

from sunward.ballots.models import Vote
from sunward.kernel.guard import door_open
from tests import stage
from tests.ballots import scenes
from tests.ballots.scenes import act, call_roll, entry_of, issue, put, roll_of, rules_of, take_back
from tests.portal.pages import signed_in
from tests.stage import CODE

pytestmark = pytest.mark.postgres


def over(vote: Vote, **how: object) -> None:
    with door_open():
        Vote.objects.filter(pk=vote.pk).update(**how)


ANNULLED = {"annulled_on": scenes.DAY, "annulled_because": "写错了"}


def denied(vote: Vote, voter: str) -> None:
    act("deny_answer", "anyone", vote, by=voter, said="")


SAID: dict[str, Callable[[Vote, str], object]] = {
    "deny_answer": denied,
    "accept_answer": lambda vote, voter: act("accept_answer", "anyone", vote, by=voter),
    "confirm_taken_back": lambda vote, voter: act("confirm_taken_back", "anyone", vote, by=voter),
    "deny_sheet": lambda vote, voter: act("deny_sheet", "anyone", vote, by=voter),
    "deny_taken_back": lambda vote, voter: act("deny_taken_back", "anyone", vote, by=voter),
}


@pytest.fixture
def spoken(voters: list[str]) -> Vote:
    """By roll call and paper: the first answers, the second gives a sheet back, the third has denied an answer; a
    fourth has a sheet."""
    vote = put(roll_of(voters[:4]), channels="roll_call,paper", secret=False)
    call_roll(vote, {voters[0]: "for", voters[2]: "for"})
    issue(vote, voters[1])
    take_back(vote, voters[1])
    issue(vote, voters[3])
    denied(vote, voters[2])
    return vote


@pytest.mark.parametrize(
    ("name", "who"),
    [("deny_answer", 0), ("accept_answer", 2), ("confirm_taken_back", 1), ("deny_taken_back", 1), ("deny_sheet", 3)],
)
def test_nothing_is_said_any_more_of_a_vote_that_was_annulled(
    spoken: Vote, voters: list[str], name: str, who: int
) -> None:
    over(spoken, **ANNULLED)
    assert rules_of(lambda: SAID[name](spoken, voters[who])) == {"annulled"}
    over(spoken, annulled_on=None, annulled_because="")
    SAID[name](spoken, voters[who])


def test_nor_are_those_who_were_drawn_asked(vote: Vote, voters: list[str]) -> None:
    for person in voters[:4]:
        scenes.cast(vote, person)
    scenes.close(vote)
    over(vote, **ANNULLED)
    sampled = vote.sample.order_by("pk").first()
    assert sampled
    ask = lambda: act("answer_sample", stage.SUPERVISOR, vote, entry=sampled.entry_id, answer="voted")  # noqa: E731
    own = lambda: act("answer_for_oneself", "anyone", vote, by=str(sampled.entry.person), answer="voted")  # noqa: E731
    assert rules_of(ask) == rules_of(own) == {"annulled"}


@pytest.mark.usefixtures("own_keys")
def test_the_page_of_an_annulled_vote_offers_neither_word(spoken: Vote, voters: list[str], client: Client) -> None:
    signed_in(client, voters[1])
    page = f"/en/c/{CODE}/votes/{spoken.number}/"
    assert "do/ballots.deny_taken_back/" in client.get(page).content.decode()
    over(spoken, **ANNULLED)
    read = client.get(page).content.decode()
    assert "A sheet of yours was taken back" in read
    assert "do/ballots." not in read
    assert entry_of(spoken, voters[1])

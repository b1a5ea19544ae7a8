"""The page of somebody at the desk shows what can be entered first, and nothing of a sheet that was never handed out.

Seen before: of an ordinary resident it showed seventeen acts that could not be done, on four screens."""

import re

import pytest
from django.test import Client

from sunward.ballots.models import Vote
from tests.ballots import scenes
from tests.ballots.petitions.scenes import opened, residents
from tests.portal.pages import read_at_the_desk, signed_in
from tests.stage import CLERK, CODE, holder

pytestmark = pytest.mark.usefixtures("community")
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])


@pytest.fixture
def voters() -> list[str]:
    return scenes.people(6)


@pytest.fixture
def vote(voters: list[str]) -> Vote:
    with scenes.at(9):
        return scenes.put(scenes.roll_of(voters))


def served(client: Client, person: str, language: str) -> str:
    return read_at_the_desk(client, holder(CODE, CLERK), person, language)


@LANGUAGES
def test_how_many_were_found_is_no_number_of_the_page(language: str, voters: list[str], client: Client) -> None:
    """Seen before: "No. 3" stood above the title where three people were found."""
    clerk = signed_in(client, holder(CODE, CLERK))
    page = clerk.get(f"/{language}/c/{CODE}/desk/for/", {"q": "居民"}).content.decode()
    assert page.count("/desk/for/p") >= len(voters), "they are found"
    head = page[page.index('<header class="lead') :].partition("</header>")[0]
    assert "<h1>" in head
    assert 'class="small"' not in head


@LANGUAGES
def test_the_desk_shows_what_is_possible_and_folds_the_rest(language: str, client: Client) -> None:
    people = residents(2)
    opened(people[0])
    page = served(client, people[1], language)
    can = page[page.index('id="h-can"') :].partition("</section>")[0]
    open_part, fold, closed = can.partition("<details><summary>")
    assert fold, "not open"
    assert 'class="why"' not in open_part
    assert closed.count('class="why"') == int(re.findall(r"\d+", closed)[0])
    assert "/do/ballots.sign_petition/" in open_part


@LANGUAGES
def test_nobody_is_asked_to_confirm_a_sheet_that_they_never_had(
    vote: Vote, voters: list[str], language: str, client: Client
) -> None:
    confirm = "/do/ballots.confirm_taken_back/"
    with scenes.at(10):
        assert confirm not in served(client, voters[0], language)
        scenes.issue(vote, voters[0], CLERK)
        scenes.take_back(vote, voters[0])
        assert confirm in served(client, voters[0], language)

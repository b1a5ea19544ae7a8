"""A count of paper whose sums did not add up was recorded at once and stayed public, for one wrong figure; the form
said nothing of what must equal what, and after a good count the breach stood as if nothing had followed."""

from html import unescape

import pytest
from django.test import Client

from sunward.ballots import queries
from sunward.ballots.models import Count, Discrepancy, Vote
from tests.ballots import scenes
from tests.portal.pages import signed_in
from tests.stage import CODE, SUPERVISION_MEMBER, SUPERVISOR, holder

pytestmark = pytest.mark.usefixtures("community", "own_keys")
OFF = "printed must be issued and unused together: 9 expected, 10 found, 1 off."
SINCE = "counted anew since: it added up, and a third person confirmed it"


@pytest.fixture
def vote() -> Vote:
    """Three have taken a sheet, one of them in exchange for a spoiled one; the vote is closed."""
    voters = scenes.people(5)
    with scenes.at(8):
        found = scenes.put(scenes.roll_of(voters), channels="paper")
    with scenes.at(9):
        for person in voters[:3]:
            scenes.issue(found, person)
        scenes.close(found)
    return scenes.fresh(found)


def sheet(**facts: object) -> dict[str, str]:
    given = {"chosen-for": 2, "chosen-against": 1, "ballots": 3, "printed": 10, "issued": 4, "spoiled": 1, "unused": 6}
    told = given | {"counted_with": holder(CODE, SUPERVISION_MEMBER), "key": "k1"} | facts
    return {name: str(value) for name, value in told.items()}


def sent(vote: Vote, language: str = "en", **facts: object) -> tuple[int, str]:
    client = signed_in(Client(), holder(CODE, SUPERVISOR))
    with scenes.at(10):
        answer = client.post(form_of(vote, language), sheet(**facts), follow=True)
    return answer.status_code, unescape(answer.content.decode())


def form_of(vote: Vote, language: str = "en") -> str:
    return f"/{language}/c/{CODE}/do/ballots.count_paper/vote:{vote.number}/"


def test_the_form_says_what_must_equal_what(vote: Vote) -> None:
    client = signed_in(Client(), holder(CODE, SUPERVISOR))
    with scenes.at(10):
        page = unescape(client.get(form_of(vote)).content.decode())
    assert "Printed = issued + not used." in page
    assert "as_counted" not in page, "nobody is asked before anything differs"


def test_what_does_not_add_up_is_told_first_and_nothing_is_lost_or_recorded(vote: Vote) -> None:
    status, page = sent(vote, unused=5)
    assert (status, OFF in page) == (422, True)
    assert "issued must be" not in page, "what adds up is not told"
    assert 'name="as_counted"' in page
    assert 'name="unused" value="5"' in page
    assert "印制数应等于发出数加未用数：应为 9，实为 10，差 1。" in sent(vote, "zh", unused=5)[1]
    assert not Discrepancy.objects.exists()
    status, page = sent(vote)
    assert (status, Count.objects.count(), Discrepancy.objects.count()) == (200, 1, 0)


def test_what_two_have_counted_is_recorded_all_the_same(vote: Vote) -> None:
    status, page = sent(vote, unused=5, as_counted="on")
    assert (status, OFF in page) == (200, True)
    assert Discrepancy.objects.count() == 1


def test_beside_what_differed_stands_that_it_was_counted_since_and_where_the_sheets_are(vote: Vote) -> None:
    sent(vote, unused=5, as_counted="on")
    address = f"/en/c/{CODE}/votes/{vote.number}/"

    def read() -> str:
        with scenes.at(11):
            return unescape(signed_in(Client(), holder(CODE, SUPERVISOR)).get(address).content.decode())

    assert OFF in read()
    assert SINCE not in read()
    with scenes.at(10):
        scenes.enter_paper(vote, {"for": 2, "against": 1}, ballots=3, issued=4, spoiled=1, unused=6, printed=10)
        scenes.second(vote)
        assert "counted anew since, by two: it added up" in read()
        scenes.confirm(vote)
    page = read()
    assert (OFF in page, SINCE in page) == (True, True)
    assert "<dt>Spoiled and exchanged</dt><dd>1</dd>" in page
    assert "<dt>Not used</dt><dd>6</dd>" in page
    found = queries.vote_page(vote.number)
    assert found
    assert found.sheets == queries.Sheets(10, 4, 3, 1, 6, 0)

"""The pages of a vote: what they say before and after the close, and whom they show nothing."""

import html
import re
import subprocess

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunward.ballots.models import Mark, SampledVoter, Vote
from sunward.ballots.rules import sample
from sunward.kernel import lots
from sunward.portal.views.results import lines_of
from sunward.record import queries as record
from tests import stage
from tests.ballots import scenes
from tests.ballots.scenes import cast, close, confirm, count_paper, issue, put, roll_of
from tests.by_links import Walk
from tests.portal.pages import signed_in
from tests.portal.voting import address, read
from tests.stage import CLERK, CODE, SUPERVISOR, holder

pytestmark = pytest.mark.usefixtures("morning")
OFFICERS = (CLERK, SUPERVISOR, stage.DIRECTOR, stage.SECRETARY)


@pytest.mark.parametrize("post", ["", *OFFICERS])
def test_turnout_before_the_close_and_no_figure_for_anybody(
    vote: Vote, voters: list[str], client: Client, post: str
) -> None:
    cast(vote, voters[0], "against")
    if post:
        signed_in(client, holder(CODE, post))
    page = read(client, vote)
    assert "Nobody sees a result before the vote is closed" in page
    assert re.search(r"Have voted</dt><dd>1</dd>", page)
    assert 'class="bars"' not in page
    assert "By channel" not in page


def test_nothing_of_it_is_in_the_open_data_the_api_or_the_record(vote: Vote, voters: list[str], client: Client) -> None:
    cast(vote, voters[0], "against")
    data = (f"data/{name}.json" for name in ("matters", "votes"))
    for path in (f"/en/c/{CODE}/log/", *(f"/en/c/{CODE}/{one}" for one in data), f"/api/c/{CODE}/votes"):
        response = client.get(path)
        assert (response.status_code, b"against" in response.content) == (200, False), path


def test_a_lone_voter_on_the_web_is_not_told_from_the_paper(vote: Vote, voters: list[str], client: Client) -> None:
    """Before, the table by channel said "electronic ballots 1 ... against 1"."""
    cast(vote, voters[0], "against")
    for one in voters[1:4]:
        issue(vote, one)
    close(vote)
    count_paper(vote, {"for": 3, "against": 0})
    confirm(vote)
    scenes.ask_back(vote)
    scenes.certify(vote)
    table = re.search(r"<table.*?</table>", read(client, vote), re.DOTALL)
    assert table
    cells = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", table.group())).strip()
    assert "electronic ballots 1" in cells
    assert "paper ballots 3" in cells
    assert not re.search("for|against|Blank|Invalid", cells.replace("By channel", ""))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_open_vote_keeps_who_voted_otherwise_than_aloud(voters: list[str], language: str) -> None:
    """Before, the table of an open vote said "electronic ballots 1 ... against 1", and the door who that was, while the
    receipt promised that nobody can see how."""
    vote = put(roll_of(voters), channels="hands,web", secret=False)
    cast(vote, voters[0], "against")
    told = {
        "zh": ("电子票箱", "反对", "只计入总数", "不写姓名"),
        "en": ("electronic ballots", "against", "choices are told in the total alone", "nobody is named"),
    }[language]
    page = Walk(voters[0], language).go("/matters/", "/votes/", f"/votes/{vote.number}/")
    assert told[2] in page.words
    assert told[3] in page.words
    places = ",".join(str(scenes.entry_of(vote, one)) for one in voters[1:4])
    second = stage.holder(stage.CODE, stage.SUPERVISION_MEMBER)
    scenes.count_hands(vote, chosen={"for": 3, "against": 0}, entries=places, counted_with=second)
    close(vote)
    confirm(vote, "hands")
    page = Walk(voters[1], language).go("/matters/", "/votes/", f"/votes/{vote.number}/")
    table = re.search(r"<table.*?</table>", page.html, re.DOTALL)
    assert table
    cells = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", table.group()))
    assert (told[0] in cells, told[1] in cells) == (True, False)


def test_the_result_after_the_close(vote: Vote, voters: list[str], client: Client) -> None:
    for person, chosen in zip(voters[:4], ("for", "for", "against", ""), strict=True):
        cast(vote, person, chosen)
    issue(vote, voters[4])
    close(vote)
    assert "There is no result before everything has been counted by two" in read(client, vote)
    count_paper(vote, {"for": 1, "against": 0})
    page = read(client, vote)
    assert ("No third person has confirmed the count yet." in page, "Not yet certified" in page) == (True, False)
    confirm(vote)
    page = read(client, vote)
    assert "Not yet certified" in page
    assert "electronic ballots" in page
    assert re.search(r"Cast</dt><dd>5</dd>", page)
    scenes.ask_back(vote)
    scenes.certify(vote)
    assert "Certified on" in read(client, vote)


def test_whoever_reads_the_page_can_draw_again(vote: Vote, voters: list[str], client: Client) -> None:
    for person in voters:
        cast(vote, person)
    close(vote)
    page = html.unescape(read(client, vote))
    close_entry = record.said_with(vote.ref, "ballots.close_vote")[0]
    assert close_entry["random"] in page
    assert "Nobody has those digits before the close" in page
    lines = [one for one in re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", page) if vote.number in one]
    said = [
        subprocess.run(["/bin/bash", "-c", one], capture_output=True, text=True, check=True).stdout for one in lines
    ]
    by_python, by_shell = (sorted(int(number) for number in re.findall(r"\d+", one)) for one in said)
    listed = list(Mark.objects.filter(vote=vote).order_by("entry_id").values_list("entry_id", flat=True))
    drawn = sorted(SampledVoter.objects.filter(vote=vote).values_list("entry_id", flat=True))
    assert [listed[place - 1] for place in by_python] == [listed[place - 1] for place in by_shell] == drawn


def test_the_lines_for_an_older_close_give_what_it_drew() -> None:
    old = {"ballots_digest": "12" * 32, "root": "ab" * 32, "voted": 30, "asked_back": 5}
    line = lines_of(old)
    assert not line["random"]
    said = subprocess.run(["/bin/bash", "-c", line["shell"]], capture_output=True, text=True, check=True).stdout
    assert sorted(map(int, said.split())) == sample.drawn(lots.seed_of("12" * 32, "ab" * 32), 30, 5)


def test_somebody_votes_on_the_web_and_twice_is_shown_the_first_time(
    vote: Vote, voters: list[str], client: Client
) -> None:
    signed_in(client, voters[0])
    assert "Put it in the box" in read(client, vote, "ballot/")
    assert client.post(address(vote, "ballot/"), {}).status_code == 422
    for again in ("", "?again"):
        response = client.post(address(vote, "ballot/"), {"chosen": "for"})
        assert response.status_code == 302
        assert response["Location"] == address(vote, f"receipt/{again}")
    page = read(client, vote, "receipt/")
    assert "Voted: web" in page
    assert "for</" not in page.replace("label for", "")
    assert client.get(address(vote, "ballot/")).status_code == 302


def test_whoever_is_not_on_the_roll_is_told_so(vote: Vote, client: Client) -> None:
    signed_in(client, holder(CODE, CLERK))
    page = read(client, vote, "ballot/")
    assert "Not on the roll of this vote." in page
    assert "Put it in the box" not in page
    assert client.post(address(vote, "ballot/"), {"chosen": "for"}).status_code == 422


def test_who_may_vote_and_who_stepped_aside_are_two_numbers(aloud: Vote, voters: list[str], client: Client) -> None:
    page = read(client, aloud)
    assert re.search(r"May vote</dt><dd>3</dd>\s*<dt>On the roll, and not in the room [^<]+</dt><dd>2</dd>", page)
    assert re.search(r"<dt>Stepped aside, and counted in the base</dt><dd>1</dd>", page)
    left_out = put(aloud.roll, channels="hands", secret=False, off_base=str(scenes.entry_of(aloud, voters[3])))
    page = read(client, left_out)
    assert re.search(r"May vote</dt><dd>5</dd>\s*<dt>Stepped aside, and not counted</dt><dd>1</dd>", page)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_however_long_it_is(voters: list[str], client: Client, number: int) -> None:
    roll = roll_of(voters)
    for _time in range(number):
        put(roll)
    client.get(f"/en/c/{CODE}/votes/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/en/c/{CODE}/votes/").status_code == 200
    assert len(asked) == 3


def test_every_page_speaks_chinese(vote: Vote, voters: list[str], client: Client) -> None:
    signed_in(client, voters[0])
    for page in ("", "ballot/", "receipt/", "terminal/", "terminal/done/", "paper/", "codes/"):
        found = client.get(address(vote, page).replace("/en/", "/zh/")).content.decode()
        assert "车棚改造" in found
        assert not re.search(r">[A-Z][a-z]+ [a-z]+", found), re.search(r">[A-Z][a-z]+ [a-z]+.{30}", found)

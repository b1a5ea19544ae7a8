"""The list at the door is printed with who has voted or holds a sheet, and the desk says when.

Seen before: the printed list showed no mark, so that after a power cut nobody at the door knew who had voted on the
web; whoever came twice was barred from the list afterwards, and the paper did not add up. Nothing said when to print.
"""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from sunward.ballots.models import Vote
from tests.ballots import scenes as votes
from tests.elections.scenes import VOTING, Race
from tests.elections.scenes import at as hour
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, EVENING, at
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, DIRECTOR, INSPECTOR, SUPERVISOR, holder

pytestmark = pytest.mark.usefixtures("community")
BEFORE, WHILE = "print the list to sign", "print the list of who has voted or holds a sheet"


def got(client: Client, vote: Vote, language: str = "en") -> tuple[int, str]:
    answer = client.get(f"/{language}/c/{CODE}/votes/{vote.number}/list/")
    return answer.status_code, unescape(answer.content.decode())


def lines(page: str) -> dict[str, list[str]]:
    """Of each name what stands beside it: the mark, and the box to sign."""
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)[1:]
    cells = [
        [strip_tags(cell).strip() for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL)] for row in rows
    ]
    return {row[2]: row[3:] for row in cells}


def desk(of: str = CLERK) -> str:
    client = signed_in(Client(), holder(CODE, of))
    return unescape(strip_tags(client.get(f"/en/c/{CODE}/desk/").content.decode()))


def test_who_voted_on_the_web_or_holds_a_sheet_is_marked_and_never_what_they_chose() -> None:
    with votes.at(8):
        people = votes.people(4)
        vote = votes.put(votes.roll_of(people), channels="paper,web", secret=True)
        votes.cast(vote, people[0], "against")
        votes.issue(vote, people[1])
        votes.issue(vote, people[2])
        votes.take_back(vote, people[2])
    clerk = signed_in(Client(), holder(CODE, CLERK))
    with votes.at(8, 40):
        status, page = got(clerk, vote)
        assert status == 200
        assert sorted(lines(page).values()) == [["", ""], ["", ""], ["has a sheet", "—"], ["web", "—"]]
        assert "08:40" in strip_tags(page)
        assert f"/votes/{vote.number}/list/" in clerk.get(f"/en/c/{CODE}/votes/{vote.number}/").content.decode()


def test_it_is_for_whoever_prints_rolls_and_hands_out_sheets_while_the_vote_is_open() -> None:
    with votes.at(8):
        people = votes.people(2)
        vote = votes.put(votes.roll_of(people), channels="paper", secret=True)
        for who in (people[0], holder(CODE, DIRECTOR), holder(CODE, INSPECTOR)):
            assert got(signed_in(Client(), who), vote)[0] == 403
        clerk = signed_in(Client(), holder(CODE, CLERK))
        answer = clerk.get(f"/en/c/{CODE}/votes/{vote.number}/list/")
        assert "no-store" in answer["Cache-Control"]
        assert Client().get(f"/en/c/{CODE}/votes/{vote.number}/list/").status_code == 302
    with votes.at(9):
        votes.close(vote)
        assert got(clerk, vote)[0] == 404


def test_the_desk_says_so_while_people_vote_on_paper() -> None:
    with votes.at(8):
        roll = votes.roll_of(votes.people(2))
        votes.put(roll, channels="web", secret=True)
        assert WHILE not in desk()
        vote = votes.put(roll, channels="paper,web", secret=True)
        assert WHILE in desk()
        assert WHILE not in desk(SUPERVISOR), "one office is asked"
    with votes.at(9):
        votes.close(vote)
        assert WHILE not in desk()


def test_the_desk_says_so_an_hour_before_a_session_that_decides() -> None:
    scenes.called(6)
    with at(EVENING, 17, 59):
        assert BEFORE not in desk()
    with at(EVENING, 18, 0):
        assert f"begins at 19:00: {BEFORE}" in desk()
    with at(EVENING, 19, 1):
        assert BEFORE not in desk()


def test_nor_before_one_that_is_only_to_talk() -> None:
    with at(CALLED, 9):
        scenes.freeze(scenes.people(3))
        meeting = scenes.convene()
        scenes.add_item(meeting, to_decide=False)
        scenes.notify(meeting)
    with at(EVENING, 18, 30):
        assert BEFORE not in desk()


def test_and_an_hour_before_a_poll() -> None:
    race = Race()
    race.post()
    with hour(VOTING, 7, 30):
        assert f"begins at 08:00: {BEFORE}" in desk()
    with hour(VOTING, 6, 59):
        assert BEFORE not in desk()

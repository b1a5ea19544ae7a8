"""What somebody without a phone takes home from a vote: that their place is marked, and nothing of a choice.

Seen before: whoever took a sheet of paper or voted at the terminal went home with nothing."""

import re

import pytest
from django.test import Client

from sunward.ballots import queries as ballots
from sunward.ballots.models import Vote
from sunward.record.models import Journal, Outbox
from tests.ballots import scenes
from tests.portal.pages import read_at_the_desk, signed_in
from tests.stage import CLERK, CODE, holder

pytestmark = pytest.mark.usefixtures("community")
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])
SHEET = {"en": "A sheet of paper was handed out for this place", "zh": "领了一张纸质选票"}
BACK = {"en": "came back unused", "zh": "未用收回"}
TERMINAL = {"en": "This place has voted: desk terminal", "zh": "这个位置已经投票："}
CODE_ON_SLIP = re.compile(r'class="mono(?: nowrap)?">(XY-V-[^<]+)<')


@pytest.fixture
def voters() -> list[str]:
    return scenes.people(6)


@pytest.fixture
def vote(voters: list[str]) -> Vote:
    with scenes.at(9):
        return scenes.put(scenes.roll_of(voters))


def served(client: Client, person: str, language: str, page: str = "") -> str:
    return read_at_the_desk(client, holder(CODE, CLERK), person, language, page)


@LANGUAGES
def test_whoever_took_a_sheet_goes_home_with_the_mark_and_no_more(
    vote: Vote, voters: list[str], language: str, client: Client
) -> None:
    before = Journal.objects.count(), Outbox.objects.count()
    with scenes.at(10):
        assert not CODE_ON_SLIP.search(served(client, voters[0], language, "marked/"))
        scenes.issue(vote, voters[0])
        assert "/marked/" in served(client, voters[0], language)
        slip = served(client, voters[0], language, "marked/")
        assert SHEET[language] in slip
        assert "车棚改造" in slip
        assert not any(f"居民{place}" in slip for place in range(6))
        assert not re.search(r"\b\d{1,2}:\d\d\b", slip), "no hour"
        typed = CODE_ON_SLIP.search(slip)
        assert typed
        code = typed[1].upper().replace("-", " ")
        told = Client().get(f"/{language}/c/{CODE}/check/", {"code": code}, follow=True)
        assert SHEET[language] in told.content.decode()
        assert f"/votes/{vote.number}/" in told.content.decode()
        assert "居民" not in told.content.decode()
        assert (Journal.objects.count(), Outbox.objects.count()) == before, "no entry of who came when"
        scenes.take_back(vote, voters[0])
        told = Client().get(f"/{language}/c/{CODE}/check/", {"code": code}, follow=True)
        assert BACK[language] in told.content.decode()


@LANGUAGES
def test_whoever_voted_at_the_terminal_has_the_same_slip(
    vote: Vote, voters: list[str], language: str, client: Client
) -> None:
    with scenes.at(10):
        code = scenes.code_for(vote, voters[0], voters[4:])
        scenes.cast(vote, voters[0], "against", "terminal", code=code)
        slip = served(client, voters[0], language, "marked/")
        assert TERMINAL[language] in slip
        signed_in(client, voters[1])
        address = f"/{language}/c/{CODE}/desk/for/{voters[0].removeprefix('person:')}/marked/"
        assert client.get(address).status_code == 403, "neighbours do not read who has voted"


def test_a_code_that_is_off_by_one_sign_leads_to_no_mark(vote: Vote, voters: list[str]) -> None:
    with scenes.at(10):
        scenes.issue(vote, voters[0])
        (mark,) = ballots.marked_votes(voters[0], CODE)
        found = ballots.mark_by_code(mark.code, CODE)
        assert found == mark
        wrong = mark.code[:-1] + ("2" if mark.code[-1] != "2" else "3")
        assert ballots.mark_by_code(wrong, CODE) is None
        assert ballots.mark_by_code(mark.code[-14:], CODE) is None
        assert ballots.marked_votes(voters[1], CODE) == ()


@LANGUAGES
def test_the_terminal_says_where_the_paper_is(vote: Vote, language: str) -> None:
    words = Client().get(f"/{language}/c/{CODE}/votes/{vote.number}/terminal/done/").content.decode()
    assert {"en": "ask for it at the desk", "zh": "请到服务台打印"}[language] in words


def test_twelve_votes_of_others_since_take_no_slip_away(vote: Vote, voters: list[str]) -> None:
    with scenes.at(10):
        scenes.issue(vote, voters[0])
        for _one in range(13):
            scenes.put(scenes.roll_of(scenes.people(1)))
        assert [one.vote for one in ballots.marked_votes(voters[0], CODE)] == [vote.number]

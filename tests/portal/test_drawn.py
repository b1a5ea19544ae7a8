"""Whoever is drawn is told: among their duties, at the desk, and by a letter for whoever has no phone."""

import pytest
from django.test import Client

from sunward.ballots import queries
from sunward.ballots.models import Vote
from sunward.kernel.door import perform
from sunward.kernel.refs import new_id
from tests import stage
from tests.ballots import scenes
from tests.meetings import hearing_scenes
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, DIRECTOR, SUPERVISOR, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]


@pytest.fixture
def vote() -> Vote:
    """Everybody on a roll of eight voted on the web; five were drawn."""
    with scenes.at(9):
        people = scenes.people(8)
        found = scenes.put(scenes.roll_of(people), channels="web", present=8)
        for person in people:
            scenes.cast(found, person)
        scenes.close(found)
    return Vote.objects.get(pk=found.pk)


def sampled(vote: Vote, drawn: bool = True) -> str:
    """Somebody who was drawn, or was not."""
    asked = vote.sample.values("entry")
    rows = vote.roll.entries.filter(pk__in=asked) if drawn else vote.roll.entries.exclude(pk__in=asked)
    return str(rows.select_related("person")[0].person)


def shown(client: Client, person: str, path: str = "desk/", hour: int = 12) -> str:
    with scenes.at(hour):
        return signed_in(client, person).get(f"/en/c/{CODE}/{path}").content.decode()


def test_whoever_was_drawn_finds_it_among_their_duties_with_its_day(vote: Vote, client: Client) -> None:
    """Before, it stood on the vote's page alone."""
    one = sampled(vote)
    page = shown(client, one)
    assert "say whether this vote is yours" in page
    assert "by 19 Mar" in page, "three working days after the close, by the list of powers"
    assert f"do/ballots.answer_for_oneself/vote:{vote.number}/" in page
    assert "say whether this vote is yours" not in shown(client, sampled(vote, drawn=False))
    with scenes.at(13):
        perform("ballots.answer_for_oneself", by=one, post="anyone", subject=vote.ref, facts={"answer": "voted"},
                key=new_id())  # fmt: skip
    assert "say whether this vote is yours" not in shown(client, one)


def test_what_an_officer_entered_for_them_is_said_to_them(vote: Vote, client: Client) -> None:
    one = sampled(vote)
    with scenes.at(11):
        scenes.act("answer_sample", SUPERVISOR, vote, entry=scenes.entry_of(vote, one), answer="voted")
    assert "it was entered that you voted" in shown(client, one)


def test_the_desk_finds_it_when_they_come_in(vote: Vote, client: Client) -> None:
    page = shown(client, holder(CODE, CLERK), f"desk/for/{sampled(vote).removeprefix('person:')}/")
    assert f"ballots.answer_for_oneself/vote:{vote.number}/?for=" in page


def test_the_clerk_prints_a_letter_for_each_with_a_slip(vote: Vote, client: Client) -> None:
    clerk, path = holder(CODE, CLERK), f"votes/{vote.number}/asked-back/letters/"
    assert path in shown(client, clerk, f"votes/{vote.number}/")
    letters = shown(client, clerk, path).split("<article ")[1:]
    names = [place.name for place, _answer in queries.drawn(vote.number, None)]
    assert len(letters) == len(names) == 5
    assert all(("My answer" in one and "Thursday" in one) or "19" in one for one in letters)
    with scenes.at(12):
        assert signed_in(client, clerk).get(f"/en/c/{CODE}/{path}").headers["Cache-Control"].count("no-store")


@pytest.mark.parametrize("post", [DIRECTOR, stage.SECRETARY])
def test_no_other_officer_reads_who_was_drawn(vote: Vote, client: Client, post: str) -> None:
    with scenes.at(12):
        client.get("/")
        answer = signed_in(client, holder(CODE, post)).get(f"/en/c/{CODE}/votes/{vote.number}/asked-back/letters/")
    assert answer.status_code == 403
    assert "asked-back/letters/" not in shown(client, holder(CODE, post), f"votes/{vote.number}/")


@pytest.mark.usefixtures("own_keys")
def test_speakers_get_letters_as_well(client: Client) -> None:
    meeting, people = hearing_scenes.ready()
    with hearing_scenes.at(hearing_scenes.CLOSED, 14):
        signed_in(client, holder(CODE, CLERK))
        page = client.get(f"/en/c/{CODE}/hearings/{meeting.number}/").content.decode()
        letters = client.get(f"/en/c/{CODE}/hearings/{meeting.number}/letters/").content.decode().split("<article ")
        assert f"hearings/{meeting.number}/letters/" in page
        assert len(letters) - 1 == len(people) == 8
        assert "at " + str(meeting.place) in letters[1], "in the language of whoever wrote it, without marks as letters"
        signed_in(client, people[0])
        assert client.get(f"/en/c/{CODE}/hearings/{meeting.number}/letters/").status_code == 403

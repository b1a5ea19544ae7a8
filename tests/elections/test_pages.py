"""The pages of elections: what they say when, in both languages, to whom, and at what cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunward.disclosure.models import Publication
from sunward.elections import queries
from sunward.kernel.guard import door_open
from sunward.registry.models import Post
from tests import stage
from tests.elections import scenes
from tests.elections.recall import Story
from tests.elections.scenes import CALLED, CODE, VOTING, Race, at
from tests.portal.pages import signed_in

pytestmark = pytest.mark.usefixtures("community")


def read(client: Client, page: str, language: str = "en") -> str:
    response = client.get(f"/{language}/c/{CODE}/{page}")
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_waits_for_others_stands_folded_after_place_and_roll(client: Client, language: str) -> None:
    """Seen before: a resident read eight locked acts of the committee on three screens before where to vote."""
    race = Race()
    with at(CALLED, 12):
        page = read(signed_in(client, race.people[9]), f"elections/{race.election.number}/", language)
    locked = page.index("<details><summary>", page.index('id="h-where"'))
    acts = page.partition('id="h-do"')[2].partition("</section>")[0]
    assert 'class="locks"' not in acts
    assert 'class="locks"' in page[locked:]
    seat = page.partition('id="h-post-1"')[2].partition("</section>")[0]
    unfolded, _summary, folded = seat.partition("<details>")
    assert 'class="locks"' not in unfolded, "seen before: three of them under the seat"
    assert 'class="locks"' in folded


def test_before_the_roll_is_taken_a_voter_reads_that_it_is_not_posted_yet(client: Client) -> None:
    """Seen before: that voters on the roll nominate, crossed out, as if they were not on it."""
    with at(CALLED):
        people = scenes.votes.people(4)
        scenes.freeze()
    election = scenes.call()
    with at(CALLED, 12):
        page = read(signed_in(client, people[3]), f"elections/{election.number}/", "zh")
    assert "名册还没有公布：公布以后，名册上的投票人提名。" in page
    assert "由名册上的投票人提名。" not in page
    assert "名册公布以后可以提名。" in page


def test_an_election_from_its_call_to_its_result(client: Client) -> None:
    race = Race()
    page = f"elections/{race.election.number}/"
    with at(CALLED, 12):
        early = read(client, page)
        assert "The list of candidates is not posted yet" in early
        assert "居民3" not in early, "who was nominated is not public before the list hangs"
        assert "2 nominations are enough" in early
    race.post()
    with at(VOTING - timedelta(days=6)):
        assert "把楼道的灯修好" in read(client, page)
        assert "还没到" in read(client, page, "zh")
    race.open()
    race.count({"c1": 9, "c2": 6, "c3": 2}, blank=1)
    with at(VOTING, 18, 30):
        assert "Nobody sees a result before two have counted it" in read(client, page)
    race.declare()
    with at(VOTING, 20):
        after = read(client, page)
        assert "Every seat is filled" in after
        assert client.get(f"/en/c/{CODE}/data/elections.json").json()["rows"][0]["declared"]
        assert "10 of 12" in after
        assert "not on the spot" not in after
        assert "结果已宣布，等核定" in read(client, "elections/", "zh")
        assert "elected by the count" in after
        assert "until then nobody comes into office" in after
        assert "在此以前没有人上任或者离任" in read(client, page, "zh")
        assert "在此以前没有人上任" in Publication.objects.get(item="election_result").text
        assert not client.get(f"/en/c/{CODE}/data/elections.json").json()["rows"][0]["certified"]
    race.certify(hour=21)
    with at(VOTING, 22):
        after = read(client, page)
        assert "elected" in after
        assert "by the count" not in after.lower()
        assert client.get(f"/en/c/{CODE}/data/elections.json").json()["rows"][0]["certified"]
        assert "结果已核定" in read(client, "elections/", "zh")


def test_everybody_reads_who_runs_the_election(client: Client) -> None:
    """Seen before: the notice of the meeting that chose them named them in full, and the election's page did not."""
    race = Race()
    with at(CALLED, 12):
        assert "<li>居民0</li>" in read(client, f"elections/{race.election.number}/", "zh")
        assert '<li><span lang="zh-Hans">居民0</span></li>' in read(client, f"elections/{race.election.number}/")


def test_missed_days_are_said(client: Client) -> None:
    race = Race()
    with at(VOTING + timedelta(days=1)):
        page = read(client, f"elections/{race.election.number}/")
        assert page.count("missed") >= 3
        titles = [str(item.title.en) for item in queries.overdue(CODE, VOTING + timedelta(days=1))]
        assert titles == [f"Candidates not posted: {race.election.number}"]


def test_a_member_of_the_committee_sees_what_to_do_and_a_nominee_accepts(client: Client) -> None:
    race = Race(standing=2)
    with at(CALLED, 12):
        scenes.by(race.people[-1], "nominate", race.contest.ref, "anyone", person=race.people[7])
        scenes.by(race.people[-2], "nominate", race.contest.ref, "anyone", person=race.people[7])
        signed_in(client, race.runners[0])
        assert "elections.take_roll" in read(client, f"elections/{race.election.number}/")
        signed_in(client, race.people[7])
        assert "elections.accept_nomination" in read(client, f"elections/{race.election.number}/")


def test_a_recall_and_its_handover(client: Client) -> None:
    story = Story()
    page = f"recalls/{story.recall.number}/"
    with at(CALLED, 12):
        assert "2 signed; 2 of 10 are enough." in read(client, page)
        assert "No answer yet" in read(client, page)
    day = story.call()
    story.poll(day, 4, 2)
    assert story.declare(day)
    with at(day, 20, 30):
        assert "By the count: recalled" in read(client, page)
        assert "按计票结果：罢免通过" in read(client, page, "zh")
        assert "declared, to be certified" in read(client, "elections/")
        assert "在此以前仍然在任" in Publication.objects.get(item="election_result").text
    story.certify(day)
    with at(day + timedelta(days=1)):
        assert "罢免通过" in read(client, page, "zh")
        assert "按计票结果" not in read(client, page, "zh")
        assert "result certified" in read(client, "elections/")
        assert "The vote in detail" in read(client, page)
        owed = read(client, "handovers/")
        assert owed.count("to be handed over") == 6
        signed_in(client, stage.holder(CODE, stage.DEPUTY))
        assert read(client, "handovers/").count("Confirm that it came") == 6
    with at(day + timedelta(days=12)):
        assert read(client, "handovers/").count("not handed over") == 6
        assert "Not handed over by the former" in read(client, "overdue/")
        calendar = client.get(f"/en/c/{CODE}/calendar.ics").content.decode()
        assert calendar.count("Handed over by today") == 6


def test_a_post_with_a_chinese_name_alone_is_marked_and_no_mark_is_read_as_letters(client: Client) -> None:
    """Seen before: the English page was called “Recall: <span lang="zh-Hans">…”, and so was the calendar's line."""
    with door_open():
        rows = Post.objects.filter(body__kind="residents_committee", key="director")
        rows.update(title_en=F("title_zh"))
    title = rows.values_list("title_zh", flat=True)[0]
    story = Story()
    with at(CALLED, 12):
        page = read(client, f"recalls/{story.recall.number}/")
    assert f'<h1>Recall: <span lang="zh-Hans">{title}</span></h1>' in page
    assert f"<title>Recall: {title}" in page
    assert "&lt;span" not in page
    day = story.call()
    story.poll(day, 4, 2)
    assert story.declare(day)
    story.certify(day)
    with at(day + timedelta(days=1)):
        feed = client.get(f"/en/c/{CODE}/calendar.ics").content.decode().replace("\r\n ", "")
    assert f"({title})" in feed
    assert "<span" not in feed


@pytest.mark.parametrize("page", ["elections/none/", "recalls/none/"])
def test_what_is_not_there(client: Client, page: str) -> None:
    assert client.get(f"/en/c/{CODE}/{page}").status_code == 404


def cost(read_all: object) -> int:
    with CaptureQueriesContext(connection) as asked:
        read_all()  # type: ignore[operator]
    return len(asked)


def test_lists_cost_the_same_for_one_and_for_three() -> None:
    bodies = ("residents_committee", "supervision_committee", "representatives_meeting")
    posts = (scenes.MEMBER, stage.SUPERVISION_MEMBER, "representatives_meeting.delegate")
    scenes.call(f"{posts[1]} 1", bodies[1], fills_vacancies=True)
    with at(CALLED, 12):
        queries.elections(CODE)
        one = cost(lambda: queries.elections(CODE))
        late = cost(lambda: queries.overdue(CODE, VOTING + timedelta(days=1)))
    for place in (0, 2):
        scenes.call(f"{posts[place]} 1", bodies[place], on=CALLED + timedelta(days=1))
    with at(CALLED + timedelta(days=1), 12):
        assert len(queries.elections(CODE)) == 3
        assert cost(lambda: queries.elections(CODE)) == one == LISTED
        assert cost(lambda: queries.overdue(CODE, VOTING + timedelta(days=1))) == late


LISTED = 5

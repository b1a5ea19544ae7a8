"""Whoever has no phone reads on the board that there is a poll: its day, hours, place, how, and who runs it.

Seen before: a vote on the director's recall was called, and nothing hung but a roll that did not say for what; the list
of candidates named neither day nor place.
"""

from datetime import timedelta

import pytest

from sunward.charter import queries as charter
from sunward.disclosure.models import Publication
from sunward.elections.polling.notices import ITEM
from sunward.kernel.text import day_in_full
from sunward.portal.views.overdue import everything_overdue
from tests.elections import scenes
from tests.elections.recall import Story
from tests.elections.scenes import CALLED, CLERK, CODE, DIRECTOR, VOTING, Race, at, by, office

pytestmark = pytest.mark.usefixtures("community")


def hanging() -> Publication:
    return Publication.objects.filter(item=ITEM).latest("id")


def test_the_call_of_an_election_hangs_until_the_poll() -> None:
    election = scenes.call()
    sheet = hanging()
    assert sheet.about == election.ref
    assert sheet.title_zh == "选举公告：居民委员会"
    assert sheet.must_stay_until >= VOTING
    assert sheet.photograph_by, "on the board, where a photograph proves it"
    for said in ("2026年3月27日 08:00–18:00 在社区活动室投票", "委员 2 名", "纸质票", "由选举委员会主持"):
        assert said in sheet.text


def test_a_day_that_is_moved_hangs_in_the_place_of_the_first() -> None:
    race = Race()
    first, later = hanging(), VOTING + timedelta(days=3)
    with at(CALLED, 12):
        by(race.runners[0], "move_voting_day", race.election.ref, voting_day=later, reason="停电")
    assert hanging().corrects == first
    assert "原定2026年3月27日投票，改到2026年3月30日" in hanging().text


def test_the_list_of_candidates_says_when_and_where() -> None:
    Race().post()
    listed = Publication.objects.get(item="election_candidates")
    assert listed.text.startswith("2026年3月27日 08:00–18:00 在社区活动室投票。")


def test_the_call_of_a_recall_s_vote_hangs_with_what_a_voter_has_to_know() -> None:
    story = Story()
    day = story.call()
    sheet = hanging()
    assert sheet.about == story.recall.ref
    for said in (
        f"{day_in_full(day).zh} 08:00–18:00 在社区活动室投票",
        "赞成就是罢免",
        "还没有申辩",
        "召集：监督委员会主任",
    ):
        assert said in sheet.text


def test_a_recall_s_vote_settled_anew_hangs_in_the_place_of_the_first() -> None:
    story = Story()
    story.call(DIRECTOR.replace("director", "deputy_director"))
    first, day = hanging(), CALLED + timedelta(days=25)
    with at(CALLED + timedelta(days=10)):
        office(
            "call_recall_vote", scenes.SUPERVISOR, story.recall.ref, voting_day=day, places="学校", until_hour="18:00"
        )
    assert hanging().corrects == first
    assert f"{day_in_full(day).zh} 08:00–18:00 在学校投票" in hanging().text


def test_whom_it_is_about_is_not_who_has_to_show_that_it_hangs() -> None:
    """Failed before: the man whose recall it is had to photograph the sheet that calls people to it."""
    story = Story()
    eve = story.call() - timedelta(days=2)
    with at(eve):
        sheet = hanging().ref
        assert [one.owner_post for one in everything_overdue(CODE, eve) if one.subject == sheet] == [CLERK]


def test_once_the_poll_is_over_nobody_is_asked_to_hang_up_its_call() -> None:
    """Failed before: twelve days after the poll it was to be posted again."""
    story = Story()
    day = story.call()
    after = day + timedelta(days=12)
    with at(after):
        sheet = hanging().ref
        [late] = [one for one in everything_overdue(CODE, after) if one.subject == sheet]
    assert "重新公开" not in late.next_step.zh
    assert "不必再贴" in late.next_step.zh


def test_nor_of_anything_else_that_is_posted_of_a_poll() -> None:
    """Failed before: the list of candidates, a run-off and the result were the director's to hang, his own as well."""
    items = charter.charter_of(CODE, CALLED).disclosure
    of_polls = {key: items[key].owner for key in items if key.startswith("election_")}
    assert of_polls == dict.fromkeys(
        ("election_candidates", "election_called", "election_run_off", "election_proxies", "election_result"), CLERK
    )
    story = Story()
    day = story.call()
    story.poll(day, 4, 2)
    story.declare(day)
    assert Publication.objects.get(item="election_result").owner_post == CLERK

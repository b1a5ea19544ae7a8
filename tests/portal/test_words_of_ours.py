"""Small words in which a reader was left alone: posts by their keys, another's words for what is too long, links to
what is over, and a photograph that was said to be optional."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from sunward.elections import queries as elections
from sunward.kernel import clock
from sunward.record.models import Journal
from tests import stage
from tests.ballots import scenes as votes
from tests.by_links import Walk
from tests.elections import scenes as polls
from tests.meetings import hearing_scenes as hearings
from tests.meetings import scenes
from tests.stage import CLERK, CODE

pytestmark = pytest.mark.usefixtures("community")


@pytest.mark.parametrize(("language", "post"), [("zh", "监督委员会委员 1 名"), ("en", "supervision committee: 1")])
def test_the_call_of_an_election_names_its_posts(language: str, post: str) -> None:
    polls.call(f"{stage.SUPERVISION_MEMBER} 1", "supervision_committee", fills_vacancies=True)
    entry = Journal.objects.get(act="elections.call_election").ref
    with polls.at(polls.CALLED, 10):
        page = Client().get(f"/{language}/c/{CODE}/log/{entry}/").content.decode()
    assert "supervision_committee.member" not in page
    assert post in page or re.search(r"supervis[^<]*: 1", page)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_whoever_nominates_reads_for_which_post(language: str) -> None:
    race = polls.Race()
    with polls.at(polls.CALLED, 12):
        walk = Walk(race.people[-1], language).go("/matters/", "/elections/", f"/elections/{race.election.number}/")
        walk.go("do/elections.nominate/")
    post = elections.post_of(race.contest.number)
    assert (post.zh if language == "zh" else post.en) in walk.words
    assert race.contest.number in walk.words


def test_what_is_too_long_is_said_in_our_words() -> None:
    meeting, _item, _keys = scenes.called(3)
    with scenes.at(scenes.CALLED, 10):
        walk = Walk(stage.holder(CODE, CLERK), "zh").go("/matters/", "/meetings/", f"/meetings/{meeting.number}/")
        walk.go("do/meetings.add_item/").send_in_vain(title="长" * 301)
    assert "最多 300 个字，现在是 301 个。" in walk.words
    assert "确保" not in walk.words


@pytest.mark.usefixtures("own_keys")
def test_the_photograph_of_a_throw_is_asked_for_as_it_is_needed() -> None:
    meeting = hearings.called(hearings.parking())
    hearings.list_closed(hearings.told(meeting))
    with hearings.at(hearings.CLOSED, 12):
        hall = Walk(stage.holder(CODE, stage.SUPERVISOR), "zh").go("/matters/", "/meetings/", f"/{meeting.number}/")
        assert not hall.links("do/meetings.apply_to_speak/")
        assert "报名发言" not in hall.html.partition('id="h-do"')[2].partition("</section>")[0]
        page = hall.go("do/meetings.draw_speakers/").html
    label = page.partition('for="id_photograph"')[2].partition("</label>")[0]
    assert "optional" not in label
    assert "可不填" not in label


def test_nobody_is_sent_to_vote_after_the_hour() -> None:
    until = clock.moment(votes.DAY + timedelta(days=2), 18)
    with votes.at():
        people = votes.people(3)
        vote = votes.put(votes.roll_of(people), closes_at=until.isoformat(timespec="minutes"))
        assert Walk(people[0]).go("/matters/", "/votes/", f"/votes/{vote.number}/").links("/ballot/")
    with clock.moved_to(until + timedelta(minutes=1)):
        assert not Walk(people[0]).go("/matters/", "/votes/", f"/votes/{vote.number}/").links("/ballot/")

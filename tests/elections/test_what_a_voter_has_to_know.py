"""Whoever signs, reads or votes finds whom and what it is about, why, where and until which hour.

Seen before: the form of a signature showed a title and a button; a vote's page neither place nor hours; and a recall
for which enough had signed stood nowhere on the home page until somebody called its vote.
"""

from datetime import timedelta

import pytest
from django.test import Client

from sunward.ballots.models import Petition, Vote
from sunward.kernel.guard import door_open
from sunward.registry import queries as registry
from tests.elections import scenes
from tests.elections.recall import Story
from tests.elections.scenes import CALLED, CODE, DIRECTOR, SUPERVISOR, VOTING, Race, at, office
from tests.elections.test_pages import read
from tests.portal.pages import signed_in

pytestmark = pytest.mark.usefixtures("community")


def test_who_signs_reads_whose_recall_it_is_and_why(client: Client) -> None:
    with at(CALLED):
        people = scenes.votes.people(10)
        director = scenes.stage.holder(CODE, DIRECTOR)
        petition = scenes.petition_against(director, DIRECTOR, people[0])
        with door_open():
            Petition.objects.filter(pk=petition.pk).update(text="账目半年没有公开。")
        form = read(signed_in(client, people[1]), f"do/ballots.sign_petition/petition:{petition.number}/", "zh")
    said = form.partition('id="h-answers"')[2].partition("</section>")[0]
    assert "您为什么签字" in said
    assert "账目半年没有公开。" in said
    assert registry.full_name(director).zh in said


def test_a_vote_s_page_says_where_and_at_which_hours(client: Client) -> None:
    race = Race()
    race.post()
    vote = race.open()
    with at(VOTING, 10):
        page = read(client, f"votes/{vote.number}/", "zh")
    about = page.partition('id="h-about"')[2].partition("</section>")[0]
    assert "社区活动室" in about
    assert "08:00–18:00" in about


def test_a_recall_s_vote_says_what_for_means_and_leads_to_the_reasons(client: Client) -> None:
    story = Story()
    day = story.call()
    with at(day):
        office("open_recall_poll", SUPERVISOR, story.recall.ref, booths=1)
        page = read(client, f"votes/{Vote.objects.get(about_type='recall').number}/", "zh")
    assert "赞成：罢免。反对：不罢免，继续任职。" in page
    assert f'/recalls/{story.recall.number}/">要求罢免的理由和申辩' in page


def test_a_recall_that_enough_have_signed_stands_on_the_home_page_until_its_vote_is_called(client: Client) -> None:
    story = Story()
    with at(CALLED, 12):
        assert "联名的人数够了，最晚4月1日召集投票" in read(client, "", "zh")
    story.call()
    with at(CALLED + timedelta(days=9), 12):
        assert "联名的人数够了" not in read(client, "", "zh")

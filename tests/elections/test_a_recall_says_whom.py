"""Several hold the same post: whoever votes on the recall of one of them reads which, on every channel, and in what
came of it. The record knows it by number alone."""

from datetime import date, timedelta

import pytest
from django.test import Client

from sunward.ballots.models import Vote
from sunward.disclosure.models import Publication
from sunward.elections.models import Recall
from sunward.record.models import Journal, Outbox
from sunward.registry import queries as registry
from tests import stage
from tests.ballots import scenes as votes
from tests.by_links import Walk
from tests.elections import scenes
from tests.elections.scenes import CALLED, CODE, MEMBER, STREET, SUPERVISOR, at, office
from tests.portal.pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
POLL = CALLED + timedelta(days=19)
both = pytest.mark.parametrize("language", ["zh", "en"])


class Two:
    """Ten people ask for the recall of two members of the committee, whose polls are on the same day."""

    def __init__(self) -> None:
        with at(CALLED):
            self.people = votes.people(10)
            self.members = self.people[-2:]
            for one in self.members:
                scenes.appoint(one, MEMBER)
            self.names = [registry.full_name(one).zh for one in self.members]
            for one in self.members:
                petition = scenes.petition_against(one, MEMBER, self.people[0])
                for signer in self.people[:2]:
                    scenes.sign(petition, signer)
            scenes.freeze()
        self.recalls = list(Recall.objects.order_by("id"))

    def called(self) -> "Two":
        with at(CALLED + timedelta(days=9)):
            for row in self.recalls:
                given = {"voting_day": POLL, "places": "社区活动室", "until_hour": "18:00"}
                office("call_recall_vote", SUPERVISOR, row.ref, **given)
        return self

    def opened(self, day: date = POLL) -> list[Vote]:
        self.called()
        with at(day):
            for row in self.recalls:
                office("open_recall_poll", STREET, row.ref, booths=1, channels="paper,terminal")
        return [Vote.objects.get(about_type="recall", about_id=row.number) for row in self.recalls]


@both
@pytest.mark.parametrize("page", ["", "paper/", "terminal/"])
def test_the_question_names_the_one_and_not_the_other(page: str, language: str, client: Client) -> None:
    story = Two()
    polls = story.opened()
    with at(POLL, 10):
        signed_in(client, stage.holder(CODE, stage.CLERK))
        for vote, name, other in zip(polls, story.names, reversed(story.names), strict=True):
            shown = client.get(f"/{language}/c/{CODE}/votes/{vote.number}/{page}").content.decode()
            assert f"委员{name}" in shown
            assert other not in shown


@both
def test_home_and_the_desk_of_a_voter_name_both(language: str) -> None:
    story = Two()
    story.opened()
    with at(POLL, 10):
        home = Walk("", language)
        assert all(f"委员{name}" in home.words for name in story.names)
        assert "<span" not in home.words
        mine = Walk(story.people[4], language).duties()
        assert all(f"委员{name}" in mine.words for name in story.names)


@both
def test_lists_and_desks_before_the_poll_name_them_too(language: str) -> None:
    story = Two()
    with at(CALLED + timedelta(days=1)):
        listed = Walk("", language).go("/matters/", "/elections/").words
        assert all(name in listed for name in story.names)
        assert "<span" not in listed
        assert all(name in Walk(stage.holder(CODE, SUPERVISOR), language).duties().words for name in story.names)


@both
def test_what_came_of_it_says_whose_office_it_is(language: str, client: Client) -> None:
    story = Two()
    vote, name = story.opened()[1], story.names[1]
    with at(POLL, 10):
        for one in story.people[:6]:
            votes.issue(vote, one)
    with at(POLL, 18):
        votes.close(vote)
        figures = {"for": 4, "against": 2}
        votes.count_paper(vote, figures, **votes.sheets({"x": 6}) | {"chosen": figures})
        votes.confirm(vote)
    with at(POLL, 20):
        office("declare_recall", SUPERVISOR, story.recalls[1].ref)
        posted = Publication.objects.get(item="election_result")
        shown = client.get(f"/{language}/c/{CODE}/publications/{posted.number}/").content.decode()
    assert f"委员{name}：登记投票人 10" in shown
    assert story.names[0] not in shown


def test_the_record_knows_whom_by_number_alone() -> None:
    story = Two()
    story.opened()
    opened = Journal.objects.filter(act="ballots.open_vote").order_by("id")
    assert [row.public["whom"] for row in opened] == story.members
    leaves = b"".join(bytes(row.data) for row in Outbox.objects.filter(ref__in=[row.ref for row in opened]))
    assert "是否罢免".encode() in leaves
    assert not any(name.encode() in leaves for name in story.names)

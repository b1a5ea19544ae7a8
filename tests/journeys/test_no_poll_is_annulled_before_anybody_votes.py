"""The head of supervision annulled the poll on a recall a minute after it opened, as often as it was opened: "the
question is wrong", of a question that nobody had worded."""

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import Vote
from sunward.record.models import Journal
from tests.ballots import scenes as votes
from tests.ballots.scenes import rules_of
from tests.elections import scenes as elections
from tests.elections.recall import Story
from tests.elections.scenes import Race
from tests.meetings import scenes
from tests.meetings.scenes import DIRECTOR, SUPERVISOR, act, at

pytestmark = pytest.mark.usefixtures("community")


def annul(vote: Vote) -> None:
    votes.act("annul_vote", SUPERVISOR, vote, grounds="question", because="题目有误")


def test_a_poll_on_a_recall_never() -> None:
    story = Story()
    day = story.call()
    with elections.at(day, 8):
        elections.office("open_recall_poll", elections.STREET, story.recall.ref, booths=1)
    with elections.at(day, 8, 1):
        assert rules_of(lambda: annul(Vote.objects.get(about_type="recall"))) == {"grounds"}


def test_an_election_never() -> None:
    race = Race()
    race.post()
    vote = race.open()
    with elections.at(elections.VOTING, 8, 1):
        assert rules_of(lambda: annul(vote)) == {"grounds"}


def test_an_item_once_and_marked() -> None:
    meeting, item, keys = scenes.called(9)
    with at(scenes.EVENING):
        scenes.open_with(meeting, keys)
        annul(scenes.put(item))
        entry = Journal.objects.get(act="ballots.annul_vote")
        assert [one["rule"] for one in entry.findings if not one["ok"]] == ["question_taken_back"]
        act("meetings.put_to_vote", DIRECTOR, item.ref)
        again = Vote.objects.latest("id")
        assert not ballots.grounds_borne_out(again.number)
        assert rules_of(lambda: annul(again)) == {"grounds"}

"""A neighbour reads "for 4, 80 %" and takes it for adopted, where the rule asked for more. Whether it was carried, and
by which rule, stands on its vote, under its item and in the list, as the minutes have it: from the certificate on,
worked out, and never before."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunward.ballots import queries as ballots
from sunward.ballots.models import Vote
from sunward.meetings import queries as meetings
from sunward.meetings.models import Meeting
from sunward.meetings.session.outcome import came_to
from sunward.meetings.session.results import figures_of
from sunward.meetings.session.room import Room
from sunward.registry import queries as registry
from tests.elections.recall import Story
from tests.elections.scenes import VOTING, Race
from tests.journeys.pages import page
from tests.meetings import scenes
from tests.meetings.scenes import EVENING, at
from tests.meetings.test_carried_by_one_measure import reviewed
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community")
LOST = {
    "zh": "未通过：全体党员9人，应有过半数（至少5人）同意；实际同意4人。",
    "en": "Not adopted: of all 9 party members, more than half (5) must agree; in favour: 4.",
}
CARRIED = {
    "zh": "通过：到会会议组成人员7人，应有过半数（至少4人）同意；实际同意4人。",
    "en": "Adopted: of the 7 members of the body present, more than half (4) must agree; in favour: 4.",
}
SHORT = {"zh": ("已核定 未通过", "已核定 通过"), "en": ("certified not adopted", "certified adopted")}
NOT_YET = {"zh": "核定以前，是否通过还没有定。", "en": "Whether it is adopted is not settled before it is certified."}
WAITS = {"zh": "还没有定：正在计票核对", "en": "not settled yet: being counted and confirmed"}


def counted(in_favour: int, against: int) -> tuple[Meeting, Vote]:
    """Seven of nine came and raised their hands; counted, confirmed, closed."""
    meeting, item, keys = scenes.called()
    with at(EVENING):
        scenes.open_with(meeting, there := keys[: in_favour + against])
        vote = scenes.put(item)
        scenes.count_hands(vote, there, {"for": in_favour, "against": against})
    return meeting, vote


@pytest.mark.parametrize("language", ["zh", "en"])
def test_lost_with_four_of_five_in_favour(language: str) -> None:
    item, vote = reviewed(4, 1, 2)
    with at(EVENING, 21):
        assert LOST[language] in page(f"votes/{vote.number}/", language)
        assert LOST[language] in page(f"meetings/{item.meeting.number}/", language)
        assert SHORT[language][0] in page("votes/", language)
        scenes.act("meetings.close_session", scenes.CLERK, item.meeting.ref)
        minutes = scenes.minutes_of(item.meeting)
        said = {"zh": "未通过。", "en": "Not adopted."}[language]
        assert said in page(f"meetings/{minutes.number}/minutes/", language), "as the minutes have it"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_carried_and_not_before_the_certificate(language: str) -> None:
    meeting, vote = counted(4, 3)
    paths = (f"votes/{vote.number}/", f"meetings/{meeting.number}/", "votes/")
    with at(EVENING, 21):
        before = [page(path, language) for path in paths]
        scenes.certify(vote)
        after = [page(path, language) for path in paths]
    assert not [one for one in before if CARRIED[language] in one or SHORT[language][1] in one]
    assert (NOT_YET[language] in before[0], WAITS[language] in before[1]) == (True, True)
    assert [CARRIED[language] in one for one in after[:2]] == [True, True]
    assert SHORT[language][1] in after[2]


def test_what_was_recorded_comes_to_the_same_as_what_the_minutes_count() -> None:
    item, vote = reviewed(4, 1, 2)
    room, card = Room(item.meeting), Vote.objects.get(pk=vote.pk)
    live = came_to(room, item, figures_of(room, item, vote.number))
    assert meetings.outcomes(ballots.votes_on(card.about)) == {vote.number: live}


def test_the_list_asks_no_more_for_many(client: Client) -> None:
    """Three for all of them: the items, what was recorded at their certificates, the rule books."""
    _meeting, vote = counted(4, 3)

    def cost() -> int:
        with at(EVENING, 21), CaptureQueriesContext(connection) as asked:
            assert client.get(f"/en/c/{CODE}/votes/").status_code == 200
        return len(asked)

    cost()
    before = cost()
    with at(EVENING, 21):
        scenes.certify(vote)
    assert cost() - before == 3


@pytest.mark.parametrize(("agree", "said"), [(4, "罢免通过："), (2, "罢免未通过：")])
def test_a_recall_says_by_which_rule(agree: int, said: str) -> None:
    story = Story()
    day = story.call()
    story.poll(day, agree, 6 - agree)
    vote = Vote.objects.get(about_type="recall")
    with at(day, 20):
        assert said not in page(f"votes/{vote.number}/")
        assert story.declare(day) is (agree == 4)
    story.certify(day)
    with at(day, 22):
        shown, english = page(f"votes/{vote.number}/"), page(f"votes/{vote.number}/", "en")
    assert f"{said}全体有投票权的 10 人，应有" in shown
    assert f"（至少 4 人）赞成罢免，赞成 {agree} 人。" in shown
    assert f"(4) must be for the recall, and {agree} are." in english


def test_a_seat_says_who_takes_it() -> None:
    race = Race()
    race.post()
    race.open()
    race.count({"c1": 9, "c2": 6, "c3": 2}, blank=1)
    race.declare()
    with at(VOTING, 20):
        assert "当选：" not in page(f"votes/{race.vote().number}/")
    race.certify(hour=21)
    with at(VOTING, 22):
        shown = page(f"votes/{race.vote().number}/")
        assert f"当选：{'、'.join(named(one) for one in race.candidates[:2])}。全部名额选出。" in shown
        assert "Every seat is filled." in page(f"votes/{race.vote().number}/", "en")


def named(person: str) -> str:
    return registry.full_name(person).zh

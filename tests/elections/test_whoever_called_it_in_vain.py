"""Whoever calls the vote on a recall in vain does not call it first again, nor do two by turns. A bought opener called
it a minute after midnight for a place that nobody reaches, three rounds one after the other, and nothing was marked."""

from datetime import date, timedelta
from typing import Any

import pytest

from sunward.ballots import queries as ballots
from tests.ballots import scenes as votes
from tests.ballots.scenes import rules_of
from tests.elections.recall import PLACES, Story
from tests.elections.scenes import STREET, at, by, office
from tests.stage import SUPERVISOR

pytestmark = pytest.mark.usefixtures("community")
OUT_OF_TOWN = "城外仓库"
DAY = timedelta(days=1)


class Silence(Story):
    """The days to call it have passed, and nobody has."""

    def __init__(self) -> None:
        super().__init__()
        key = self.recall.petition_id
        self.opener = next(one for one in self.people if ballots.opened_petition(key, one))
        self.signer = next(one for one in self.people[:2] if one != self.opener)
        assert self.recall.due_on
        self.late: date = self.recall.due_on + DAY

    def calls(self, who: str, on: date, place: str = OUT_OF_TOWN) -> Any:
        """A person, or an office, calls it for a fortnight later."""
        given = {"voting_day": on + timedelta(days=14), "places": place, "until_hour": "18:00"}
        with at(on):
            if who.startswith("person:"):
                return by(who, "call_recall_vote", self.recall.ref, "resident", **given)
            return office("call_recall_vote", who, self.recall.ref, **given)

    def barred(self, who: str, on: date) -> set[str]:
        return rules_of(lambda: self.calls(who, on))


def test_whoever_called_it_waits_three_days_and_others_call_at_once() -> None:
    """Failed before: the opener called it first again, three times."""
    story = Silence()
    story.calls(story.opener, story.late)
    over = story.late + timedelta(days=15)
    assert story.barred(story.opener, over) == {"others_first"}
    assert story.barred(story.opener, over + 2 * DAY) == {"others_first"}
    story.calls(story.signer, over, PLACES)


def test_after_three_days_they_call_it_again_where_nobody_else_has() -> None:
    story = Silence()
    story.calls(story.opener, story.late)
    story.calls(story.opener, story.late + timedelta(days=18), PLACES)


def test_a_signer_waits_as_well_and_the_opener_calls() -> None:
    story = Silence()
    story.calls(story.signer, story.late)
    over = story.late + timedelta(days=15)
    assert story.barred(story.signer, over) == {"others_first"}
    story.calls(story.opener, over, PLACES)


@pytest.mark.parametrize(("office_", "other"), [(STREET, SUPERVISOR), (SUPERVISOR, STREET)])
def test_so_does_an_office(office_: str, other: str) -> None:
    """Failed before: supervisors or street called it first in each round."""
    story = Silence()
    story.calls(office_, story.late)
    over = story.late + timedelta(days=15)
    assert story.barred(office_, over) == {"others_first"}
    story.calls(other, over, PLACES)


def test_two_who_take_turns_wait_both() -> None:
    """Failed before: only the last to call waited, and of two who were bought one always called at once."""
    story = Silence()
    story.calls(story.opener, story.late)
    second = story.late + timedelta(days=15)
    story.calls(story.signer, second)
    over = second + timedelta(days=15)
    assert story.barred(story.opener, over) == {"others_first"}
    assert story.barred(story.signer, over) == {"others_first"}
    assert story.barred(story.opener, over + 2 * DAY) == {"others_first"}
    story.calls(STREET, over, PLACES)


def test_where_no_others_come_both_call_again_after_three_days() -> None:
    story = Silence()
    story.calls(story.opener, story.late)
    second = story.late + timedelta(days=15)
    story.calls(story.signer, second)
    story.calls(story.opener, second + timedelta(days=18), PLACES)


def test_whose_place_another_had_changed_before_its_day_has_lost_no_round() -> None:
    """The opener moved what the signer called, and the opener's own place was the one that nobody reached."""
    story = Silence()
    story.calls(story.signer, story.late, PLACES)
    story.calls(story.opener, story.late + DAY)
    over = story.late + timedelta(days=16)
    assert story.barred(story.opener, over) == {"others_first"}
    story.calls(story.signer, over, PLACES)


def test_whoever_has_lost_a_round_does_not_move_the_next_call() -> None:
    """Barred from calling it anew, the opener would have named another place for what the signer called."""
    story = Silence()
    story.calls(story.opener, story.late)
    over = story.late + timedelta(days=15)
    story.calls(story.signer, over, PLACES)
    assert story.barred(story.opener, over + DAY) == {"called_once"}


def test_where_somebody_voted_the_place_was_none_that_nobody_reaches() -> None:
    """Annulled, it is called again by the same office at once."""
    story = Silence()
    story.calls(SUPERVISOR, story.late, PLACES)
    day = story.late + timedelta(days=14)
    story.poll(day, 4, 2)
    with at(day, 20):
        vote = votes.Vote.objects.get(about_type="recall")
        votes.ask_back(vote, "did_not_vote")
        votes.act("annul_vote", SUPERVISOR, vote, grounds="sample", because="有人说没有投过")
    story.calls(SUPERVISOR, day + DAY, PLACES)


def test_a_poll_in_which_nobody_voted_was_in_vain() -> None:
    story = Silence()
    story.calls(SUPERVISOR, story.late)
    day = story.late + timedelta(days=14)
    with at(day):
        office("open_recall_poll", STREET, story.recall.ref, booths=1)
    with at(day, 18):
        votes.close(votes.Vote.objects.get(about_type="recall"))
    assert story.barred(SUPERVISOR, day + DAY) == {"others_first"}
    story.calls(STREET, day + DAY, PLACES)

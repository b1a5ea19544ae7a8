"""A fifth of the voters ask for the director's recall; the committee keeps silent; the vote is held all the same."""

from datetime import timedelta

import pytest

from sunward.ballots.models import Vote
from sunward.elections import queries as elections
from sunward.kernel import clock
from sunward.registry.models import Appointment
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import CALLED, CODE, DEPUTY, DIRECTOR, SUPERVISOR, at, by, office, rules_of

pytestmark = pytest.mark.usefixtures("community")
SILENT_UNTIL = CALLED + timedelta(days=30)
CALLS = SILENT_UNTIL + timedelta(days=1)
VOTES = CALLS + timedelta(days=7)
PLACES = "社区活动室"


def owed_titles(day: object) -> list[str]:
    with clock.moved_to(clock.moment(day)):  # type: ignore[arg-type]
        return [str(item.title) for item in elections.overdue(CODE, clock.today())]


def test_they_recall_the_director() -> None:
    with at(CALLED):
        people = votes.people(20)
        director, deputy = stage.holder(CODE, DIRECTOR), stage.holder(CODE, DEPUTY)
        petition = scenes.petition_against(director, DIRECTOR, people[0])
        assert petition.needed == 4, "a fifth of twenty"
        for one in people[:4]:
            scenes.sign(petition, one)
        scenes.freeze()
    recall = scenes.the_recall()

    # Thirty days of silence: overdue, and now it is in the petitioners' own hands.
    assert owed_titles(SILENT_UNTIL) == []
    assert any("罢免" in title for title in owed_titles(CALLS))
    first = lambda: by(  # noqa: E731
        people[0], "call_recall_vote", recall.ref, "resident", voting_day=VOTES, places=PLACES, until_hour="18:00"
    )
    with at(SILENT_UNTIL):
        assert rules_of(first) == {"may_call", "voting_day_in_time"}
    with at(CALLS):
        first()
    with at(VOTES - timedelta(days=1)):
        by(director, "state_defence", recall.ref, words="该公开的我都公开了。")

    # A secret vote on paper: eleven of twenty, six of eleven.
    with at(VOTES, 8):
        by(people[0], "open_recall_poll", recall.ref, "resident", booths=1)
        vote = Vote.objects.get(about_type="recall", about_id=recall.number)
        assert (vote.secret, vote.channels) == (True, ["paper"])
        for one in people[:11]:
            votes.issue(vote, one)
        assert "already_voted" in rules_of(lambda: votes.issue(vote, people[0]))
    with at(VOTES, 18):
        votes.close(vote)
        votes.count_paper(vote, {"for": 6, "against": 5})
        assert rules_of(lambda: office("declare_recall", SUPERVISOR, recall.ref)) == {"counted_and_confirmed"}
        votes.confirm(vote)
        office("declare_recall", SUPERVISOR, recall.ref)
    assert director in scenes.holding(DIRECTOR, VOTES), "not before those who were drawn have been asked"
    with at(VOTES, 19):
        scenes.certified(vote)
    assert director not in scenes.holding(DIRECTOR, VOTES)
    number = director.removeprefix("person:")
    assert Appointment.objects.get(person__number=number, post__key="director").ended_reason == "recalled"

    # Ten days for the handover: everything comes but the seal.
    owed = scenes.owed()
    with at(VOTES + timedelta(days=3)):
        for thing in ("books", "bank_access", "archives", "assets", "debts"):
            by(deputy, "confirm_handover", owed[thing].ref, received="yes", listed="见清单")
    assert owed_titles(VOTES + timedelta(days=10)) == []
    late = owed_titles(VOTES + timedelta(days=11))
    assert len(late) == 1
    assert "公章" in late[0]
    with at(VOTES + timedelta(days=11)):
        item = elections.overdue(CODE, clock.today())[0]
    assert item.owner_post == scenes.STREET

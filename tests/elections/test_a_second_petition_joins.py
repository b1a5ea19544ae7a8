"""Adults and representatives both asked for one recall: two recalls, both called for one day; and a third petition
opened at once."""

from datetime import timedelta

import pytest

from sunward.ballots.models import Petition
from sunward.elections.models import JoinedPetition, Recall
from sunward.elections.waiting.joining import petitions_of
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from tests import stage
from tests.ballots import scenes as votes
from tests.ballots.scenes import rules_of
from tests.elections import scenes as el
from tests.elections.scenes import CALLED, CODE, DIRECTOR, at

pytestmark = pytest.mark.usefixtures("community")


class Asked:
    """Ten neighbours, three of them representatives."""

    def __init__(self) -> None:
        with at(CALLED):
            self.people = votes.people(10)
            for one in self.people[:3]:
                votes.delegate(one)
            director = stage.holder(CODE, DIRECTOR)
            held = stage.registry.posts_of(director, CODE, CALLED)
            self.term = next(one for one in held if one.post == DIRECTOR)

    def opened(self, who: str, of: str) -> Ref:
        given = {"purpose": "recall", "asks_for": self.term.appointment, "title": "要求罢免", "of": of}
        done = stage.act("ballots.open_petition", "resident", stage.here(), by=who, **given)
        assert done.result
        return done.result

    def signed(self, petition: Ref, people: list[str]) -> None:
        for one in people:
            stage.act("ballots.sign_petition", "resident", petition, by=one)


@pytest.fixture
def asked(community: str) -> Asked:
    return Asked()


def test_it_joins_the_recall_that_is_unsettled(asked: Asked) -> None:
    """Failed before: two recalls."""
    with at(CALLED):
        adults, theirs = asked.opened(asked.people[5], "adults"), asked.opened(asked.people[0], "representatives")
        asked.signed(adults, asked.people[5:8])
        asked.signed(theirs, asked.people[:3])
        recall = Recall.objects.get()
        both = [Petition.objects.get(number=one.id).pk for one in (adults, theirs)]
        assert petitions_of(recall) == both
        assert rules_of(lambda: asked.opened(asked.people[6], "adults")) == {"not_forced_yet"}


def test_whoever_joined_calls_its_vote_in_the_silence(asked: Asked) -> None:
    with at(CALLED):
        adults, theirs = asked.opened(asked.people[5], "adults"), asked.opened(asked.people[0], "representatives")
        asked.signed(adults, asked.people[5:8])
        asked.signed(theirs, asked.people[:3])
        el.freeze()
    recall = Recall.objects.get()
    assert recall.due_on
    late = recall.due_on + timedelta(days=1)
    with at(late):
        given = {"voting_day": late + timedelta(days=15), "places": "院子", "until_hour": "19:00"}
        stage.act("elections.call_recall_vote", "resident", recall.ref, by=asked.people[0], **given)
    recall.refresh_from_db()
    assert recall.called_by_post == "resident"


def test_one_that_fell_through_frees_it(asked: Asked) -> None:
    with at(CALLED):
        asked.signed(asked.opened(asked.people[5], "adults"), asked.people[5:8])
        el.freeze()
    recall = Recall.objects.get()
    later = CALLED + timedelta(days=40)
    with door_open():
        roll = recall.petition.roll
        Recall.objects.update(
            called_on=CALLED, voting_day=CALLED + timedelta(days=20), roll=roll, called_by_post="street_office.director"
        )
    with at(later):
        asked.signed(asked.opened(asked.people[6], "adults"), asked.people[5:8])
    assert Recall.objects.count() == 2
    assert not JoinedPetition.objects.exists()

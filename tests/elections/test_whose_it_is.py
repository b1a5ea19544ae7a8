"""What is overdue is never owed by the person whom it is about."""

from datetime import timedelta

import pytest
from django.db import transaction

from sunward.ballots.casting import urn
from sunward.ballots.models import RollEntry, Vote
from sunward.elections import queries
from sunward.elections.models import Recall
from sunward.kernel import clock
from sunward.kernel.guard import door_open
from sunward.registry import queries as registry
from sunward.registry.models import Appointment
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import CALLED, CODE, DIRECTOR, STREET, SUPERVISOR, VOTING, Race, at, office

pytestmark = pytest.mark.usefixtures("community")
LATE = CALLED + timedelta(days=31)
VOTE = CALLED + timedelta(days=14)


def asked_for(post: str) -> Recall:
    """Somebody in office whose recall enough people have asked for."""
    with at(CALLED):
        people, officer = votes.people(20), stage.holder(CODE, post)
        petition = scenes.petition_against(officer, post, people[0])
        for one in people[: petition.needed]:
            scenes.sign(petition, one)
        body = "residents_assembly" if post == DIRECTOR else "representatives_meeting"
        scenes.freeze(body, "adults" if post == DIRECTOR else "")
    return scenes.the_recall()


def owners(day: object) -> list[str]:
    with at(day):  # type: ignore[arg-type]
        return [one.owner_post for one in queries.overdue(CODE, day)]  # type: ignore[arg-type]


@pytest.mark.parametrize(("post", "owes"), [(DIRECTOR, SUPERVISOR), (SUPERVISOR, DIRECTOR)])
def test_a_recall_that_nobody_called_is_owed_by_the_first_whom_it_is_not_about(post: str, owes: str) -> None:
    asked_for(post)
    assert owners(LATE) == [owes]


def test_where_everybody_whom_the_rule_names_is_gone_the_street_owes_it() -> None:
    recall = asked_for(SUPERVISOR)
    with at(CALLED):
        director = stage.holder(CODE, DIRECTOR).removeprefix("person:")
        with door_open():  # how offices end is told elsewhere
            Appointment.objects.filter(person__number=director).update(left_on=CALLED + timedelta(days=1))
    assert recall.post == SUPERVISOR
    assert owners(LATE) == [STREET, stage.CLERK], "the second is to begin the handover of whoever has gone"


@pytest.mark.parametrize(("post", "owes"), [(DIRECTOR, SUPERVISOR), (SUPERVISOR, DIRECTOR)])
def test_a_poll_that_did_not_open_too(post: str, owes: str) -> None:
    recall = asked_for(post)
    with at(CALLED + timedelta(days=7)):
        office("call_recall_vote", scenes.DEPUTY, recall.ref, voting_day=VOTE, places="活动室")
    assert owners(VOTE + timedelta(days=1)) == [owes]


@pytest.mark.parametrize(("post", "owes"), [(DIRECTOR, SUPERVISOR), (SUPERVISOR, STREET)])
def test_a_recall_that_was_declared_and_not_certified(post: str, owes: str) -> None:
    recall = asked_for(post)
    with at(CALLED + timedelta(days=7)):
        office("call_recall_vote", scenes.DEPUTY, recall.ref, voting_day=VOTE, places="活动室")
    with at(VOTE):
        office("open_recall_poll", scenes.DEPUTY, recall.ref, booths=1)
    vote = Vote.objects.get(about_type="recall")
    with transaction.atomic(), door_open():  # how a poll is counted is told elsewhere
        urn.mark(vote, RollEntry.objects.filter(roll=vote.roll)[0], "terminal", VOTE)
        Vote.objects.filter(pk=vote.pk).update(
            closed_at=clock.moment(VOTE, 18), ballots_digest="0" * 64, sample_seed="0" * 64
        )
        Recall.objects.filter(pk=recall.pk).update(declared_on=VOTE)
    assert owners(VOTE + timedelta(days=1)) == [owes]


def test_lists_of_an_election_are_not_owed_by_a_candidate() -> None:
    race = Race()
    assert owners(VOTING + timedelta(days=1)) == [DIRECTOR]
    with at(CALLED):
        director = registry.person_row(stage.holder(CODE, DIRECTOR))
        with door_open():  # the director, who stands again
            race.contest.candidates.filter(place=1).update(person_id=director)
    assert owners(VOTING + timedelta(days=1)) == [SUPERVISOR]

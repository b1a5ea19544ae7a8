"""Two at one moment: a result is declared once, somebody nominates once, a thing is owed once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction

from sunward.elections.models import Candidate, Contest, Declaration, Election, Handover, Nomination
from sunward.kernel import clock
from sunward.kernel.acts import Done, Refused
from sunward.kernel.door import perform
from sunward.kernel.guard import door_open
from sunward.kernel.refs import new_id
from sunward.registry.models import Appointment, Person
from tests import stage
from tests.ballots import scenes as votes

TRIES = 4
DAY = date(2026, 3, 2)


def called(code: str) -> Contest:
    with clock.moved_to(clock.moment(DAY)):
        done = stage.act(
            "elections.call_election", stage.DIRECTOR, stage.here(code), code=code, body="residents_committee",
            seats="residents_committee.member 1", voting_day=DAY + timedelta(days=25), places="活动室",
        )  # fmt: skip
    assert done.result
    return Contest.objects.get(election__number=done.result.id)


@pytest.mark.postgres
def test_a_voter_who_taps_four_times_has_nominated_once(committed: str) -> None:
    contest = called(committed)
    with clock.moved_to(clock.moment(DAY)):
        voter, nominee = votes.people(2, committed)
        done = stage.act("ballots.freeze_roll", stage.CLERK, stage.here(committed), code=committed,
                         body="residents_assembly")  # fmt: skip
    assert done.result
    with door_open():
        roll = votes.Roll.objects.get(number=done.result.id)
        Election.objects.filter(pk=contest.election_id).update(roll=roll)
    together = Barrier(TRIES)

    def tap(_number: int) -> Done | Refused:
        try:
            with clock.moved_to(clock.moment(DAY, 10)):
                together.wait()
                return perform(
                    "elections.nominate", by=voter, post="anyone", subject=contest.ref, facts={"person": nominee},
                    key=new_id(),
                )  # fmt: skip
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(TRIES) as hands:
        came = list(hands.map(tap, range(TRIES)))
    assert sum(isinstance(one, Done) for one in came) == 1
    assert Nomination.objects.filter(candidate__contest=contest).count() == 1


@pytest.mark.postgres
def test_the_database_refuses_the_second(committed: str) -> None:
    """Whatever the acts overlook."""
    contest = called(committed)
    person = Person.objects.filter(community_code=committed).first()
    term = Appointment.objects.filter(community_code=committed).first()
    assert person
    assert term
    owed = {
        "community_code": committed, "appointment": term.number, "post": "residents_committee.director",
        "thing": "seal", "giver": person, "receiver_post": "residents_committee.director", "arose_on": DAY,
        "due_on": DAY, "source": "第十九条",
    }  # fmt: skip
    makes = (
        lambda place: Candidate(number=f"{contest.number}-{place}", contest=contest, person=person, place=place),
        lambda _place: Declaration(contest=contest, vote=f"{contest.number}-V", declared_on=DAY, declared_by="x"),
        lambda place: Handover(number=f"{contest.number}-T{place}", **owed),
    )
    with door_open():
        for make in makes:
            make(1).save()
            with pytest.raises(IntegrityError), transaction.atomic():
                make(2).save()
        with pytest.raises(IntegrityError), transaction.atomic():
            Handover(number=f"{contest.number}-T9", **(owed | {"thing": "books", "confirmed_on": DAY})).save()
        with pytest.raises(IntegrityError), transaction.atomic():
            Election.objects.filter(pk=contest.election_id).update(polled_on=DAY)

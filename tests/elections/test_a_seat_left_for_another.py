"""Whoever sits in a body and is elected to another post of it leaves the first.

Seen before: a sitting member was elected director in a by-election and kept the member's seat; the committee had one
person fewer than seats, none of which was vacant, and nothing said so.
"""

from datetime import timedelta

import pytest

from sunward.ballots.models import Vote
from sunward.disclosure.models import Publication
from sunward.record.models import Journal
from sunward.registry.models import Appointment
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import CODE, DEPUTY, DIRECTOR, MEMBER, SUPERVISOR, at, by, holding, office
from tests.elections.test_a_seat_of_the_very_post import AGAIN, POLL, seated
from tests.journeys.test_no_office_is_left_with_its_seal import resigns

pytestmark = pytest.mark.usefixtures("community")
RULE = "gives_up_another_seat"
NEXT = POLL + timedelta(days=1)


def elected_director(person: str, other: str, runners: list[str], voters: list[str]) -> None:
    """The director resigns, and somebody is elected for the rest of the term."""
    with at(AGAIN):
        resigns(stage.holder(CODE, DIRECTOR), AGAIN)
        roll = scenes.freeze()
        done = office(
            "call_election", DEPUTY, stage.here(), body="residents_committee", seats=f"{DIRECTOR} 1", voting_day=POLL,
            places="活动室", until_hour="18:00", fills_vacancies=True,
        )  # fmt: skip
    assert done.result
    election = scenes.Election.objects.get(number=done.result.id)
    people = ",".join(runners)
    with at(AGAIN, 9, 30):
        meeting = scenes.held("residents_assembly", day=AGAIN, about=election.ref, people=people)
    with at(AGAIN, 10):
        office("form_committee", SUPERVISOR, election.ref, members=people, made_by="residents_assembly",
               decided_at=meeting)  # fmt: skip
        by(runners[0], "take_roll", election.ref, roll=roll.number)
    contest = scenes.contest(election, DIRECTOR)
    row, rival = (scenes.stand(contest, one, voters[-2:], on=AGAIN) for one in (person, other))
    with at(POLL - timedelta(days=7)):
        by(runners[0], "post_candidates", election.ref)
    with at(POLL, 8):
        by(runners[0], "open_poll", election.ref, booths=1)
    vote = Vote.objects.get(about_type="contest", about_id=contest.number)
    with at(POLL, 17):
        for one in voters[:10]:
            votes.issue(vote, one)
    with at(POLL, 18):
        votes.close(vote)
        second = stage.holder(CODE, stage.SUPERVISION_MEMBER)
        sheets = votes.sheets({row.key: 9, rival.key: 1}) | {"counted_with": second}
        votes.act("count_paper", SUPERVISOR, vote, **sheets)
        votes.second(vote)
        votes.confirm(vote)
    with at(POLL, 19):
        by(runners[0], "declare_result", contest.ref)
    with at(POLL, 19, 30):
        scenes.certified(vote)


def newest(act: str) -> set[str]:
    return {one["rule"] for one in Journal.objects.filter(act=act).latest("id").findings if not one["ok"]}


def test_a_sitting_member_who_is_elected_director_leaves_the_member_s_seat() -> None:
    race = seated()
    sitting, stays = race.candidates[:2]
    elected_director(sitting, race.people[7], race.runners, race.people)
    assert holding(DIRECTOR, NEXT) == {sitting}
    assert holding(MEMBER, NEXT) == {stays}, "the seat is vacant"
    for act in ("elections.declare_result", "ballots.certify", "registry.appoint"):
        assert RULE in newest(act)
    assert "离开那一个" in Publication.objects.filter(item="election_result").latest("id").text
    assert "ended_by_entry" not in newest("registry.end_appointment"), "the election bears it out"
    left = Appointment.objects.get(person__number=sitting.removeprefix("person:"), post__key="member")
    assert (left.left_on, left.ended_reason) == (POLL, "incompatible")


def test_of_whoever_sat_nowhere_nothing_is_said() -> None:
    race = seated()
    elected_director(race.people[7], race.candidates[2], race.runners, race.people)
    assert RULE not in newest("elections.declare_result") | newest("ballots.certify") | newest("registry.appoint")
    assert holding(MEMBER, NEXT) == set(race.candidates[:2])

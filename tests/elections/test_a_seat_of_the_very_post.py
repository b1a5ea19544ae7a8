"""Whoever sits in a post does not stand for another, vacant seat of it; and no certificate fails on it.

Seen before: a sitting member was elected in a by-election, and the certificate was refused for good.
"""

from datetime import date, timedelta

import pytest

from sunward.ballots.models import Vote
from sunward.elections.models import Candidate, Contest
from sunward.kernel.acts import Done
from sunward.kernel.guard import door_open
from sunward.registry.models import Person
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import MEMBER, SUPERVISOR, VOTING, Race, at, by, holding, office, rules_of

pytestmark = pytest.mark.usefixtures("community")
AGAIN = VOTING + timedelta(days=3)
POLL = AGAIN + timedelta(days=25)


def seated() -> Race:
    """Two members have been elected; three seats of the post are vacant."""
    race = Race()
    race.post()
    race.open()
    first, second, third = (one.key for one in race.contest.candidates.order_by("place"))
    race.count({first: 9, second: 8, third: 1})
    race.declare()
    race.certify()
    return race


def by_election(race: Race) -> Contest:
    with at(AGAIN):
        roll = scenes.freeze()
    election = scenes.call(f"{MEMBER} 1", on=AGAIN, fills_vacancies=True, voting_day=POLL)
    people = ",".join(race.runners)
    with at(AGAIN, 9, 30):
        meeting = scenes.held("residents_assembly", day=AGAIN, about=election.ref, people=people)
    with at(AGAIN, 10):
        chosen = {"members": people, "made_by": "residents_assembly", "decided_at": meeting}
        office("form_committee", SUPERVISOR, election.ref, **chosen)
        by(race.runners[0], "take_roll", election.ref, roll=roll.number)
    return scenes.contest(election)


def nominated(race: Race, contest: Contest, person: str) -> Done:
    with at(AGAIN, 11):
        return by(race.people[-1], "nominate", contest.ref, "anyone", person=person)


def test_a_sitting_member_is_neither_nominated_nor_accepts() -> None:
    race = seated()
    contest, sitting = by_election(race), race.candidates[0]
    assert rules_of(lambda: nominated(race, contest, sitting)) == {"holds_none_of_it"}
    stands_all_the_same(contest, sitting, accepted=None)
    candidate = Candidate.objects.get(contest=contest)
    with at(AGAIN, 12):
        refused = rules_of(lambda: by(sitting, "accept_nomination", candidate.ref, words="我来"))
    assert "holds_none_of_it" in refused
    assert nominated(race, contest, race.people[7]).result, "somebody else is nominated as ever"


def stands_all_the_same(contest: Contest, person: str, accepted: date | None = AGAIN) -> None:
    """As before this was asked, or appointed since."""
    row = Person.objects.get(number=person.removeprefix("person:"))
    with door_open():
        Candidate.objects.create(
            number=f"{contest.number}-{contest.candidates.count() + 1}", contest=contest, person=row,
            place=contest.candidates.count() + 1, words="我来", accepted_on=accepted,
        )  # fmt: skip


def test_elected_all_the_same_they_keep_one_seat_and_the_certificate_stands() -> None:
    race = seated()
    contest, sitting = by_election(race), race.candidates[0]
    stands_all_the_same(contest, sitting)
    other = scenes.stand(contest, race.people[7], race.people[-2:], on=AGAIN)
    with at(POLL - timedelta(days=7)):
        by(race.runners[0], "post_candidates", contest.election.ref)
    with at(POLL, 8):
        by(race.runners[0], "open_poll", contest.election.ref, booths=1)
    vote = Vote.objects.get(about_type="contest", about_id=contest.number)
    with at(POLL, 17):
        for one in race.people[:10]:
            votes.issue(vote, one)
    with at(POLL, 18):
        votes.close(vote)
        chosen = {contest.candidates.earliest("place").key: 9, other.key: 1}
        second = stage.holder(stage.CODE, stage.SUPERVISION_MEMBER)
        votes.act("count_paper", SUPERVISOR, vote, **(votes.sheets(chosen) | {"counted_with": second}))
        votes.second(vote)
        votes.confirm(vote)
    with at(POLL, 19):
        done = by(race.runners[0], "declare_result", contest.ref)
        assert "elected_to_a_seat_of_theirs" in {one.rule for one in done.entry.findings if not one.ok}
    with at(POLL, 19, 30):
        scenes.certified(vote)
    vote.refresh_from_db()
    assert vote.certified_on == POLL
    members = holding(MEMBER, POLL + timedelta(days=1))
    assert members == set(race.candidates[:2]), "the seat that was vacant is vacant still"


def test_who_is_entered_without_an_election_may_stand_for_the_post() -> None:
    race = seated()
    with at(AGAIN, 8):
        scenes.appoint(race.people[7], MEMBER)
    contest = by_election(race)
    assert nominated(race, contest, race.people[7]).result

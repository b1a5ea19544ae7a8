"""Who runs an election: chosen by a body that may, by a majority, by name; whoever stands leaves it."""

from datetime import date, timedelta

import pytest

from sunward.elections.models import CommitteeMember
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.record.models import Journal
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import CALLED, VOTING, Race, at, by, rules_of

pytestmark = pytest.mark.usefixtures("community")


def test_a_member_of_the_election_committee_cannot_stand() -> None:
    race = Race()
    member = race.runners[1]
    with at(CALLED, 12):
        for voter in race.people[-2:]:
            done = by(voter, "nominate", race.contest.ref, "anyone", person=member)
        assert done.result
        refused = rules_of(lambda: by(member, "accept_nomination", done.result, words="我来"))
        assert refused == {"left_committee"}
        by(member, "leave_committee", race.election.ref, because="candidate")
        by(member, "accept_nomination", done.result, words="我来")
        assert rules_of(lambda: by(member, "post_candidates", race.election.ref)) >= {"election_committee"}


def test_a_substitute_follows_whoever_leaves() -> None:
    with at(CALLED):
        people = votes.people(5)
    election = scenes.call()
    scenes.committee(election, people[:3], substitutes=people[3])
    with at(CALLED, 12):
        assert rules_of(lambda: by(people[3], "leave_committee", election.ref, because="other")) == {
            "election_committee"
        }
        by(people[0], "leave_committee", election.ref, because="other")
    assert CommitteeMember.objects.get(person__number=people[3].removeprefix("person:")).joined_on == CALLED


def test_a_substitute_who_stands_is_passed_over_and_nobody_who_stands_runs_the_election() -> None:
    """Failed before: the next substitute came in by place, a candidate or not, and ran it."""
    with at(CALLED):
        people = votes.people(9)
        roll = scenes.freeze()
    election = scenes.call()
    scenes.committee(election, people[:3], substitutes=",".join(people[3:5]))
    with at(CALLED, 10, 30):
        by(people[0], "take_roll", election.ref, roll=roll.number)
    for one in (people[3], *people[5:7]):
        scenes.stand(scenes.contest(election), one, people[-2:])
    rows = CommitteeMember.objects.filter(election=election).order_by("place")
    with at(CALLED, 12):
        by(people[1], "leave_committee", election.ref, because="other")
        assert [row.joined_on for row in rows[3:5]] == [None, CALLED]
        assert by(people[2], "leave_committee", election.ref, because="other").entry.public["followed"] is False
    with door_open():
        rows.filter(place=rows[3].place).update(joined_on=CALLED)  # as it could come about before
    with at(VOTING - timedelta(days=7)):
        assert rules_of(lambda: by(people[3], "post_candidates", election.ref)) == {"election_committee"}
        by(people[3], "leave_committee", election.ref, because="candidate")
        by(people[4], "post_candidates", election.ref)


def test_the_committee_is_made_by_a_body_that_the_rule_names_and_is_large_enough() -> None:
    with at(CALLED):
        people = votes.people(3)
    election = scenes.call()
    assert rules_of(lambda: scenes.committee(election, people[:2])) == {"committee_size"}
    assert rules_of(lambda: scenes.committee(election, people, made_by="party_organisation")) == {
        "made_by", "chosen_there",
    }  # fmt: skip
    for nowhere in ("居民代表会议", "XY-M-2026-099", scenes.held("representatives_meeting")):
        assert rules_of(lambda at=nowhere: scenes.committee(election, people, decided_at=at)) == {"decided_at"}


@pytest.mark.parametrize(("agree", "carried"), [(0, False), (2, False), (3, True)])
def test_it_was_chosen_there_by_a_majority_or_it_was_not_chosen(agree: int, carried: bool) -> None:
    with at(CALLED):
        people = votes.people(5)
        election, body = scenes.call(), "residents_assembly"
        roll = scenes.freeze(body, "")
        names = ",".join(people[:3])
        meeting = scenes.held(body, about=election.ref, agree=0, people=names)  # on the agenda, and not put to the vote
    choose = lambda: scenes.committee(election, people[:3], decided_at=meeting)  # noqa: E731
    assert rules_of(choose) == {"chosen_there"}
    with at(CALLED, 9, 45):
        vote = scenes.adopted(Ref("item", f"{meeting}-1"), roll, agree, settled=False)
    assert rules_of(choose) == {"chosen_there"}, "counted, and not certified"
    with at(CALLED, 9, 50):
        scenes.certified(vote)
    if not carried:
        assert rules_of(choose) == {"chosen_there"}
        return
    for others in (people[2:5], [*people[:2], people[4]]):
        written_in = lambda them=others: scenes.committee(election, them, decided_at=meeting)  # noqa: E731
        assert rules_of(written_in) == {"named_there"}, "failed before: whoever entered it chose the names"
    assert rules_of(lambda: scenes.committee(election, people[:3], decided_at=meeting, substitutes=people[3])) == {
        "named_there"
    }
    choose()
    entry = Journal.objects.filter(act="elections.form_committee", kind="effect").latest("recorded_at")
    assert entry.public["vote"] == vote.number
    assert [found["rule"] for found in entry.findings if not found["ok"]] == []


def test_no_member_of_the_committee_puts_an_election_off_for_good() -> None:
    """Before, a member moved it to 2099: no way back, and no other election of the body could be called."""
    race = Race()
    last = CALLED + timedelta(days=90)
    move = lambda day: by(race.runners[0], "move_voting_day", race.election.ref, voting_day=day, reason="x")  # noqa: E731
    with at(VOTING - timedelta(days=2)):
        assert rules_of(lambda: move(date(2099, 12, 31))) == {"not_put_off"}
        assert rules_of(lambda: move(last + timedelta(days=1))) == {"not_put_off"}
        move(last)
    with at(last - timedelta(days=1)):  # the days count from the call, not from the last move
        assert rules_of(lambda: move(last + timedelta(days=1))) == {"not_put_off"}
    assert rules_of(lambda: scenes.call(on=last, voting_day=last + timedelta(days=30))) == {"one_at_a_time"}
    scenes.call(on=last + timedelta(days=1), voting_day=last + timedelta(days=30))  # its day passed without a poll

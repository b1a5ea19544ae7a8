"""An election or a recall stops at some step, and nobody says so: no poll, not counted, not certified, not declared, a
seat left open. Each shows as overdue with its owner, and somebody else than the silent can go on."""

from datetime import date, timedelta

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import Vote
from sunward.elections import queries
from tests import stage
from tests.ballots import scenes as votes
from tests.ballots.scenes import rules_of
from tests.elections import scenes
from tests.elections.recall import PLACES, Story
from tests.elections.scenes import CODE, DIRECTOR, STREET, SUPERVISOR, VOTING, Race, at, office

pytestmark = pytest.mark.usefixtures("community")
NEXT = VOTING + timedelta(days=1)


def late(on: date) -> list[tuple[str, str]]:
    """What is overdue on a day in votes and elections, and whose it is."""
    found = [*queries.overdue(CODE, on), *ballots.overdue(CODE, on)]
    return [(one.title.en.split(":")[0], one.owner_post) for one in found]


def polled(figures: dict[str, int] | None = None, **facts: object) -> Race:
    """An election that was voted in and counted."""
    race = Race(**facts)  # type: ignore[arg-type]
    race.post()
    race.open()
    race.count(figures or {"c1": 7, "c2": 6, "c3": 1})
    return race


def test_the_committee_opens_no_poll_and_the_street_opens_it_at_ten() -> None:
    race = Race()
    race.post()
    opens = lambda post: office("open_poll", post, race.election.ref, booths=1)  # noqa: E731
    with at(VOTING, 9, 59):
        assert rules_of(lambda: opens(STREET)) == {"election_committee"}
    with at(VOTING, 10):
        opens(STREET)
    assert race.vote().closes_at


def test_its_day_passes_without_a_poll_and_the_supervision_committee_sets_another() -> None:
    race = Race()
    race.post()
    move = lambda: office("move_voting_day", SUPERVISOR, race.election.ref, reason="没有开始投票",  # noqa: E731
                          voting_day=NEXT + timedelta(days=7))  # fmt: skip
    with at(VOTING, 18):
        assert late(VOTING) == []
        assert rules_of(move) == {"election_committee"}
    with at(NEXT):
        assert late(NEXT) == [("Election without a poll", DIRECTOR)]
        move()
        assert late(NEXT) == []


def test_or_another_election_is_called_and_the_old_one_moves_no_more() -> None:
    race = Race()
    race.post()
    scenes.call(on=NEXT, voting_day=NEXT + timedelta(days=30))
    assert late(NEXT) == []
    with at(NEXT, 10):
        move = {"voting_day": NEXT + timedelta(days=7), "reason": "x"}
        assert rules_of(lambda: scenes.by(race.runners[0], "move_voting_day", race.election.ref, **move)) == {
            "not_replaced"
        }


def test_nobody_steps_in_for_an_election_of_their_own_body_or_in_which_they_stand() -> None:
    _people, ref = scenes.supervising()
    election = scenes.Election.objects.get(contests__number=ref.id)
    move = {"voting_day": NEXT + timedelta(days=7), "reason": "x"}
    with at(NEXT):
        assert rules_of(lambda: office("move_voting_day", SUPERVISOR, election.ref, **move)) == {"election_committee"}
        office("move_voting_day", STREET, election.ref, **move)


def test_lists_that_do_not_hang_are_posted_by_others_on_their_last_day() -> None:
    race = Race()
    last = VOTING - timedelta(days=5)
    with at(last - timedelta(days=1)):
        assert "election_committee" in rules_of(lambda: office("post_candidates", STREET, race.election.ref))
    with at(last):
        office("post_candidates", STREET, race.election.ref)


def test_a_poll_that_nobody_closes_or_counts() -> None:
    race = Race()
    race.post()
    vote = race.open()
    with at(VOTING, 17):
        votes.issue(vote, race.people[0])
    assert late(NEXT) == [("Vote left open", stage.CLERK)]
    close = lambda: stage.act("ballots.close_vote", "anyone", vote.ref, by=race.people[8])  # noqa: E731
    with at(NEXT, 12):
        assert rules_of(close) == {"open"}, "who took a sheet in the dark can be entered for three days"
    with at(VOTING + timedelta(days=4), 12):
        close()
    week = VOTING + timedelta(days=11)
    assert late(week) == [("Paper not counted and confirmed", SUPERVISOR)]
    with at(week):
        votes.count_paper(vote, {"c1": 1}, **votes.sheets({"c1": 1}))
        votes.confirm(vote)
    assert "Paper not counted and confirmed" not in dict(late(week))


def test_counted_and_neither_certified_nor_declared_then_declared_by_the_street() -> None:
    race = polled()
    assert late(VOTING) == []
    assert [title.rpartition(" ")[2] for title, _owner in late(NEXT)] == ["certified", "declared"]
    assert {owner for _title, owner in late(NEXT)} == {SUPERVISOR}
    with at(VOTING, 20):
        assert rules_of(lambda: office("declare_result", STREET, race.contest.ref)) == {"election_committee"}
    with at(NEXT):
        votes.ask_back(race.vote())
        votes.act("certify", STREET, race.vote())
    assert [title.rpartition(" ")[2] for title, _owner in late(NEXT)] == ["declared"]
    with at(NEXT):
        office("declare_result", STREET, race.contest.ref)
        assert late(NEXT) == []
    assert race.candidates[0] in scenes.holding(scenes.MEMBER, NEXT)


def test_a_seat_left_and_no_run_off() -> None:
    race = polled({"c1": 6, "c2": 4, "c3": 4})
    race.declare()
    race.certify()
    week, after = VOTING + timedelta(days=7), VOTING + timedelta(days=8)
    assert late(week) == []
    ((title, owner),) = late(after)
    assert ("Seats left" in title, owner) == (True, SUPERVISOR)
    on = {"voting_day": after + timedelta(days=2), "places": "社区活动室", "until_hour": "19:00"}
    run_off = lambda: office("call_run_off", STREET, race.contest.ref, **on)  # noqa: E731
    with at(week):
        assert rules_of(run_off) == {"election_committee"}
    with at(after):
        run_off()
        assert late(after) == []


def test_an_election_in_which_too_few_voted_is_called_again() -> None:
    race = polled({"c1": 3, "c2": 2})
    race.declare()
    race.certify()
    after = VOTING + timedelta(days=8)
    ((title, owner),) = late(after)
    assert ("Seats left" in title, owner) == (True, DIRECTOR)
    with at(after):
        seats = {"body": "residents_committee", "seats": f"{scenes.MEMBER} 2", "places": PLACES, "until_hour": "18:00"}
        office("call_election", STREET, stage.here(), voting_day=after + timedelta(days=30), **seats)
        assert late(after) == []


def test_a_poll_in_which_nobody_voted_decides_nothing_and_is_taken_again() -> None:
    race = Race()
    race.post()
    vote = race.open()
    with at(VOTING, 18):
        votes.close(vote)
    ((title, owner),) = late(NEXT)
    assert (title.startswith("No standing vote"), owner) == (True, DIRECTOR)
    day = NEXT + timedelta(days=7)
    with at(NEXT):
        office("move_voting_day", STREET, race.election.ref, reason="没有人投票", voting_day=day)
    with at(day, 10):
        office("open_poll", STREET, race.election.ref, booths=1)
    assert Vote.objects.filter(about_type="contest").count() == 2


def test_a_recall_counted_certified_and_declared_by_nobody() -> None:
    story = Story()
    day = story.call()
    story.poll(day, 4, 2)
    after = day + timedelta(days=1)
    assert late(day) == []
    assert [title.rpartition(" ")[2] for title, _owner in late(after)] == ["certified", "declared"]
    story.certify(day)
    ((title, _owner),) = late(after)
    assert title.endswith("not declared")
    with at(after):
        office("declare_recall", STREET, story.recall.ref)
    assert story.director not in scenes.holding(DIRECTOR, after)


def test_a_recall_in_which_nobody_voted_is_called_again_by_a_petitioner() -> None:
    story = Story()
    day = story.call()
    with at(day):
        office("open_recall_poll", STREET, story.recall.ref, booths=1)
    with at(day, 18):
        votes.close(Vote.objects.get(about_type="recall"))
    after = day + timedelta(days=1)
    (found,) = queries.overdue(CODE, after)
    assert (found.subject, found.stuck_at.en) == (story.recall.ref, "the poll is closed, and nobody voted")
    with at(after):
        again = {"voting_day": after + timedelta(days=8), "places": PLACES, "until_hour": "18:00"}
        scenes.by(story.people[0], "call_recall_vote", story.recall.ref, "resident", **again)

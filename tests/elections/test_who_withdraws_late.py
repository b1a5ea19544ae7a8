"""Candidates withdraw after the list hangs: one post without anybody kept every other from being voted on, and no move
of the day brought anybody onto its list."""

from datetime import date, timedelta

import pytest

from sunward.ballots.models import Vote
from sunward.elections import queries
from sunward.elections.models import Candidate, Contest, Election
from sunward.elections.office.terms import settled
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import CALLED, CODE, DIRECTOR, MEMBER, STREET, VOTING, Race, at, by, office, rules_of

pytestmark = pytest.mark.usefixtures("community")
NEXT = VOTING + timedelta(days=1)
AGAIN = NEXT + timedelta(days=14)


class Two:
    """An election of a member and a director; two stand for each, and the list hangs."""

    def __init__(self) -> None:
        with at(CALLED):
            self.people = votes.people(12)
            roll = scenes.freeze()
        scenes.term_until(DIRECTOR, VOTING + timedelta(days=60))
        self.election: Election = scenes.call(f"{MEMBER} 1\n{DIRECTOR} 1")
        scenes.committee(self.election, self.people[:3])
        with at(CALLED, 10, 30):
            by(self.people[0], "take_roll", self.election.ref, roll=roll.number)
        self.member, self.director = scenes.contest(self.election), scenes.contest(self.election, DIRECTOR)
        self.standing = [(one, self.stands(self.member, one)) for one in self.people[3:5]]
        self.heads = [(one, self.stands(self.director, one)) for one in self.people[5:7]]
        self.post(VOTING - timedelta(days=7))

    def stands(self, contest: Contest, person: str) -> Candidate:
        return scenes.stand(contest, person, self.people[-2:])

    def post(self, on):  # type: ignore[no-untyped-def]
        with at(on):
            return by(self.people[0], "post_candidates", self.election.ref)

    def opens(self, on):  # type: ignore[no-untyped-def]
        with at(on, 8):
            return by(self.people[0], "open_poll", self.election.ref, booths=1)

    def moved(self, on=NEXT, to=AGAIN) -> None:  # type: ignore[no-untyped-def]
        with at(on):
            by(self.people[0], "move_voting_day", self.election.ref, reason="没有人参选", voting_day=to)

    def withdraw(self, *rows: tuple[str, Candidate]) -> None:
        with at(VOTING - timedelta(days=1)):
            for person, row in rows:
                by(person, "withdraw_candidacy", row.ref)

    def put(self, contest: Contest) -> int:
        return Vote.objects.filter(about_type="contest", about_id=contest.number).count()


def marks(done) -> set[str]:  # type: ignore[no-untyped-def]
    return {one.rule for one in done.entry.findings if not one.ok} - {"ends_in_working_hours"}


def test_the_post_for_which_nobody_stands_keeps_no_other_from_being_voted_on() -> None:
    story = Two()
    story.withdraw(*story.heads)
    done = story.opens(VOTING)
    assert marks(done) == {"left_over"}
    assert (story.put(story.member), story.put(story.director)) == (1, 0)
    page = queries.election(story.election.number, CODE)
    assert page
    assert not page.card.annulled, "what was not voted on was not annulled"
    (found,) = [one for one in queries.overdue(CODE, NEXT) if "director" in one.title.en]
    assert found.stuck_at.en == "nobody stood, and there was no vote"


def test_moving_the_day_opens_the_list_of_that_post_again_and_it_is_voted_on() -> None:
    story = Two()
    story.withdraw(*story.heads)
    story.opens(VOTING)
    story.moved()
    nominates = lambda contest, on=NEXT: scenes.stand(contest, story.people[7], story.people[-2:], on=on)  # noqa: E731
    assert rules_of(lambda: nominates(story.member)) == {"before_posting"}, "its poll stands"
    nominates(story.director)
    assert rules_of(lambda: story.post(NEXT + timedelta(days=2))) == {"nominations_open"}
    done = story.post(NEXT + timedelta(days=3))
    assert marks(done) == {"enough_candidates"}
    assert rules_of(lambda: story.post(NEXT + timedelta(days=4))) >= {"before_posting"}
    assert marks(story.opens(AGAIN)) == {"enough_candidates"}, "one for one seat, where the rule asks for more"
    assert (story.put(story.member), story.put(story.director)) == (1, 1)


def test_everybody_withdraws_and_others_stand_on_another_day() -> None:
    race = Race()
    race.post()
    with at(VOTING - timedelta(days=1)):
        for row, person in zip(race.contest.candidates.order_by("place"), race.candidates, strict=True):
            by(person, "withdraw_candidacy", row.ref)
    with at(VOTING, 10):
        assert rules_of(lambda: office("open_poll", STREET, race.election.ref, booths=1)) == {"candidates"}
    with at(NEXT):
        office("move_voting_day", STREET, race.election.ref, reason="没有候选人", voting_day=AGAIN)
    for one in race.people[6:9]:
        scenes.stand(race.contest, one, race.people[-2:], on=NEXT)
    race.post(NEXT + timedelta(days=5))
    with at(AGAIN, 8):
        assert marks(by(race.runners[0], "open_poll", race.election.ref, booths=1)) == set()


def test_moved_by_two_days_whoever_hung_on_the_list_is_voted_on_and_nobody_else() -> None:
    """Otherwise whoever moves the day would keep a post from being voted on for which one alone is left."""
    story = Two()
    story.withdraw(story.heads[0])
    story.moved(VOTING, VOTING + timedelta(days=2))
    scenes.stand(story.director, story.people[7], story.people[-2:], on=VOTING)
    assert marks(story.opens(VOTING + timedelta(days=2))) == {"enough_candidates", "moved_late"}
    vote = Vote.objects.get(about_type="contest", about_id=story.director.number)
    assert list(vote.choices.values_list("key", flat=True)) == ["c2"]


def test_a_list_with_enough_left_on_it_stays_closed() -> None:
    race = Race(standing=4)
    race.post()
    with at(VOTING - timedelta(days=1)):
        by(race.candidates[0], "withdraw_candidacy", race.contest.candidates.get(place=1).ref)
        by(race.runners[0], "move_voting_day", race.election.ref, reason="场地", voting_day=AGAIN)
    again = lambda: scenes.stand(race.contest, race.people[8], race.people[-2:], on=NEXT)  # noqa: E731
    assert rules_of(again) == {"before_posting"}


def partly_annulled(story: Two) -> None:
    """Both posts are voted on; the poll on the director is annulled, the one on the member stands; the day is moved."""
    story.opens(VOTING)
    for contest, figures in ((story.member, {"c1": 7, "c2": 1}), (story.director, {"c1": 4, "c2": 4})):
        vote = Vote.objects.get(about_type="contest", about_id=contest.number)
        with at(VOTING, 17):
            for person in story.people[:8]:
                votes.issue(vote, person)
        with at(VOTING, 18):
            votes.close(vote)
            votes.count_paper(vote, figures, **votes.sheets(figures))
            votes.confirm(vote)
    with at(VOTING, 20):
        votes.ask_back(vote, "did_not_vote")
        votes.act("annul_vote", scenes.SUPERVISOR, vote, grounds="sample", because="有人说没有投过")
    story.moved()


def test_whoever_has_won_a_poll_that_stands_does_not_withdraw_because_another_is_taken_again() -> None:
    """Moving the day forgot that there was a poll: the winner withdrew, and came into office all the same."""
    story = Two()
    partly_annulled(story)
    with at(NEXT):
        won, again = story.standing[0], story.heads[0]
        assert rules_of(lambda: by(won[0], "withdraw_candidacy", won[1].ref)) == {"before_the_poll"}
        roll = scenes.freeze()
        take = lambda: by(story.people[0], "take_roll", story.election.ref, roll=roll.number)  # noqa: E731
        assert rules_of(take) >= {"before_the_poll"}
        by(again[0], "withdraw_candidacy", again[1].ref)
        by(story.people[0], "declare_result", story.member.ref)
        scenes.certified(Vote.objects.get(about_type="contest", about_id=story.member.number))
    assert won[0] in scenes.holding(MEMBER, NEXT)
    assert marks(story.opens(AGAIN)) == {"enough_candidates"}
    assert (story.put(story.member), story.put(story.director)) == (1, 2)


def counted(story: Two) -> Vote:
    """Three vote for the member; nobody declares or certifies it."""
    vote = Vote.objects.get(about_type="contest", about_id=story.member.number)
    with at(VOTING, 17):
        for person in story.people[:3]:
            votes.issue(vote, person)
    with at(VOTING, 18):
        votes.close(vote)
        second = scenes.stage.holder(CODE, scenes.stage.SUPERVISION_MEMBER, 0)
        votes.act("count_paper", scenes.SUPERVISOR, vote, **votes.sheets({"c1": 3}), counted_with=second)
        votes.second(vote)
        votes.confirm(vote)
    return vote


def owed(on: date) -> list[str]:
    return [one.title.en for one in queries.overdue(CODE, on) if one.title.en.endswith(("certified", "declared"))]


def test_moving_the_day_for_the_post_left_over_hides_no_vote_that_was_counted() -> None:
    """Before, one member alone took the other post's vote out of what is overdue, and out of what an election of the
    same body waits for."""
    story = Two()
    story.withdraw(*story.heads)
    story.opens(VOTING)
    counted(story)
    late = NEXT + timedelta(days=2)
    before = owed(late)
    assert len(before) == 2, "not certified, not declared"
    story.moved()
    assert owed(late) == before
    assert [one for one in queries.overdue(CODE, late) if "director" in one.title.en] == [], "its day is to come"
    waits = AGAIN + timedelta(days=1)
    assert owed(waits) == before
    assert not settled("residents_committee", CODE, waits).ok
    assert settled("residents_committee", CODE, VOTING + timedelta(days=31)).ok, "for thirty days from its poll"

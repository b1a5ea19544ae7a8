"""One person, one post of an election. Seen before: somebody stood for director and for deputy, was elected to both,
and came into both; every payment that takes both their signatures waited for ever."""

from datetime import date, timedelta

import pytest

from sunward.ballots.models import Vote
from sunward.disclosure.models import Publication
from sunward.elections import queries
from sunward.elections.models import Candidate, Contest, Election
from sunward.kernel.acts import Done
from sunward.kernel.door import perform
from sunward.kernel.guard import door_open
from sunward.kernel.refs import new_id
from sunward.kernel.viewer import Viewer
from sunward.portal.views.overdue import everything_overdue
from sunward.record.models import Journal
from sunward.registry import queries as registry
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import CALLED, CODE, DEPUTY, DIRECTOR, SUPERVISOR, VOTING, at, by, holding, rules_of
from tests.journeys.pages import page
from tests.stage import marks

pytestmark = pytest.mark.usefixtures("community")
NEXT = VOTING + timedelta(days=1)


class Two:
    """An election of the director and of the deputy; somebody is nominated for both."""

    def __init__(self) -> None:
        for post in (DIRECTOR, DEPUTY):
            scenes.term_until(post, VOTING + timedelta(days=10))
        with at(CALLED):
            self.people = votes.people(12)
            roll = scenes.freeze()
        self.election: Election = scenes.call(f"{DIRECTOR} 1\n{DEPUTY} 1")
        scenes.committee(self.election, self.people[:3])
        with at(CALLED, 10, 30):
            by(self.people[0], "take_roll", self.election.ref, roll=roll.number)
        self.director, self.deputy = (scenes.contest(self.election, post) for post in (DIRECTOR, DEPUTY))
        self.both, self.head, self.second = self.people[3:6]
        self.standing = self.stand(self.director, self.both)
        self.stand(self.director, self.head)
        self.stand(self.deputy, self.second)

    def stand(self, contest: Contest, person: str) -> Candidate:
        return scenes.stand(contest, person, self.people[-2:])

    def nominated(self) -> Candidate:
        """For the deputy as well, without an answer yet."""
        with at(CALLED, 12):
            for voter in self.people[-2:]:
                done = by(voter, "nominate", self.deputy.ref, "anyone", person=self.both)
        assert done.result
        return Candidate.objects.get(number=done.result.id)

    def as_an_older_release_let_them(self) -> Candidate:
        row = self.nominated()
        with door_open():
            row.accepted_on = CALLED
            row.save(update_fields=["accepted_on"])
        return row

    def post(self) -> Done:
        with at(VOTING - timedelta(days=7)):
            return by(self.people[0], "post_candidates", self.election.ref)

    def open(self) -> Done:
        with at(VOTING, 8):
            return by(self.people[0], "open_poll", self.election.ref, booths=2)

    def vote(self, contest: Contest) -> Vote:
        return Vote.objects.get(about_type="contest", about_id=contest.number)

    def counted(self, contest: Contest, figures: dict[str, int]) -> None:
        vote = self.vote(contest)
        with at(VOTING, 17):
            for person in self.people[: sum(figures.values())]:
                votes.issue(vote, person)
        with at(VOTING, 18):
            votes.close(vote)
            second = stage.holder(CODE, stage.SUPERVISION_MEMBER, 0)
            votes.act("count_paper", SUPERVISOR, vote, **(votes.sheets(figures) | {"counted_with": second}))
            votes.second(vote)
            votes.confirm(vote)

    def declared(self, contest: Contest) -> Done:
        with at(VOTING, 19):
            return by(self.people[0], "declare_result", contest.ref)

    def certified(self, contest: Contest, day: date = VOTING) -> None:
        with at(day, 19, 30):
            scenes.certified(self.vote(contest))

    def elected_to_both(self, first: Contest, then: Contest) -> list[Done]:
        """On one day, counted, declared and certified one after another."""
        self.as_an_older_release_let_them()
        self.post()
        self.open()
        for contest in (self.director, self.deputy):
            keys = {str(one.person): one.key for one in contest.candidates.select_related("person")}
            other = self.head if contest == self.director else self.second
            self.counted(contest, {keys[self.both]: 8, keys[other]: 2})
        done = [self.declared(first), self.declared(then)]
        self.certified(first)
        self.certified(then)
        return done


def test_who_stands_for_one_post_accepts_no_other_until_they_withdraw() -> None:
    story = Two()
    row = story.nominated()
    accept = lambda: by(story.both, "accept_nomination", row.ref, words="管好账。")  # noqa: E731
    with at(CALLED, 13):
        assert rules_of(accept) == {"stands_for_one_post"}
        told = [one for one in queries.waits_for(Viewer(CODE, story.both), CALLED) if one.subject == row.ref]
        assert ["withdraw there first" in one.about.en for one in told] == [True]
        by(story.both, "withdraw_candidacy", story.standing.ref)
        accept()
        assert rules_of(lambda: by(story.both, "accept_nomination", story.standing.ref, words="x")) == {
            "stands_for_one_post"
        }


def test_who_lost_the_first_vote_may_stand_where_the_list_is_open_again() -> None:
    story = Two()
    story.stand(story.deputy, story.people[6])
    row = story.nominated()
    story.post()
    with at(VOTING - timedelta(days=1)):
        for one in story.deputy.candidates.exclude(accepted_on=None).select_related("person"):
            by(str(one.person), "withdraw_candidacy", one.ref)
    story.open()
    keys = {str(one.person): one.key for one in story.director.candidates.select_related("person")}
    story.counted(story.director, {keys[story.head]: 9, keys[story.both]: 1})
    with at(VOTING, 18, 30):
        by(story.people[0], "move_voting_day", story.election.ref, reason="没有人参选",
           voting_day=VOTING + timedelta(days=14))  # fmt: skip
        accept = lambda: by(story.both, "accept_nomination", row.ref, words="管好账。")  # noqa: E731
        assert rules_of(accept) == {"stands_for_one_post"}, "nobody has declared yet that they lost"
    story.declared(story.director)
    with at(VOTING, 20):
        accept()


@pytest.mark.parametrize("higher_first", [True, False])
def test_elected_to_both_they_take_the_higher_and_the_seat_of_the_other_is_vacant(higher_first: bool) -> None:
    story = Two()
    order = (story.director, story.deputy) if higher_first else (story.deputy, story.director)
    done = story.elected_to_both(*order)
    assert "one_post_each" in marks(done[1]), "whichever is declared last says it"
    assert "one_post_each" not in marks(done[0])
    assert story.both in holding(DIRECTOR, NEXT)
    assert not holding(DEPUTY, NEXT)
    certified = Journal.objects.filter(act="ballots.certify").latest("id")
    assert "one_post_each" in str(certified.findings)
    last = Publication.objects.filter(item="election_result").latest("id")
    assert "也当选了这次选举" in last.text
    with at(NEXT):
        shown = page(f"elections/{story.election.number}/")
        assert "担任更高的，这个名额空缺" in shown
    late = VOTING + timedelta(days=9)
    with at(late):
        lines = [one for one in everything_overdue(CODE, late) if one.subject == story.election.ref]
        assert ["higher post" in one.stuck_at.en for one in lines] == [True]
    ended = Journal.objects.filter(act="registry.end_appointment").latest("id")
    assert "ended_by_entry" not in str(ended.findings)
    assert not any(one.person == story.both for one in registry.holders(DEPUTY, CODE, NEXT))


def test_list_and_ballots_say_that_somebody_stands_for_two() -> None:
    story = Two()
    story.as_an_older_release_let_them()
    assert "stands_for_one_post" in marks(story.post())
    assert "stands_for_one_post" in marks(story.open())


def test_nobody_enters_them_in_the_lower_post_by_hand_as_elected() -> None:
    """The election chose them for the other: an entry that names it is one like any other."""
    story = Two()
    story.elected_to_both(story.director, story.deputy)
    with at(NEXT):
        facts = {"post": DEPUTY, "person": story.both, "elected_by": story.election.number}
        done = perform(
            "registry.appoint", by=stage.holder(CODE, stage.CLERK), post=stage.CLERK, subject=stage.here(), facts=facts,
            key=new_id(),
        )  # fmt: skip
        assert "not_elected" in marks(done)

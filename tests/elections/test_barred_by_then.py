"""Who may not supervise is asked again when the list hangs, the poll opens, the result is declared, the office begins.

Seen before: three days before the vote the director said that a candidate was his wife. She stayed on the ballot, was
elected, certified and appointed, and nothing said so; somebody who became a clerk after accepting came in as well.
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from sunward.ballots.models import Vote
from sunward.elections import queries
from sunward.elections.barred import LONG_BEFORE
from sunward.elections.models import Candidate, Contest, Election
from sunward.kernel.acts import Done
from sunward.kernel.door import perform
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref, new_id
from sunward.kernel.viewer import Viewer
from sunward.record.models import Journal
from sunward.registry.models import Kinship
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import CALLED, CODE, DIRECTOR, SUPERVISOR, VOTING, at, by, holding, rules_of
from tests.journeys.pages import page
from tests.stage import marks

pytestmark = pytest.mark.usefixtures("community")
DELEGATE, MEMBER = "representatives_meeting.delegate", stage.SUPERVISION_MEMBER
HANGS, EVE = VOTING - timedelta(days=7), VOTING - timedelta(days=1)
NEXT = VOTING + timedelta(days=1)


class Supervising:
    """One seat of the supervision committee, voted on by the representatives; three of them stand for it."""

    def __init__(self) -> None:
        self.people, ref = scenes.supervising()
        self.contest = Contest.objects.select_related("election").get(number=ref.id)
        self.election: Election = self.contest.election
        self.director = stage.holder(CODE, DIRECTOR)
        self.first, self.other, self.third = self.people[3:6]
        self.rows: dict[str, Candidate] = {}
        for one in (self.first, self.other, self.third):
            self.rows[one] = scenes.stand(self.contest, one, [self.people[0], self.people[1]])

    def say_kin(self, who: str, post: str, relative: str, on: date) -> None:
        with at(on):
            stage.act("registry.declare_kinship", post, Ref.parse(who), by=who, relative=relative, relation="spouse")

    def post(self) -> Done:
        with at(HANGS):
            return by(self.people[0], "post_candidates", self.election.ref)

    def open(self) -> Done:
        with at(VOTING, 8):
            return by(self.people[0], "open_poll", self.election.ref, booths=2)

    def elect(self, person: str) -> Done:
        vote, key = Vote.objects.get(about_type="contest", about_id=self.contest.number), self.rows[person].key
        others = [one.key for one in self.rows.values() if one.key != key and one.key in keys(vote)]
        with at(VOTING, 17):
            for one in self.people[:5]:
                votes.issue(vote, one)
        with at(VOTING, 18):
            votes.close(vote)
            second = stage.holder(CODE, MEMBER, 0)
            facts = votes.sheets({key: 4, others[0]: 1}) | {"counted_with": second}
            votes.act("count_paper", SUPERVISOR, vote, **facts)
            votes.second(vote)
            votes.confirm(vote)
        with at(VOTING, 19):
            declared = by(self.people[0], "declare_result", self.contest.ref)
            scenes.certified(vote)
        return declared

    def told(self, person: str, posts: frozenset[str], on: date) -> list[str]:
        with at(on, 12):
            found = queries.waits_for(Viewer(CODE, person, posts), on)
        return [one.about.en for one in found if one.subject == self.election.ref]


def keys(vote: Vote) -> set[str]:
    return {one.key for one in vote.choices.all()}


def newest(act: str) -> str:
    return str([one["rule"] for one in Journal.objects.filter(act=act).latest("id").findings if not one["ok"]])


def test_kinship_declared_by_an_officer_after_the_call_is_marked_at_every_step_and_strikes_nobody() -> None:
    story = Supervising()
    story.post()
    story.say_kin(story.director, DIRECTOR, story.first, EVE)
    assert "candidates_free_of_bars" in marks(story.open())
    with at(VOTING, 9):
        assert "按规则不能参选" in page(f"elections/{story.election.number}/")
    assert {"candidates_free_of_bars", "elected_free_of_bars"} <= marks(story.elect(story.first))
    assert "elected_free_of_bars" in newest("ballots.certify")
    assert "barred_from_post" in newest("registry.appoint")
    assert story.first in holding(MEMBER, NEXT)


def test_it_strikes_nobody_from_a_list_that_is_still_to_hang_either() -> None:
    """The director would else choose among his supervisors with a word."""
    story = Supervising()
    story.say_kin(story.director, DIRECTOR, story.first, HANGS - timedelta(days=1))
    done = story.post()
    assert "candidates_free_of_bars" in marks(done)
    assert "left_out" not in marks(done)
    assert story.rows[story.first].key in keys_of(story)


def test_nor_from_standing_at_all() -> None:
    story = Supervising()
    with at(CALLED, 12):
        by(story.first, "withdraw_candidacy", story.rows[story.first].ref)
    story.say_kin(story.director, DIRECTOR, story.first, CALLED)
    with at(CALLED, 13):
        done = by(story.first, "accept_nomination", story.rows[story.first].ref, words="管好账。")
    assert marks(done) == {"barred_since"}


@pytest.mark.parametrize("days", [1, LONG_BEFORE.days])
def test_nor_on_the_eve_of_the_call(days: int) -> None:
    """Failed before: whoever calls the election of those who supervise them said on its eve that two of them were kin,
    and neither could stand."""
    with at(CALLED, 8):
        people = votes.people(4)
        for one in people:
            scenes.appoint(one, DELEGATE)
        director = stage.holder(CODE, DIRECTOR)
        facts = {"relative": people[2], "relation": "cousin"}
        stage.act("registry.declare_kinship", DIRECTOR, Ref.parse(director), **facts)
    with door_open():
        Kinship.objects.update(declared_on=CALLED - timedelta(days=days))
    with at(CALLED):
        roll = scenes.freeze("representatives_meeting", "body_members")
    election = scenes.call(f"{MEMBER} 1", "supervision_committee", fills_vacancies=True)
    scenes.committee(election, [people[0], people[1], people[3]], made_by="representatives_meeting")
    with at(CALLED, 10, 30):
        by(people[0], "take_roll", election.ref, roll=roll.number)
    row = scenes.stand(scenes.contest(election, MEMBER), people[2], people[:2])
    assert row.accepted_on
    assert newest("elections.accept_nomination") == str(["barred_since"])


def keys_of(story: Supervising) -> set[str]:
    story.open()
    return keys(Vote.objects.get(about_type="contest", about_id=story.contest.number))


def own_word(story: Supervising) -> None:
    story.say_kin(story.first, DELEGATE, story.director, HANGS - timedelta(days=1))


def said_long_before_the_call(story: Supervising) -> None:
    """Known from an earlier day, and kept from the acceptance by nothing: an older release did not ask."""
    story.say_kin(story.director, DIRECTOR, story.first, HANGS - timedelta(days=1))
    with door_open():
        Kinship.objects.update(declared_on=CALLED - LONG_BEFORE - timedelta(days=1))


def took_the_post(story: Supervising) -> None:
    """They were entered as a clerk, and have acted as one."""
    with at(HANGS - timedelta(days=2)):
        scenes.appoint(story.first, stage.CLERK)
        facts = {"body": "residents_assembly", "of": "adults"}
        perform("ballots.freeze_roll", by=story.first, post=stage.CLERK, subject=stage.here(), facts=facts,
                key=new_id())  # fmt: skip


@pytest.mark.parametrize("barred", [own_word, said_long_before_the_call, took_the_post])
def test_whom_nobody_else_put_out_is_left_off_the_list_and_told(barred: Callable[[Supervising], None]) -> None:
    story = Supervising()
    barred(story)
    assert "left_out" in marks(story.post())
    told = story.told(story.first, frozenset(), HANGS)
    assert any("you are not on the list" in one for one in told)
    with at(HANGS, 12):
        shown = page(f"elections/{story.election.number}/")
        assert "没有列入名单" in shown
    assert story.rows[story.first].key not in keys_of(story)


def test_a_list_that_is_too_short_without_them_does_not_hang() -> None:
    story = Supervising()
    with at(CALLED, 12):
        for one in (story.other, story.third):
            by(one, "withdraw_candidacy", story.rows[one].ref)
    own_word(story)
    assert rules_of(story.post) == {"enough_candidates"}


@pytest.mark.parametrize("when", [HANGS - timedelta(days=1), EVE])
def test_a_post_that_a_clerk_enters_after_the_call_marks_and_strikes_nobody(when: date) -> None:
    """Else a clerk would keep anybody out of the supervision by an entry."""
    story = Supervising()
    if when == EVE:
        story.post()
    with at(when):
        scenes.appoint(story.first, stage.CLERK)
    if when != EVE:
        assert {"candidates_free_of_bars", "candidates_incompatible"} <= marks(story.post())
    assert {"candidates_free_of_bars", "candidates_incompatible"} <= marks(story.open())
    story.elect(story.first)
    assert "elected_free_of_bars" in newest("ballots.certify")
    assert "barred_from_post" in newest("registry.appoint")


def test_the_election_committee_and_supervisors_are_told() -> None:
    story = Supervising()
    runner, supervisor = story.people[1], stage.holder(CODE, SUPERVISOR)
    told = lambda who, posts, day: [one for one in story.told(who, posts, day) if "a rule bars" in one]  # noqa: E731
    posts = frozenset({SUPERVISOR})
    assert not told(supervisor, posts, CALLED)
    story.say_kin(story.director, DIRECTOR, story.first, HANGS - timedelta(days=1))
    day = HANGS - timedelta(days=1)
    assert len(told(supervisor, posts, day)) == 1
    assert len(told(runner, frozenset({DELEGATE}), day)) == 1
    assert not told(story.first, frozenset({DELEGATE}), day)
    assert not told(story.people[2], frozenset(), VOTING + timedelta(days=60))


def test_whoever_is_entered_by_hand_is_asked_as_well() -> None:
    story = Supervising()
    story.say_kin(story.director, DIRECTOR, story.first, CALLED)
    with at(CALLED, 12):
        scenes.appoint(story.first, MEMBER)
    assert "barred_from_post" in newest("registry.appoint")

"""Whoever holds an office can be recalled while their whole body does nothing, from the petition to "recalled"."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import RollEntry, Vote
from sunward.elections.models import Recall
from sunward.kernel.acts import Done
from sunward.kernel.door import perform
from sunward.kernel.refs import new_id
from sunward.record import queries as record
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import CALLED, CLERK, CODE, DIRECTOR, STREET, SUPERVISOR, at, by, office, rules_of
from tests.stage import SUPERVISION_MEMBER

pytestmark = pytest.mark.usefixtures("community")
DELEGATE = "representatives_meeting.delegate"
CALLS = CALLED + timedelta(days=31)
VOTES = CALLS + timedelta(days=7)
DELEGATES = 12


@dataclass
class Recalled:
    """Somebody in office, against whom a fifth of the adults have signed; the clerk posts the roll that votes."""

    post: str
    people: list[str] = field(default_factory=list)
    begun: int = 0

    def __post_init__(self) -> None:
        with at(CALLED):
            self.people = votes.people(20)
            for one in self.people[:DELEGATES]:
                facts = {"post": DELEGATE, "person": one}
                perform(
                    "registry.appoint", by=stage.holder(CODE, CLERK), post=CLERK, subject=stage.here(), facts=facts,
                    key=new_id(),
                )  # fmt: skip
            self.officer = stage.holder(CODE, self.post)
            self.begun = len(record.journal(CODE, limit=1000))
            petition = scenes.petition_against(self.officer, self.post, self.first)
            for one in self.people[: petition.needed]:
                scenes.sign(petition, one)
            body, of = ("residents_assembly", "adults") if self.post == DIRECTOR else (DELEGATE.partition(".")[0], "")
            self.roll = scenes.freeze(body, of)
        self.recall = Recall.objects.get()

    @property
    def first(self) -> str:
        return self.people[0]

    @property
    def vote(self) -> Vote:
        return Vote.objects.get(about_type="recall", about_id=self.recall.number)

    def opens(self, who: str, post: str = "resident") -> Done:
        return by(who, "open_recall_poll", self.recall.ref, post, booths=1)

    def called_and_opened(self) -> Vote:
        """By the first signer, on the day after the silence; a week later the same person opens the poll."""
        with at(CALLS):
            facts = {"voting_day": VOTES, "places": "社区活动室", "until_hour": "18:00"}
            by(self.first, "call_recall_vote", self.recall.ref, "resident", **facts)
        with at(VOTES, 8):
            self.opens(self.first)
            for entry in RollEntry.objects.filter(roll=self.roll):
                votes.act("issue_paper", CLERK, self.vote, entry=entry.pk)
        with at(VOTES, 18):
            votes.close(self.vote)
        return self.vote

    def agreed(self) -> dict[str, int]:
        everybody = RollEntry.objects.filter(roll=self.roll).count()
        return {"for": everybody - 1, "against": 1}

    def acted(self) -> set[str]:
        """The bodies that have acted since the petition was opened, in whatever office."""
        entries = record.journal(CODE, limit=1000)
        return {one.post.partition(".")[0] for one in entries[: len(entries) - self.begun]}


def counted_by_delegates(story: Recalled) -> None:
    figures = story.agreed()
    one, two, three = story.people[1:4]
    sheet = votes.sheets(figures) | {"counted_with": two}
    votes.act("count_paper", DELEGATE, story.vote, by=one, **sheet)
    votes.second(story.vote, post=DELEGATE)
    votes.act("confirm_count", DELEGATE, story.vote, by=three, channel="paper", chosen=figures)


def asked_back_by(post: str, story: Recalled) -> None:
    for place, _answer in ballots.drawn(story.vote.number, None):
        votes.act("answer_sample", post, story.vote, entry=place.entry, answer="voted")


@pytest.mark.parametrize(
    ("post", "settles", "declares"), [(DIRECTOR, SUPERVISION_MEMBER, SUPERVISOR), (SUPERVISOR, STREET, STREET)]
)
def test_recalled_without_one_act_of_their_body(post: str, settles: str, declares: str) -> None:
    story = Recalled(post)
    story.called_and_opened()
    with at(VOTES, 19):
        counted_by_delegates(story)
        assert office("declare_recall", declares, story.recall.ref).entry.public["recalled"]
        asked_back_by(settles, story)
        votes.act("certify", settles, story.vote)
    assert story.officer not in scenes.holding(post, VOTES)
    assert post.partition(".")[0] not in story.acted()


def test_only_whoever_called_it_opens_it_in_no_office() -> None:
    story = Recalled(SUPERVISOR)
    with at(CALLS):
        facts = {"voting_day": VOTES, "places": "活动室"}
        by(story.first, "call_recall_vote", story.recall.ref, "resident", **facts)
        assert rules_of(lambda: story.opens(story.first)) == {"voting_day"}
    with at(VOTES, 8):
        assert rules_of(lambda: story.opens(story.people[1])) == {"may_open"}
        assert "not_a_party" in rules_of(lambda: story.opens(story.officer, SUPERVISOR))
        done = story.opens(story.first)
    assert story.first not in str(done.entry.public), "who called it is not published"


def test_called_by_an_office_it_is_not_opened_by_a_signer() -> None:
    story = Recalled(DIRECTOR)
    with at(CALLS):
        office("call_recall_vote", STREET, story.recall.ref, voting_day=VOTES, places="活动室")
    with at(VOTES, 8):
        assert rules_of(lambda: story.opens(story.first)) == {"may_open"}
        office("open_recall_poll", STREET, story.recall.ref, booths=1)


@pytest.mark.parametrize("act", ["count_paper", "confirm_count", "answer_sample", "certify", "annul_vote"])
def test_the_head_who_is_to_be_recalled_neither_counts_nor_settles_the_vote(act: str) -> None:
    story = Recalled(SUPERVISOR)
    story.called_and_opened()
    with at(VOTES, 19):
        if act != "count_paper":
            counted_by_delegates(story) if act != "confirm_count" else None
        tries: dict[str, Callable[[], Done]] = {
            "count_paper": lambda: votes.count_paper(story.vote, story.agreed()),
            "confirm_count": lambda: votes.act(
                "confirm_count", SUPERVISOR, story.vote, channel="paper", chosen={"for": 1}
            ),
            "answer_sample": lambda: votes.act(
                "answer_sample",
                SUPERVISOR,
                story.vote,
                answer="did_not_vote",
                entry=ballots.drawn(story.vote.number, None)[0][0].entry,
            ),
            "certify": lambda: votes.certify(story.vote),
            "annul_vote": lambda: votes.act("annul_vote", SUPERVISOR, story.vote, grounds="question", because="x"),
        }
        assert "not_a_party" in rules_of(tries[act])

"""From the close to the certified result: a sample that anybody can draw again is asked back, and who may annul."""

import hashlib
from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction

from sunward.ballots import queries
from sunward.ballots.casting import urn
from sunward.ballots.events import VoteCertified
from sunward.ballots.models import Ballot, Mark, SampledVoter, Vote
from sunward.ballots.rules import sample
from sunward.charter.engine.thresholds import Share
from sunward.kernel import events, lots
from sunward.kernel.acts import Refused
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.record.models import Journal
from tests import stage
from tests.ballots import scenes
from tests.ballots.scenes import (
    act,
    ask_back,
    cast,
    certify,
    close,
    confirm,
    count_paper,
    fresh,
    put,
    roll_of,
    rules_of,
)
from tests.money.cases import paper

pytestmark = pytest.mark.postgres


def test_anybody_can_repeat_the_draw(closed: Vote) -> None:
    entry = Journal.objects.filter(act="ballots.close_vote").latest("id").public
    assert entry["voted"] == 7
    assert entry["asked_back"] == 5  # a twentieth, five at least: the charter's Article 15
    made_of = (entry["ballots_digest"], entry["root"], closed.number, entry["random"])
    assert entry["seed"] == hashlib.sha256(":".join(made_of).encode()).hexdigest()
    listed = list(Mark.objects.filter(vote=closed, withdrawn_on=None).order_by("entry").values_list("entry", flat=True))
    drawn = [listed[place - 1] for place in sample.drawn(entry["seed"], 7, 5)]
    assert sorted(drawn) == sorted(SampledVoter.objects.filter(vote=closed).values_list("entry", flat=True))


@pytest.mark.parametrize(("voted", "asked"), [(0, 0), (3, 3), (100, 5), (101, 6), (1000, 50)])
def test_how_many_are_asked_back(voted: int, asked: int) -> None:
    assert sample.size(Share(Fraction(1, 20), False), 5, voted) == asked


def test_a_body_whose_charter_says_nothing_asks_nobody_back(voters: list[str]) -> None:
    vote = put(roll_of(voters, body="nowhere"))
    cast(vote, voters[0])
    close(vote)
    assert not SampledVoter.objects.filter(vote=vote).exists()
    certify(vote)


def test_certified_only_when_everything_is_there(closed: Vote) -> None:
    assert rules_of(lambda: certify(closed)) == {"counted_paper", "sample_asked", "sample_answered"}
    count_paper(closed, {"for": 1, "against": 0})
    assert rules_of(lambda: certify(closed)) == {"counted_paper", "sample_asked", "sample_answered"}
    confirm(closed)
    assert rules_of(lambda: certify(closed)) == {"sample_asked", "sample_answered"}
    ask_back(closed)
    done = certify(closed)
    assert done.entry.public["chosen"] == {"for": 5, "against": 2, "abstain": 0}
    assert rules_of(lambda: certify(closed)) == {"certified_once"}
    assert rules_of(lambda: annul(closed, "sample")) >= {"stands"}


@pytest.mark.parametrize(("post", "said"), [
    (stage.SUPERVISOR, "counted or confirmed"),
    (stage.SUPERVISION_MEMBER, "counted or confirmed, asked everybody back alone"),
])  # fmt: skip
def test_whoever_certifies_their_own_count_is_marked(closed: Vote, post: str, said: str) -> None:
    """The head and the first member counted; the member asked everybody back."""
    count_paper(closed, {"for": 1, "against": 0})
    confirm(closed)
    ask_back(closed)
    entry = act("certify", post, closed).entry
    [mark] = [one for one in entry.findings if one.breach]
    assert (mark.rule, f"({said})" in mark.text.en) == ("certifier_apart", True)


def test_whoever_closed_the_vote_is_marked_too(vote: Vote, voters: list[str]) -> None:
    act("close_vote", stage.SUPERVISOR, vote)
    assert "closed it" in next(one.text.en for one in certify(vote).entry.findings if one.breach)
    assert (fresh(vote).opened_by, fresh(vote).closed_by) == (
        "person:caller",
        stage.holder(stage.CODE, stage.SUPERVISOR),
    )


def test_a_committee_of_three_certifies_what_others_counted(closed: Vote, voters: list[str]) -> None:
    """One member counts with a delegate, the other confirms, the head certifies: nothing is to be asked."""
    one, other = (stage.holder(stage.CODE, stage.SUPERVISION_MEMBER, place) for place in range(2))
    sheet = scenes.sheets({"for": 1}) | {"counted_with": voters[7]}
    scenes.delegate(voters[7])
    act("count_paper", stage.SUPERVISION_MEMBER, closed, by=one, **sheet)
    scenes.second(closed, post=scenes.DELEGATE)
    act("confirm_count", stage.SUPERVISION_MEMBER, closed, by=other, **scenes.same_as(closed, "paper"), channel="paper")
    ask_back(closed)
    assert not [found for found in certify(closed).entry.findings if found.breach]


def test_an_open_vote_is_not_certified(vote: Vote) -> None:
    assert rules_of(lambda: certify(vote)) == {"closed_first"}


def annul(vote: Vote, grounds: str) -> None:
    act("annul_vote", stage.SUPERVISOR, vote, grounds=grounds, because="回访发现问题")


def test_somebody_who_did_not_vote_stops_it_and_the_vote_can_be_annulled(closed: Vote) -> None:
    count_paper(closed, {"for": 1, "against": 0})
    confirm(closed)
    assert rules_of(lambda: annul(closed, "sample")) == {"grounds"}
    one = queries.drawn(closed.number, None)[0][0].entry
    ask = {"entry": one, "answer": "did_not_vote", "signed": paper("signed")}
    act("answer_sample", stage.SUPERVISION_MEMBER, closed, **ask)
    assert rules_of(lambda: act("answer_sample", stage.SUPERVISION_MEMBER, closed, entry=one, answer="voted")) == {
        "answered_once"
    }
    assert rules_of(lambda: certify(closed)) == {"sample_asked", "sample_answered", "sample_agrees"}
    annul(closed, "sample")
    assert queries.tally(closed.number) is None
    assert "annulled" in rules_of(lambda: certify(closed))


def test_nobody_annuls_on_their_own_word(closed: Vote) -> None:
    """One head of supervisors writes down that somebody did not vote, and annuls an election by it: not alone."""
    count_paper(closed, {"for": 1, "against": 0})
    confirm(closed)
    one, other = (place.entry for place, _answer in queries.drawn(closed.number, None)[:2])
    act("answer_sample", stage.SUPERVISOR, closed, entry=one, answer="did_not_vote", signed=paper("one"))
    assert rules_of(lambda: annul(closed, "sample")) == {"another_asked"}
    act("answer_sample", stage.SUPERVISION_MEMBER, closed, entry=other, answer="did_not_vote", signed=paper("other"))
    annul(closed, "sample")


def test_a_result_is_not_annulled_for_its_sake(closed: Vote) -> None:
    """That the paper waits for its count is no ground, nor is a count that was refused because of who counted."""
    for grounds in ("question", "paper"):
        assert rules_of(lambda grounds=grounds: annul(closed, grounds)) == {"grounds"}
    head = stage.holder(stage.CODE, stage.SUPERVISOR)
    assert rules_of(lambda: count_paper(closed, {"for": 9, "against": 0}, counted_with=head)) >= {"two_people"}
    assert rules_of(lambda: annul(closed, "paper")) == {"grounds"}


def test_whoever_is_not_reached_is_replaced_by_the_next_of_the_same_draw(closed: Vote) -> None:
    """Seven voted, five answers are needed: two can be replaced; after that silence keeps the result open."""
    count_paper(closed, {"for": 1, "against": 0})
    confirm(closed)
    ask_back(closed, "not_reached")
    entry = Journal.objects.filter(act="ballots.close_vote").latest("id").public
    listed = list(Mark.objects.filter(vote=closed).order_by("entry").values_list("entry", flat=True))
    order = [listed[place - 1] for place in lots.in_order(entry["seed"], 7)]
    waiting = set(SampledVoter.objects.filter(vote=closed, answer="").values_list("entry", flat=True))
    assert waiting == set(order[5:])
    assert rules_of(lambda: certify(closed)) == {"sample_asked", "sample_answered"}
    for one in order[5:]:
        act("answer_sample", stage.SUPERVISION_MEMBER, closed, entry=one, answer="voted")
    with pytest.raises(Refused) as refusal:
        certify(closed)
    found = [(one.rule, one.required, one.actual) for one in refusal.value.findings if one.breach]
    assert found == [("sample_answered", "5", "2")]
    for one in order[:3]:
        act("answer_sample", stage.SUPERVISION_MEMBER, closed, entry=one, answer="voted")
    certify(closed)


def test_a_ballot_more_than_marks_is_never_certified(vote: Vote, voters: list[str]) -> None:
    cast(vote, voters[0])
    with door_open(), transaction.atomic():
        urn.drop_in(vote, ["for"], None)
    close(vote)
    ask_back(vote)
    assert rules_of(lambda: certify(vote)) == {"a_ballot_for_each_mark"}


def test_a_wrong_question_is_taken_back_before_anybody_voted(vote: Vote, voters: list[str]) -> None:
    annul(vote, "question")
    assert rules_of(lambda: cast(vote, voters[0])) == {"closed"}
    assert rules_of(lambda: close(vote)) == {"closed"}


def test_what_it_announces(vote: Vote, voters: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[object] = []

    def note(event: object) -> tuple[()]:
        heard.append(event)
        return ()

    events.subscribe(VoteCertified, note)
    cast(vote, voters[0])
    close(vote)
    ask_back(vote)
    certify(vote)
    about = Ref("matter", "XY-2026-001")
    mine = [event for event in heard if event.vote == vote.number]
    assert mine == [VoteCertified(stage.CODE, vote.number, about, scenes.DAY, 1)]


@pytest.mark.parametrize("change", [
    lambda vote: urn.mark(vote, vote.roll.entries.last(), "web", scenes.DAY),
    lambda vote: urn.drop_in(vote, ["for"], None),
    lambda vote: Ballot.objects.filter(vote=vote).delete(),
    lambda vote: Mark.objects.filter(vote=vote).delete(),
    lambda vote: Vote.objects.filter(pk=vote.pk).update(ballots_digest="1" * 64),
    lambda vote: Vote.objects.filter(pk=vote.pk).update(closed_at=None, ballots_digest=""),
])  # fmt: skip
def test_the_database_refuses_any_change_after_the_close(closed: Vote, change) -> None:
    with door_open(), pytest.raises(DatabaseError), transaction.atomic():
        change(closed)

"""Whoever is drawn speaks for themselves: one officer's word that somebody did not vote stops no result."""

import pytest
from django.db import IntegrityError, transaction

from sunward.ballots import queries
from sunward.ballots.counting import sampling
from sunward.ballots.models import DeniedAnswer, SampledVoter, Vote
from sunward.kernel.acts import Done
from sunward.kernel.door import perform
from sunward.kernel.guard import door_open
from sunward.kernel.refs import new_id
from tests import stage
from tests.ballots import scenes
from tests.ballots.scenes import act, cast, certify, close, put, roll_of, rules_of
from tests.money.cases import paper

pytestmark = pytest.mark.postgres
STREET = "street_office.director"


@pytest.fixture
def vote(voters: list[str]) -> Vote:
    """Seven of eight voted on the web; five are drawn."""
    found = put(roll_of(voters), channels="web", present=8)
    for person in voters[:7]:
        cast(found, person)
    with scenes.at(9):
        close(found)
    found.refresh_from_db()
    return found


def ask(vote: Vote, entry: int, answer: str, post: str = stage.SUPERVISION_MEMBER, **facts: object) -> Done:
    return act("answer_sample", post, vote, entry=entry, answer=answer, **facts)


def drawn(vote: Vote, answer: str = "") -> list[int]:
    return [place.entry for place, said in queries.drawn(vote.number, None) if said == answer]


def person_at(entry: int) -> str:
    return str(SampledVoter.objects.get(entry=entry).entry.person)


def says(vote: Vote, person: str, answer: str) -> Done:
    return perform("ballots.answer_for_oneself", by=person, post="anyone", subject=vote.ref,
                   facts={"answer": answer}, key=new_id())  # fmt: skip


def annul(vote: Vote, post: str = stage.SUPERVISOR) -> Done:
    return act("annul_vote", post, vote, grounds="sample", because="回访")


def marks(done: Done) -> set[str]:
    return {one.rule for one in done.entry.findings if one.breach}


def test_one_false_answer_neither_stops_nor_annuls_a_result(vote: Vote) -> None:
    """Failed before: the certificate was refused for good, and the head annulled what the member had written."""
    first, *others = drawn(vote)
    assert marks(ask(vote, first, "did_not_vote")) == {"signed_answer"}
    assert rules_of(lambda: annul(vote)) == {"grounds"}
    [more] = [one for one in drawn(vote) if one not in others]
    for entry in (*others, more):
        ask(vote, entry, "voted")
    done = certify(vote)
    assert "sample_unproved" in marks(done)
    assert dict(scenes.page_of(vote).sample) == {"hearsay": 1, "voted": 5}


def test_their_own_word_takes_its_place(vote: Vote) -> None:
    first, *others = drawn(vote)
    ask(vote, first, "did_not_vote", signed=paper("a signature that is not theirs"))
    for entry in others:
        ask(vote, entry, "voted")
    assert rules_of(lambda: certify(vote)) == {"sample_agrees"}
    done = says(vote, person_at(first), "voted")
    assert "voted" not in str(done.entry.public)
    row = SampledVoter.objects.get(entry=first)
    assert (row.answer, row.own_answer) == ("did_not_vote", "voted"), "both are kept"
    assert marks(certify(vote)) == set()
    assert rules_of(lambda: says(vote, person_at(first), "did_not_vote")) == {"before_the_certificate"}


def test_who_says_themselves_that_they_did_not_vote_stops_it(vote: Vote) -> None:
    """Whatever an officer has entered for them."""
    first, *others = drawn(vote)
    for entry in (first, *others):
        ask(vote, entry, "voted")
    says(vote, person_at(first), "did_not_vote")
    assert rules_of(lambda: certify(vote)) == {"sample_agrees"}
    annul(vote)


def test_somebody_of_another_body_hears_the_same(vote: Vote) -> None:
    first, *_others = drawn(vote)
    ask(vote, first, "did_not_vote")
    for post in (stage.SUPERVISOR, stage.SUPERVISION_MEMBER):
        assert rules_of(lambda post=post: ask(vote, first, "did_not_vote", post)) == {"answered_once"}
    assert rules_of(lambda: ask(vote, first, "voted", STREET)) == {"answered_once"}
    ask(vote, first, "did_not_vote", STREET)
    assert "sample_agrees" in rules_of(lambda: certify(vote))
    annul(vote)


def test_nobody_answers_who_was_not_drawn_and_the_desk_has_a_signature(vote: Vote, voters: list[str]) -> None:
    assert rules_of(lambda: says(vote, voters[7], "did_not_vote")) == {"drawn"}
    somebody = person_at(drawn(vote)[0])
    clerk = stage.holder(stage.CODE, stage.CLERK)

    def at_the_desk(**facts: object) -> Done:
        return perform("ballots.answer_for_oneself", by=clerk, post=stage.CLERK, subject=vote.ref,
                       on_behalf_of=somebody, facts={"answer": "voted"} | facts, key=new_id())  # fmt: skip

    assert rules_of(at_the_desk) == {"signed_at_desk"}
    at_the_desk(signed=paper("signed"))


def test_where_everybody_was_drawn_hearsay_does_not_hold_the_result_up(voters: list[str]) -> None:
    vote = put(roll_of(voters), channels="web", present=8)
    for person in voters[:2]:
        cast(vote, person)
    with scenes.at(9):
        close(vote)
    vote.refresh_from_db()
    first, other = drawn(vote)
    ask(vote, first, "did_not_vote")
    ask(vote, other, "voted")
    assert "sample_unproved" in marks(certify(vote))


@pytest.mark.parametrize("wrong", [{"own_answer": "perhaps"}, {"asked_by": "person:x", "seconded_by": "person:x"}])
def test_the_database_takes_no_other_word(vote: Vote, wrong: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), door_open():
        SampledVoter.objects.filter(vote=vote).update(**wrong)


def at_the_desk(vote: Vote, entry: int, answer: str, **facts: object) -> Done:
    """A clerk enters it as the voter's own."""
    return stage.served("ballots.answer_for_oneself", person_at(entry), vote.ref, answer=answer, **facts,
                        signed=paper(f"{entry} {answer} {new_id()}"))  # fmt: skip


def stands(entry: int) -> str:
    return sampling.standing_answer(SampledVoter.objects.get(entry=entry))


def test_what_a_clerk_enters_as_their_own_word_is_one_more_officers_word(vote: Vote) -> None:
    """Before, a clerk and the head of the supervisors ended any vote: the one entered that a voter had not voted, the
    other annulled it."""
    first, *others = drawn(vote)
    assert "their_own_word" in marks(at_the_desk(vote, first, "did_not_vote"))
    assert rules_of(lambda: annul(vote)) == {"grounds"}
    [more] = [one for one in drawn(vote) if one not in {first, *others}]
    for entry in (*others, more):
        ask(vote, entry, "voted")
    assert "sample_unproved" in marks(certify(vote))


def test_another_body_hears_the_same_and_it_is_their_word(vote: Vote) -> None:
    first, *_others = drawn(vote)
    at_the_desk(vote, first, "did_not_vote")
    ask(vote, first, "did_not_vote")
    assert stands(first) == "did_not_vote"
    annul(vote)


def test_the_desk_turns_no_proved_answer_around(vote: Vote) -> None:
    first, second, *_others = drawn(vote)
    ask(vote, first, "did_not_vote", signed=paper("signed"))
    at_the_desk(vote, first, "voted")
    ask(vote, second, "voted")
    at_the_desk(vote, second, "did_not_vote")
    assert (stands(first), stands(second)) == ("did_not_vote", "hearsay")
    ask(vote, second, "did_not_vote")
    assert stands(second) == "did_not_vote", "supervisors asked again, and heard it too"


def test_nobody_answers_at_the_desk_for_whoever_has_answered_themselves(vote: Vote) -> None:
    first = drawn(vote)[0]
    at_the_desk(vote, first, "did_not_vote")
    says(vote, person_at(first), "voted")
    assert stands(first) == "voted"
    assert rules_of(lambda: at_the_desk(vote, first, "did_not_vote")) == {"answered_themselves"}


def test_who_is_answered_for_reads_it_among_their_own_matters(vote: Vote) -> None:
    first = drawn(vote)[0]
    at_the_desk(vote, first, "did_not_vote")
    [asked] = queries.asks_me(person_at(first), stage.CODE)
    assert asked.entered == "did_not_vote"


def test_the_database_knows_a_second_and_an_end_of_every_denial(vote: Vote) -> None:
    first = drawn(vote)[0]
    at_the_desk(vote, first, "did_not_vote")
    row = SampledVoter.objects.get(entry=first)
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        SampledVoter.objects.filter(pk=row.pk).update(own_seconded_by=row.own_entered_by)
    said = {"vote": vote, "entry_id": first, "denied_on": row.own_answered_on, "void_on": row.own_answered_on}
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        DeniedAnswer.objects.create(**said)

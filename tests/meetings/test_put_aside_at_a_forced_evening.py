"""At the petitioners' evening the director put eight of ten voters aside, “x” for a reason; two decided, and whoever
had been put aside could not come back once the question was put."""

from typing import Any

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import Vote
from sunward.kernel.facts import FactsError
from sunward.record.models import Journal
from tests.ballots import scenes as votes
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import EVENING, Forced
from tests.meetings import scenes as m
from tests.meetings.scenes import DIRECTOR, act, at
from tests.money.cases import paper

pytestmark = pytest.mark.usefixtures("community")
DELEGATE = "representatives_meeting.delegate"


def put_aside(forced: Forced, key: int, **facts: Any) -> None:
    act(
        "meetings.step_aside",
        DIRECTOR,
        forced.item.ref,
        reason="interest",
        evidence="邻居说的",
        place=str(key),
        **facts,
    )


def test_nobody_is_put_aside_there_by_the_bare_word_of_others() -> None:
    """Failed before: entered, and marked."""
    forced = Forced()
    with at(EVENING, 19):
        forced.let_in("resident", forced.signer)
        with pytest.raises(FactsError, match="paper"):
            put_aside(forced, forced.keys[0])
        put_aside(forced, forced.keys[0], paper=paper("contract"))
        own = {"reason": "interest", "evidence": "承租人是我"}
        act("meetings.step_aside", "anyone", forced.item.ref, by=forced.people[1], **own)


def test_an_evening_of_the_committees_own_marks_it_as_before() -> None:
    meeting, item, keys = m.called()
    with at(m.EVENING, 19):
        m.open_with(meeting, keys)
        act("meetings.step_aside", DIRECTOR, item.ref, reason="interest", evidence="邻居说的", place=str(keys[0]))


def test_they_come_back_by_their_own_word_until_the_close() -> None:
    forced = Forced()
    with at(EVENING, 19):
        forced.let_in("resident", forced.signer)
        for key in forced.keys[:2]:
            put_aside(forced, key, paper=paper(f"contract {key}"))
        act("meetings.put_to_vote", "resident", forced.item.ref, by=forced.signer)
        vote = Vote.objects.get()
        assert set(vote.aside) == set(forced.keys[:2])
        act("meetings.take_back_exclusion", "anyone", forced.item.ref, by=forced.people[0])
        vote.refresh_from_db()
        assert vote.aside == forced.keys[1:2]
        assert ballots.may_raise_a_hand(vote.number) == sorted({*forced.keys} - {forced.keys[1]})
        back = {"place": str(forced.keys[1]), "because": "没有利益"}
        with pytest.raises(FactsError):
            act("meetings.take_back_exclusion", DIRECTOR, forced.item.ref, **back)
    with at(EVENING, 19, 45):
        votes.act("close_vote", DELEGATE, vote, by=forced.people[6])


def test_the_certificate_says_when_they_could_have_turned_it() -> None:
    forced = Forced()
    with at(EVENING, 19):
        forced.let_in("resident", forced.signer)
        for key in forced.keys[:6]:
            put_aside(forced, key, paper=paper(f"contract {key}"))
        act("meetings.put_to_vote", "resident", forced.item.ref, by=forced.signer)
        vote = Vote.objects.get()
    chosen = {"chosen": {"for": 3, "against": 1}}
    with at(EVENING, 19, 35):
        given = {"entries": m.listed(forced.keys[6:]), "counted_with": forced.people[7]}
        votes.act("count_hands", DELEGATE, vote, by=forced.people[6], **given, **chosen)
        for one in forced.people[7:9]:
            votes.act("confirm_count", DELEGATE, vote, by=one, channel="hands", **chosen)
    with at(EVENING, 19, 45):
        votes.act("close_vote", DELEGATE, vote, by=forced.people[6])
        for place, _answer in ballots.drawn(vote.number, None):
            votes.act("answer_sample", "street_office.director", vote, entry=place.entry, answer="voted")
        votes.act("certify", "street_office.director", vote)
    entry = Journal.objects.filter(act="ballots.certify").latest("pk")
    assert "stepping_aside_decides" in {found["rule"] for found in entry.findings if not found["ok"]}

"""Whatever happens to a posting or an objection, and whenever somebody looks, the state tells the same story."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sunward.disclosure.rules import UPHELD, objection_state, period, posting_state

DAY = date(2026, 3, 2)
days = st.integers(0, 120).map(lambda number: DAY + timedelta(days=number))


@dataclass
class Posting:
    posted_on: date
    recorded_on: date
    must_stay_until: date
    due_by: date | None = None
    taken_down_on: date | None = None
    photograph_by: date | None = None
    photograph_again_from: date | None = None
    asked_days: int | None = None


@dataclass
class Objection:
    received_on: date
    due_on: date
    answered_on: date | None = None
    outcome: str = ""
    appealed_on: date | None = None
    ruling_due_on: date | None = None
    ruled_on: date | None = None
    ruling_outcome: str = ""
    void_on: date | None = None


outcomes = st.sampled_from(["upheld", "partly", "not_upheld"])


@st.composite
def postings(draw: st.DrawFn) -> Posting:
    posted_on = draw(days)
    recorded_on = posted_on + timedelta(days=draw(st.integers(0, 30)))
    _from, until = period(posted_on, recorded_on, draw(st.integers(0, 30)))
    down = draw(st.none() | st.integers(0, 90).map(lambda number: posted_on + timedelta(days=number)))
    return Posting(posted_on, recorded_on, until, draw(st.none() | days), down)


@st.composite
def objections(draw: st.DrawFn) -> Objection:
    received = draw(days)
    after = st.integers(0, 40)
    due_on = received + timedelta(days=draw(st.integers(1, 20)))
    answered = draw(st.none() | after.map(lambda number: received + timedelta(days=number)))
    appealed = draw(st.none() | after.map(lambda number: (answered or due_on) + timedelta(days=number)))
    ruled = draw(st.none() | after.map(lambda number: (appealed or received) + timedelta(days=number)))
    ruled = ruled if appealed else None
    return Objection(
        received, due_on, answered, draw(outcomes) if answered else "", appealed,
        appealed + timedelta(days=20) if appealed else None, ruled, draw(outcomes) if ruled else "",
    )  # fmt: skip


@given(postings(), days)
def test_finished_means_it_hung_its_whole_time(posting: Posting, on: date) -> None:
    state = posting_state(posting, on)
    promised = (posting.must_stay_until - state.up_from).days
    down = posting.taken_down_on if posting.taken_down_on and posting.taken_down_on <= on else None
    hung = (max(down or on, state.up_from) - state.up_from).days
    if state.finished:
        assert hung >= promised
        assert state.short_by == 0
    if down and hung < promised:
        assert state.short_by == promised - hung
        assert not state.finished


@given(postings(), days, days)
def test_short_and_late_never_go_away(posting: Posting, one: date, other: date) -> None:
    earlier, later = sorted([one, other])
    before, after = posting_state(posting, earlier), posting_state(posting, later)
    assert after.short_by >= before.short_by
    assert (after.late_by, after.entered_late_by) == (before.late_by, before.entered_late_by)
    assert before.short_by == 0 or not after.finished


@given(postings(), days, days)
def test_what_is_finished_stays_finished(posting: Posting, one: date, other: date) -> None:
    earlier, later = sorted([one, other])
    assert posting_state(posting, later).finished or not posting_state(posting, earlier).finished


@given(postings(), st.integers(1, 60))
def test_entering_it_later_never_ends_it_sooner(posting: Posting, days_later: int) -> None:
    promised = (posting.must_stay_until - max(posting.posted_on, posting.recorded_on)).days
    _from, until = period(posting.posted_on, posting.recorded_on + timedelta(days=days_later), promised)
    assert until > posting.must_stay_until


@given(postings(), st.lists(objections(), max_size=4), days)
def test_nothing_clears_with_an_objection_open_in_time_or_upheld(
    posting: Posting, received: list[Objection], on: date
) -> None:
    state = posting_state(posting, on, received)
    for objection in received:
        if objection.received_on > on:
            continue
        stands = objection_state(objection, on)
        if stands.upheld or (stands.open and objection.received_on <= posting.must_stay_until):
            assert not state.clears
    if not received:
        assert state.clears == state.finished


@given(objections(), days)
def test_an_objection_waits_for_exactly_one_thing_or_is_closed(objection: Objection, on: date) -> None:
    if on < objection.received_on:
        return
    state = objection_state(objection, on)
    assert state.open == (state.waits_for in {"answer", "ruling"})
    if state.waits_for == "answer":
        assert objection.answered_on is None or objection.answered_on > on
        assert state.silent_days == max(0, (on - objection.due_on).days)
    if not state.open:
        assert state.silent_days == 0
        assert state.outcome
    if objection.ruled_on and objection.ruled_on <= on:
        assert state.outcome == objection.ruling_outcome
        assert state.upheld == (objection.ruling_outcome in UPHELD)


@given(objections(), days, days)
def test_a_late_answer_is_late_for_ever(objection: Objection, one: date, other: date) -> None:
    earlier, later = sorted([one, other])
    before, after = (objection_state(objection, on) for on in (earlier, later))
    assert after.answer_late_by >= before.answer_late_by
    assert after.ruling_late_by >= before.ruling_late_by

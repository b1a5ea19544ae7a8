"""An objection has a clock and a public answer; whoever objected is never named."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from sunward.disclosure import queries
from sunward.disclosure.events import ObjectionUpheld
from sunward.disclosure.models import Objection
from sunward.kernel import events
from sunward.kernel.acts import Refused
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.record.queries import journal
from tests import stage
from tests.disclosure.scenes import ANYONE, MONDAY, answer, day, objection, post, resident, viewer

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 3, 6)
NEXT_FRIDAY = date(2026, 3, 13)


def test_the_clock_counts_working_days(community: str) -> None:
    row = objection(post(MONDAY), resident(), FRIDAY)
    assert row.due_on == NEXT_FRIDAY  # five working days: the weekend is not counted
    assert row.number.startswith("XY-Y-2026-")


def test_the_words_stay_private_until_the_answer_and_the_name_always(community: str) -> None:
    zhao = resident()
    publication = post(MONDAY)
    row = objection(publication, zhao, MONDAY, text="租金低于市价")
    waiting = queries.objection(row.number, ANYONE, MONDAY)
    assert waiting
    assert (waiting.text, waiting.state.waits_for) == ("", "answer")
    own = queries.objection(row.number, viewer(zhao, "resident"), MONDAY)
    assert own
    assert (own.text, own.own) == ("租金低于市价", True)
    answer(row, "not_upheld", FRIDAY)
    answered = queries.objection(row.number, ANYONE, FRIDAY)
    assert answered
    assert (answered.text, answered.answer) == ("租金低于市价", "已核对周边租金。")
    assert zhao not in str(answered)


def test_the_record_keeps_neither_the_words_nor_the_name_in_the_clear(community: str) -> None:
    zhao = resident()
    row = objection(post(MONDAY), zhao, MONDAY, text="租金低于市价")
    entry = next(entry for entry in journal(community) if entry.result == row.ref)
    assert "租金低于市价" not in str(entry.public)
    assert zhao not in str(entry.public)


def test_an_open_objection_holds_up_what_waits_for_the_posting(community: str) -> None:
    publication = post(MONDAY)
    row = objection(publication, resident(), MONDAY + timedelta(days=10))
    over = MONDAY + timedelta(days=11)
    waiting = queries.posting_of(publication.about, over, "leases")
    assert waiting
    assert (waiting.state.finished, waiting.state.clears) == (True, False)
    answer(row, "not_upheld", over)
    settled = queries.posting_of(publication.about, over, "leases")
    assert settled
    assert settled.state.clears


def test_an_objection_after_the_period_is_answered_but_holds_nothing_up(community: str) -> None:
    publication = post(MONDAY)
    late = MONDAY + timedelta(days=11)
    objection(publication, resident(), late)
    posting = queries.posting_of(publication.about, late, "leases")
    assert posting
    assert posting.state.clears
    assert len(queries.waiting_objections(ANYONE, late)) == 1


@pytest.mark.parametrize("outcome", ["upheld", "partly"])
def test_an_upheld_objection_locks_until_the_correction_is_posted(
    community: str, outcome: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[ObjectionUpheld] = []
    monkeypatch.setitem(events._subscribers, ObjectionUpheld, [heard.append])
    publication = post(MONDAY)
    row = objection(publication, resident(), MONDAY)
    answer(row, outcome, FRIDAY)
    assert [(event.objection, event.about) for event in heard] == [(row.number, publication.about)]
    much_later = date(2026, 6, 1)
    locked = queries.posting_of(publication.about, much_later, "leases")
    assert locked
    assert not locked.state.clears
    post(FRIDAY, corrects=publication.number)
    corrected = queries.posting_of(publication.about, much_later, "leases")
    assert corrected
    assert corrected.state.clears


def test_silence_is_visible_and_opens_the_way_to_the_street(community: str) -> None:
    zhao = resident()
    row = objection(post(MONDAY), zhao, FRIDAY)
    with day(NEXT_FRIDAY), pytest.raises(Refused, match="after that you can appeal|过期没有答复"):
        stage.act("disclosure.appeal_objection", "resident", row.ref, by=zhao)
    sixteenth = date(2026, 3, 16)
    overdue = queries.overdue(community, sixteenth)
    assert [(item.subject, item.days_late, item.owner_post) for item in overdue] == [
        (row.ref, 3, row.publication.owner_post)
    ]
    with day(sixteenth):
        stage.act("disclosure.appeal_objection", "resident", row.ref, by=zhao)
        stage.act("disclosure.rule_on_appeal", stage.INSPECTOR, row.ref, outcome="upheld", ruling="应重新招租。")
    ruled = queries.objection(row.number, ANYONE, sixteenth)
    assert ruled
    assert (ruled.state.open, ruled.state.outcome, ruled.ruling) == (False, "upheld", "应重新招租。")
    assert queries.overdue(community, sixteenth) == []


def test_a_late_answer_is_accepted_and_marked(community: str) -> None:
    row = objection(post(MONDAY), resident(), FRIDAY)
    with day(date(2026, 3, 17)):
        done = stage.act(
            "disclosure.answer_objection", stage.DIRECTOR, row.ref, outcome="not_upheld", answer="已核对。"
        )
    assert [finding.rule for finding in done.entry.findings if finding.breach] == ["answered_in_time"]
    view = queries.objection(row.number, ANYONE, date(2028, 1, 3))
    assert view
    assert view.state.answer_late_by == 4


def test_the_streets_ruling_outranks_the_answer(community: str) -> None:
    zhao = resident()
    row = objection(post(MONDAY), zhao, MONDAY)
    answer(row, "not_upheld", FRIDAY)
    with day(FRIDAY):
        stage.act("disclosure.appeal_objection", "resident", row.ref, by=zhao, text="没有回答问题")
    appealed = queries.posting_of(row.publication.about, date(2026, 3, 13), "leases")
    assert appealed
    assert appealed.state.open_objections == 1
    with day(NEXT_FRIDAY):
        stage.act("disclosure.rule_on_appeal", stage.INSPECTOR, row.ref, outcome="upheld", ruling="应重新招租。")
    ruled = queries.posting_of(row.publication.about, NEXT_FRIDAY, "leases")
    assert ruled
    assert (ruled.state.open_objections, ruled.state.upheld_objections) == (0, 1)


def test_only_the_objector_appeals_once_and_in_time(community: str) -> None:
    zhao, aisha = resident(), resident("阿依夏")
    row = objection(post(MONDAY), zhao, MONDAY)
    answer(row, "not_upheld", FRIDAY)
    with day(FRIDAY), pytest.raises(Refused, match="Only the person|只有提出异议的人"):
        stage.act("disclosure.appeal_objection", "resident", row.ref, by=aisha)
    tuesday = FRIDAY + timedelta(days=18)  # fifteen days end on a Saturday: it is possible until Monday
    with day(tuesday), pytest.raises(Refused, match="possible until|最迟到"):
        stage.act("disclosure.appeal_objection", "resident", row.ref, by=zhao)
    with day(FRIDAY):
        stage.act("disclosure.appeal_objection", "resident", row.ref, by=zhao)
        with pytest.raises(Refused, match="once|一次"):
            stage.act("disclosure.appeal_objection", "resident", row.ref, by=zhao)


def test_nothing_is_appealed_that_was_upheld(community: str) -> None:
    zhao = resident()
    row = objection(post(MONDAY), zhao, MONDAY)
    answer(row, "upheld", FRIDAY)
    with day(FRIDAY), pytest.raises(Refused, match="upheld|成立"):
        stage.act("disclosure.appeal_objection", "resident", row.ref, by=zhao)


def test_one_objection_waits_at_a_time_for_each_person(community: str) -> None:
    zhao = resident()
    publication = post(MONDAY)
    row = objection(publication, zhao, MONDAY)
    with pytest.raises(Refused, match="not been answered|还没有答复"):
        objection(publication, zhao, MONDAY)
    objection(publication, resident("阿依夏"), MONDAY)
    answer(row, "not_upheld", FRIDAY)
    objection(publication, zhao, FRIDAY)
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.create(
            number="XY-Y-2026-900", community_code=community, publication=publication, by=zhao, text="再次",
            received_on=FRIDAY, due_on=NEXT_FRIDAY,
        )  # fmt: skip


def test_an_answer_is_given_once(community: str) -> None:
    row = answer(objection(post(MONDAY), resident(), MONDAY), "not_upheld", FRIDAY)
    with pytest.raises(FactsError, match="answered|已经答复"):
        answer(row, "upheld", FRIDAY)


def test_a_ruling_needs_an_appeal(community: str) -> None:
    row = answer(objection(post(MONDAY), resident(), MONDAY), "not_upheld", FRIDAY)
    with day(FRIDAY), pytest.raises(FactsError, match="appealed|没有人申诉"):
        stage.act("disclosure.rule_on_appeal", stage.INSPECTOR, row.ref, outcome="upheld", ruling="理由")


@pytest.mark.postgres
@pytest.mark.parametrize(
    "half",
    [
        {"answered_on": FRIDAY},
        {"answered_on": FRIDAY, "answer": "答", "outcome": "maybe"},
        {"answer": "答", "outcome": "upheld"},
        {"answered_on": MONDAY - timedelta(days=1), "answer": "答", "outcome": "upheld"},
        {"appealed_on": FRIDAY},
        {"ruled_on": FRIDAY, "ruling": "理由"},
    ],
)
def test_the_database_refuses_half_an_answer(community: str, half: dict[str, object]) -> None:
    row = objection(post(MONDAY), resident(), MONDAY)
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.filter(pk=row.pk).update(**half)

"""An objection that was right asks for a corrected posting, by a day."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from sunward.disclosure import queries
from sunward.disclosure.models import Objection, Publication
from sunward.kernel.guard import door_open
from sunward.kernel.overdue import Overdue
from sunward.record.queries import journal
from tests import stage
from tests.disclosure.scenes import ANYONE, MONDAY, answer, day, objection, post, resident

pytestmark = pytest.mark.django_db
FRIDAY, NEXT_FRIDAY = MONDAY + timedelta(days=4), MONDAY + timedelta(days=11)


def owed(number: str, days: int) -> list[Overdue]:
    found = queries.overdue(stage.CODE, MONDAY + timedelta(days=days))
    return [item for item in found if item.subject.id == number]


def test_it_is_owed_within_five_working_days_and_met_by_the_corrected_posting(community: str) -> None:
    row = post(MONDAY)
    against = answer(objection(row, resident(), MONDAY), "partly", FRIDAY)
    view = queries.objection(against.number, ANYONE, FRIDAY)
    assert view
    assert view.correction
    assert (view.correction.due_on, view.correction.source) == (NEXT_FRIDAY, "柳河街道社区议事规则 第十八条")
    assert owed(against.number, 11) == []
    assert [item.days_late for item in owed(against.number, 14)] == [3]
    newer = post(MONDAY + timedelta(days=15), corrects=row.number, text="租金每年五万元")
    assert owed(against.number, 15) == []
    settled = queries.objection(against.number, ANYONE, MONDAY + timedelta(days=15))
    assert settled
    assert (settled.corrected_by, settled.correction) == (newer.number, None)
    assert queries.newest_of(row.number) == newer.number


def test_an_objection_that_was_wrong_asks_for_nothing(community: str) -> None:
    against = answer(objection(post(MONDAY), resident(), MONDAY), "not_upheld", FRIDAY)
    assert owed(against.number, 60) == []


def test_the_correction_of_a_correction_is_the_newest(community: str) -> None:
    first = post(MONDAY)
    second = post(MONDAY, corrects=first.number)
    third = post(MONDAY, corrects=second.number)
    assert {queries.newest_of(row.number) for row in (first, second, third)} == {third.number}


def upheld(**facts: object) -> tuple[Publication, Objection]:
    row = post(MONDAY, **facts)
    return row, answer(objection(row, resident(), MONDAY), "upheld", FRIDAY)


def marked(row: Publication) -> bool:
    entry = next(entry for entry in journal(stage.CODE) if entry.result == row.ref)
    return "correction_changes" in [finding.rule for finding in entry.findings if not finding.ok]


@pytest.mark.parametrize(
    "again",
    [
        {"text": "租金每年4.8万元"},
        {"text": " 租金每年4.8万元 \n"},
        {"text": "租金每年，4.8万元。"},
        {"text": "租金每年４.８万元", "title": "清溪路18号房屋出租（更正）"},
    ],
)
def test_the_same_words_posted_again_correct_nothing(community: str, again: dict[str, str]) -> None:
    row, against = upheld(text="租金每年4.8万元")
    same = post(FRIDAY, corrects=row.number, **again)
    assert marked(same)
    assert [item.days_late for item in owed(against.number, 14)] == [3]
    view = queries.objection(against.number, ANYONE, FRIDAY)
    assert view
    assert view.correction
    assert view.corrected_by == ""
    older, newer = (queries.publication(number, ANYONE, FRIDAY) for number in (row.number, same.number))
    assert older
    assert newer
    assert (older.repeated_by, newer.repeats) == (same.number, row.number)
    assert (older.corrected_by, newer.corrects) == (same.number, row.number)  # which sheet is the newest stays known


@pytest.mark.parametrize("of", ["first", "second"])
def test_a_true_correction_of_either_ends_it(community: str, of: str) -> None:
    row, against = upheld(text="租金每年4.8万元")
    same = post(FRIDAY, corrects=row.number, text="租金每年4.8万元")
    true = post(NEXT_FRIDAY, corrects={"first": row, "second": same}[of].number, text="租金每年48万元")
    assert not marked(true)
    assert owed(against.number, 14) == []
    view = queries.objection(against.number, ANYONE, NEXT_FRIDAY)
    assert view
    assert (view.correction, view.corrected_by) == (None, true.number)


def test_the_same_words_unlock_nothing_either(community: str) -> None:
    about = "decision:XY-R-2026-007"
    row, _against = upheld(text="租金每年4.8万元", about=about, stays_up_days=5)
    post(FRIDAY, corrects=row.number, text="租金每年4.8万元", stays_up_days=5)
    later = MONDAY + timedelta(days=30)
    waiting = queries.posting_of(row.about, later)
    assert waiting
    assert waiting.state.upheld_objections == 1
    post(FRIDAY, corrects=row.number, text="租金每年48万元")
    waiting = queries.posting_of(row.about, later)
    assert waiting
    assert waiting.state.upheld_objections == 0


def test_a_correction_for_too_few_days_lifts_nothing_from_what_waits(community: str) -> None:
    """Seen before: corrected for no days at all, the payment was released while the objection said “not corrected”."""
    row, _against = upheld(text="租金每年4.8万元", about="decision:XY-R-2026-007")
    later = MONDAY + timedelta(days=30)
    for days, left in ((0, 1), (10, 0)):
        post(FRIDAY, corrects=row.number, text="租金每年48万元", stays_up_days=days)
        waiting = queries.posting_of(row.about, later)
        assert waiting
        assert waiting.state.upheld_objections == left, days


def test_what_nobody_found_wrong_is_hung_up_again_unmarked(community: str) -> None:
    row = post(MONDAY, text="租金每年4.8万元")
    assert not marked(post(FRIDAY, corrects=row.number, text="租金每年4.8万元"))


def test_shown_to_other_readers_it_is_corrected(community: str) -> None:
    row, against = upheld(text="租金每年4.8万元", audience="residents")
    assert not marked(post(FRIDAY, corrects=row.number, text="租金每年4.8万元", audience="everyone"))
    assert owed(against.number, 14) == []


@pytest.mark.postgres
@pytest.mark.parametrize("change", [{"repeats": None}, {"bare": False}])
def test_what_it_repeats_or_leaves_out_is_never_rewritten(community: str, change: dict[str, object]) -> None:
    row = post(MONDAY)
    same = post(MONDAY, corrects=row.number)
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=same.pk).update(**change)
    post(MONDAY, corrects=same.number, text="五万元")


# One reading of the chain: page, overdue list and what waits for the posting agree -----------------------------------
DECISION = "decision:XY-R-2026-007"


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


def taken_down(row: Publication, days: int) -> None:
    with day(after(days)):
        stage.act("disclosure.take_down", stage.CLERK, row.ref, reason="换新的一张")


def corrected(row: Publication, days: int, words: str, **facts: object) -> Publication:
    return post(after(days), about=DECISION, corrects=row.number, text=words, **facts)


def told(row: Publication, against: Objection, days: int) -> tuple[str, int]:
    """By which posting the objection's page says that it was corrected, and how many upheld ones still lock; the
    overdue list says the same as the page."""
    view, waiting = queries.objection(against.number, ANYONE, after(days)), queries.posting_of(row.about, after(days))
    assert view
    assert waiting
    assert (owed(against.number, days) == []) is bool(view.corrected_by)
    return view.corrected_by, waiting.state.upheld_objections


def test_the_replaced_sheet_is_taken_down(community: str) -> None:
    """Seen before: a second correction (a typo) named the first, whose sheet came down: locked for ever, while the
    page read "corrected and posted again" and nothing asked for a correction."""
    row, against = upheld(text="租金每年4.8万元", about=DECISION)
    second = corrected(row, 5, "租金每年48元")
    third = corrected(second, 6, "租金每年48万元")
    taken_down(second, 6)
    assert told(row, against, 30) == (third.number, 0)


def test_the_wind_takes_a_correction_that_is_hung_up_again(community: str) -> None:
    row, against = upheld(text="租金每年4.8万元", about=DECISION)
    blown = corrected(row, 5, "租金每年48万元")
    taken_down(blown, 6)
    assert told(row, against, 14) == ("", 1)
    again = corrected(blown, 15, "租金每年48万元")
    assert told(row, against, 30) == (again.number, 0)


@pytest.mark.parametrize("words", ["租金每年48万元", "租金每年480000元"])
@pytest.mark.parametrize("short_ones", [1, 4])
def test_however_many_short_ones_came_between(community: str, words: str, short_ones: int) -> None:
    """Seen before: after four of them the fifth, which was a true one, was followed by nothing."""
    row, against = upheld(text="租金每年4.8万元", about=DECISION)
    newest = row
    for number in range(short_ones):
        newest = corrected(newest, 5 + number, "租金每年48万元", stays_up_days=0)
    assert told(row, against, 14) == ("", 1)
    true = corrected(newest, 15, words)
    assert told(row, against, 30) == (true.number, 0)


def test_a_correction_of_the_first_ends_the_line_of_the_short_one_too(community: str) -> None:
    """Seen before: the short one asked for days for ever, beside the true one that named the original."""
    row, against = upheld(text="租金每年4.8万元", about=DECISION)
    short = corrected(row, 5, "租金每年48万元", stays_up_days=0)
    assert [line.subject for line in queries.overdue(stage.CODE, after(5))] == [short.ref]
    true = corrected(row, 6, "租金每年48万元")
    assert told(row, against, 30) == (true.number, 0)
    assert queries.overdue(stage.CODE, after(15)) == []


def test_a_correction_elsewhere_is_none_of_it(community: str) -> None:
    row, against = upheld(text="租金每年4.8万元", about=DECISION)
    other = post(MONDAY, text="车库每月500元", about=DECISION)
    corrected(other, 5, "车库每月600元")
    assert told(row, against, 14) == ("", 1)

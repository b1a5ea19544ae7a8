"""An appeal and the street's ruling are read where the objection is read.

Seen before: both stood in the receipt of a log entry alone. While the ruling was awaited the pages said "not upheld",
and after the street had found it right they said "upheld", with the first answer beneath it as if it were the reason;
nobody ever read why it was appealed, and the street's desk was overdue with an answer that had come in time.
"""

from datetime import date, timedelta

import pytest

from sunward.disclosure.models import Objection
from tests import stage
from tests.by_links import Walk
from tests.disclosure.scenes import MONDAY, answer, day, objection, post, resident
from tests.stage import CODE, INSPECTOR, SUPERVISOR, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
WHY, RULED, FIRST = "合同去年就到期了。", "按合同到期日另算。", "已核对周边租金。"
WAITS, SINCE = "The words appear with the ruling.", MONDAY + timedelta(days=3)


def appealed(**facts: str) -> tuple[Objection, str]:
    """Answered with a no, and appealed on the next day."""
    who = resident("李敏")
    row = answer(objection(post(MONDAY, **facts), who, MONDAY), "not_upheld", MONDAY + timedelta(days=2))
    with day(SINCE):
        stage.act("disclosure.appeal_objection", "resident", row.ref, by=who, text=WHY)
    row.refresh_from_db()
    return row, who


def pages(row: Objection, on: date, who: str = "") -> list[str]:
    """What the objection's own page and that of the posting say."""
    with day(on):
        posting = Walk(who, "en").go("/matters/").find(row.publication.number).go(f"/{row.publication.number}/")
        return [posting.words, posting.go(f"/objections/{row.number}/").words]


def rule(row: Objection) -> None:
    with day(MONDAY + timedelta(days=9)):
        stage.act("disclosure.rule_on_appeal", INSPECTOR, row.ref, outcome="upheld", ruling=RULED)


def test_while_it_waits_its_day_and_that_of_the_ruling_are_told() -> None:
    row, who = appealed()
    for shown in pages(row, SINCE):
        assert "Appeal to the street · 5 Mar" in shown
        assert f"Ruling due by {row.ruling_due_on:%-d %b}" in shown
        assert WHY not in shown
        assert WAITS in shown
    assert all(WHY in shown for shown in pages(row, SINCE, who)), "whoever wrote it reads it"
    late = row.ruling_due_on + timedelta(days=1) if row.ruling_due_on else MONDAY
    for shown in pages(row, late):
        assert "No ruling; it was due on" in shown


def test_the_ruling_stands_under_the_answer_with_who_ruled_when_and_why() -> None:
    row, _who = appealed()
    rule(row)
    for shown in pages(row, MONDAY + timedelta(days=10)):
        answered, _appeal, ruled = shown.partition("Appeal to the street")
        assert "Answer · 4 Mar not upheld" in answered, "the first answer says what it found"
        assert FIRST in answered
        assert WHY in ruled
        assert "Ruling: " in ruled
        assert "11 Mar upheld" in ruled
        assert RULED in ruled
        assert FIRST not in ruled
        assert "due" not in ruled.partition(RULED)[0]


def test_after_silence_the_appeal_is_told_beside_the_answer_that_never_came() -> None:
    who = resident("李敏")
    row = objection(post(MONDAY), who, MONDAY)
    with day(row.due_on + timedelta(days=1)):
        stage.act("disclosure.appeal_objection", "resident", row.ref, by=who)
    for shown in pages(row, row.due_on + timedelta(days=2)):
        assert "No answer; it was due on" in shown
        assert "Ruling due by" in shown


def test_the_desk_that_rules_reads_why_and_until_when() -> None:
    """Of a list for party members too, which is not posted for the street."""
    row, _who = appealed(audience="party_members")
    with day(SINCE):
        desk = Walk(holder(CODE, INSPECTOR), "en").duties()
        line = desk.words.partition(row.number)[2].partition("rule on an appeal")[0]
        assert "was appealed, and waits for the ruling" in line
        assert f"{row.ruling_due_on:%-d %b}" in line
        assert "overdue" not in line
        form = desk.go("/do/disclosure.rule_on_appeal/").words
    for words in (row.text, FIRST, WHY):
        assert words in form


def test_lists_say_what_waits() -> None:
    row, _who = appealed()
    with day(SINCE):
        listed = Walk("", "en").go("/publications/").words
    assert "1 appeal waits for a ruling" in listed
    assert "waits for an answer" not in listed
    assert row.ruling_due_on
    with day(row.ruling_due_on + timedelta(days=1)):
        late = Walk("", "en").go("/overdue/").words
        assert "No ruling on the appeal of an objection to" in late
        assert "No answer to an objection" not in late
        assert WHY in "".join(pages(row, row.ruling_due_on, holder(CODE, SUPERVISOR)))

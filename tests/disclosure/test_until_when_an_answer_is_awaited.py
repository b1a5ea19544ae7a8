"""Whoever objected reads on their desk what is awaited and until when. Seen before: nothing, from the receipt to the
answer, and again from the appeal to the ruling."""

from datetime import date, timedelta

import pytest

from sunward.disclosure import queries
from sunward.disclosure.models import Objection
from tests import stage
from tests.disclosure.scenes import MONDAY, answer, day, objection, post, reader, resident

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
APPEAL = "disclosure.appeal_objection"


def told(row: Objection, on: date) -> tuple[str, date | None, tuple[str, ...]]:
    row.refresh_from_db()
    (line,) = (one for one in queries.waits_for(reader(row.by), on) if one.subject == row.ref)
    return line.about.zh, line.due, line.acts


def test_the_answer_then_the_ruling() -> None:
    row = objection(post(MONDAY), resident(), MONDAY)
    assert told(row, MONDAY) == (f"您的异议等答复，最迟 {row.due_on}", None, ()), "the day of others is none of theirs"
    late = row.due_on + timedelta(days=1)
    assert told(row, late) == (f"您的异议到 {row.due_on} 没有答复：可以向街道申诉", None, (APPEAL,))
    answer(row, "not_upheld", MONDAY + timedelta(days=1))
    with day(MONDAY + timedelta(days=2)):
        stage.act(APPEAL, "resident", row.ref, by=row.by, text="")
    row.refresh_from_db()
    last = row.ruling_due_on
    assert last
    assert told(row, MONDAY + timedelta(days=2)) == (f"您的申诉等街道裁定，最迟 {last}", None, ())
    assert told(row, last + timedelta(days=1)) == (f"您的申诉到 {last} 没有裁定：已列入超期", None, ())

"""The form of a correction that an upheld objection asks for begins with what was posted.

Seen before: which of thirty items, for whom, words and table were all empty; a list of 118 households was to be typed
anew, and every further slip in it was a further objection.
"""

from datetime import timedelta

import pytest

from sunward.disclosure.models import Publication
from tests.by_links import Walk
from tests.disclosure.scenes import MONDAY, answer, day, objection, post, resident
from tests.stage import CLERK, CODE, DIRECTOR, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
FORM = "do/disclosure.publish/"
LIST = {
    "columns": [
        {"zh": "门牌", "en": "door"},
        {"zh": "姓名", "en": "name", "personal": True},
        {"zh": "金额", "en": "sum"},
    ],
    "rows": [["2-18", "彭涵敏", "1,200"], ["3-5", "周立，周文", "900"], ["4-1", "", "0"]],
}


def found_wrong(**facts: object) -> Publication:
    row = post(MONDAY, text="第一季度。", title_en="Subsidies", **facts)
    answer(objection(row, resident("李敏"), MONDAY), "upheld", MONDAY + timedelta(days=1))
    return row


def form(of: str, on: int = 2) -> Walk:
    with day(MONDAY + timedelta(days=on)):
        return Walk(holder(CODE, of), "zh").duties().go("corrects=")


def test_the_list_stands_there_and_is_corrected_in_one_place() -> None:
    row = found_wrong(rows=LIST, audience="residents")
    shown = form(DIRECTOR)
    said = {name: shown.field(name) for name in ("item", "title", "title_en", "audience", "text", "corrects")}
    assert said == {
        "item": row.item, "title": row.title_zh, "title_en": "Subsidies", "audience": "residents", "text": "第一季度。",
        "corrects": row.number,
    }  # fmt: skip
    typed = shown.field("rows")
    assert "周立，周文" in typed
    with day(MONDAY + timedelta(days=2)):
        shown.send(rows=typed.replace("1,200", "1,300"))
    newer = Publication.objects.get(corrects=row)
    assert newer.rows is not None
    assert newer.rows["rows"] == [["2-18", "彭涵敏", "1,300"], *LIST["rows"][1:]]
    assert [one.get("personal", False) for one in newer.rows["columns"]] == [False, True, False]
    assert (newer.audience, newer.text, newer.item) == (row.audience, row.text, row.item)


def test_when_and_for_how_long_it_hangs_is_said_anew() -> None:
    found_wrong(stays_up_days=30, posted_on=MONDAY)
    shown = form(CLERK)
    for name in ("posted_on", "event_on", "stays_up_days", "due_by", "happened_on"):
        assert shown.field(name) == ""


def test_who_may_not_read_it_in_full_gets_no_masked_words_to_post() -> None:
    """The clerk belongs neither to the party nor to the committee that answers for it."""
    row = found_wrong(rows=LIST, audience="party_members")
    shown = form(CLERK)
    assert (shown.field("item"), shown.field("audience")) == (row.item, "party_members")
    assert shown.field("rows") == shown.field("text") == ""
    assert "彭" not in shown.html


def test_a_table_that_would_not_come_back_as_it_was_is_left_out() -> None:
    found_wrong(rows={"columns": LIST["columns"][:1], "rows": [["2-18\n2-19"]]})
    assert form(DIRECTOR).field("rows") == ""


def test_a_comma_in_a_cell_comes_back_in_quotes() -> None:
    found_wrong(rows={"columns": LIST["columns"][:1], "rows": [["2-18，2-19"]]})
    assert form(DIRECTOR).field("rows").splitlines()[-1] == '"2-18，2-19"'
    assert form(DIRECTOR).field("text")

"""Two neighbours object to two figures of one posting. A sheet that hung before an objection was found right is no
correction of it: whoever found it right had that sheet before them.

Seen before: the second, found right once the first had been corrected, was owed nothing; its page said that it was
corrected by the sheet that still had the wrong figure, and the money that waits for the posting went on."""

from datetime import date, timedelta

import pytest

from sunward.disclosure import queries
from sunward.disclosure.models import Objection, Publication
from tests import stage
from tests.disclosure.scenes import MONDAY, answer, day, objection, post, reader, resident
from tests.disclosure.test_corrections import DECISION, marked, owed
from tests.journeys.pages import page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
WRONG, HALF, RIGHT = "租金1000元，面积60平方米。", "租金1200元，面积60平方米。", "租金1200元，面积62平方米。"
ITEM = "resolutions"
LATE = MONDAY + timedelta(days=40)


def on(days: int) -> date:
    return MONDAY + timedelta(days=days)


def hung(days: int, text: str, before: Publication | None = None) -> Publication:
    corrects = {"corrects": before.number} if before else {}
    return post(on(days), text=text, item=ITEM, about=DECISION, **corrects)


def objected() -> tuple[Publication, Objection, Objection]:
    sheet = hung(0, WRONG)
    return sheet, objection(sheet, resident(), MONDAY, "租金不对"), objection(sheet, resident(), MONDAY, "面积不对")


def corrected_by(row: Objection, when: date = LATE) -> str:
    """By which sheet its page says it was corrected; the overdue list says the same."""
    view = queries.objection(row.number, reader(row.by), when)
    assert view
    assert (owed(row.number, (when - MONDAY).days) == []) is bool(view.corrected_by)
    return view.corrected_by


def locked() -> int:
    row = Publication.objects.order_by("id")[0]
    found = queries.posting_of(row.about, LATE, ITEM)
    assert found
    return found.state.upheld_objections


def test_found_right_after_the_other_was_corrected() -> None:
    sheet, rent, size = objected()
    answer(rent, "upheld", on(1))
    half = hung(2, HALF, sheet)
    answer(size, "upheld", on(4))
    assert (corrected_by(rent), corrected_by(size), locked()) == (half.number, "", 1)
    with day(on(4)):
        assert f"{half.number} 不算更正：异议成立以前就贴着" in page(f"objections/{size.number}/")
    right = hung(5, RIGHT, half)
    assert (corrected_by(rent), corrected_by(size), locked()) == (half.number, right.number, 0)


def test_the_desk_begins_with_what_hangs_by_now() -> None:
    """A correction that begins with the first sheet would bring the wrong rent back."""
    sheet, rent, size = objected()
    answer(rent, "upheld", on(1))
    half = hung(2, HALF, sheet)
    answer(size, "upheld", on(4))
    clerk = reader(stage.holder(stage.CODE, stage.CLERK))
    with day(on(4)):
        waits = [one for one in queries.waits_for(clerk, on(4)) if one.acts == ("disclosure.publish",)]
    assert [dict(one.given)["corrects"] for one in waits if "corrects" in dict(one.given)] == [half.number]


@pytest.mark.parametrize("first", ["answer", "sheet"])
def test_on_one_day_the_order_of_the_entries_decides(first: str) -> None:
    sheet, rent, size = objected()
    answer(rent, "upheld", on(1))
    if first == "answer":
        answer(size, "upheld", on(2))
    newer = hung(2, RIGHT, sheet)
    if first == "sheet":
        answer(size, "upheld", on(2))
    assert (corrected_by(rent), corrected_by(size)) == (newer.number, newer.number if first == "answer" else "")
    assert locked() == (first == "sheet")


def test_one_sheet_after_both_were_found_right() -> None:
    sheet, rent, size = objected()
    answer(rent, "upheld", on(1))
    answer(size, "upheld", on(1))
    newer = hung(2, RIGHT, sheet)
    assert (corrected_by(rent), corrected_by(size), locked()) == (newer.number, newer.number, 0)


def test_the_sheet_that_hung_then_is_hung_up_again() -> None:
    sheet, rent, size = objected()
    answer(rent, "upheld", on(1))
    half = hung(2, HALF, sheet)
    answer(size, "upheld", on(4))
    again = hung(5, HALF, half)
    assert marked(again)
    assert (corrected_by(size), locked()) == ("", 1)
    right = hung(6, RIGHT, again)
    assert not marked(right)
    assert (corrected_by(size), locked()) == (right.number, 0)


def test_a_word_put_right_before_the_street_rules() -> None:
    """By one officer's ill will: a word is added on the day the objection comes, and it is answered as wrong."""
    sheet = hung(0, WRONG)
    row = objection(sheet, resident(), MONDAY, "面积不对")
    word = hung(1, f"{WRONG}一楼。", sheet)
    answer(row, "not_upheld", on(1))
    with day(on(2)):
        stage.act("disclosure.appeal_objection", "resident", row.ref, by=row.by, text="面积")
        stage.act("disclosure.rule_on_appeal", "street_office.director", row.ref, outcome="upheld", ruling="面积有误。")
    assert (corrected_by(row), locked()) == ("", 1)
    right = hung(3, RIGHT, word)
    assert (corrected_by(row), locked()) == (right.number, 0)


def test_upheld_in_part_and_in_full_by_the_street() -> None:
    """What had corrected the part does not correct what the street finds right beside it."""
    sheet = hung(0, WRONG)
    row = answer(objection(sheet, resident(), MONDAY, "租金、面积都不对"), "partly", on(1))
    half = hung(2, HALF, sheet)
    assert corrected_by(row, on(3)) == half.number
    with day(on(3)):
        stage.act("disclosure.appeal_objection", "resident", row.ref, by=row.by, text="面积")
    with day(on(5)):
        stage.act("disclosure.rule_on_appeal", "street_office.director", row.ref, outcome="upheld", ruling="面积有误。")
    row.refresh_from_db()
    assert corrected_by(row, on(4)) == half.number
    assert (corrected_by(row), locked()) == ("", 1)

"""What came late, an answer, a ruling, or a correction of what was found wrong, is said with its days where it is read.

Failed before: while a correction was owed the pages counted the days; on the day on which it came at last they said
"corrected and posted again", and nothing anywhere, the record neither, said that it had been late. An answer that came
late was marked in its entry, and on no page of the objection.
"""

from datetime import date, timedelta

import pytest

from sunward.disclosure.models import Objection, Publication
from sunward.record.queries import journal
from tests import stage
from tests.disclosure.scenes import MONDAY, answer, day, objection, post, resident
from tests.journeys.pages import page
from tests.stage import CODE, INSPECTOR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
WRONG, HALF, RIGHT = "租金每年4.8万元", "租金每年40万元", "租金每年48万元"
FRIDAY, DUE, LATER = MONDAY + timedelta(days=4), MONDAY + timedelta(days=11), MONDAY + timedelta(days=60)
ANSWERED = {"zh": "晚了 {} 天才答复。", "en": "Answered {} days late."}
RULED = {"zh": "晚了 {} 天才裁定。", "en": "Ruled on {} days late."}
AGAIN = {"zh": "已更正并重新公开，晚了 {} 天。", "en": "Corrected and posted again, {} days late."}
BY = {
    "zh": "异议成立以后，{number} 才更正，晚了 {days} 天。",
    "en": "What an objection found wrong was corrected by {number}, {days} days late.",
}
CORRECTS = {
    "zh": "对 {number} 的异议成立，这份更正晚了 {days} 天。",
    "en": "This corrects what an objection to {number} found wrong, {days} days late.",
}
both = pytest.mark.parametrize("language", ["zh", "en"])


def upheld() -> tuple[Publication, Objection]:
    row = post(MONDAY, text=WRONG)
    return row, answer(objection(row, resident(), MONDAY), "upheld", FRIDAY)


def corrected(row: Publication, on: date, text: str = RIGHT) -> Publication:
    return post(on, corrects=row.number, text=text)


def said(path: object, language: str = "en") -> str:
    with day(LATER):
        return page(str(path), language)


def marked(row: Publication) -> list[str]:
    """What its entry says of the day of the correction."""
    entry = next(entry for entry in journal(CODE) if entry.result == row.ref)
    return [str(one.text.en) for one in entry.findings if one.rule == "corrected_in_time" and one.breach]


@both
def test_a_late_correction_says_so_on_all_three_pages(language: str) -> None:
    first, against = upheld()
    newer = corrected(first, DUE + timedelta(days=4))
    assert AGAIN[language].format(4) in said(f"objections/{against}/", language)
    older, later = (said(f"publications/{row}/", language) for row in (first, newer))
    assert BY[language].format(number=newer, days=4) in older
    assert CORRECTS[language].format(number=first, days=4) in later
    (mark,) = marked(newer)
    assert "4 days late" in mark


def test_one_in_time_says_nothing_of_the_kind() -> None:
    first, against = upheld()
    newer = corrected(first, DUE)
    assert marked(newer) == []
    assert "Corrected and posted again." in said(f"objections/{against}/")
    for row in (first, newer):
        assert "late" not in said(f"publications/{row}/")


def test_only_what_corrects_it_first_is_late() -> None:
    """Neither the sheet that says the same again, nor whatever is put right beside it afterwards."""
    first, against = upheld()
    same = corrected(first, DUE + timedelta(days=1), WRONG)
    true = corrected(same, DUE + timedelta(days=3))
    after = corrected(true, DUE + timedelta(days=9), f"{RIGHT}，签三年")
    assert [len(marked(row)) for row in (same, true, after)] == [0, 1, 0]
    assert "3 days late" in said(f"objections/{against}/")
    assert "late" not in said(f"publications/{after}/")
    assert CORRECTS["en"].format(number=first, days=3) in said(f"publications/{true}/")


def test_of_two_found_wrong_each_has_its_own_days() -> None:
    first, rent = upheld()
    size = objection(first, resident("钱多"), MONDAY, "面积不对")
    half = corrected(first, FRIDAY, HALF)
    answer(size, "upheld", FRIDAY + timedelta(days=3))
    newer = corrected(half, DUE + timedelta(days=5))
    assert "late" not in said(f"objections/{rent}/")
    assert AGAIN["en"].format(2) in said(f"objections/{size}/")
    assert marked(half) == []
    assert len(marked(newer)) == 1


def test_said_to_have_hung_before_it_was_entered() -> None:
    """As any posting: by the day that it names, where it was entered soon after."""
    first, _against = upheld()
    done = post(DUE + timedelta(days=2), corrects=first.number, text=RIGHT, posted_on=DUE)
    assert marked(done) == []


@both
def test_a_late_answer_and_a_late_ruling_say_so(language: str) -> None:
    who = resident("李敏")
    row = objection(post(MONDAY), who, MONDAY)
    row = answer(row, "not_upheld", row.due_on + timedelta(days=6))
    assert row.answered_on
    with day(row.answered_on):
        stage.act("disclosure.appeal_objection", "resident", row.ref, by=who)
    row.refresh_from_db()
    assert row.ruling_due_on
    with day(row.ruling_due_on + timedelta(days=2)):
        stage.act("disclosure.rule_on_appeal", INSPECTOR, row.ref, outcome="not_upheld", ruling="租金已核对。")
    for path in (f"objections/{row}/", f"publications/{row.publication}/"):
        words = said(path, language)
        assert ANSWERED[language].format(6) in words
        assert RULED[language].format(2) in words


def test_one_answered_in_time_is_not_late() -> None:
    row = objection(post(MONDAY), resident("李敏"), MONDAY)
    answer(row, "not_upheld", row.due_on)
    assert "late" not in said(f"objections/{row}/")

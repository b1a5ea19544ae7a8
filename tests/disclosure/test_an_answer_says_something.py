"""Whoever is answered reads why: a dot, or a word for nothing, is no answer, and ends nobody's clock.

Failed before: an objection "not upheld: 。" was answered, in time and without a mark, and so were its appeal, a dispute
of what the desk had entered, and a correction of the minutes.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest

from sunward.disclosure.models import DeskDispute
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from tests import stage
from tests.by_links import Walk
from tests.disclosure.scenes import MONDAY, answer, day, objection, post, resident
from tests.meetings import scenes as evening
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, INSPECTOR, SUPERVISOR, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
nothing = pytest.mark.parametrize("written", ["。", "无", "Ｎ／Ａ"])
NEXT = MONDAY + timedelta(days=1)


def refused(answered: Callable[[str], object], field: str, written: str) -> None:
    """It is refused in words at its own field, and taken once it says something."""
    with pytest.raises(FactsError, match="不算") as found:
        answered(written)
    assert found.value.errors.keys() == {field}
    answered("合同已核对。")


@nothing
def test_an_objection(written: str) -> None:
    row = objection(post(MONDAY), resident("李敏"), MONDAY)

    def answered(words: str) -> None:
        with day(NEXT):
            stage.act("disclosure.answer_objection", DIRECTOR, row.ref, outcome="not_upheld", answer=words)

    refused(answered, "answer", written)


@nothing
def test_its_appeal(written: str) -> None:
    who = resident("李敏")
    row = answer(objection(post(MONDAY), who, MONDAY), "not_upheld", NEXT)
    with day(NEXT):
        stage.act("disclosure.appeal_objection", "resident", row.ref, by=who)

    def ruled(words: str) -> None:
        with day(NEXT):
            stage.act("disclosure.rule_on_appeal", INSPECTOR, row.ref, outcome="not_upheld", ruling=words)

    refused(ruled, "ruling", written)


@nothing
def test_a_dispute_of_what_the_desk_entered(written: str) -> None:
    posting, person = post(MONDAY), resident("钱多")
    with day(MONDAY):
        entry = Ref("entry", stage.served("disclosure.object", person, posting.ref, text="租金怎么定的？").entry.ref)
        stage.act("disclosure.dispute_desk_act", "anyone", entry, by=person, text="我没有到过服务台。")
    row = DeskDispute.objects.get(entry=entry.id)

    def answered(words: str) -> None:
        with day(NEXT):
            stage.act("disclosure.answer_dispute", SUPERVISOR, row.ref, outcome="not_upheld", answer=words)

    refused(answered, "answer", written)


@nothing
def test_a_correction_of_the_minutes(written: str) -> None:
    meeting, _item, keys = evening.called(6)
    with evening.at(evening.EVENING):
        evening.open_with(meeting, keys)
        evening.act("meetings.close_session", DIRECTOR, meeting.ref)
    with evening.at(evening.EVENING + timedelta(days=1), 10):
        minutes, attendee = evening.minutes_of(meeting), str(meeting.attendance.order_by("id")[0].person)
        stage.act("meetings.correct_minutes", "anyone", minutes.ref, by=attendee, text="少写了一句。")

        def answered(words: str) -> None:
            stage.act("meetings.answer_correction", CLERK, minutes.ref, correction=1, answer=words)

        refused(answered, "answer", written)


@nothing
def test_nor_is_it_a_covenant(written: str) -> None:
    with day(MONDAY), pytest.raises(FactsError):
        stage.act("charter.draft_covenant", DEPUTY, stage.here(), text=f"{written}\n{written}", effective_from=NEXT)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "请写明查了什么、为什么这样定。“无”“略”“同上”这样的不算。"),
        ("en", "Say what was looked into, and why it is found so. “None”, “n/a” or “as above” is no answer."),
    ],
)
def test_the_page_says_so_and_keeps_what_was_filled_in(language: str, said: str) -> None:
    row = objection(post(MONDAY), resident("李敏"), MONDAY)
    with day(NEXT):
        form = Walk(holder(CODE, DIRECTOR), language).duties().go(f"do/disclosure.answer_objection/objection:{row}")
        back = form.send_in_vain("answer", outcome="not_upheld", answer="。")
        assert said in back.words
        assert (back.field("outcome"), back.field("answer")) == ("not_upheld", "。")
        back.send("answer", answer="合同已核对。")
    row.refresh_from_db()
    assert (row.outcome, row.answer) == ("not_upheld", "合同已核对。")

"""“I objected and heard nothing.” The clock runs in public, the answer stands in public, the name never does."""

from datetime import date, timedelta

import pytest

from sunward.disclosure import queries as disclosure
from sunward.kernel.refs import Ref
from sunward.kernel.viewer import Viewer
from tests.disclosure.scenes import resident
from tests.journeys.pages import page
from tests.money.cases import START, act, ask, four_two, on, through, unmet
from tests.stage import CODE, DIRECTOR, INSPECTOR

ANYONE = Viewer(CODE)
LAMPS = {"amount": "90500", "category": "works", "site": "灯笼巷", "payee": "明湖照明"}
WORDS = "报价高于市价，请说明"
NAME = "赵德海"


@pytest.fixture
def zhao(community: str) -> str:
    return resident(NAME)


@pytest.fixture
def payment(line: Ref) -> Ref:
    asked = ask(line, decision=four_two("90500"), **LAMPS)
    through(asked)
    return asked


@pytest.fixture
def objection(payment: Ref, zhao: str) -> Ref:
    posting = Ref("publication", disclosure.publications(ANYONE, START)[0].number)
    found = act("disclosure.object", "resident", posting, by=zhao, text=WORDS).result
    assert found
    return found


def publication_page(language: str = "zh") -> str:
    return page(f"publications/{disclosure.publications(ANYONE, START)[0].number}/", language)


def answer(objection: Ref, day: date, outcome: str = "not_upheld") -> None:
    with on(day):
        act("disclosure.answer_objection", DIRECTOR, objection, outcome=outcome, answer="已核对三家报价。")


def test_until_it_is_answered_nothing_is_paid(payment: Ref, objection: Ref) -> None:
    much_later = START + timedelta(days=40)
    with on(much_later):
        assert unmet(payment).keys() == {"objections"}
    answer(objection, much_later)
    with on(much_later):
        assert not unmet(payment)


def test_an_upheld_objection_stops_it_until_it_is_put_right(payment: Ref, objection: Ref) -> None:
    answer(objection, START + timedelta(days=3), "upheld")
    with on(START + timedelta(days=40)):
        assert "objection_upheld" in unmet(payment)


def test_question_and_answer_are_read_by_all_and_the_name_by_nobody(objection: Ref, zhao: str) -> None:
    assert WORDS not in publication_page(), "not before the answer"
    answer(objection, START + timedelta(days=3))
    with on(START + timedelta(days=3)):
        words = publication_page()
        assert WORDS in words
        assert "已核对三家报价。" in words
        for secret in (NAME, zhao.removeprefix("person:")):
            assert secret not in words


def test_a_late_answer_is_late_for_ever(objection: Ref) -> None:
    answer(objection, date(2026, 3, 20))  # five working days ended on the ninth
    with on(date(2029, 1, 8)) as day:
        told = disclosure.objection(objection.id, ANYONE, day)
        assert told
        assert told.state.answer_late_by == 11


def test_silence_leads_to_the_street(objection: Ref, zhao: str) -> None:
    with on(date(2026, 3, 10)) as day:
        assert "异议没有答复" in page("overdue/")
        act("disclosure.appeal_objection", "resident", objection, by=zhao)
        act("disclosure.rule_on_appeal", INSPECTOR, objection, outcome="upheld", ruling="应重新询价。")
        shown = disclosure.objection(objection.id, ANYONE, day)
        assert shown
        assert (shown.state.open, shown.ruling) == (False, "应重新询价。")

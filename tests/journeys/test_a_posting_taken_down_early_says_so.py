"""“It hung for two days, then the board was repainted.” The posting says for ever how many days it was short."""

from datetime import date, timedelta

import pytest

from sunward.disclosure import queries as disclosure
from sunward.kernel.refs import Ref
from sunward.kernel.viewer import Viewer
from tests.disclosure.scenes import resident
from tests.journeys.pages import page
from tests.money.cases import START, act, ask, four_two, on, paper, through, unmet
from tests.stage import CLERK, CODE, here

ANYONE = Viewer(CODE)
LAMPS = {"amount": "90500", "category": "works", "site": "灯笼巷", "payee": "明湖照明"}


@pytest.fixture
def posting(community: str) -> Ref:
    found = act("disclosure.publish", CLERK, here(), item="leases", title="清溪路18号房屋出租").result
    assert found
    return found


def taken_down(posting: Ref, days: int) -> None:
    with on(START + timedelta(days=days)):
        act("disclosure.take_down", CLERK, posting, reason="重新粉刷")


def test_years_later_the_page_still_says_how_many_days_were_missing(posting: Ref) -> None:
    taken_down(posting, 4)
    with on(date(2029, 1, 8)) as day:
        card = disclosure.publications(ANYONE, day)[0]
        assert (card.state.short_by, card.state.finished) == (6, False)
        assert "6 days" in page(f"publications/{posting.id}/", "en")
        assert "6天" in page("publications/")


def test_it_is_owed_again_from_that_day_on(posting: Ref) -> None:
    taken_down(posting, 4)
    with on(START + timedelta(days=9)):
        assert "提前撤下" in page("overdue/")
        act("disclosure.publish", CLERK, here(), item="leases", title="清溪路18号房屋出租", corrects=posting.id)
    with on(START + timedelta(days=10)):
        assert "提前撤下" not in page("overdue/")


def test_what_waits_for_the_posting_keeps_waiting(line: Ref) -> None:
    payment = ask(line, decision=four_two("90500"), **LAMPS)
    through(payment)
    hanging = disclosure.publications(ANYONE, START)[0]
    taken_down(Ref("publication", hanging.number), 2)
    with on(START + timedelta(days=60)):
        assert "posting" in unmet(payment)


def test_a_resident_can_show_that_the_board_was_empty_or_not(posting: Ref) -> None:
    zhao = resident()
    for hangs in ("yes", "no"):
        act("disclosure.photograph_board", "resident", posting, by=zhao, board="东门", photograph=paper(hangs),
            hangs=hangs)  # fmt: skip
    shown = disclosure.publication(posting.id, ANYONE, START)
    assert shown
    assert [(each.board, each.photographed_on, each.hangs) for each in shown.photographs] == [
        ("东门", START, True), ("东门", START, False),
    ]  # fmt: skip

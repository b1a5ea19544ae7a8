"""“They say it hung on the board. I never saw it there.” A photograph shows it, or the page says that nothing does."""

from datetime import timedelta

import pytest

from sunward.kernel.refs import Ref
from tests.disclosure.scenes import resident
from tests.journeys.pages import page
from tests.money.cases import START, act, on, paper
from tests.stage import CLERK, here

LIST = {"item": "household_list", "audience": "residents", "title": "东片旧改过渡补助名单"}


@pytest.fixture
def posting(community: str) -> Ref:
    found = act("disclosure.publish", CLERK, here(), **LIST).result
    assert found
    return found


def photographed(posting: Ref, days: int) -> None:
    zhao = resident(f"赵德海{days}")
    with on(START + timedelta(days=days)):
        act("disclosure.photograph_board", "resident", posting, by=zhao, board="东门", photograph=paper(str(days)),
            hangs="yes")  # fmt: skip


def test_nobody_photographs_it_and_everybody_can_see_that(posting: Ref) -> None:
    with on(START + timedelta(days=3)):
        assert "张贴后没有拍照" not in page("overdue/")
    with on(START + timedelta(days=5)):
        assert "张贴后没有拍照" in page("overdue/")
        assert "没有人拍过公开栏" in page(f"publications/{posting.id}/")
        assert "要拍照" in page("board/")


def test_a_resident_photographs_it_and_it_is_overdue_no_more(posting: Ref) -> None:
    photographed(posting, 5)
    with on(START + timedelta(days=5)):
        assert "张贴后没有拍照" not in page("overdue/")
        assert "第一张照片晚了2天" in page(f"publications/{posting.id}/")


def test_photographed_on_the_first_day_only_the_rest_is_not_proved(posting: Ref) -> None:
    photographed(posting, 0)
    with on(START + timedelta(days=12)):
        assert "后半段没有照片" in page("overdue/")
        assert "proved by photographs for 0 of 10 days only" in page(f"publications/{posting.id}/", "en")


def test_photographed_at_both_ends_its_days_are_proved(posting: Ref) -> None:
    photographed(posting, 0)
    photographed(posting, 10)
    with on(START + timedelta(days=12)):
        assert posting.id not in page("overdue/")
        assert "10天中的10天" in page(f"publications/{posting.id}/")
        assert "proved by photographs for 10 days" in page("publications/", "en")

"""An objection to a posted decision was upheld, and the money waits for the correction. What is hung up in its place
and says nothing, speaks of another decision, or ends with what was wrong before, opens nothing.

Seen before: each of them did."""

from typing import Any

import pytest

from sunward.disclosure import queries
from sunward.disclosure.models import Publication
from sunward.kernel.refs import Ref
from sunward.record.queries import journal
from tests.disclosure.scenes import day, post
from tests.disclosure.test_corrections import DECISION, after, marked, upheld
from tests.stage import CLERK, act

pytestmark = pytest.mark.django_db
WRONG, RIGHT, ANOTHER = "租金每年4.8万元", "租金每年48万元", "decision:XY-R-2026-008"


@pytest.fixture
def wrong(community: str) -> Publication:
    row, _against = upheld(text=WRONG, about=DECISION, item="resolutions")
    return row


def hung(days: int, before: Publication | None, text: str, about: str = DECISION, **facts: Any) -> Publication:
    given = {"item": "resolutions"} | facts | ({"corrects": before.number} if before else {})
    return post(after(days), about=about, text=text, **given)


def locked() -> bool:
    found = queries.posting_of(Ref.parse(DECISION), after(40), "resolutions")
    assert found
    return found.state.upheld_objections == 1


def test_a_title_and_nothing_else(wrong: Publication) -> None:
    assert hung(5, wrong, "", title="更正启事").bare
    assert locked()


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("房屋出租结果", WRONG),
        ("更正：租金每年48万元", f"“{WRONG}”！"),
        ("清溪路18号出租", "租金 每年\n４．８\u200b万元"),
    ],
)
def test_the_same_words_under_another_title(wrong: Publication, title: str, text: str) -> None:
    """Whoever would rather not say it puts another title above what was wrong, or sets it in other signs."""
    again = hung(5, wrong, text, title=title)
    assert again.repeats_id == wrong.pk
    assert locked()
    hung(6, again, RIGHT, title=title)
    assert not locked()


def test_a_wrong_title_is_put_right_below_it(wrong: Publication) -> None:
    hung(5, wrong, f"{WRONG}。标题写错了：是清溪路16号，不是18号。", title="清溪路16号房屋出租")
    assert not locked()


def test_the_same_figures_under_another_title(community: str) -> None:
    def table(rent: str) -> dict[str, object]:
        return {"columns": [{"zh": "租金", "en": "rent"}], "rows": [[rent]]}

    row, _against = upheld(rows=table("4.8万元"), text="", about=DECISION, item="resolutions")
    again = hung(5, row, "", title="更正后的租金", rows=table("４.８ 万元"))
    assert again.repeats_id == row.pk
    assert locked()
    hung(6, again, "", rows=table("48万元"))
    assert not locked()


@pytest.mark.parametrize("text", [WRONG, "车棚刷漆"])
def test_a_sheet_about_another_decision(wrong: Publication, text: str) -> None:
    hung(5, wrong, text, ANOTHER)
    hung(6, None, WRONG + "。")
    assert locked()


@pytest.mark.parametrize("item", ["leases", "resolutions"])
def test_the_wrong_words_again_after_the_right_ones(wrong: Publication, item: str) -> None:
    right = hung(5, wrong, RIGHT, item=item)
    again = hung(7, right, WRONG)
    assert again.repeats_id == wrong.pk
    assert locked()
    hung(9, again, RIGHT)
    assert not locked()


@pytest.mark.parametrize(
    "how", [{"corrects": False}, {"stays_up_days": 1}, {"item": "leases"}, {"corrects": False, "item": "leases"}]
)
def test_the_wrong_words_hung_again_in_whatever_way(wrong: Publication, how: dict[str, Any]) -> None:
    right = hung(5, wrong, RIGHT)
    facts = dict(how)
    again = hung(7, right if facts.pop("corrects", True) else None, WRONG, **facts)
    assert again.repeats_id == wrong.pk
    assert marked(again)
    assert locked()
    with day(after(8)):
        act("disclosure.take_down", CLERK, again.ref, reason="贴错了")
    assert locked() is (again.stays_up_days == 1), "down before its days were over it says nothing any more"


def test_what_was_about_nothing_is_corrected_by_what_names_it(community: str) -> None:
    row, against = upheld(text=WRONG, item="resolutions")
    post(after(5), item="resolutions", text=RIGHT, about=DECISION, corrects=row.number)
    assert not [one for one in queries.overdue("xiangyang", after(60)) if one.subject.id == against.number]


def test_a_correction_about_another_thing_is_told_that_it_corrects_nothing(wrong: Publication) -> None:
    again = hung(5, wrong, RIGHT, ANOTHER)
    entry = next(one for one in journal("xiangyang") if one.result == again.ref)
    assert "correction_about_it" in [finding.rule for finding in entry.findings if not finding.ok]
    assert locked()


def test_the_right_words_open_it(wrong: Publication) -> None:
    hung(5, wrong, RIGHT)
    assert not locked()

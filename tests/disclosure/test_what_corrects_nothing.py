"""An objection to a posted decision was upheld, and the money waits for the correction. What is hung up in its place
and says nothing, speaks of another decision, or ends with what was wrong before, opens nothing.

Seen before: each of them did."""

import pytest

from sunward.disclosure import queries
from sunward.disclosure.models import Publication
from sunward.kernel.refs import Ref
from tests.disclosure.scenes import post
from tests.disclosure.test_corrections import DECISION, after, upheld

pytestmark = pytest.mark.django_db
WRONG, RIGHT, ANOTHER = "租金每年4.8万元", "租金每年48万元", "decision:XY-R-2026-008"


@pytest.fixture
def wrong(community: str) -> Publication:
    row, _against = upheld(text=WRONG, about=DECISION, item="resolutions")
    return row


def hung(days: int, before: Publication | None, text: str, about: str = DECISION, **facts: str) -> Publication:
    given = {"item": "resolutions"} | facts | ({"corrects": before.number} if before else {})
    return post(after(days), about=about, text=text, **given)


def locked() -> bool:
    found = queries.posting_of(Ref.parse(DECISION), after(40), "resolutions")
    assert found
    return found.state.upheld_objections == 1


def test_a_title_and_nothing_else(wrong: Publication) -> None:
    assert hung(5, wrong, "", title="更正启事").bare
    assert locked()


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


def test_the_right_words_open_it(wrong: Publication) -> None:
    hung(5, wrong, RIGHT)
    assert not locked()

"""What a newer posting makes of the columns of an older one, beyond a star under the same heading: it takes back a star
that was set by mistake, or leaves a column of names out.

Failed before: figures that a star had masked by mistake stayed masked in the older posting for good, though the next
one showed the same to everybody; and names that a correction left out stayed in clear in the first.
"""

from typing import Any

import pytest

from sunward.disclosure.models import Publication
from tests.disclosure.scenes import MONDAY, post
from tests.portal.test_names_starred_since import (
    DOOR,
    HEAD,
    HIDDEN,
    NAME,
    NARROW,
    SINCE,
    STAR,
    SUM,
    again,
    marked_by_the_last,
    posted,
    read,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
RENT = {"zh": "租金", "en": "rent"}


def starred_by_mistake(head: dict[str, Any] = RENT, **facts: str) -> tuple[Publication, Publication]:
    first = posted(head, **facts)
    return first, again(first, head | STAR, **facts)


def test_a_star_is_taken_back_by_the_same_figures_in_clear() -> None:
    first, starred = starred_by_mistake()
    assert SINCE in read(first)
    third = again(starred, RENT, text="租金不必隐去。")
    assert NAME in read(third)
    assert NAME in read(first)
    assert SINCE not in read(first)


@pytest.mark.parametrize("other", [{"name": "另一笔"}, {"door": "9-902"}])
def test_what_the_newest_does_not_show_stays_masked(other: dict[str, str]) -> None:
    """The same figure behind another door says nothing of this one."""
    residents = {"audience": "residents", "audience_ref": ""}
    first, starred = starred_by_mistake(**residents)
    again(starred, RENT, **(residents | other))
    assert NAME not in read(first)


def test_figures_without_their_door_open_none_beside_it() -> None:
    """Failed before: the first posting showed them beside the door again, which the newest does not."""
    residents = {"audience": "residents", "audience_ref": ""}
    first, starred = starred_by_mistake(**residents)
    without = {"columns": [RENT, SUM], "rows": [[NAME, "4320"]]}
    post(MONDAY, title="东片名单", rows=without, corrects=starred.number, **residents)
    assert NAME not in read(first)


def test_names_come_back_by_no_slip() -> None:
    first, starred = starred_by_mistake(HEAD)
    again(starred, HEAD, text="又漏了星号。")
    assert NAME not in read(first)


def test_nor_does_anything_by_one_for_fewer() -> None:
    first = posted(RENT, audience="everyone", audience_ref="", item="party_fees")
    fewer = {"audience": "party_members", "audience_ref": "", "item": "party_fees"}
    starred = again(first, RENT | STAR, **fewer)
    again(starred, RENT, **fewer, text="只给党员看。")
    assert SINCE in read(first)


def test_a_star_set_anew_masks_it_again_and_is_marked_again() -> None:
    first, starred = starred_by_mistake()
    third = again(starred, RENT, text="租金不必隐去。")
    again(third, RENT | STAR, text="还是隐去。")
    assert NAME not in read(first)
    assert marked_by_the_last() == {first.number, third.number}


def left_out(first: Publication, **facts: Any) -> Publication:
    fewer = {"columns": [DOOR, SUM], "rows": [["9-901", "4320"]]}
    return post(MONDAY, title="东片名单", rows=fewer, corrects=first.number, **(NARROW | facts))


def test_names_that_are_left_out_are_masked_in_the_first() -> None:
    first = posted()
    left_out(first)
    shown = read(first)
    assert NAME not in shown
    assert HIDDEN in shown
    assert "4320" in shown


def test_whoever_leaves_them_out_under_another_item_hides_nothing() -> None:
    """Names that are for everybody, as those of candidates, are gone by no list of another kind."""
    first = posted(audience="everyone", audience_ref="", item="leases")
    left_out(first, item="household_list")
    assert NAME in read(first)


def test_words_without_a_table_leave_nothing_out() -> None:
    first = posted()
    post(
        MONDAY,
        title="东片名单",
        text="第一行应为4300元。",
        corrects=first.number,
        audience="residents",
        item=first.item,
    )
    assert NAME in read(first)

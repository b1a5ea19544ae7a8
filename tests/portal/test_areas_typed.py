"""A report of an owners' assembly on paper: heads as numbers, areas in square metres as they stand in the minutes."""

import pytest
from django.core.exceptions import ValidationError

from sunward.portal.forms.countfields import CountsField
from sunward.portal.words.rulechoices import COUNTED_GROUPS, GROUPS

HEADS = ["owners", "8", "8", "8", "7", "1", ""]


def typed(*areas: str) -> object:
    return CountsField(COUNTED_GROUPS).clean([HEADS, ["owners_area", *areas, "", ""]])


def test_square_metres_are_kept_in_hundredths() -> None:
    """Seen before: nobody could type an area, nor how many took part in the vote."""
    assert typed("1160.5", "1160.50", "1160.50", "560.25") == {
        "owners": {"entitled": 8, "present": 8, "cast": 8, "for": 7, "against": 1},
        "owners_area": {"entitled": 116050, "present": 116050, "cast": 116050, "for": 56025},
    }


@pytest.mark.parametrize("wrong", ["1160,50", "1160.505", "-3", "many", "１００"])
def test_what_is_no_area_is_said(wrong: str) -> None:
    with pytest.raises(ValidationError, match=r"89\.60"):
        typed(wrong, "", "", "")


def test_half_a_person_is_still_nobody() -> None:
    with pytest.raises(ValidationError, match="整数"):
        CountsField(COUNTED_GROUPS).clean([["owners", "8.5", "", "", "", "", ""]])


def test_nobody_signs_with_area() -> None:
    assert "owners_area" not in dict(GROUPS)

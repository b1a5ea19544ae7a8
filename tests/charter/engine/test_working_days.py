"""How long working days take only a calendar says: beside civil days they may be longer or shorter."""

from datetime import date

import pytest

from sunward.charter.engine.amounts import Duration
from sunward.registry.calendar import HOLIDAYS, add_working_days


@pytest.mark.parametrize(
    ("one", "other", "longer"),
    [
        (Duration(5), Duration(4), True),
        (Duration(5), Duration(5), False),
        (Duration(5, True), Duration(4, True), True),
        (Duration(5, True), Duration(5, True), False),
        (Duration(5, True), Duration(7), True),
        (Duration(7), Duration(5, True), True),
        (Duration(5), Duration(5, True), False),
        (Duration(5, True), Duration(15), False),
        (Duration(0, True), Duration(0), False),
    ],
)
def test_which_may_end_later(one: Duration, other: Duration, longer: bool):
    assert one.may_outlast(other) is longer


@pytest.mark.parametrize("days", [1, 2, 4, 5, 7, 10, 15, 20, 30, 40, 60, 90, 120, 200, 366])
def test_no_year_on_file_goes_beyond_these_bounds(days: int):
    """A time that is taken for no longer than another never ends after it."""
    years = sorted(int(file.stem) for file in HOLIDAYS.glob("*.yaml"))
    first, last = date(years[0], 1, 1).toordinal(), date(years[-1], 12, 31).toordinal()
    starts = [date.fromordinal(day) for day in range(first, last - 2 * days - 15)]
    took = [(add_working_days(day, days) - day).days for day in starts]

    assert Duration(days, working=True).may_outlast(Duration(max(took) - 1))
    assert Duration(min(took) + 1).may_outlast(Duration(days, working=True))

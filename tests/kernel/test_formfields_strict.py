"""Days and counts as boxes take them: what two readers read differently is not taken."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from sunward.kernel.formfields import CivilDayField, CountField, TableField


@pytest.mark.parametrize("typed", ["1_0", "٣", "12.0", "+5", "-1", "1e3", "0x10", "ten", "100000001"])
def test_a_count_is_digits(typed: str) -> None:
    with pytest.raises(ValidationError):
        CountField().clean(typed)


@pytest.mark.parametrize(("typed", "read"), [("12", 12), (" 7 ", 7), ("１２", 12), (0, 0)])
def test_a_count_as_people_type_it(typed: object, read: int) -> None:
    assert CountField().clean(typed) == read


@pytest.mark.parametrize("typed", ["0026-11-26", "0001-01-01", "1899-12-31", "9999-12-31", date(9999, 12, 31)])
def test_no_day_of_anybodys_life(typed: object) -> None:
    with pytest.raises(ValidationError):
        CivilDayField().clean(typed)


@pytest.mark.parametrize("typed", ["1900-01-01", "2099-12-31", "2026年11月26号"])
def test_days_of_a_life(typed: str) -> None:
    assert CivilDayField().clean(typed)


@pytest.mark.parametrize("typed", ['{"a": %s}' % ("9" * 5000), '{"a":' * 3000 + "1" + "}" * 3000, "[1]", "{"])
def test_a_table_that_no_program_can_read_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(ValidationError):
        TableField().clean(typed)

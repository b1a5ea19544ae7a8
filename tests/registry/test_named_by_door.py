"""The clerk writes whom a neighbour names: by door and name. Nobody knows anybody by a number."""

from collections.abc import Callable
from datetime import date

import pytest

from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from sunward.record.models import Journal
from sunward.registry import queries
from sunward.registry.models import Kinship, Membership
from sunward.registry.naming import people_in, person_in
from tests.registry.conftest import CODE, HERE, TODAY, Does

Arrive = Callable[..., Ref]
LIU = ("刘强", "3栋 201室", "2025-06-01", "habitual")
AISHA = ("Aisha Karim", "1-101", "2025-06-01", "mobile")


@pytest.mark.parametrize("said", ["3栋 201室 刘强", " 3栋  201室　刘强 ", "3栋 201室，刘强"])
def test_doors_have_blanks_of_their_own(resident: Arrive, said: str) -> None:
    liu = str(resident(*LIU))
    assert person_in("person", said, CODE, TODAY) == liu


def test_names_have_blanks_too_and_numbers_still_do(resident: Arrive) -> None:
    aisha, liu = str(resident(*AISHA)), str(resident(*LIU))
    assert people_in("members", f"1-101 Aisha Karim、{liu}", CODE) == [aisha, liu]
    assert person_in("person", liu.removeprefix("person:"), CODE) == liu


def test_two_of_one_name_behind_a_door_are_told_apart_by_nobody(resident: Arrive) -> None:
    resident(*LIU)
    resident(*LIU)
    with pytest.raises(FactsError) as wrong:
        person_in("person", "3栋 201室 刘强", CODE)
    assert "刘强" in str(wrong.value)


def test_behind_the_door_of_another_community_nobody_is_found(resident: Arrive) -> None:
    resident(*AISHA)
    for said in ("1-101 Aisha", "Aisha Karim", "1-102 Aisha Karim", ""):
        with pytest.raises(FactsError):
            person_in("person", said, CODE)
    with pytest.raises(FactsError):
        person_in("person", "1-101 Aisha Karim", "heping")


def test_whoever_has_moved_is_found_where_they_lived_but_nominates_nobody_there(does: Does, resident: Arrive) -> None:
    aisha = resident(*AISHA)
    does("record_departure", aisha, told_by="self")
    assert person_in("person", "1-101 Aisha Karim", CODE) == str(aisha)
    with pytest.raises(FactsError):
        person_in("person", "1-101 Aisha Karim", CODE, TODAY)


def test_what_the_clerk_types_goes_into_no_record(does: Does, resident: Arrive) -> None:
    aisha, liu = resident(*AISHA), resident(*LIU)
    does("record_membership", HERE, person="1-101 Aisha Karim", kind="collective")
    does("declare_kinship", liu, relative="1-101 Aisha Karim", relation="spouse", source="inspection")
    assert str(Membership.objects.get().person) == str(aisha)
    assert str(Kinship.objects.get().relative) == str(aisha)
    for entry in Journal.objects.all():
        assert "Aisha" not in str(entry.public)


def test_by_their_number_too_only_who_lives_there_on_the_day_is_found(does: Does, resident: Arrive) -> None:
    """Seen before: by their number somebody who had moved, or lives in another community, saw the lots thrown."""
    liu, nobody = str(resident(*LIU)), str(does("register_person", HERE, name="周平").result)
    assert [queries.resident_named(liu, code, TODAY) for code in (CODE, "heping")] == [liu, None]
    assert queries.resident_named(nobody, CODE, TODAY) is None
    does("record_departure", Ref.parse(liu), told_by="self", left_on="2026-03-01")
    assert [queries.resident_named(liu, CODE, day) for day in (TODAY, date(2026, 2, 28), None)] == [None, liu, liu]

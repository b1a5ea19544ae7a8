"""Arrivals and departures keep history; nobody lives in two places on one day."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sunward.kernel.acts import Refused
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.record import queries as record
from sunward.record.models import PrivateField
from sunward.registry import queries
from sunward.registry.models import Household, Person, ResidenceSpell
from tests.registry.conftest import CODE, HERE, TODAY, Does, person

Arrive = Callable[..., Ref]
DAY = timedelta(days=1)


def test_a_stay_counts_from_its_first_day_to_the_day_before_leaving(does: Does, resident: Arrive, founded: str) -> None:
    liu = resident("刘强", "1-101", "2025-06-01", "habitual")
    does("record_departure", liu, left_on="2026-02-01", told_by="self")
    lived = [queries.residents_count(founded, day) for day in (date(2025, 5, 31), date(2025, 6, 1),
                                                                 date(2026, 1, 31), date(2026, 2, 1))]  # fmt: skip
    assert lived == [0, 1, 1, 0]


def test_who_moves_keeps_both_stays(does: Does, resident: Arrive) -> None:
    liu = resident("刘强", "1-101", "2025-06-01", "habitual")
    does("record_departure", liu, left_on="2026-02-01", told_by="self")
    does("register_household", HERE, door="2-202")
    does("record_arrival", Ref("household", "hupan-2-202"), person=str(liu), status="habitual",
         from_day="2026-02-01")  # fmt: skip
    stays = queries.residence_of(str(liu))
    assert [(stay.household, stay.left_on) for stay in stays] == [
        ("hupan-1-101", date(2026, 2, 1)), ("hupan-2-202", None)]  # fmt: skip


@pytest.mark.parametrize(("since", "told"), [("2026-02-01", "hupan-1-101"), ("2026-03-03", "2026-03-03")])
def test_an_arrival_that_cannot_be_is_told(does: Does, resident: Arrive, since: str, told: str) -> None:
    liu = resident("刘强", "1-101", "2025-06-01", "habitual")
    with pytest.raises(FactsError, match=told):
        does("record_arrival", Ref("household", "hupan-1-101"), person=str(liu), status="mobile", from_day=since)


@pytest.mark.parametrize("left_on", ["2025-06-01", "2025-01-01", "2026-03-03"])
def test_a_departure_that_cannot_be_is_told(does: Does, resident: Arrive, left_on: str) -> None:
    liu = resident("刘强", "1-101", "2025-06-01", "habitual")
    with pytest.raises(FactsError, match="left_on"):
        does("record_departure", liu, left_on=left_on, told_by="self")


def test_who_lives_nowhere_cannot_leave(does: Does) -> None:
    liu = does("register_person", HERE, name="刘强").result
    with pytest.raises(FactsError, match="left_on"):
        does("record_departure", liu, told_by="self")


@pytest.mark.postgres
def test_the_database_refuses_overlapping_stays(resident: Arrive) -> None:
    resident("刘强", "1-101", "2025-06-01", "habitual")
    household = Household.objects.get(number="hupan-1-101")
    earlier = {"person": person("刘强"), "household": household, "status": "mobile", "from_day": date(2025, 1, 1)}
    with door_open():
        for left_on in (None, date(2025, 6, 2)):
            with pytest.raises(IntegrityError), transaction.atomic():
                ResidenceSpell.objects.create(**earlier, left_on=left_on)
        ResidenceSpell.objects.create(**earlier, left_on=date(2025, 6, 1))
        with pytest.raises(IntegrityError), transaction.atomic():
            ResidenceSpell.objects.filter(**earlier).update(left_on=date(2025, 6, 2))


STEPS = st.lists(st.tuples(st.sampled_from(["arrive", "leave"]), st.integers(0, 30)), max_size=12)


@pytest.mark.postgres
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_sequence_of_arrivals_and_departures_agrees_with_a_set_of_days(
    does: Does, steps: list[tuple[str, int]]
) -> None:
    """A naive model: the set of days lived here, and whether the stay is open."""
    start = date(2026, 1, 1)
    with transaction.atomic():
        does("register_household", HERE, door="1-101")
        liu = does("register_person", HERE, name="刘强").result
        assert liu is not None
        days: set[date] = set()
        since: date | None = None
        for step, after in steps:
            on = start + after * DAY
            try:
                if step == "arrive":
                    does("record_arrival", Ref("household", "hupan-1-101"), person=str(liu),
                         status="mobile", from_day=on)  # fmt: skip
                    assert since is None, "arrived while living here"
                    assert not any(day >= on for day in days), "arrived before an earlier stay had ended"
                    since = on
                else:
                    does("record_departure", liu, left_on=on, told_by="self")
                    assert since is not None, "left without living here"
                    assert since < on, "left before arriving"
                    days |= {since + n * DAY for n in range((on - since).days)}
                    since = None
            except FactsError:
                continue
        for n in range(40):
            day = start + n * DAY
            expected = day in days or (since is not None and day >= since)
            assert ResidenceSpell.objects.on(day).filter(person__number=liu.id).count() == int(expected)
        transaction.set_rollback(True)


def test_names_birth_dates_and_doors_of_people_stay_out_of_the_clear_record(resident: Arrive, founded: str) -> None:
    liu = resident("刘强", "1-101", "2025-06-01", "habitual", born_on="1990-05-05", phone="13900000000")
    told = " ".join(str(entry.public) for entry in record.journal(founded))
    for secret in ("刘强", "1990", "13900000000", liu.id):
        assert secret not in told


def test_an_identity_number_is_registered_once(does: Does) -> None:
    does("register_person", HERE, name="刘强", id_number="11010519491231002X")
    assert person("刘强").id_mask == "110*************2X"
    with pytest.raises(FactsError, match="person:p"):
        does("register_person", HERE, name="刘强强", id_number="110105 19491231 002x")


@pytest.mark.parametrize("number", ["110105194912310021", "12", "身份证"])
def test_an_unusable_identity_number_is_told(does: Does, number: str) -> None:
    with pytest.raises(FactsError, match="id_number"):
        does("register_person", HERE, name="刘强", id_number=number)


def test_two_people_without_papers_are_two_people(does: Does) -> None:
    does("register_person", HERE, name="刘强")
    does("register_person", HERE, name="刘强")
    assert Person.objects.filter(name="刘强", community_code=CODE).count() == 2


@pytest.mark.parametrize("facts", [{"door": "1-101"}, {"door": "9-9", "grid": "990202003001999"}])
def test_a_household_that_cannot_be_is_told(does: Does, facts: dict[str, str]) -> None:
    does("register_household", HERE, door="1-101", grid="990202003001002")
    with pytest.raises(FactsError, match=list(facts)[-1]):
        does("register_household", HERE, **facts)


def test_erasing_forgets_the_person_and_keeps_history_and_proofs(does: Does, resident: Arrive, founded: str) -> None:
    liu = resident("刘强", "1-101", "2025-06-01", "habitual", id_number="11010519491231002X")
    entries = [entry for entry in record.journal(founded) if entry.act == "registry.register_person"]
    does("record_departure", liu, left_on="2026-02-01", told_by="self")
    done = does("erase_private", liu, legal_basis="个人信息保护法 第四十七条")
    assert done.entry.public["fields_erased"] >= 5
    row = Person.objects.get(number=liu.id)
    assert (row.name, row.born_on, row.id_mask, row.id_fingerprint) == ("", None, "", None)
    assert [stay.left_on for stay in queries.residence_of(str(liu))] == [date(2026, 2, 1)]
    values = PrivateField.objects.exclude(name="by").filter(ref__in=[entries[0].ref])
    assert values
    assert {value.value for value in values} == {None}
    assert PrivateField.objects.filter(ref=entries[0].ref, name="by", value__isnull=False).exists()


def test_a_resident_or_officer_is_not_forgotten(does: Does, resident: Arrive, officer: str) -> None:
    liu = resident("刘强", "1-101", "2025-06-01", "habitual")
    for each in (liu, Ref.parse(officer)):
        with pytest.raises(Refused):
            does("erase_private", each, legal_basis="x")


def test_stays_of_today_are_counted(resident: Arrive, founded: str) -> None:
    resident("刘强", "1-101", "2025-06-01", "habitual")
    resident("王敏", "1-101", "2026-03-02", "mobile")
    assert queries.residents_count(founded, TODAY) == 2

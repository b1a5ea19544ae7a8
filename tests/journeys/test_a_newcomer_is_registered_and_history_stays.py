"""“When I came, they wrote over the family before me.” Arrivals and departures keep everybody's history."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from sunward.kernel import clock
from sunward.kernel.acts import Refused
from sunward.kernel.refs import Ref
from sunward.record import queries as record
from sunward.record.command import main
from sunward.record.sequencer import drain
from sunward.registry import queries as registry
from tests.money.cases import act, on
from tests.stage import CLERK, CODE, here

NAME, PHONE = "阿依夏·买买提", "13900001234"


@pytest.fixture(autouse=True)
def keys(settings: Settings, tmp_path: Path) -> None:
    settings.SUNWARD_KEYS = tmp_path / "keys"


@pytest.fixture
def flat(community: str) -> Ref:
    found = act("registry.register_household", CLERK, here(), door="9-901").result
    assert found
    return found


def registered(name: str, **facts: object) -> Ref:
    found = act("registry.register_person", CLERK, here(), name=name, **facts).result
    assert found
    return found


def arrive(flat: Ref, who: Ref, day: date, status: str = "mobile") -> None:
    with on(day):
        act("registry.record_arrival", CLERK, flat, person=str(who), status=status)


def leave(who: Ref, day: date) -> None:
    with on(day):
        act("registry.record_departure", CLERK, who, told_by="self")


def test_from_the_first_day_she_may_object_and_read(flat: Ref) -> None:
    aisha = registered(NAME, phone=PHONE)
    arrive(flat, aisha, date(2026, 3, 3))
    with on(date(2026, 3, 3)):
        assert registry.holds_post(str(aisha), "resident", CODE, clock.today())
        posting = act("disclosure.publish", CLERK, here(), item="leases", title="出租").result
        assert posting
        act("disclosure.object", "resident", posting, by=str(aisha), text="租金")


def test_without_papers_she_is_registered_as_everybody_else(flat: Ref) -> None:
    arrive(flat, registered("无证件的人"), date(2026, 3, 3))
    assert registry.residents_count(CODE, date(2026, 3, 3)) == 1


def test_one_flat_two_families_nobody_overwritten(flat: Ref) -> None:
    first, second = registered("刘强"), registered(NAME)
    arrive(flat, first, date(2026, 3, 3))
    leave(first, date(2026, 5, 4))
    arrive(flat, second, date(2026, 5, 4))
    stays = {ref: registry.residence_of(str(ref)) for ref in (first, second)}
    assert [(stay.from_day, stay.left_on) for stay in stays[first]] == [(date(2026, 3, 3), date(2026, 5, 4))]
    assert [(stay.from_day, stay.left_on) for stay in stays[second]] == [(date(2026, 5, 4), None)]
    assert not registry.holds_post(str(first), "resident", CODE, date(2026, 5, 4))
    assert registry.holds_post(str(first), "resident", CODE, date(2026, 5, 3)), "the day decides"


def test_who_has_left_objects_no_more(flat: Ref) -> None:
    liu = registered("刘强")
    arrive(flat, liu, date(2026, 3, 3))
    leave(liu, date(2026, 5, 4))
    with on(date(2026, 5, 5)):
        posting = act("disclosure.publish", CLERK, here(), item="leases", title="出租").result
        assert posting
        with pytest.raises(Refused):
            act("disclosure.object", "resident", posting, by=str(liu), text="租金")


def test_forgotten_on_request_and_every_proof_holds(flat: Ref, tmp_path: Path) -> None:
    aisha = registered(NAME, phone=PHONE)
    arrive(flat, aisha, date(2026, 3, 3))
    leave(aisha, date(2026, 5, 4))
    with on(date(2026, 5, 5)):
        drain(CODE)
        act("registry.erase_private", CLERK, aisha, legal_basis="个人信息保护法 第四十七条")
    assert registry.name_of(str(aisha)) not in {NAME, "阿**"}
    assert [stay.left_on for stay in registry.residence_of(str(aisha))] == [date(2026, 5, 4)]
    assert main(["export", CODE, str(tmp_path / "log")]) == 0
    assert main(["verify", str(tmp_path / "log")]) == 0
    everything = b"".join(file.read_bytes() for file in (tmp_path / "log").rglob("*") if file.is_file())
    for secret in (NAME, PHONE):
        assert secret.encode() not in everything
    assert record.state(CODE).trouble == ""

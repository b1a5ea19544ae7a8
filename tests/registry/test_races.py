"""Two at the same moment: the database lets one through, also when no act looks first."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import IntegrityError, OperationalError, connection, connections, transaction

from sunward.kernel.door import perform
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref, new_id
from sunward.registry import queries
from sunward.registry.imports.confirm import confirm
from sunward.registry.imports.staging import stage
from sunward.registry.models import Appointment, Community, Household, Person, Post, ResidenceSpell

pytestmark = pytest.mark.postgres
SINCE = date(2026, 1, 5)


def somebody(code: str) -> Person:
    with door_open():
        return Person.objects.create(number=f"p{new_id(11)}", community_code=code)


def let_through(write: Callable[[int], object]) -> int:
    """Run `write(0)` and `write(1)` at the same moment, each in a transaction; how many the database kept."""
    start = Barrier(2)

    def attempt(number: int) -> bool:
        start.wait(30)
        try:
            with door_open(), transaction.atomic():
                write(number)
        except (IntegrityError, OperationalError):  # on PostgreSQL two exclusion checks may also end as a deadlock
            return False
        else:
            return True
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as both:
        return sum(both.map(attempt, range(2)))


def test_two_arrivals_of_one_person(committed: str) -> None:
    person, community = somebody(committed), Community.objects.get(code=committed)
    with door_open():
        doors = [
            Household.objects.create(number=f"{committed}-{n}", community=community, door=str(n)) for n in range(2)
        ]
    kept = let_through(
        lambda n: ResidenceSpell.objects.create(
            person=person, household=doors[n], status="mobile", from_day=date(2026, 1, 5 + n)
        )
    )
    assert kept == ResidenceSpell.objects.filter(person=person).count() == 1


def test_two_holders_of_one_seat(committed: str) -> None:
    post = Post.objects.get(key="clerk", body__kind="service_centre", body__community_code=committed)
    people = [somebody(committed) for _ in range(2)]
    kept = let_through(
        lambda n: Appointment.objects.create(
            number=new_id(12), community_code=committed, post=post, seat=3, person=people[n], from_day=SINCE
        )
    )
    assert kept == Appointment.objects.filter(post=post, seat=3).count() == 1


def test_one_person_in_two_seats_of_one_post(committed: str) -> None:
    post, person = Post.objects.get(key="delegate", body__community_code=committed), somebody(committed)
    kept = let_through(
        lambda n: Appointment.objects.create(
            number=new_id(12), community_code=committed, post=post, seat=n + 1, person=person, from_day=SINCE
        )
    )
    assert kept == 1


DIRECTOR = "residents_committee.director"
TABLE = "name,door,status,from_day\n王小明,1-101,registered,2009-06-01\n{name},1-102,registered,2009-06-01\n"


def while_an_import_is_open(committed: str, act: Callable[[str], object]) -> None:
    """Run `act(officer)` on a connection of its own, which waits for locks two seconds at most, after an import has
    written all its rows and before it commits."""

    def attempt() -> None:
        try:
            with door_open(), connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '2s'")
            act(officer)
        finally:
            connections.close_all()

    officer = queries.holders(DIRECTOR, committed, SINCE)[0].person
    staging = stage(TABLE.format(name="李梅").encode(), "residents", committed)
    with transaction.atomic(), ThreadPoolExecutor(1) as other:
        confirm(staging, officer, DIRECTOR)
        other.submit(attempt).result()


@pytest.mark.postgres(only=True)
@pytest.mark.parametrize(
    ("act", "facts"), [("register_person", {"name": "周宁"}), ("register_household", {"door": "9"})]
)
def test_no_act_of_the_community_waits_for_an_import(committed: str, act: str, facts: dict[str, str]) -> None:
    def other(officer: str) -> None:
        perform(f"registry.{act}", by=officer, post=DIRECTOR, subject=Ref("community", committed), facts=facts, key="k")

    while_an_import_is_open(committed, other)


@pytest.mark.postgres(only=True)
def test_imports_of_one_community_come_one_after_another(committed: str) -> None:
    second = stage(TABLE.format(name="周宁").encode(), "residents", committed)
    with pytest.raises(OperationalError, match="lock timeout"):
        while_an_import_is_open(committed, lambda officer: confirm(second, officer, DIRECTOR))

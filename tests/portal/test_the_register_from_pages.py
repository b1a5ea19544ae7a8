"""What a clerk enters in the register is reached from pages: owners of a flat, who moves in, who left a post.

Before, each of these forms was there for whoever typed its address."""

from datetime import date

import pytest

from sunward.kernel.refs import Ref
from sunward.registry import queries as registry
from sunward.registry.models import Appointment, Membership, Ownership, Person
from tests.by_links import Walk
from tests.disclosure.scenes import resident
from tests.portal.scene import TODAY
from tests.stage import CLERK, CODE, act, here, holder

pytestmark = pytest.mark.usefixtures("community")
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])


def at_desk(language: str, word: str) -> Walk:
    return Walk(holder(CODE, CLERK), language).duties().go("/desk/for/").find(word)


@LANGUAGES
def test_owners_of_a_flat_in_which_nobody_lives(language: str) -> None:
    act("registry.register_household", CLERK, here(), door="9-901")
    owner = resident("赵德海")
    walk = at_desk(language, "9-901").go("/do/registry.record_ownership/")
    assert walk.dead() == []
    walk.send(owner=owner, area="89.60", from_day="2026-01-10")
    row = Ownership.objects.get()
    assert (str(row.owner), row.area) == (owner, 8960)
    at_desk(language, "9-901").go("/do/registry.end_ownership/").send(owner=owner, left_on="2026-04-01")
    assert Ownership.objects.get().left_on == date(2026, 4, 1)


@LANGUAGES
def test_the_door_of_whoever_has_come_in(language: str) -> None:
    come = resident("赵德海")
    walk = at_desk(language, "赵德海").go("/desk/for/p", "/do/registry.record_ownership/")
    walk.send(owner=come, area="60", from_day="2026-01-10")
    assert str(Ownership.objects.get().owner) == come


@LANGUAGES
def test_somebody_moves_behind_another_door(language: str) -> None:
    act("registry.register_household", CLERK, here(), door="9-901")
    mover = resident("赵德海")
    at_desk(language, "9-901").go("/do/registry.record_arrival/").send(person=mover, status="registered")
    assert registry.home_of(mover, CODE, TODAY) == f"{CODE}-9-901"


@LANGUAGES
def test_memberships_begin_and_end_from_the_desk(language: str) -> None:
    member = resident("赵德海")
    walk = Walk(holder(CODE, CLERK), language).duties().go("/do/registry.record_membership/")
    walk.send(person=member, kind="party", from_day="2026-01-10")
    walk.home().duties().go("/do/registry.end_membership/").send(person=member, kind="party")
    assert Membership.objects.get(person=Person.objects.get(name="赵德海")).left_on == TODAY


@LANGUAGES
def test_a_term_is_ended_from_the_page_of_its_holder(language: str) -> None:
    he = Appointment.objects.get(person__name="何军", community_code=CODE)
    walk = Walk(holder(CODE, CLERK), language).go("/people/", f"/people/{he.person.number}/")
    walk.go("/do/registry.end_appointment/").send(reason="moved")
    he.refresh_from_db()
    assert he.left_on == TODAY
    assert "/do/" not in Walk(language=language).go("/people/").html


@LANGUAGES
def test_whoever_left_is_found_by_their_number_and_erased(language: str) -> None:
    gone = resident("赵德海")
    act("registry.record_departure", CLERK, Ref.parse(gone), left_on=date(2026, 4, 1), told_by="self")
    walk = at_desk(language, gone.partition(":")[2]).go("/desk/for/p", "/do/registry.erase_private/")
    walk.send(legal_basis="个人信息保护法 第四十七条")
    assert not Person.objects.get(number=gone.partition(":")[2]).name

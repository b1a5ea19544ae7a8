"""Erasing somebody erases what is theirs wherever the register keeps it: how a thing began, and how it ended."""

from collections.abc import Callable
from itertools import count

import pytest

from sunward.kernel.door import perform
from sunward.kernel.refs import Ref
from sunward.record.leaf import BY, ON_BEHALF_OF
from sunward.record.models import Journal, PrivateField
from sunward.registry import ports
from sunward.registry.models import Interest, Person, ResidenceSpell
from tests.money.cases import paper
from tests.registry.conftest import CODE, DIRECTOR, FRANCHISE, HERE, Does

Arrive = Callable[..., Ref]
NOT_THEIRS = (BY, ON_BEHALF_OF)  # who performed an act, and for whom, by number
RULES = ports.Franchise(18, FRANCHISE.months, {"mobile": ports.OnConsent(12, ("residents_assembly",), 5, "x")})


@pytest.fixture
def entered(does: Does, resident: Arrive, officer: str) -> Ref:
    """Somebody for whom all that the register can say of a person was entered."""
    ports.bind(lambda *_: RULES, lambda *_: ports.Vouching(1, "x"))
    neighbour = resident("王芳", "1-101", "2025-01-01", "registered", born_on="1980-01-01")
    keys = count(1)

    def served(name: str, person: Ref, subject: Ref, /, **facts: object) -> None:
        perform(f"registry.{name}", by=officer, post=DIRECTOR, on_behalf_of=str(person), subject=subject, facts=facts,
                key=f"served{next(keys)}")  # fmt: skip

    liu = does(
        "register_arrival", HERE, name="刘强", papers="none", door="1-102", status="mobile", from_day="2026-02-20",
        born_on="1990-05-05", phone="13800000000", id_number="11010519491231002X",
    ).result  # fmt: skip
    assert liu is not None
    person, flat = str(liu), Ref("household", f"{CODE}-1-101")
    served("vouch", neighbour, liu, signed=paper("neighbour"))
    served("apply_for_vote", liu, liu, signed=paper("application"))
    owned = {"area": "40", "flat_area": "80", "told_by": "papers", "paper": paper("deed"), "from_day": "2026-01-01"}
    does("record_ownership", flat, owner=person, **owned)
    does("end_ownership", flat, owner=person, told_by="papers", left_on="2026-03-02", paper=paper("sale"))
    does("record_membership", HERE, person=person, kind="collective", from_day="2026-01-01")
    does("end_membership", HERE, person=person, kind="collective", told_by="self", paper=paper("left"))
    does("declare_kinship", Ref.parse(officer), relative=person, relation="cousin")
    does("declare_kinship", liu, relative=str(neighbour), relation="cousin", source="inspection")
    does("declare_interest", liu, kind="company_share", what="Liu Ltd")
    gone = {"told_by": "household", "reason": "died", "certificate": paper("certificate"), "left_on": "2026-03-02"}
    does("record_departure", liu, **gone)
    return liu


def test_nothing_private_is_left_of_somebody_for_whom_everything_was_entered(does: Does, entered: Ref) -> None:
    """Seen before: how memberships and ownerships ended, whose word anything rested on, why somebody left and how large
    the flat was stayed."""
    neighbours = {Person.objects.get(name="王芳").entry, ResidenceSpell.objects.get(person__name="王芳").entry}
    refs = set(Journal.objects.exclude(act="registry.found").values_list("ref", flat=True)) - neighbours
    theirs = PrivateField.objects.filter(ref__in=refs, value__isnull=False).exclude(name__in=NOT_THEIRS)
    acts = dict(Journal.objects.values_list("ref", "act"))
    before = {(acts[one.ref], one.name) for one in theirs}
    assert {("registry.end_membership", "told_by"), ("registry.record_departure", "reason")} <= before
    done = does("erase_private", entered, legal_basis="个人信息保护法 第四十七条")
    assert {(acts[one.ref], one.name, one.opened()) for one in theirs.all()} == set()
    assert done.entry.public["fields_erased"] >= len(before)
    assert Interest.objects.get(person__number=entered.id).what == ""

"""The owners' assembly: each owner once, with the floor area that they own, where a rule that was read says so."""

from datetime import date, timedelta
from typing import Any

import pytest

from sunward.ballots.models import Roll, RollEntry
from sunward.charter.engine.library import charter_for
from sunward.charter.models import Adoption, Document
from sunward.kernel.acts import Refused
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from tests.charter.amendments import rules_voted
from tests.money.cases import START, act, on
from tests.stage import CLERK, CODE, DIRECTOR, here

LATER = START + timedelta(days=30)
OWN_RULE = {"of": "owners", "source": "本小区业主大会议事规则 第二条"}


def freeze() -> Roll:
    done = act("ballots.freeze_roll", DIRECTOR, here(), body="owners_assembly")
    assert done.result
    return Roll.objects.get(number=done.result.id)


def owners() -> None:
    arrival = {"papers": "identity_card", "status": "registered", "born_on": date(1980, 5, 1)}
    for door, name, area in (("3-1", "业主", "89.6"), ("3-2", "邻居", "84.80")):
        owner = act("registry.register_arrival", CLERK, here(), name=name, door=door, **arrival).result
        act("registry.record_ownership", CLERK, Ref("household", f"{CODE}-{door}"), owner=str(owner), area=area)


def our_own_book_says_it(**besides: Any) -> None:
    rule = {"owners_assembly": {"members": {**OWN_RULE, **besides}}}
    with door_open():
        adoption = Adoption.objects.filter(community_code=CODE).select_related("document").latest("pk")
        old = adoption.document
        body = {**old.body, "sessions": {**old.body.get("sessions", {}), **rule}}
        new = Document.objects.create(
            digest=("8" if besides else "7") * 64, pack=old.pack, version=f"{old.version}x", body=body
        )
        Adoption.objects.filter(pk=adoption.pk).update(document=new)


@pytest.fixture(autouse=True)
def monday(community: str) -> Any:
    with on(START):
        yield


def test_the_text_that_was_read_says_who_the_owners_are() -> None:
    members = charter_for(["cn-owners"], date(2019, 6, 1)).sessions["owners_assembly"].members
    assert members
    assert (members.of, members.unconfirmed) == ("owners", False)


def test_by_a_text_that_nobody_has_read_no_roll_is_frozen_and_that_is_said() -> None:
    """Before, the refusal did not say why."""
    our_own_book_says_it(unconfirmed=True)
    with pytest.raises(Refused) as refusal:
        freeze()
    [why] = [one for one in refusal.value.findings if one.rule == "membership_rule"]
    assert "nobody here has read" in why.text.en
    assert "本小区业主大会议事规则" in why.source


def test_by_the_civil_code_owners_are_frozen_by_head_and_by_area() -> None:
    """Seen before: since 2021 the book was unread, and no roll of owners could be frozen under today's law."""
    act("charter.adopt", DIRECTOR, here(), pack="cn-owners", in_force_from=LATER, adopted_by=rules_voted())
    owners()
    with on(LATER):
        roll = freeze()
    assert (roll.entitled, roll.source) == (2, "物业管理条例 第六条、第八条")
    assert list(roll.entries.values_list("weight", flat=True).order_by("weight")) == [8480, 8960]


def test_by_the_community_s_own_rule_owners_are_frozen_by_head_and_by_area() -> None:
    our_own_book_says_it()
    owners()
    roll = freeze()
    weights = RollEntry.objects.filter(roll=roll).values_list("weight", flat=True).order_by("weight")
    assert (roll.of, roll.entitled, list(weights)) == ("owners", 2, [8480, 8960])

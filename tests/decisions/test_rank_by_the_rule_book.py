"""How wide a body is says the rule book, which may know bodies that nobody else has heard of."""

from copy import deepcopy

import pytest

from sunward.charter.models import Adoption, Document
from sunward.kernel.acts import Done
from sunward.kernel.findings import breaches
from sunward.kernel.guard import door_open
from tests import stage
from tests.ballots.petitions.scenes import residents
from tests.ballots.scenes import rules_of
from tests.meetings import scenes as m
from tests.money import cases
from tests.stage import here

pytestmark = pytest.mark.usefixtures("community")
COUNCIL = "building_council"
DELEGATE = f"{COUNCIL}.delegate"
WITH_POWER = ("decisions.open_matter", "decisions.withdraw_matter")


def council(rank: str) -> None:
    """The community's rule book has a council of its own, whose delegates bring and withdraw matters."""
    old = Document.objects.get(pack="demo-xiangyang")
    body = deepcopy(old.body)
    body["bodies"][COUNCIL] = {"name": {"zh": "楼栋议事会", "en": "building council"}, "rank": rank}
    for power in body["powers"].values():
        if power["act"] in WITH_POWER:
            power["held_by"].append(DELEGATE)
    with door_open():
        Document.objects.filter(pk=old.pk).update(version="as it was")
        made = Document.objects.create(digest=f"{rank:_<64}", pack=old.pack, version=old.version, body=body)
        Adoption.objects.filter(document=old).update(document=made)
    street = "street_office.director"
    stage.act("registry.create_body", street, here(), kind=COUNCIL, name_zh="楼栋议事会", name_en="building council")
    post = {"body": COUNCIL, "key": "delegate", "title_zh": "代表", "title_en": "delegate", "seats": 2}
    stage.act("registry.create_post", street, here(), **post)


def taken_back_by_another(rank: str) -> Done:
    """One of its delegates brings a matter, another withdraws it."""
    with m.at(m.CALLED, 9):
        council(rank)
        one, other = residents(2)
        for each in (one, other):
            cases.act("registry.appoint", "street_office.clerk", here(), post=DELEGATE, person=each)
        given = {"title": "查账", "kind": "asset_lease"}
        matter = stage.act("decisions.open_matter", DELEGATE, here(), by=one, **given).result
    assert matter
    with m.at(m.CALLED, 10):
        return stage.act("decisions.withdraw_matter", DELEGATE, matter, by=other, reason="不查了")


def test_of_representatives_each_withdraws_their_own() -> None:
    """Before, a body that Python did not know counted as a committee, whatever its rule book said."""
    assert rules_of(lambda: taken_back_by_another("representatives")) == {"brought_by"}


def test_a_committee_withdraws_what_one_of_it_brought() -> None:
    assert not breaches(taken_back_by_another("committee").entry.findings)

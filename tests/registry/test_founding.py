"""A street founds a community from a plan; a faulty plan is told place by place."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from sunward.kernel.acts import Refused, Unknown
from sunward.kernel.door import perform
from sunward.kernel.events import _subscribers, subscribe
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from sunward.record import queries as record
from sunward.record.models import Journal
from sunward.registry import queries
from sunward.registry.events import Founded
from sunward.registry.models import Appointment, Area, Body, Person
from tests.registry.conftest import CODE, HERE, TODAY

HEPING = Ref("community", "heping")


def found(plan: dict[str, Any], subject: Ref = HERE, key: str = "0", post: str = "founder") -> Any:
    return perform("registry.found", by="person:founder", post=post, subject=subject, facts={"plan": plan}, key=key)


def heping(plan: dict[str, Any]) -> dict[str, Any]:
    other = deepcopy(plan)
    other["community"] = {"prefix": "HE", "households": 1204}
    other["areas"][-1] = {"level": "community", "code": "990202003002", "name": {"zh": "和平社区", "en": "Heping"}}
    other["grids"] = []
    return other


def test_the_plan_becomes_areas_bodies_posts_and_first_officers(founded: str) -> None:
    card = queries.community(founded)
    assert (card.prefix, card.households, card.street.zh) == ("HU", 2318, "柳河街道")
    assert [area.level for area in card.areas] == ["city", "district", "street", "community"]
    assert Area.objects.filter(level="grid", parent__community__code=CODE).count() == 4
    (secretary,) = queries.holders("party_organisation.secretary", founded, TODAY)
    assert secretary.name == "陈国良"


def test_entry_zero_tells_the_posts_in_the_clear_and_no_name(founded: str) -> None:
    (entry,) = record.journal(founded)
    assert entry.kind == "founding"
    assert "residents_committee.director" in entry.public["posts"]
    assert "陈国良" not in str(entry.public)


def test_the_charters_named_in_the_plan_are_announced(db: None, plan: dict[str, Any]) -> None:
    heard: list[Founded] = []
    plan["charters"] = ["cn-urban", "cn-four-two"]
    before = list(_subscribers[Founded])
    _subscribers[Founded][:] = []
    subscribe(Founded, heard.append)
    found(plan)
    _subscribers[Founded][:] = before
    assert heard == [Founded(CODE, tuple(plan["charters"]), TODAY, "person:founder")]


def test_a_community_is_founded_once(founded: str, plan: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="founder"):
        found(plan, key="again")


def test_the_same_form_sent_twice_counts_once(db: None, plan: dict[str, Any]) -> None:
    found(plan)
    assert found(plan).repeated


def test_nobody_else_founds(db: None, plan: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        found(plan, post="residents_committee.director")
    assert not Area.objects.filter(code__startswith="9902").exists()


def test_a_second_community_shares_the_street(founded: str, plan: dict[str, Any]) -> None:
    found(heping(plan), HEPING)
    assert Area.objects.filter(code="990202003000").count() == 1
    assert Body.objects.filter(kind="accounting_centre", area__code="990202003000").count() == 1
    assert Person.objects.filter(name="徐斌", community_code__in=[CODE, "heping"]).count() == 1
    assert [card.code for card in queries.communities_under("990202003000")] == [CODE, "heping"]
    assert queries.holders("accounting_centre.accountant", "heping", TODAY)[0].name == "徐斌"


def test_street_bodies_may_be_left_out_the_second_time(founded: str, plan: dict[str, Any]) -> None:
    other = heping(plan)
    other["bodies"] = [body for body in other["bodies"] if body.get("at") != "street"]
    found(other, HEPING)
    assert queries.holders("street_discipline.officer", "heping", TODAY)


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("community", "prefix"), "xy", "community.prefix"),
        (("areas", 0, "code"), "9901", "areas[0].code"),
        (("areas", 3, "level"), "street", "areas: "),
        (("grids", 0, "code"), "990202003009001", "grids[0].code"),
        (("bodies", 0, "at"), "county", "bodies[0].at"),
        (("bodies", 3, "posts", 0, "holders"), [{"person": "nobody"}], "bodies[3].posts[0].holders"),
        (("bodies", 3, "posts", 0, "holders"), [{"person": "chen"}, {"person": "wu"}], "2"),
        (("bodies", 3, "posts", 0, "holders"), [{"person": "chen", "until": "soon"}], "holders[0].until"),
        (("bodies", 3, "posts", 0, "term_years"), "five", "term_years"),
        (("bodies", 3, "posts", 0, "titel"), "x", "titel"),
        (("bodies", 3, "kind"), "residents_committee", "residents_committee"),
        (("bodies", 5, "posts", 0, "incompatible_with"), ["everything"], "incompatible_with[0]"),
        (("people", "chen"), {"latin_name": "Chen"}, "people.chen.name"),
        (("bodies",), "none", "bodies"),
    ],
)
def test_a_fault_is_told_with_its_place(
    db: None, plan: dict[str, Any], path: tuple[Any, ...], value: Any, told: str
) -> None:
    at: Any = plan
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    with pytest.raises(FactsError) as error:
        found(plan)
    assert told in str(error.value)
    assert not Area.objects.filter(code__startswith="9902").exists()


def test_every_fault_is_told_at_once(db: None, plan: dict[str, Any]) -> None:
    del plan["community"]["prefix"], plan["people"]["chen"]["name"]
    with pytest.raises(FactsError) as error:
        found(plan)
    assert len(error.value.errors["plan"]) == 2


def test_a_plan_cannot_move_an_area(founded: str, plan: dict[str, Any]) -> None:
    other = heping(plan)
    other["areas"][1]["code"] = "990103000000"
    with pytest.raises(FactsError, match="990202003000"):
        found(other, HEPING)


def test_a_prefix_belongs_to_one_community(founded: str, plan: dict[str, Any]) -> None:
    other = heping(plan) | {"community": {"prefix": "HU"}}
    with pytest.raises(FactsError, match="HU"):
        found(other, HEPING)


def test_terms_given_in_the_plan_end(db: None, plan: dict[str, Any]) -> None:
    plan["bodies"][3]["posts"][0]["holders"] = [{"person": "chen", "from": "2024-06-01", "until": "2026年6月30日"}]
    found(plan)
    post = "party_organisation.secretary"
    assert queries.holders(post, CODE, date(2026, 6, 30))
    assert not queries.holders(post, CODE, date(2026, 7, 1))
    assert Appointment.objects.get(post__key="secretary", community_code=CODE).until_day == date(2026, 6, 30)


def test_a_code_that_cannot_stand_in_an_address_is_unknown(db: None, plan: dict[str, Any]) -> None:
    with pytest.raises(Unknown, match="letters"):
        found(plan, Ref("community", "向阳/1"))


def test_nobody_who_can_sign_in_founds_a_community(founded: str, plan: dict[str, Any], officer: str) -> None:
    """Every free code is an empty log; only the operator, who is nobody in the register, may begin one."""
    with pytest.raises(Refused):
        perform(
            "registry.found", by=officer, post="founder", subject=HEPING,
            facts={"plan": heping(plan)}, key="1",
        )  # fmt: skip
    assert not Journal.objects.filter(log=HEPING.id).exists()

"""What residents demanded is met, or passed over, by the catalogue of the day of each posting and of the demand.

Failed before: it was weighed by the catalogue of today. A version that asked for more readers took back what had been
met, and one that dropped the item made a posting of another part one that had left it out.
"""

from typing import Any

import pytest

from sunward.kernel.refs import Ref
from tests import stage
from tests.ballots.petitions.scenes import residents, sign
from tests.charter import next_versions
from tests.disclosure.scenes import post
from tests.disclosure.test_demands import after, demanded, owed, the_demand
from tests.money.cases import on

pytestmark = pytest.mark.usefixtures("community")
OWN = "demo-xiangyang"
QUARTER = {"item": "quarterly_accounts", "title": "一季度", "text": "收入三万元，支出两万元"}


def for_members(body: dict[str, Any]) -> None:
    body["disclosure"]["quarterly_accounts"]["audience"] = "members"


def for_everyone(body: dict[str, Any]) -> None:
    body["disclosure"]["quarterly_accounts"]["audience"] = "everyone"


def without_leases(body: dict[str, Any]) -> None:
    del body["disclosure"]["leases"]


def test_what_reached_those_it_had_to_stays_met() -> None:
    with on(after(-5)):
        next_versions.in_force(for_members, after(-4), pack=OWN)
    demanded("quarterly_accounts")
    row = post(after(2), audience="members", **QUARTER)
    with on(after(3)):
        next_versions.in_force(for_everyone, after(5), pack=OWN)
    assert the_demand(after(6)).met_by == row.number
    assert owed(after(40)) == []


def test_what_is_posted_since_has_to_reach_those_of_its_own_day() -> None:
    with on(after(-5)):
        next_versions.in_force(for_members, after(-4), pack=OWN)
    demanded("quarterly_accounts")
    with on(after(1)):
        next_versions.in_force(for_everyone, after(2), pack=OWN)
    post(after(3), audience="members", **QUARTER)
    assert the_demand(after(4)).met_by == ""


def test_an_item_that_was_dropped_since_is_passed_over_by_its_own_part_alone() -> None:
    demanded("leases")
    post(after(3), item="power_list", title="任职情况", text="主任、副主任各一人")
    with on(after(4)):
        next_versions.in_force(without_leases, after(6), pack=OWN)
    assert the_demand(after(7)).overdue_since is None


def without_the_right(body: dict[str, Any]) -> None:
    del body["rights"]["extra_disclosure"]
    del body["disclosure"]["leases"]


def test_what_changes_while_people_sign_changes_nothing_for_it() -> None:
    """Failed before: dropped while they signed, the right gave no day and named nobody, and the item was called by a
    key."""
    with on(after(0)):
        people = residents(10)
        petition = opened(people[0])
        next_versions.in_force(without_the_right, after(3), pack=OWN)
    with on(after(5)):
        sign(petition, people[0])
    demand = the_demand(after(6))
    assert (demand.due_on, demand.owner_post, demand.source) == (after(35), stage.DEPUTY, "向阳社区居务公开办法 第三条")
    assert demand.title.en == "leases and contracts"
    row = post(after(8), item=demand.number, title="出租情况", text="清溪路18号，每月两千元")
    assert the_demand(after(9)).met_by == row.number


def opened(person: str, asks_for: str = "leases") -> Ref:
    done = stage.act("ballots.open_petition", "resident", stage.here(), by=person, purpose="disclosure",
                     asks_for=asks_for, title="公开出租", of="adults")  # fmt: skip
    assert done.result
    return done.result


def dropped_while_they_signed() -> None:
    with on(after(0)):
        people = residents(10)
        petition = opened(people[0])
        next_versions.in_force(without_leases, after(3), pack=OWN)
    with on(after(5)):
        sign(petition, people[0])


def test_what_was_dropped_while_people_signed_is_passed_over_by_its_own_part_alone() -> None:
    """Failed before: called by a key that no part had, it was passed over by the first posting of any part, and the
    clerk was late with it from that day."""
    dropped_while_they_signed()
    post(after(7), item="power_list", title="任职情况", text="主任、副主任各一人")
    demand = the_demand(after(8))
    assert (demand.stream, demand.overdue_since, demand.passed_over) == ("finance", None, False)
    post(after(9), **QUARTER)
    assert (the_demand(after(9)).overdue_since, the_demand(after(9)).passed_over) == (after(9), True)


def test_what_no_catalogue_ever_had_is_of_no_part() -> None:
    with on(after(0)):
        people = residents(10)
        petition = opened(people[0], asks_for="门口的灯哪天修")
        sign(petition, people[0])
    post(after(3), item="power_list", title="任职情况", text="主任、副主任各一人")
    assert (the_demand(after(3)).stream, the_demand(after(3)).passed_over) == ("", True)

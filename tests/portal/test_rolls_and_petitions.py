"""Rolls and petitions on their pages: figures for everybody, names for those concerned, buttons for who may."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunward.ballots.models import Roll
from sunward.disclosure.models import Publication
from sunward.kernel import clock
from sunward.kernel.refs import Ref, new_id
from sunward.registry import queries as registry
from tests.ballots.petitions.scenes import residents
from tests.money import cases
from tests.portal.pages import signed_in
from tests.portal.scene import TODAY, Lived
from tests.stage import CLERK, CODE, holder, served, upheld

GROWN = date(1980, 5, 1)


def freeze() -> Ref:
    roll = cases.act("ballots.freeze_roll", CLERK, cases.here(), body="residents_assembly").result
    assert roll
    return roll


def read(client: Client, address: str, status: int = 200, language: str = "en") -> str:
    response = client.get(f"/{language}/c/{CODE}/{address}")
    assert response.status_code == status, address
    return str(response.content.decode())


def arrives(name: str, door: str) -> str:
    who = {"papers": "lease", "status": "registered", "born_on": GROWN, "name": name, "door": door}
    return str(cases.act("registry.register_arrival", CLERK, cases.here(), **who).result)


def test_the_public_reads_how_many_and_by_which_rule_and_no_name(lived: Lived, client: Client) -> None:
    page = read(client, f"rolls/{lived.roll}/")
    assert "How it was computed" in page
    assert "柳河街道社区议事规则 第三条" in page
    assert "1 places" in page or "1 place" in page
    assert "孟凡" not in page
    assert "this roll." not in page
    assert "Print the list" not in page


def test_a_resident_reads_the_names_and_whether_they_are_on_it(lived: Lived, client: Client) -> None:
    signed_in(client, lived.resident)
    page = read(client, f"rolls/{lived.roll}/")
    assert "You are not on this roll" in page
    assert "孟凡" in page
    newcomer = arrives("后来", "6-9")
    roll = freeze()
    signed_in(client, newcomer)
    assert "You are on this roll" in read(client, f"rolls/{roll.id}/")


def test_only_officers_in_charge_print_the_list(lived: Lived, client: Client) -> None:
    address = f"rolls/{lived.roll}/list/"
    assert client.get(f"/en/c/{CODE}/{address}").status_code == 302
    signed_in(client, lived.resident)
    assert "孟凡" not in read(client, address, 403)
    signed_in(client, holder(CODE, CLERK))
    page = read(client, address)
    assert "孟凡" in page
    assert "Signature" in page
    assert page.index("6-101") > 0


def test_the_list_is_in_the_order_in_which_people_walk(lived: Lived, client: Client) -> None:
    for name, door in (("十楼", "3-10-101"), ("二楼", "3-2-501"), ("头一家", "1-1")):
        arrives(name, door)
    roll = freeze()
    signed_in(client, holder(CODE, CLERK))
    page = read(client, f"rolls/{roll.id}/list/")
    places = [page.index(name) for name in ("头一家", "二楼", "十楼")]
    assert places == sorted(places)


def test_a_petition_shows_how_far_it_is_and_never_who(lived: Lived, client: Client) -> None:
    page = read(client, f"petitions/{lived.petition}/")
    assert "0 of 1 signatures" in page
    assert "向阳社区居务公开办法 第三条" in page
    assert "Who can sign: adults" in page, "not everybody who reads it can"
    home = read(client, "")
    assert re.search(r"can be signed until [^<]*, by: adults;", home)
    assert "可以签字的：十八周岁以上的居民" in read(client, f"petitions/{lived.petition}/", language="zh")
    assert "签名的是：十八周岁以上的居民" in read(client, "", language="zh")


def test_a_resident_signs_with_a_button_and_the_number_moves(lived: Lived, client: Client) -> None:
    person = next(one.number for one in registered("孟凡"))
    signed_in(client, f"person:{person}")
    page = read(client, f"petitions/{lived.petition}/")
    assert "Sign a petition" in page
    done = client.post(
        f"/en/c/{CODE}/do/ballots.sign_petition/petition:{lived.petition}/", {"key": new_id()}, follow=True
    )
    assert done.status_code == 200
    client.logout()
    page = read(client, f"petitions/{lived.petition}/")
    assert "1 of 1 signatures" in page
    assert "孟凡" not in page
    assert person not in page


def registered(name: str) -> Any:
    from sunward.registry.models import Person

    return Person.objects.filter(name=name)


def test_a_clerk_registers_an_arrival_in_one_form_and_the_receipt_says_from_when(lived: Lived, client: Client) -> None:
    signed_in(client, holder(CODE, CLERK))
    assert "Register an arrival" in read(client, "desk/")
    form = read(client, f"do/registry.register_arrival/community:{CODE}/")
    assert "no papers at all" in form
    assert all(f'value="{grid.code}"' in form for grid in registry.subgroups(CODE)), "which grid a new door is in"
    facts = {
        "key": new_id(), "name": "马丽娟", "papers": "none", "door": "7-702", "status": "mobile",
        "born_on": "1991-04-08", "new_door": "on",
    }  # fmt: skip
    address = f"/en/c/{CODE}/do/registry.register_arrival/community:{CODE}/"
    receipt = client.post(address, facts, follow=True).content.decode()
    assert "20 Apr 2027" in receipt
    assert "Choose the neighbour who vouches" in receipt
    assert "application" in receipt
    assert "neighbours who vouch" in receipt
    assert "马丽娟" not in receipt
    person = str(registered("马丽娟")[0])
    assert registry.capacities_of(person, CODE, clock.today()) == {"anyone"}


def test_who_may_apply_is_offered_it_and_the_clerk_sees_who_waits(lived: Lived, client: Client) -> None:
    who = {"papers": "lease", "status": "mobile", "born_on": GROWN, "name": "石雨", "door": "7-1"}
    newcomer = str(cases.act("registry.register_arrival", CLERK, cases.here(), **who).result)
    signed_in(client, newcomer)
    assert "Apply for the vote" in read(client, f"rolls/{lived.roll}/")
    done = client.post(f"/en/c/{CODE}/do/registry.apply_for_vote/{newcomer}/", {"key": new_id()}, follow=True)
    assert "the consent of the meeting" in done.content.decode()
    assert "Apply for the vote" not in read(client, f"rolls/{lived.roll}/")
    signed_in(client, holder(CODE, CLERK))
    page = read(client, "desk/")
    assert "石雨" in page
    assert "has to be opened first" in page


@pytest.mark.parametrize("address", ["rolls/", "petitions/"])
def test_lists_cost_the_same_for_one_and_for_three(lived: Lived, client: Client, address: str) -> None:
    more: dict[str, Callable[[int], object]] = {
        "rolls/": lambda _n: cases.act("ballots.freeze_roll", CLERK, cases.here(), body="residents_assembly"),
        "petitions/": lambda n: cases.act(
            "ballots.open_petition", "resident", cases.here(), by=lived.resident, purpose="disclosure",
            asks_for=("results", "budget")[n], title=f"公开{n}", of="adults",
        ),
    }  # fmt: skip
    one = queries(client, address)
    for number in range(2):
        more[address](number)
    assert queries(client, address) == one


def queries(client: Client, address: str) -> int:
    read(client, address)
    client.cookies.clear()
    with CaptureQueriesContext(connection) as asked:
        read(Client(), f"{address}?x={new_id(4)}")
    assert clock.today() == TODAY
    return len(asked)


@pytest.mark.usefixtures("community", "own_keys")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_that_somebody_never_opened_is_void_and_did_not_run_out(language: str, client: Client) -> None:
    with clock.moved_to(clock.moment(TODAY, 9)):
        people = residents(5)
        asks = {"purpose": "disclosure", "asks_for": "leases", "title": "公开全部租约", "of": "adults"}
        done = served("ballots.open_petition", people[0], cases.here(), **asks)
        assert done.result
        number = done.result.id
        upheld(done)
        said = {"zh": "不是本人发起的，作废", "en": "void: not theirs who opened it"}[language]
        never = {"zh": "期满未达到", "en": "closed, not reached"}[language]
        for page in ("petitions/", f"petitions/{number}/"):
            shown = read(client, page, language=language)
            assert said in shown
            assert never not in shown
    with clock.moved_to(clock.moment(TODAY + timedelta(days=400), 9)):
        assert said in read(client, f"petitions/{number}/", language=language)


def test_the_poster_of_a_roll_says_how_many_are_on_it_and_where_to_look(lived: Lived, client: Client) -> None:
    """Seen before: that names were hidden, and neither how many nor where somebody sees whether they are among them."""
    roll = freeze()
    row, places = Publication.objects.get(subject_id=roll.id), Roll.objects.get(number=roll.id).entitled
    told = {"zh": f"共{places}个名额。自己在不在名册上，可以到服务中心窗口看", "en": f"{places} places. Whether"}
    for language, said in told.items():
        assert said in client.get(f"/{language}/c/{CODE}/publications/{row.number}/poster/").content.decode()

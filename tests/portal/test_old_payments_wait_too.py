"""A desk tells whose turn a payment is, the oldest first: it took the 48 newest, and behind 48 that were over one that
waited for a signature stood on no desk. Of what is not the reader's turn it asks nothing in full."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.kernel.viewer import Viewer
from sunward.money.models import Payment
from sunward.money.queries.turns import READ
from sunward.portal.desk.waiting import MOST, things_to_do
from tests.by_links import Walk
from tests.money import cases
from tests.stage import CODE, DEPUTY, SUPERVISOR, holder

pytestmark = pytest.mark.usefixtures("community")


@pytest.fixture
def asked() -> Ref:
    with cases.on(cases.START):
        return cases.ask(cases.adopt({"office": "240000"})["office"], purpose="老灯泡", amount=9000)


def newer(payment: Ref, number: int, state: Callable[[int], dict[str, object]], since: int = 0) -> None:
    """So many payments asked for since."""
    row = cases.found(payment)
    rows = [
        Payment(**{field.attname: getattr(row, field.attname) for field in Payment._meta.fields if field.name != "id"}
                | {"number": f"XY-P-{place}", "position": 1000 + place, "purpose": "新灯泡",
                   "invoice_number": f"N{place}", "invoice_sha256": f"{place:064d}", "invoice_key": f"n{place}"}
                | state(place))
        for place in range(since + 1, since + number + 1)
    ]  # fmt: skip
    with door_open():
        Payment.objects.bulk_create(rows)


def on_desk(post: str, purpose: str, day: date = cases.START) -> bool:
    with cases.on(day):
        return purpose in Walk(holder(CODE, post), "zh").duties().words


def test_what_is_over_takes_no_place_from_what_waits(asked: Ref) -> None:
    newer(asked, READ + 1, lambda _place: {"withdrawn_on": cases.START, "withdrawn_why": "不买了"})
    assert on_desk(SUPERVISOR, "老灯泡")
    assert not on_desk(SUPERVISOR, "新灯泡")


def test_what_cannot_be_done_yet_takes_no_place_from_what_can(asked: Ref) -> None:
    """Those of long ago wait for their review; a new one for the deputy."""
    newer(asked, MOST + 1, lambda _place: {})
    later = cases.START + timedelta(days=150)
    with cases.on(later):
        new = cases.ask(Ref("budget_line", cases.found(asked).line.number), purpose="轮到签字的", amount=10)
        cases.review(new)
    with door_open():
        Payment.objects.filter(number=new.id).update(position=2000)
    assert on_desk(DEPUTY, "轮到签字的", later)


def asked_of_the_database(post: str) -> int:
    person = holder(CODE, post)
    with cases.on(cases.START), CaptureQueriesContext(connection) as caught:
        things_to_do(Viewer(CODE, person, frozenset({post})), cases.START)
    return len(caught)


def test_what_waits_for_others_costs_a_desk_nothing_more(asked: Ref) -> None:
    """All wait for their review."""
    one = asked_of_the_database(DEPUTY)
    newer(asked, 2, lambda _place: {})
    assert asked_of_the_database(DEPUTY) == one
    newer(asked, 97, lambda _place: {}, since=2)
    assert asked_of_the_database(DEPUTY) == one


def test_of_those_whose_turn_it_is_a_desk_looks_at_no_more_than_it_tells(asked: Ref) -> None:
    """Failed before: 1051 questions for a hundred, and 4051 for whoever signs."""
    newer(asked, MOST - 1, lambda _place: {})
    told = asked_of_the_database(SUPERVISOR)
    newer(asked, 100 - MOST, lambda _place: {}, since=MOST - 1)
    assert asked_of_the_database(SUPERVISOR) == told < 400


@pytest.mark.parametrize(
    ("post", "done", "stands"),
    [
        (SUPERVISOR, (), True), (DEPUTY, (), False),
        (SUPERVISOR, ("passed",), False), (DEPUTY, ("passed",), True),
        (SUPERVISOR, ("vetoed",), True), (DEPUTY, ("vetoed",), False),
    ],
)  # fmt: skip
def test_a_payment_stands_with_whose_turn_it_is(asked: Ref, post: str, done: tuple[str, ...], stands: bool) -> None:
    with cases.on(cases.START):
        for outcome in done:
            cases.review(asked, outcome, reason="看过了")
    assert on_desk(post, "老灯泡") is stands

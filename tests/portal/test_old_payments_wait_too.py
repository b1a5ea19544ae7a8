"""Of the 48 newest payments a desk took those that were not finished: behind 48 that were over, one that waited for a
signature stood on no desk."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.money.models import Payment
from sunward.portal.desk.waiting import LOOKED_AT, PAYMENTS
from tests.by_links import Walk
from tests.money import cases
from tests.stage import CODE, DEPUTY, SUPERVISOR, holder

pytestmark = pytest.mark.usefixtures("community")


@pytest.fixture
def asked() -> Ref:
    with cases.on(cases.START):
        return cases.ask(cases.adopt({"office": "240000"})["office"], purpose="老灯泡", amount=10)


def newer(payment: Ref, number: int, state: Callable[[int], dict[str, object]]) -> None:
    """So many payments asked for since."""
    row = cases.found(payment)
    rows = [
        Payment(**{field.attname: getattr(row, field.attname) for field in Payment._meta.fields if field.name != "id"}
                | {"number": f"XY-P-{place}", "position": 1000 + place, "purpose": "新灯泡",
                   "invoice_number": f"N{place}", "invoice_sha256": f"{place:064d}", "invoice_key": f"n{place}"}
                | state(place))
        for place in range(1, number + 1)
    ]  # fmt: skip
    with door_open():
        Payment.objects.bulk_create(rows)


def on_desk(post: str, purpose: str, day: date = cases.START) -> bool:
    with cases.on(day):
        return purpose in Walk(holder(CODE, post), "zh").duties().words


def test_what_is_over_takes_no_place_from_what_waits(asked: Ref) -> None:
    newer(asked, LOOKED_AT + 1, lambda _place: {"withdrawn_on": cases.START, "withdrawn_why": "不买了"})
    assert on_desk(SUPERVISOR, "老灯泡")
    assert not on_desk(SUPERVISOR, "新灯泡")


def test_what_cannot_be_done_yet_takes_no_place_from_what_can(asked: Ref) -> None:
    """Large ones of long ago wait for a decision; a new one for the deputy."""
    newer(asked, PAYMENTS + 1, lambda _place: {"amount": Decimal(300_000)})
    later = cases.START + timedelta(days=150)
    with cases.on(later):
        new = cases.ask(Ref("budget_line", cases.found(asked).line.number), purpose="轮到签字的", amount=10)
        cases.review(new)
    with door_open():
        Payment.objects.filter(number=new.id).update(position=2000)
    assert on_desk(DEPUTY, "轮到签字的", later)

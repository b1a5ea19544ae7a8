"""The resolution behind a payment hung for too short a time; or the payment waits longer than its sheet hangs."""

from datetime import date, timedelta

import pytest

from sunward.charter.queries import working_day_from
from sunward.disclosure.models import Publication
from sunward.kernel.acts import Refused
from sunward.kernel.refs import Ref
from tests import stage
from tests.charter.amendments import change, in_force
from tests.disclosure.scenes import answer, objection, post, resident
from tests.journeys.test_a_posting_taken_down_early_says_so import LAMPS
from tests.money.cases import START, act, ask, four_two, on, rules_of, through, unmet

pytestmark = pytest.mark.django_db
DEPUTY = "residents_committee.deputy_director"


def asked_for(line: Ref, day: date = START) -> tuple[Ref, Publication]:
    """A payment with its review and its signatures, and the posting of the decision behind it."""
    with on(day):
        payment = ask(line, decision=four_two("90500"), **LAMPS)
        through(payment)
    return payment, Publication.objects.latest("id")


def again(row: Publication, days: int, **facts: object) -> Publication:
    return post(START + timedelta(days=days), item=row.item, title=row.title_zh, text="话", about=str(row.about),
                corrects=row.number, **facts)  # fmt: skip


def test_a_sheet_for_no_days_opens_no_money(line: Ref) -> None:
    """Seen before: "Met: Posting ends 13 Mar", and released after seven days."""
    payment, row = asked_for(line)
    with on(START + timedelta(days=1)):
        stage.act("disclosure.take_down", stage.CLERK, row.ref, reason="风")
    none = again(row, 4, stays_up_days=0)
    with on(START + timedelta(days=16)):
        assert list(unmet(payment)) == ["posting"]
        with pytest.raises(Refused) as refused:
            act("money.release_payment", DEPUTY, payment)
        assert "posting" in rules_of(refused)
    again(none, 17)
    with on(START + timedelta(days=25)):
        assert unmet(payment) == {}
        act("money.release_payment", DEPUTY, payment)


def test_nobody_photographed_it_and_it_pays_all_the_same(line: Ref) -> None:
    payment, _row = asked_for(line)
    with on(START + timedelta(days=8)):
        assert unmet(payment) == {}


def test_a_payment_that_waits_longer_than_its_sheet_hangs_hears_who_objects_meanwhile(line: Ref) -> None:
    """Its tier waits for twenty days, the sheet hangs for ten: somebody who objects on the fifteenth is heard."""
    changed = START + timedelta(days=40)
    in_force(change("spending.tiers.large.requires.posting", "20 days"), since=changed)
    payment, row = asked_for(line, changed)
    assert row.stays_up_days == 10
    against = objection(row, resident(), changed + timedelta(days=15))
    over = working_day_from(changed + timedelta(days=20)) + timedelta(days=1)
    with on(over):
        assert list(unmet(payment)) == ["objections"]
    answer(against, "not_upheld", over)
    with on(over):
        assert unmet(payment) == {}


def test_who_objects_after_all_that_time_holds_nothing_up(line: Ref) -> None:
    payment, row = asked_for(line)
    objection(row, resident(), START + timedelta(days=15))
    with on(START + timedelta(days=16)):
        assert unmet(payment) == {}

"""The calendar of duties with a moving clock: nobody has to run anything for a day to pass."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from sunward.duties.models import Evidence
from sunward.duties.queries import DutyRow, calendar, overdue
from sunward.duties.subscribers import note_evidence
from sunward.kernel import clock
from sunward.kernel.acts import Refused
from sunward.kernel.events import ActPerformed, subscribe
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from tests.decisions import scenes as deciding
from tests.money.cases import act, here, on, paper
from tests.stage import ACCOUNTANT, CLERK, CODE

STATEMENT = "money.record_bank_statement"
MARCH_END = date(2026, 3, 31)


@pytest.fixture(autouse=True)
def wired() -> Iterator[None]:
    """The subscription that `config.wiring` makes."""
    subscribe(ActPerformed, note_evidence)
    with on(date(2026, 4, 1)), translation.override("en"):
        yield


def record(month: str, account: str = "basic") -> None:
    body = {"opening": "0", "closing": "0", "lines": []}
    act(STATEMENT, ACCOUNTANT, here(), month=month, statement=body, file=paper("bank"), account=account)


def row(period: str, day: date, duty: str) -> DutyRow:
    found = [each for each in calendar(CODE, date(2026, 1, 1), date(2026, 12, 31), day) if each.period == period]
    return next(each for each in found if each.duty == duty)


@pytest.fixture
def statement(community: str) -> str:
    """What the community's rule books call the duty that a bank statement meets."""
    from sunward.charter import queries as charter

    duties = charter.charter_of(community, clock.today()).duties.values()
    return next(duty.key for duty in duties if duty.met_by and duty.met_by.act == STATEMENT)


def test_a_missing_statement_is_overdue_by_itself(statement: str) -> None:
    due = row("2026-03", MARCH_END, statement).due_on
    assert row("2026-03", due, statement).state == "open"
    late = row("2026-03", due + timedelta(days=3), statement)
    assert (late.state, late.days_late) == ("overdue", 3)
    listed = [item for item in overdue(CODE, due + timedelta(days=3)) if "2026-03" in item.title.en]
    assert statement in listed[0].subject.id
    assert listed[0].source


def test_the_statement_meets_it_in_time_or_late_for_ever(statement: str) -> None:
    due = row("2026-03", MARCH_END, statement).due_on
    with on(due):
        record("2026-03")
    assert row("2026-03", due, statement).state == "met"
    with on(due + timedelta(days=5)):
        record("2026-02")
    found = row("2026-02", due + timedelta(days=90), statement)
    assert found.state == "met_late"
    assert found.days_late == (due + timedelta(days=5) - found.due_on).days
    assert found.entry == Evidence.objects.get(duty=statement, period="2026-02").entry


def test_an_invented_account_and_a_month_that_runs_meet_no_duty(statement: str) -> None:
    due = row("2026-03", MARCH_END, statement).due_on
    record("2026-03", "nonsense")
    assert row("2026-03", due, statement).state == "open"
    with on(MARCH_END), pytest.raises(FactsError, match="not over"):
        record("2026-03")
    assert row("2026-03", due, statement).state == "open"


def test_the_month_before_founding_is_nobodys_duty(statement: str) -> None:
    periods = {each.period for each in calendar(CODE, date(2025, 1, 1), date(2026, 12, 31), date(2026, 12, 31))}
    assert "2025-12" not in periods
    assert "2026-01" not in periods  # founded on the fifth: the first whole month is February
    assert "2026-02" in periods


def test_a_posting_counts_for_its_item_and_its_period(community: str) -> None:
    def post(item: str, title: str, event_on: date) -> None:
        act("disclosure.publish", CLERK, here(), item=item, title=title, text=title * 2, event_on=event_on)

    post("power_list", "powers", MARCH_END)
    assert not Evidence.objects.filter(duty="quarterly_accounts").exists()
    post("quarterly_accounts", "first quarter", MARCH_END)
    found = Evidence.objects.get(duty="quarterly_accounts")
    assert (found.period, found.recorded_on) == ("2026-Q1", date(2026, 4, 1))
    post("quarterly_accounts", "again", MARCH_END)
    assert Evidence.objects.get(duty="quarterly_accounts").entry == found.entry


def test_a_duty_that_leaves_no_trace_is_reported(community: str) -> None:
    with on(date(2026, 7, 3)) as day:
        act("duties.report_done", CLERK, here(), duty="quarterly_vouchers", period="2026-Q2")
        assert row("2026-Q2", day, "quarterly_vouchers").state == "met"
    with pytest.raises(FactsError, match="no duty"):
        act("duties.report_done", CLERK, here(), duty="coffee")
    with pytest.raises(FactsError, match="2026-Q3"):
        act("duties.report_done", CLERK, here(), duty="quarterly_vouchers", period="spring")
    with pytest.raises(FactsError, match="2099-Q1"):
        act("duties.report_done", CLERK, here(), duty="quarterly_vouchers", period="2099-Q1")


def test_a_refused_act_is_no_evidence(community: str) -> None:
    with pytest.raises(Refused):
        act("duties.report_done", "party_organisation.secretary", here(), duty="quarterly_vouchers", by="person:x")
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(("notice", "in_order"), [(4, False), (5, True)])
def test_a_meeting_called_too_late_took_place_but_not_in_order(community: str, notice: int, in_order: bool) -> None:
    matter = deciding.open_matter(date(2026, 4, 2))
    deciding.deliberate(matter, date(2026, 4, 4))
    deciding.resolve(matter, date(2026, 4, 27), notice)
    found = row("2026-Q2", date(2026, 6, 30), "quarterly_representatives_meeting")
    assert (found.state, found.in_order) == ("met", in_order)
    assert Evidence.objects.get(duty=found.duty, period="2026-Q2").entry == found.entry


def test_what_was_not_done_is_not_called_out_of_order(statement: str) -> None:
    assert row("2026-03", MARCH_END, statement).in_order


@pytest.mark.postgres
def test_a_duty_is_met_once_per_period(community: str) -> None:
    facts = {
        "community_code": CODE, "duty": "d", "period": "2026-Q1", "recorded_on": MARCH_END, "said_on": MARCH_END,
        "entry": "e", "act": "a",
    }  # fmt: skip
    with door_open():
        Evidence.objects.create(**facts)
        with pytest.raises(IntegrityError), transaction.atomic():
            Evidence.objects.create(**facts)


def test_a_longer_calendar_costs_no_more(community: str) -> None:
    def cost(end: date) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert calendar(CODE, date(2026, 3, 1), end, end)
        return len(caught)

    deciding.decided()
    assert cost(date(2026, 4, 30)) == cost(date(2027, 4, 30)) <= 7

"""A community writes “working days” where its rules said days, and adopts it: every clock counts working days.

Seen before: the word was read to those who voted on it, and money, sheets and ratification went by civil days."""

from datetime import date, timedelta

import pytest

from sunward.charter.queries import franchise, working_day_from
from sunward.decisions.queries import unlocks
from sunward.disclosure.models import Publication
from sunward.kernel.refs import Ref
from sunward.money import queries
from sunward.money.queries import overdue
from sunward.registry.queries import add_working_days
from tests.charter.amendments import change, in_force, written_otherwise
from tests.disclosure.scenes import post
from tests.journeys.test_a_posting_taken_down_early_says_so import LAMPS
from tests.money.cases import START, act, ask, four_two, on, sign, through, unmet
from tests.money.test_urgent_spending import ask_urgently, view
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR

pytestmark = pytest.mark.django_db
SINCE = START + timedelta(days=56)  # a Monday, and four days off from the Friday on
HANGS = "procedures.community_four_two.steps.resolution_disclosure.stays_up"
DAY = timedelta(days=1)


def test_money_waits_for_them(line: Ref) -> None:
    in_force(change("spending.tiers.large.requires.posting", "7 working days"), since=SINCE)
    ends = add_working_days(SINCE, 7)
    assert ends > SINCE + timedelta(days=10)
    with on(SINCE):
        payment = ask(line, decision=four_two("90500"), **LAMPS)
        through(payment)
    with on(ends) as day:
        assert list(unmet(payment)) == ["posting"]
        (row,) = queries.payments(CODE)
        assert "posting ends" in queries.waits(CODE, [row], day)[row.number].en
    with on(ends + DAY) as day:
        assert unmet(payment) == {}
        assert "posting" not in queries.waits(CODE, [row], day)[row.number].en


def hung(days: str) -> tuple[str, Publication]:
    in_force(change(HANGS, days), since=SINCE)
    with on(SINCE):
        return four_two("90500"), Publication.objects.latest("id")


def over(number: str, day: date) -> bool:
    with on(day):
        return next(one.ok for one in unlocks(number, day) if one.rule == "posting_over")


def test_a_resolution_hangs_for_them_and_its_execution_waits(line: Ref) -> None:
    number, row = hung("10 working days")
    ends = add_working_days(SINCE, 10)
    assert row.must_stay_until == ends > SINCE + timedelta(days=14)
    assert not over(number, ends)
    assert over(number, ends + DAY)


def test_a_sheet_for_as_many_civil_days_is_not_enough(line: Ref) -> None:
    """The catalogue asks for ten days, the procedure for ten working days: a sheet for ten days opens nothing."""
    number, row = hung("10 working days")
    with on(SINCE + DAY):
        act("disclosure.take_down", CLERK, row.ref, reason="风")
    post(SINCE + DAY, item=row.item, text="话", about=str(row.about), corrects=row.number, stays_up_days=10)
    with on(SINCE + timedelta(days=30)) as day:
        (found,) = [one for one in unlocks(number, day) if one.rule == "posting_over"]
    assert not found.ok
    assert "for 10 working days" in found.text.en
    assert "公开满 10 个工作日" in found.text.zh


def test_an_emergency_is_ratified_within_them(lines: dict[str, Ref]) -> None:
    in_force(change("spending.urgent.ratified_within", "10 working days"), since=SINCE)
    with on(SINCE):
        payment = ask_urgently(lines["repairs"])
        sign(payment, DEPUTY)
        sign(payment, DIRECTOR)
    last = add_working_days(SINCE, 10)
    for day, waits in ((last, True), (last + DAY, False)):
        with on(day):
            assert (view(payment, day).state == "waits") is waits
            assert bool([item for item in overdue(CODE, day) if "not ratified" in item.title.en]) is not waits
    assert view(payment, last).ratify_by == last


def test_whoever_objects_to_a_consent_has_them(line: Ref) -> None:
    said = {"name": {"zh": "名册异议期", "en": "time to object to a roll"}, "value": "7 working days", "source": "试"}
    written_otherwise(lambda body: body["parameters"].update(voter_list_objection=said))
    found = franchise(CODE, SINCE)
    assert found
    assert found.on_consent
    for rule in found.on_consent.values():
        assert working_day_from(SINCE + timedelta(days=rule.posted_days)) == add_working_days(SINCE, 7)

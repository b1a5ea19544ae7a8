"""Enough signatures put one more item on the next posting, and it shows when that posting leaves it out."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.html import strip_tags

from sunward.ballots.events import PetitionReached
from sunward.ballots.models import Petition, Roll
from sunward.disclosure import queries
from sunward.disclosure.events import Published
from sunward.disclosure.queries import DemandView
from sunward.disclosure.subscribers import demand_item
from sunward.kernel import events
from sunward.kernel.acts import Consequence, Refused
from sunward.kernel.door import perform
from sunward.kernel.refs import new_id
from sunward.record.queries import journal
from tests import stage
from tests.ballots import scenes as votes
from tests.disclosure.scenes import MONDAY, day, post
from tests.elections.scenes import freeze

pytestmark = pytest.mark.django_db


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


def reached(asks_for: str, purpose: str = "disclosure", petition: str = "XY-Q-2026-001") -> list[Consequence]:
    return demand_item(PetitionReached(stage.CODE, petition, purpose, asks_for, MONDAY, MONDAY))


def demanded(asks_for: str) -> DemandView:
    """As if the petition's act had returned what follows from it: nobody else may perform it."""
    (follows,) = reached(asks_for)
    with day(MONDAY):
        events.subscribe(Published, lambda event: [follows])
        try:
            stage.act("disclosure.publish", stage.CLERK, stage.here(), item="leases", title="别的事")
        finally:
            events._subscribers[Published].pop()
    return the_demand(MONDAY)


def the_demand(on: date) -> DemandView:
    (found,) = queries.demands(stage.CODE, on)
    return found


def owed(on: date) -> list[int]:
    return [item.days_late for item in queries.overdue(stage.CODE, on) if item.subject.type == "demand"]


def test_the_next_posting_of_its_stream_must_carry_it(community: str) -> None:
    demand = demanded("quarterly_accounts")
    assert (demand.item, demand.stream, demand.overdue_since) == ("quarterly_accounts", "finance", None)
    post(after(3), item="power_list", title="任职情况")  # another part of the catalogue
    assert the_demand(after(3)).overdue_since is None
    post(after(5))  # leases: finance, without the item
    assert (the_demand(after(5)).overdue_since, the_demand(after(5)).passed_over) == (after(5), True)
    assert owed(after(7)) == [2]
    late = post(after(8), item="quarterly_accounts", title="一季度", text="收入三万元，支出两万元")
    assert the_demand(after(8)).met_by == late.number
    assert owed(after(9)) == []


def test_met_late_it_stays_late_and_passed_over(community: str, client: Client) -> None:
    """Seen before: 75 days after the posting that left it out it hung, and read as if it had never been late."""
    demanded("quarterly_accounts")
    post(after(5))
    row = post(after(80), item="quarterly_accounts", title="一季度", text="收入三万元，支出两万元")
    demand = the_demand(after(81))
    assert (demand.met_by, demand.overdue_since, demand.passed_over, demand.late_by) == (row.number, None, True, 75)
    assert owed(after(81)) == []
    entry = next(entry for entry in journal(stage.CODE) if entry.result == row.ref)
    (mark,) = (found for found in entry.findings if found.rule == "demand_in_time")
    assert (mark.ok, mark.actual) == (False, str(after(80)))
    with day(after(81)):
        page = " ".join(strip_tags(client.get(f"/en/c/{stage.CODE}/catalogue/").content.decode()).split())
    assert "75 days late. The next posting did not carry it." in page


def test_within_its_time_it_bears_no_mark(community: str) -> None:
    demanded("quarterly_accounts")
    row = post(after(2), item="quarterly_accounts", title="一季度", text="收入三万元，支出两万元")
    post(after(5))
    assert (the_demand(after(40)).late_by, the_demand(after(40)).passed_over) == (0, False)
    entry = next(entry for entry in journal(stage.CODE) if entry.result == row.ref)
    assert "demand_in_time" not in {found.rule for found in entry.findings}


def frozen(on: date) -> Roll:
    with day(on):
        return freeze()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_roll_that_goes_up_by_itself_is_not_the_next_posting(community: str, client: Client, language: str) -> None:
    """Seen before: the clerk froze a roll the day after, nobody can put anything else on its list, and the item was
    passed over for good, whatever was published then."""
    demanded("power_list")  # as the roll's list, a part of the community's affairs
    frozen(after(1))
    assert (the_demand(after(2)).overdue_since, the_demand(after(2)).passed_over, owed(after(9))) == (None, False, [])

    def page(on: date) -> str:
        with day(on):
            return " ".join(strip_tags(client.get(f"/{language}/c/{stage.CODE}/catalogue/").content.decode()).split())

    waits, met, over, none = {
        "en": ("waits for the next posting", "published on", "The next posting did not carry it", "does not count as"),
        "zh": ("等下一次公开", "已公开", "下一次公开没有带上它", "不算下一次公开"),
    }[language]
    said = page(after(2))
    assert waits in said
    assert over not in said
    assert none in said
    row = post(after(3), item="power_list", title="任职情况", text="主任：一名。")
    assert (the_demand(after(4)).met_by, the_demand(after(4)).late_by) == (row.number, 0)
    said = page(after(4))
    assert met in said
    assert over not in said
    entry = next(entry for entry in journal(stage.CODE) if entry.result == row.ref)
    assert "demand_in_time" not in {found.rule for found in entry.findings}


def test_after_a_roll_the_posting_of_an_officer_is_the_next(community: str) -> None:
    demanded("power_list")
    roll = frozen(after(1))
    post(after(4), item="voter_roll", title="又一份名单", about=roll.number, text="改了地点。")
    assert (the_demand(after(5)).overdue_since, the_demand(after(5)).passed_over) == (after(4), True)
    assert owed(after(6)) == [2]


def test_of_something_outside_the_catalogue_no_roll_is_the_next_posting(community: str) -> None:
    demanded("停车场三年的收支")
    frozen(after(1))
    assert the_demand(after(2)).overdue_since is None
    post(after(3))
    assert (the_demand(after(4)).overdue_since, the_demand(after(4)).passed_over) == (after(3), True)


def test_with_nothing_but_rolls_it_is_overdue_by_its_own_days(community: str) -> None:
    demanded("power_list")
    frozen(after(1))
    assert owed(after(30)) == []
    assert owed(after(31)) == [1]
    assert not the_demand(after(31)).passed_over


def test_a_roll_that_was_asked_for_is_met_by_its_own_list(community: str) -> None:
    demanded("voter_roll")
    frozen(after(1))
    assert the_demand(after(2)).met_by


def test_carried_by_the_next_posting_it_was_never_overdue(community: str) -> None:
    demanded("quarterly_accounts")
    post(after(2), item="quarterly_accounts", title="一季度", text="收入三万元，支出两万元")
    post(after(3))
    assert the_demand(after(40)).overdue_since is None
    assert owed(after(40)) == []


def test_taken_down_before_its_time_it_meets_nothing(community: str) -> None:
    """It hung for a day, and the demand was met by it for good."""
    demanded("quarterly_accounts")
    row = post(after(2), item="quarterly_accounts", title="一季度", text="收入三万元，支出两万元")
    assert the_demand(after(3)).met_by == row.number
    with day(after(3)):
        stage.act("disclosure.take_down", stage.CLERK, row.ref, reason="公告栏要修")
    assert the_demand(after(3)).met_by == ""
    assert owed(after(40)) != []
    again = post(after(41), item="quarterly_accounts", title="一季度", text="收入三万元，支出两万元")
    assert the_demand(after(41)).met_by == again.number


def test_something_outside_the_catalogue_is_published_under_the_demands_number(community: str) -> None:
    demand = demanded("停车场三年的收支")
    assert demand.item == demand.number
    row = post(after(4), item=demand.number, title="停车场三年的收支", text="每年收入三万元")
    assert row.owner_post == stage.DIRECTOR
    assert the_demand(after(4)).met_by == row.number
    entry = next(entry for entry in journal(stage.CODE) if entry.result == row.ref)
    assert all(finding.ok for finding in entry.findings)


def test_with_no_posting_at_all_it_is_overdue_by_the_rules_own_days(community: str) -> None:
    demanded("quarterly_accounts")
    assert owed(after(30)) == []
    assert owed(after(31)) == [1]


@pytest.mark.parametrize(
    ("asks_for", "purpose"), [("quarterly_accounts", "recall"), ("", "disclosure"), ("  ", "disclosure")]
)
def test_other_petitions_demand_nothing_here(community: str, asks_for: str, purpose: str) -> None:
    assert reached(asks_for, purpose) == []


def test_nobody_can_demand_by_hand(community: str) -> None:
    with day(MONDAY), pytest.raises(Refused):
        perform(
            "disclosure.demand_item", by=stage.holder(stage.CODE, stage.CLERK), post=stage.CLERK, subject=stage.here(),
            facts={"petition": "XY-Q-2026-001", "asks_for": "leases"}, key=new_id(),
        )  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"text": " 停车场三年的收支 "},
        {"text": "。"},
        {"rows": {"columns": [{"zh": "年", "en": "year"}], "rows": [[" "]]}},
    ],
)
def test_a_title_alone_meets_no_demand_and_says_so(community: str, content: dict[str, object]) -> None:
    demand = demanded("停车场三年的收支")
    row = post(after(4), item=demand.number, title="停车场三年的收支", **content)
    assert the_demand(after(4)).met_by == ""
    assert owed(after(31)) == [27]  # the posting with the title was the next one, and left it out
    entry = next(entry for entry in journal(stage.CODE) if entry.result == row.ref)
    assert "demand_answered" in [finding.rule for finding in entry.findings if not finding.ok]
    told = post(after(40), item=demand.number, title="停车场三年的收支", text="每年收入三万元")
    assert the_demand(after(40)).met_by == told.number


def test_a_title_alone_is_marked_only_where_somebody_asked(community: str) -> None:
    row = post(MONDAY)
    entry = next(entry for entry in journal(stage.CODE) if entry.result == row.ref)
    assert "demand_answered" not in [finding.rule for finding in entry.findings]


def asked_together() -> tuple[str, str]:
    """A petition for an item that enough have signed: its number, and its page."""
    people = votes.people(20)
    facts = {"purpose": "disclosure", "asks_for": "leases", "title": "公开全部租约", "of": "adults"}
    with day(MONDAY):
        done = perform("ballots.open_petition", by=people[0], post="resident", subject=stage.here(), key=new_id(),
                       facts=facts)  # fmt: skip
        assert done.result
        petition = Petition.objects.get(number=done.result.id)
        for one in people[: petition.needed]:
            perform("ballots.sign_petition", by=one, post="resident", subject=petition.ref, facts={}, key=new_id())
    return petition.number, f"/c/{stage.CODE}/petitions/{petition.number}/"


@pytest.mark.parametrize(
    ("language", "waits", "overdue", "met", "left_out"),
    [
        ("en", "waits for the next posting", "overdue since", "published on", "The next posting did not carry it."),
        ("zh", "等下一次公开", "起超期", "已公开", "下一次公开没有带上它。"),
    ],
)
def test_the_page_of_the_petition_says_what_became_of_it(
    community: str, client: Client, language: str, waits: str, overdue: str, met: str, left_out: str
) -> None:
    """Seen before: it said “reached”, and neither that the item was passed over nor where it hangs."""
    _number, address = asked_together()

    def page(on: date) -> str:
        with day(on):
            return client.get(f"/{language}{address}").content.decode()

    assert waits in page(after(1))
    post(after(3), item="quarterly_accounts", title="四季度", text="收入三万元", event_on=date(2025, 12, 31))
    passed_over = page(after(4))
    assert overdue in passed_over
    assert left_out in passed_over
    row = post(after(6), item="leases", title="全部租约", text="清溪路18号：每年三万")
    said = page(after(6))
    assert met in said
    assert f"/{language}/c/{stage.CODE}/publications/{row.number}/" in said

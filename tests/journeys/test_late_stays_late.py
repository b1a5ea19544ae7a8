"""“When the inspectors came, it was all filled in afterwards.” Afterwards is allowed, and is marked for ever."""

from datetime import date, timedelta

import pytest

from sunward.decisions import queries as decisions
from sunward.decisions.models import Step
from sunward.disclosure import queries as disclosure
from sunward.disclosure.models import Publication
from sunward.kernel import clock
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import new_id
from tests.journeys.pages import page
from tests.money.cases import START, act, on, open_matter, report, resolve
from tests.stage import CLERK, CODE, here, holder

YEARS_LATER = date(2029, 1, 8)


def test_a_meeting_entered_twelve_days_later(community: str) -> None:
    matter = open_matter("large_spending", "90500")
    with on(START + timedelta(days=12)):
        report(matter, "proposal", held_on=START)
    with on(YEARS_LATER) as day:
        shown = decisions.matter_page(matter.id, day)
        assert shown
        proposal = next(view.report for view in shown.steps if view.key == "proposal")
        assert proposal
        assert proposal.late_by == 12
        assert "12 days" in page(f"matters/{matter.id}/", "en")


def test_a_posting_said_to_have_hung_for_weeks_begins_today(community: str) -> None:
    posted_on = START - timedelta(days=30)
    found = act("disclosure.publish", CLERK, here(), item="leases", title="出租", posted_on=posted_on).result
    assert found
    row = Publication.objects.get(number=found.id)
    assert (row.posted_on, row.recorded_on) == (posted_on, START)
    posting = disclosure.posting_of(row.about, START + timedelta(days=5), "leases")
    assert posting
    assert (posting.state.finished, posting.state.entered_late_by) == (False, 30)


def test_both_days_stand_in_the_record(community: str) -> None:
    matter = open_matter("large_spending", "90500")
    happened = clock.moment(START - timedelta(days=40))
    done = perform(
        "decisions.report_step", by=holder(CODE, CLERK), post=CLERK, subject=matter, key=new_id(), claimed_at=happened,
        facts={"step": "proposal", "held_on": START - timedelta(days=40)},
    )  # fmt: skip
    assert (done.entry.claimed_at, clock.civil_day(done.entry.recorded_at)) == (happened, START)


def test_a_correction_leaves_what_it_corrects(community: str) -> None:
    matter = open_matter("annual_budget")
    first = resolve(matter, counts={"body_members": {"entitled": 64, "present": 30, "for": 30}})
    wrong = Step.objects.get(decision__number=first)
    with on(START + timedelta(days=3)) as day:
        told = START - timedelta(days=5)
        second = resolve(matter, held_on=START, corrects=wrong.number, notice_on=told, agenda_fixed_on=told)
        words = {card.number: card.word for card in decisions.register(CODE, day)}
    assert words == {second: "in_force", first: "not_in_order"}
    assert Step.objects.get(pk=wrong.pk).counts == {"body_members": {"entitled": 64, "present": 30, "for": 30}}


@pytest.mark.parametrize("days", [1, 30])
def test_what_has_not_happened_yet_is_not_reported(community: str, days: int) -> None:
    ahead = START + timedelta(days=days)
    with pytest.raises(FactsError):
        report(open_matter("large_spending", "90500"), "proposal", held_on=ahead)
    with pytest.raises(FactsError):
        act("disclosure.publish", CLERK, here(), item="leases", title="出租", posted_on=ahead)

"""“We take it off the table”, says the committee, and opens it again the next week under another number and title.
Whoever asked to be heard still does.

Before, two clicks got rid of a petition that enough people had signed.
"""

from datetime import date, timedelta
from typing import Any

import pytest

from sunward.ballots.models import Petition
from sunward.decisions import queries as decisions
from sunward.decisions.judging.standing import state_of
from sunward.decisions.models import Matter
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.record.models import Journal
from tests import stage
from tests.ballots.petitions.scenes import residents, sign
from tests.decisions.forced import DUE, LATER, SILENCE, asked, forced, in_silence
from tests.decisions.scenes import MEETING, OPENED, day, deliberate, open_matter, resolve
from tests.meetings.hearing_scenes import parking


@pytest.fixture
def people(community: str) -> list[str]:
    with day(OPENED):
        return residents(21)


def withdraw(matter: Matter, on: date = LATER) -> None:
    with day(on):
        stage.act("decisions.withdraw_matter", stage.DEPUTY, matter.ref, reason="再想想")


def reopened(on: date, title: str = "另一个题目", kind: str = "parking_charges", **facts: Any) -> Matter:
    with day(on):
        done = stage.act("decisions.open_matter", stage.DEPUTY, stage.here(), title=title, kind=kind, **facts)
    assert done.result
    return Matter.objects.get(number=done.result.id)


def asks_for(petition: Ref) -> str:
    return Petition.objects.get(number=petition.id).asks_for


def test_what_enough_asked_for_waits_for_the_new_number(people: list[str]) -> None:
    matter = parking()
    petition = forced(people, matter)
    withdraw(matter)
    assert not [late for late in decisions.overdue(stage.CODE, SILENCE) if late.subject == petition]
    again = reopened(LATER + timedelta(days=3))
    assert asks_for(petition) == again.number
    entry = Journal.objects.get(act="ballots.follow_matter")
    assert entry.public["before"] == matter.number
    (late,) = [late for late in decisions.overdue(stage.CODE, SILENCE) if late.subject == petition]
    assert late.due_on == DUE, "its days run on"
    assert in_silence(petition, people[1]).called_by == "petition"


def test_what_is_still_being_signed_is_signed_on(people: list[str]) -> None:
    matter = parking()
    petition = asked(matter, people[0])
    withdraw(matter)
    again = reopened(LATER + timedelta(days=3))
    with day(LATER + timedelta(days=4)):
        for person in people[:2]:
            sign(petition, person)
    row = Petition.objects.get(number=petition.id)
    assert (row.asks_for, row.reached_on) == (again.number, LATER + timedelta(days=4))


def test_opened_before_the_first_is_withdrawn_it_takes_it_over(people: list[str]) -> None:
    matter = parking()
    petition = forced(people, matter)
    again = reopened(LATER)
    assert asks_for(petition) == matter.number
    withdraw(matter)
    assert asks_for(petition) == again.number


def test_what_is_resolved_under_the_new_number_cites_a_hearing(people: list[str]) -> None:
    matter = open_matter()
    forced(people, matter)
    withdraw(matter)
    again = reopened(LATER, kind=matter.kind)
    deliberate(again)
    decision = resolve(again)
    assert {found.rule for found in state_of(decision, MEETING).findings if found.breach} >= {"hearing_cited"}


@pytest.mark.parametrize(
    ("kind", "after"), [("parking_charges", timedelta(days=184)), ("asset_lease", timedelta(days=3))]
)
def test_another_kind_and_another_year_are_another_question(people: list[str], kind: str, after: timedelta) -> None:
    matter = parking()
    petition = forced(people, matter)
    withdraw(matter)
    reopened(LATER + after, kind=kind)
    assert asks_for(petition) == matter.number


@pytest.mark.parametrize("kind", ["quarterly_report", "asset_lease", "joint_spending"])
def test_the_same_title_is_the_same_question_whatever_it_is_called(people: list[str], kind: str) -> None:
    """Relabelled, it left the petition on the dead number."""
    matter = parking()
    petition = forced(people, matter)
    withdraw(matter)
    again = reopened(LATER + timedelta(days=3), title=f" {matter.title}。", kind=kind)
    assert asks_for(petition) == again.number
    assert in_silence(petition, people[1]).called_by == "petition"


def test_a_smaller_sum_is_no_other_road(people: list[str]) -> None:
    matter = open_matter(title="修路", kind="large_spending", amount="60000")
    petition = forced(people, matter)
    withdraw(matter)
    again = reopened(LATER, title="修路", kind="joint_spending", amount="50000")
    assert asks_for(petition) == again.number


def test_relabelled_before_it_is_withdrawn_it_takes_it_over(people: list[str]) -> None:
    """And before one that only is of its kind."""
    matter = parking()
    petition = forced(people, matter)
    again = reopened(LATER, title=matter.title, kind="asset_lease")
    reopened(LATER)
    withdraw(matter)
    assert asks_for(petition) == again.number


def test_what_is_resolved_under_another_kind_cites_a_hearing(people: list[str]) -> None:
    matter = parking()
    forced(people, matter)
    withdraw(matter)
    again = reopened(LATER, title=matter.title, kind="asset_lease")
    deliberate(again)
    decision = resolve(again)
    assert {found.rule for found in state_of(decision, MEETING).findings if found.breach} >= {"hearing_cited"}


def test_a_kind_that_nobody_is_heard_on_is_marked(people: list[str]) -> None:
    """Here the rule books of this one know no hearings at all."""
    matter = parking()
    petition = forced(people, matter)
    again = reopened(LATER, title=matter.title, kind="asset_lease")
    with door_open():
        again.charter_versions = [one for one in again.charter_versions if "liuhe-assemblies" not in one]
        again.save()
    withdraw(matter)
    assert asks_for(petition) == again.number
    deliberate(again)
    resolve(again)
    entry = Journal.objects.filter(act="decisions.report_step").latest("pk")
    assert "hearing_unknown" in {found["rule"] for found in entry.findings if not found["ok"]}

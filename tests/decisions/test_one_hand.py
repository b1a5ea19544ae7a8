"""Four meetings on one word: what a single person reported is marked, on the matter and where power is shown."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.decisions import queries as decisions
from sunward.decisions.judging.one_hand import mark
from sunward.decisions.models import Decision, Step
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.record.models import Journal
from tests.charter.amendments import rules_voted
from tests.money import cases
from tests.money.cases import START, act, on
from tests.stage import CLERK, CODE, DEPUTY, holder

PARTY = {"party_members": {"entitled": 112, "present": 90, "for": 80, "against": 10, "abstain": 0}}
STEPS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("proposal", {}), ("consultation", {}), ("party_members_review", {"counts": PARTY}),
)  # fmt: skip


@pytest.fixture(autouse=True)
def monday(community: str) -> Any:
    with on(START):
        yield


def told(matter: Ref, *posts: str) -> None:
    for (step, facts), post in zip(STEPS, posts, strict=False):
        act("decisions.report_step", post, matter, step=step, held_on=clock.today(), **facts)


def marked(matter: Ref) -> list[bool]:
    rows = Journal.objects.filter(act="decisions.report_step", subject_id=matter.id).order_by("id")
    return [any(one["rule"] == "one_hand" for one in row.findings) for row in rows]


def test_the_third_step_by_the_same_person_is_marked_and_recorded_all_the_same(client: Client) -> None:
    matter = cases.open_matter("large_spending", "60000")
    told(matter, CLERK, CLERK, CLERK)
    assert marked(matter) == [False, False, True]
    for language, words in (("zh", "同一个人报告"), ("en", "reported by one person")):
        assert words in client.get(f"/{language}/c/{CODE}/matters/{matter.id}/").content.decode()
        page = client.get(f"/{language}/c/{CODE}/people/").content.decode()
        assert matter.id in page


def test_a_second_person_takes_the_mark_off_the_page(client: Client) -> None:
    matter = cases.open_matter("large_spending", "60000")
    told(matter, CLERK, CLERK, CLERK)
    given = {"body": "representatives_meeting", "notice_on": clock.today() - timedelta(days=5)}
    given |= {"counts": cases.counts(64, 50, 45)}
    act("decisions.report_step", DEPUTY, matter, step="resolution", held_on=clock.today(), **given)
    assert marked(matter) == [False, False, True, False]
    page = decisions.matter_page(matter.id, clock.today())
    assert page
    assert page.alone is None
    assert decisions.reported_alone(CODE, clock.today()) == ()
    assert "reported by one person" not in client.get(f"/en/c/{CODE}/matters/{matter.id}/").content.decode()


def test_two_steps_or_two_people_are_the_ordinary_thing() -> None:
    few, shared = (cases.open_matter("large_spending", "60000") for _each in range(2))
    told(few, CLERK, CLERK)
    told(shared, CLERK, DEPUTY, CLERK)
    assert not any(marked(few) + marked(shared))


def test_a_step_that_a_meeting_voted_on_is_nobodys_report() -> None:
    rules_voted()
    assert decisions.reported_alone(CODE, clock.today()) == ()


def test_the_list_names_who_reported() -> None:
    matter = cases.open_matter("large_spending", "60000")
    told(matter, CLERK, CLERK, CLERK)
    found = decisions.reported_alone(CODE, clock.today())
    assert [(one.matter, one.person, one.steps) for one in found] == [(matter.id, holder(CODE, CLERK), 3)]


def test_carrying_it_out_is_a_report_of_the_same_hand() -> None:
    """Before, one “carried out” without a name took the mark of the whole matter away."""
    matter = cases.open_matter("large_spending", "60000")
    told(matter, CLERK, CLERK, CLERK)
    cases.resolve(matter)
    rows = Step.objects.filter(matter__number=matter.id).order_by("sequence")
    assert mark(rows)
    decision = Decision.objects.get(matter__number=matter.id)
    act("decisions.carry_out", CLERK, decision.ref, done_on=clock.today())
    assert rows.get(key="execution").reported_by == holder(CODE, CLERK)
    assert rows.get(key="execution").body == CLERK.partition(".")[0], "nobody was named: the body of the clerk's post"
    assert mark(rows.all())

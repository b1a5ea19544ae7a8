"""A slip came to the desk on the last working day before days off that are longer than a weekend, the power was cut,
and the clerk entered it on the first morning on which the desk was open: the three days were over."""

from datetime import date, timedelta

import pytest
from django.test import Client

from sunward.disclosure.models import DeskDispute, Objection
from sunward.kernel.acts import Done
from sunward.kernel.door import perform
from sunward.kernel.refs import Ref, new_id
from tests import stage
from tests.disclosure.scenes import answer, day, objection, post, resident
from tests.elections.scenes import rules_of
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, SUPERVISOR, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
# The last day before them, and the first after: National Day, and Qingming from Saturday to Monday.
DAYS_OFF = [(date(2026, 9, 30), date(2026, 10, 8)), (date(2026, 4, 3), date(2026, 4, 7))]
days_off = pytest.mark.parametrize(("eve", "back"), DAYS_OFF)


def late(done: Done) -> list[str]:
    return [one.rule for one in done.entry.findings if one.breach]


@days_off
def test_an_objection_counts_from_its_day(eve: date, back: date) -> None:
    row, who = post(eve - timedelta(days=7), stays_up_days=7), resident()
    enter = lambda said: stage.served("disclosure.object", who, row.ref, text="低", handed_in=said)  # noqa: E731
    with day(back):
        assert rules_of(lambda: enter(eve - timedelta(days=1))) == {"entered_in_time"}
        assert late(enter(eve)) == ["entered_late"]
    assert Objection.objects.get().received_on == eve
    with day(back + timedelta(days=1)):
        assert rules_of(lambda: enter(eve)) >= {"entered_in_time"}


@pytest.mark.parametrize(("answered", "last", "entered"), [
    (date(2026, 9, 15), date(2026, 9, 30), date(2026, 10, 8)),
    (date(2026, 3, 19), date(2026, 4, 3), date(2026, 4, 7)),
])  # fmt: skip
def test_an_appeal_too_and_the_desk_is_asked_for_its_day(
    answered: date, last: date, entered: date, client: Client
) -> None:
    """Its window ended with the eve; the page did not even ask for the day."""
    posting, who = post(answered - timedelta(days=3)), resident()
    row = answer(objection(posting, who, answered - timedelta(days=2)), "not_upheld", answered)
    url = f"/en/c/{CODE}/do/disclosure.appeal_objection/{row.ref}/"
    with day(entered):
        page = signed_in(client, holder(CODE, CLERK)).get(url, {"for": who}).content.decode()
        assert 'name="handed_in"' in page
        done = stage.served("disclosure.appeal_objection", who, row.ref, text="不服", handed_in=last)
    assert late(done) == ["entered_late"]
    row.refresh_from_db()
    assert row.appealed_on == last


@days_off
def test_a_dispute_of_what_was_entered_for_somebody_too(eve: date, back: date) -> None:
    who, posting = resident(), post(eve - timedelta(days=5))
    with day(eve - timedelta(days=2)):
        done = stage.served("disclosure.object", who, posting.ref, text="租金低")
    with day(back):
        said = perform(
            "disclosure.dispute_desk_act", by=holder(CODE, SUPERVISOR), post=SUPERVISOR, key=new_id(), on_behalf_of=who,
            subject=Ref("entry", done.entry.ref),
            facts={"text": "我没有来过", "handed_in": eve, "slip": paper("slip")},
        )  # fmt: skip
    assert late(said) == ["entered_late"]
    assert DeskDispute.objects.get().received_on == eve

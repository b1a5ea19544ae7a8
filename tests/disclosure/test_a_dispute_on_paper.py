"""A slip that disputes what was entered at the desk came on its last day, the power was cut, and the clerk entered it
the day after: it was refused as too late."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sunward.disclosure.models import DeskDispute
from sunward.disclosure.queries import disputable_until
from sunward.kernel.acts import Done
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref, new_id
from tests import stage
from tests.disclosure.scenes import MONDAY, day, post, resident
from tests.elections.scenes import rules_of
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.stage import CODE, SUPERVISOR, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]


@pytest.fixture
def objected() -> tuple[Ref, str, date]:
    """What a clerk entered for somebody on Monday, who it was, and the last day for disputing it."""
    who, posting = resident(), post(MONDAY)
    with day(MONDAY):
        done = stage.served("disclosure.object", who, posting.ref, text="租金低")
    return Ref("entry", done.entry.ref), who, disputable_until(CODE, MONDAY)


def entered(entry: Ref, who: str, on: date, handed_in: date | None, *, slip: bool = True) -> Done:
    facts = {"text": "我没有来过", "handed_in": handed_in, "slip": paper("slip of a dispute") if slip else None}
    with day(on):
        return perform(
            "disclosure.dispute_desk_act", by=holder(CODE, SUPERVISOR), post=SUPERVISOR, subject=entry,
            facts={name: value for name, value in facts.items() if value is not None}, key=new_id(), on_behalf_of=who,
        )  # fmt: skip


def test_of_the_last_day_it_is_entered_the_day_after_and_counts_from_its_day(objected: tuple[Ref, str, date]) -> None:
    entry, who, last = objected
    after = last + timedelta(days=1)
    assert rules_of(lambda: entered(entry, who, after, None)) == {"dispute_window"}
    done = entered(entry, who, after, last)
    assert [one.rule for one in done.entry.findings if one.breach] == ["entered_late"]
    assert done.entry.claimed_at is not None
    row = DeskDispute.objects.get()
    assert (row.received_on, row.by) == (last, who)
    with day(last):
        assert row.due_on == _answer_due_of_own_hand()


def _answer_due_of_own_hand() -> date:
    """Until when a dispute is answered that somebody makes themselves today."""
    who, posting = resident("另一户"), post(MONDAY, title="另一份")
    done = stage.served("disclosure.object", who, posting.ref, text="租金低")
    said = stage.act("disclosure.dispute_desk_act", "anyone", Ref("entry", done.entry.ref), by=who, text="不是我")
    assert said.result
    return DeskDispute.objects.get(number=said.result.id).due_on


def test_handed_in_after_the_last_day_it_is_refused_as_ever(objected: tuple[Ref, str, date]) -> None:
    entry, who, last = objected
    late = last + timedelta(days=1)
    assert rules_of(lambda: entered(entry, who, late + timedelta(days=1), late)) == {"dispute_window"}


def test_three_days_and_not_before_the_entry_nor_ahead_with_its_slip_and_by_nobody_for_themselves(
    objected: tuple[Ref, str, date],
) -> None:
    entry, who, last = objected
    for said in (MONDAY - timedelta(days=1), last + timedelta(days=9)):
        with pytest.raises(FactsError, match="handed_in"):
            entered(entry, who, MONDAY + timedelta(days=1), said)
    with pytest.raises(FactsError, match="slip"):
        entered(entry, who, last + timedelta(days=1), last, slip=False)
    with day(last), pytest.raises(FactsError, match="handed_in"):
        stage.act("disclosure.dispute_desk_act", "anyone", entry, by=who, text="不是我", handed_in=last)
    assert rules_of(lambda: entered(entry, who, last + timedelta(days=4), last)) == {"entered_in_time"}
    entered(entry, who, last + timedelta(days=3), last)


def test_the_desk_finds_it_after_the_last_day_and_is_asked_for_the_day_and_nobody_else(
    objected: tuple[Ref, str, date], client: Client
) -> None:
    entry, who, last = objected
    url = f"/en/c/{CODE}/do/disclosure.dispute_desk_act/{entry}/"
    with day(last):
        own = signed_in(client, who).get(url).content.decode()
    with day(last + timedelta(days=1)):
        desk = signed_in(client, holder(CODE, SUPERVISOR)).get(url, {"for": who}).content.decode()
        served = client.get(reverse("portal:served", args=[CODE, who.partition(":")[2]]))
    assert 'name="text"' in own
    assert "handed_in" not in own
    assert 'name="handed_in"' in desk
    assert served.status_code == 200, "the supervisors serve people too"
    assert f"/do/disclosure.dispute_desk_act/{entry}/" in served.content.decode()
    with day(last + timedelta(days=4)):
        served = client.get(reverse("portal:served", args=[CODE, who.partition(":")[2]]))
    assert f"/do/disclosure.dispute_desk_act/{entry}/" not in served.content.decode(), "three days are over"

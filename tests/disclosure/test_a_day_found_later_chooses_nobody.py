"""A clerk left out the day on which a slip came; whoever upholds the dispute names it, and the objection counts from
then. The rules have changed in between: who answers it, and within which days, stays as it was when it was entered.

Failed before: the day that they named chose the rule books, and with them who answered, though the days for the answer
had run by the others.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from sunward.disclosure import queries
from sunward.disclosure.models import Objection
from sunward.kernel.acts import Done, Refused
from sunward.kernel.refs import Ref
from sunward.kernel.viewer import Viewer
from tests import stage
from tests.charter import next_versions
from tests.disclosure.scenes import MONDAY, day, post, resident
from tests.disclosure.test_nobody_answers_their_own_objection import ANSWER, APPEAL, asked
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, SUPERVISOR

pytestmark = pytest.mark.usefixtures("community")
OWN, OF_STREET = "demo-xiangyang", "demo-liuhe-street"
SINCE = MONDAY + timedelta(days=14)
ENTERED = SINCE + timedelta(days=1)
RULED = SINCE + timedelta(days=4)
Changed = Callable[[dict[str, Any]], None]


def clerks_answer(body: dict[str, Any]) -> None:
    body["powers"]["answer_objection"].update(held_by=[CLERK])


def without_appeal(body: dict[str, Any]) -> None:
    del body["powers"]["appeal_objection"]


def three_days_to_appeal(body: dict[str, Any]) -> None:
    body["parameters"]["appeal_window"]["value"] = "3 days"


def dated(changed: Changed, pack: str = OWN) -> Objection:
    """Handed in before the rules changed, entered since without its day, and dated by an upheld dispute."""
    publication, who = post(MONDAY), resident()
    with day(MONDAY + timedelta(days=1)):
        next_versions.in_force(changed, SINCE, pack=pack)
    with day(ENTERED):
        done = stage.served("disclosure.object", who, publication.ref, text="租金低于市价")
        said = stage.act("disclosure.dispute_desk_act", "anyone", Ref("entry", done.entry.ref), by=who, text="早交了")
    assert said.result
    with day(RULED):
        stage.act("disclosure.answer_dispute", SUPERVISOR, said.result, outcome="upheld", answer="收件簿上写着。",
                  handed_in=publication.must_stay_until)  # fmt: skip
    row = Objection.objects.get()
    assert row.received_on == publication.must_stay_until < SINCE
    return row


def answered(row: Objection, by: str) -> Done:
    return stage.act(ANSWER, by, row.ref, outcome="not_upheld", answer="已核对。")


def test_who_answers_it_stays_who_it_was_when_it_was_entered() -> None:
    row = dated(clerks_answer)
    with day(RULED):
        assert asked(CLERK, row, ANSWER, RULED)
        assert not asked(DEPUTY, row, ANSWER, RULED)
        with pytest.raises(Refused) as refusal:
            answered(row, DIRECTOR)
        answered(row, CLERK)
    assert [one.rule for one in refusal.value.findings] == ["power"]


def test_nor_does_it_give_them_other_days() -> None:
    row = dated(three_days_to_appeal, OF_STREET)
    with day(RULED):
        answered(row, DIRECTOR)
        reader = Viewer(CODE, row.by, frozenset(), frozenset({"resident"}))
        read = queries.objection(row.number, reader, RULED)
    assert read
    assert read.appeal_until
    assert RULED < read.appeal_until < RULED + timedelta(days=6)


def test_what_its_true_day_gave_whoever_objected_is_theirs() -> None:
    """No clerk takes an appeal from anybody by leaving out a day."""
    row = dated(without_appeal)
    with day(RULED):
        answered(row, DIRECTOR)
        stage.act(APPEAL, "resident", row.ref, by=row.by, text="没有看账。")
    row.refresh_from_db()
    assert row.appealed_on == RULED

"""An objection goes by the rules of the day on which it was made: who answers it, who rules on it, within which days,
and that it can be appealed at all.

Failed before: the list of powers of the day of each step decided. Rules that took the appeal to the street away, or
gave it to whoever had answered, took it from those who had objected long before.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from sunward.disclosure import queries
from sunward.disclosure.models import Objection
from sunward.kernel.acts import Done, Refused
from sunward.kernel.available import at_desk, available
from sunward.kernel.viewer import Viewer
from sunward.record.models import Journal
from tests import stage
from tests.by_links import Walk
from tests.charter import next_versions
from tests.charter.next_versions import Changed
from tests.disclosure.scenes import MONDAY, day, objection, post, resident
from tests.disclosure.test_nobody_answers_their_own_objection import ANSWER, APPEAL, RULE, STREET, asked, vacate
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, INSPECTOR, SECRETARY, SUPERVISOR

pytestmark = pytest.mark.usefixtures("community")
OWN, OF_STREET = "demo-xiangyang", "demo-liuhe-street"
SINCE = MONDAY + timedelta(days=14)
LATER = SINCE + timedelta(days=1)
Body = dict[str, Any]


def changed(change: Changed, pack: str = OWN) -> None:
    """The rules since a day two weeks after the objection."""
    with day(MONDAY + timedelta(days=1)):
        next_versions.in_force(change, SINCE, pack=pack)


def without_appeal(body: Body) -> None:
    del body["powers"]["appeal_objection"]


def to_the_committee(body: Body) -> None:
    body["powers"]["street_rule_on_appeal"].update(held_by=[DEPUTY])


def refused(call: Callable[[], Done]) -> set[str]:
    with pytest.raises(Refused) as refusal:
        call()
    return {one.rule for one in refusal.value.findings if one.breach}


class Case:
    """Somebody has objected before the rules change."""

    def __init__(self) -> None:
        self.by = resident()
        self.row = objection(post(MONDAY), self.by, MONDAY)

    def answered(self, by: str = DIRECTOR) -> Done:
        return stage.act(ANSWER, by, self.row.ref, outcome="not_upheld", answer="已核对。")

    def appealed(self) -> Done:
        return stage.act(APPEAL, "resident", self.row.ref, by=self.by, text="没有看账。")

    def ruled(self, by: str) -> Done:
        return stage.act(RULE, by, self.row.ref, outcome="upheld", ruling="已核对。")

    def now(self) -> Objection:
        return Objection.objects.get(pk=self.row.pk)


def test_an_appeal_that_was_taken_away_since_is_still_theirs() -> None:
    case = Case()
    changed(without_appeal)
    with day(LATER):
        case.answered()
        mine = Walk(case.by, "zh").duties().go(f"/do/{APPEAL}/")
        mine.send(text="没有看账。")
        assert case.now().appealed_on == LATER
        case.ruled(INSPECTOR)
    assert case.now().ruling_outcome == "upheld"


def test_after_silence_too() -> None:
    case = Case()
    changed(without_appeal)
    with day(LATER):
        case.appealed()
    assert case.now().appealed_on == LATER


def test_at_the_desk_too() -> None:
    case = Case()
    changed(without_appeal)
    with day(LATER):
        case.answered()
        clerk = stage.holder(CODE, CLERK)
        assert APPEAL in {one.act.name for one in at_desk(clerk, case.by, case.row.ref, CODE) if one.open}


def test_the_entry_says_by_which_rules_it_was_theirs() -> None:
    case = Case()
    changed(without_appeal)
    with day(LATER):
        case.answered()
        case.appealed()
        entry = Journal.objects.get(act=APPEAL)
    assert entry.power == "appeal_objection"
    assert f"{OWN}@{SINCE}" not in entry.charter


def test_whoever_objects_under_the_new_rules_goes_by_those() -> None:
    changed(without_appeal)
    with day(LATER):
        row = objection(post(LATER), by := resident(), LATER)
        stage.act(ANSWER, DIRECTOR, row.ref, outcome="not_upheld", answer="已核对。")
        assert refused(lambda: stage.act(APPEAL, "resident", row.ref, by=by, text="没有看账。")) == {"power"}
        assert APPEAL not in {one.act.name for one in available(by, row.ref, CODE)}


def test_what_is_opened_since_is_opened_to_them_as_well() -> None:
    """An objection from a time without an appeal."""
    changed(without_appeal)
    with day(LATER):
        by = resident()
        row = objection(post(LATER), by, LATER)
        again = SINCE + timedelta(days=10)
        power = {"name": {"zh": "申请街道复核", "en": "appeal to the street"}, "act": APPEAL, "held_by": ["resident"],
                 "risk": "low", "source": "向阳社区居务公开办法 第八条"}  # fmt: skip
        next_versions.in_force(lambda body: body["powers"].update(appeal_objection=power), again, pack=OWN)
    with day(again):
        stage.act(ANSWER, DIRECTOR, row.ref, outcome="not_upheld", answer="已核对。")
        stage.act(APPEAL, "resident", row.ref, by=by, text="没有看账。")
    assert Objection.objects.get(pk=row.pk).appealed_on == again


def test_who_rules_on_it_stays_who_it_was() -> None:
    """The next version lets the committee's deputy director rule on what the director has answered."""
    case = Case()
    changed(to_the_committee, OF_STREET)
    with day(LATER):
        case.answered()
        case.appealed()
        assert refused(lambda: case.ruled(DEPUTY)) == {"power"}
        assert asked(INSPECTOR, case.row, RULE, LATER)
        assert not asked(DEPUTY, case.row, RULE, LATER)
        street = Viewer(CODE, stage.holder(CODE, INSPECTOR), frozenset({INSPECTOR}), frozenset())
        read = queries.objection(case.row.number, street, LATER)
        assert read
        assert read.appeal_text == "没有看账。"
        late = queries.overdue(CODE, LATER + timedelta(days=60))
        assert [one.owner_post for one in late if one.subject == case.row.ref] == [STREET]
        case.ruled(INSPECTOR)
    assert case.now().ruled_on == LATER


def test_who_answers_it_stays_who_it_was() -> None:
    case = Case()
    changed(lambda body: body["powers"]["answer_objection"].update(held_by=[CLERK]))
    with day(LATER):
        assert asked(DIRECTOR, case.row, ANSWER, LATER)
        assert not asked(CLERK, case.row, ANSWER, LATER)
        assert refused(lambda: case.answered(CLERK)) == {"power"}
        case.answered()
    assert case.now().answered_on == LATER


def test_where_nobody_is_left_who_would_answer_those_of_today_do() -> None:
    case = Case()
    changed(to_the_committee, OF_STREET)
    with day(LATER):
        case.answered()
        case.appealed()
        vacate(STREET, INSPECTOR)
        case.ruled(DEPUTY)
    assert case.now().ruled_on == LATER


def first_have_gone() -> None:
    """Everybody of the list of then but those who answer in need: the street, and members of the supervisors."""
    vacate(DIRECTOR, DEPUTY, "collective_board.chair", SECRETARY, SUPERVISOR)


def test_where_only_those_in_need_are_left_those_of_today_answer() -> None:
    """Failed before: the street and the supervisors counted as somebody who is left, and were refused; so was the
    clerk, who answers by the new list. Nobody could."""
    case = Case()
    changed(lambda body: body["powers"]["answer_objection"].update(held_by=[CLERK]))
    with day(LATER):
        first_have_gone()
        late = queries.overdue(CODE, LATER + timedelta(days=60))
        assert asked(CLERK, case.row, ANSWER, LATER)
        case.answered(CLERK)
    assert [one.owner_post for one in late if one.subject == case.row.ref] == [STREET]
    assert case.now().answered_on == LATER


def test_of_what_the_street_answers_by_the_list_of_then_it_still_does() -> None:
    """Of a posting whose owner no power of then lets answer the street does, whoever answers it by the new list."""
    with day(MONDAY - timedelta(days=2)):
        alone = [INSPECTOR, STREET]
        next_versions.in_force(
            lambda body: body["powers"]["answer_objection"].update(held_by=alone), MONDAY - timedelta(days=1), pack=OWN
        )
    case = Case()
    changed(lambda body: body["powers"]["answer_objection"].update(held_by=[CLERK]))
    with day(LATER):
        first_have_gone()
        assert refused(lambda: case.answered(CLERK)) == {"power"}
        case.answered(STREET)
    assert case.now().answered_on == LATER


@pytest.mark.parametrize("weeks", [0, 2])
def test_its_days_are_those_of_its_rules(weeks: int) -> None:
    """Fifteen days to appeal and ten working days for the ruling; since then three, and one."""
    case = Case()

    def shorter(body: Body) -> None:
        body["parameters"]["appeal_window"]["value"] = "3 days"
        body["parameters"]["superior_reply"]["value"] = "1 working day"

    changed(shorter, OF_STREET)
    with day(LATER):
        case.answered()
    on = LATER + timedelta(weeks=weeks)
    with day(on):
        read = queries.objection(case.row.number, Viewer(CODE, case.by, frozenset(), frozenset({"resident"})), on)
        assert read
        assert read.appeal_until == LATER + timedelta(days=15)
        case.appealed()
    assert (case.now().ruling_due_on or date.min) > on + timedelta(days=10)

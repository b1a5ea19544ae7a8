"""Whoever died in another community, or was said to be gone from it, and is brought here by one word stands on a roll
with a mark, as whoever died here and is back."""

from datetime import date, timedelta

import pytest

from sunward.ballots import queries as ballots
from sunward.kernel.door import perform
from sunward.kernel.refs import Ref, new_id
from tests import stage
from tests.ballots.test_moving_next_door import freeze, is_on
from tests.money.cases import START, act, on, paper
from tests.stage import CLERK, here

pytestmark = pytest.mark.usefixtures("community")


def gone_elsewhere(reason: str) -> Ref:
    stage.found("other")
    facts = {"papers": "identity_card", "status": "registered", "born_on": date(1949, 12, 31), "door": "2-1"}
    with on(START):
        who = perform(
            "registry.register_arrival", by=stage.holder("other", CLERK), post=CLERK, subject=stage.here("other"),
            facts=facts | {"name": "外来"}, key=new_id(),
        ).result  # fmt: skip
    assert who
    said = {
        "died": {"reason": "died", "certificate": paper("certificate"), "told_by": "household"},
        "moved": {"told_by": "household"},
        "signed": {"told_by": "self", "paper": paper("signed")},
    }[reason]
    with on(START + timedelta(days=30)):
        stage.act("registry.record_departure", CLERK, who, code="other", left_on=START + timedelta(days=30), **said)
    return who


def comes(who: Ref, **facts: object) -> None:
    home = act("registry.register_household", CLERK, here(), door="9-9").result
    act("registry.record_arrival", CLERK, home, person=str(who), status="registered", **facts)


def marked(who: Ref) -> bool:
    roll = freeze()
    assert is_on(roll, who)
    return "roll_back_by_claim" in {one.rule for one in ballots.marks_of_roll(roll.pk)}


@pytest.mark.parametrize(("reason", "told"), [("died", True), ("moved", True), ("signed", False)])
def test_no_time_lifts_the_mark_of_whoever_died_or_was_gone_elsewhere(reason: str, told: bool) -> None:
    """It failed before: the rolls of their own community would tell it for good, this one's for a year and by the
    figure of newcomers alone."""
    who = gone_elsewhere(reason)
    for days in (50, 450):
        with on(START + timedelta(days=days)):
            if days == 50:
                comes(who)
            assert marked(who) is told


def test_papers_with_a_photograph_of_their_own_bear_it_out() -> None:
    who = gone_elsewhere("moved")
    with on(START + timedelta(days=50)):
        comes(who, told_by="papers", paper=paper("identity card"))
        assert not marked(who)

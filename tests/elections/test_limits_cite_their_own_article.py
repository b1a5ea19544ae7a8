"""A limit that a parameter sets is shown with the article of that parameter, not with the one on who belongs to a roll
or who votes. Each failed before."""

from collections.abc import Iterable
from datetime import timedelta

import pytest

from sunward.ballots.queries import open_to_objection
from sunward.charter.engine import Duration
from sunward.charter.queries import Period
from sunward.elections import book
from sunward.kernel.acts import Refused
from sunward.kernel.door import perform
from sunward.kernel.findings import Finding
from sunward.kernel.refs import new_id
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import CALLED, CLERK, CODE, DIRECTOR, at

pytestmark = pytest.mark.usefixtures("community")
RULES = "柳河街道社区议事规则"
MEMBERS, ROLLS, PETITIONS = f"{RULES} 第三条", f"{RULES} 第四条", f"{RULES} 第五条"
LATE = CALLED + timedelta(days=40)


def found(rule: str, findings: Iterable[Finding]) -> Finding:
    return next(one for one in findings if one.rule == rule)


def test_the_time_to_object_and_the_age_of_a_roll() -> None:
    with at(CALLED):
        people = votes.people(3)
        roll = scenes.freeze()
        assert roll.source == MEMBERS
        said = list(open_to_objection(roll.pk, LATE))
    assert {one.rule: one.source for one in said} == {"roll_open_to_objection": ROLLS, "roll_recent": ROLLS}
    with at(LATE):
        facts = {"change": "strike", "who": people[0], "reason": "moved_away_before"}
        done = stage.act("ballots.correct_roll", CLERK, roll.ref, **facts)
    assert found("in_time", done.entry.findings).source == ROLLS


def test_how_far_back_a_roll_goes() -> None:
    day = CALLED - timedelta(days=31)
    with at(CALLED), pytest.raises(Refused) as refusal:
        stage.act("ballots.freeze_roll", CLERK, stage.here(), body="residents_assembly", record_date=day)
    assert found("record_date_recent", refusal.value.findings).source == ROLLS


def test_until_when_a_petition_can_be_signed() -> None:
    with at(CALLED):
        people = votes.people(3)
        petition = scenes.petition_against(stage.holder(CODE, DIRECTOR), DIRECTOR, people[0])
    with at(LATE), pytest.raises(Refused) as refusal:
        perform("ballots.sign_petition", by=people[1], post="resident", subject=petition.ref, facts={}, key=new_id())
    assert found("open", refusal.value.findings).source == PETITIONS


def test_a_recall_by_a_roll_that_is_still_to_be_frozen() -> None:
    with at(CALLED):
        people = votes.people(3)
        petition = scenes.petition_against(stage.holder(CODE, DIRECTOR), DIRECTOR, people[0])
        scenes.sign(petition, people[0])
        facts = {"voting_day": CALLED + timedelta(days=5), "places": "活动室"}
        with pytest.raises(Refused) as refusal:
            scenes.office("call_recall_vote", scenes.SUPERVISOR, scenes.the_recall().ref, **facts)
    assert found("roll_open_to_objection", refusal.value.findings).source == ROLLS


def test_how_far_off_a_voting_day_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "period", lambda *_asked: Period(Duration(90), "另一条"))
    with pytest.raises(Refused) as refusal:
        scenes.call(voting_day=CALLED + timedelta(days=91))
    assert found("not_put_off", refusal.value.findings).source == "另一条"

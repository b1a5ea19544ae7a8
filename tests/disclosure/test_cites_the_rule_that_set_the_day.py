"""Whether an answer came in time is said with the article by which its last day was worked out: that of the day on
which it was asked for, and of a roll its own. Failed before: the article of the day of the answer was cited, which may
set other days."""

from typing import Any

import pytest

from sunward.ballots.models import Roll
from sunward.disclosure.models import Publication
from tests import stage
from tests.ballots.petitions.scenes import residents
from tests.charter import next_versions
from tests.disclosure import scenes
from tests.disclosure.test_demands import after
from tests.money.cases import on

pytestmark = pytest.mark.usefixtures("community")
ARTICLE = "向阳社区居务公开办法 第七条"


def other_article(body: dict[str, Any]) -> None:
    body["parameters"]["objection_reply"] |= {"value": "2 working days", "source": "向阳社区居务公开办法（新）第九条"}
    body["rights"]["objection"]["within"] = "2 working days"


def test_an_answer_under_a_newer_version() -> None:
    person = scenes.resident()
    row = scenes.objection(scenes.post(after(0)), person, after(1))
    with on(after(2)):
        next_versions.in_force(other_article, after(3), pack="demo-xiangyang")
    due = row.due_on
    assert scenes.answer(row, "upheld", after(8)).due_on == due
    assert stage.cited("answered_in_time") == ARTICLE


def test_an_answer_about_a_roll() -> None:
    with on(after(0)):
        (person,) = residents(1)
        done = stage.act("ballots.freeze_roll", stage.CLERK, stage.here(), body="residents_assembly")
        assert done.result
        roll = Roll.objects.get(number=done.result.id)
    sheet = Publication.objects.get(subject_id=roll.number)
    row = scenes.objection(sheet, person, after(1))
    scenes.answer(row, "not_upheld", after(2))
    assert stage.cited("answered_in_time") == "柳河街道社区议事规则 第四条"

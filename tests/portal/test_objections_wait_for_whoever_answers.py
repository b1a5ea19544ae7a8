"""On the inspector's desk stood every objection of the community, each with the reason why others answer it."""

from datetime import date, timedelta

import pytest

from sunward.disclosure.models import Objection
from sunward.portal.desk.waiting import MOST
from tests import stage
from tests.by_links import Walk
from tests.disclosure.scenes import day, objection, post, resident
from tests.meetings.scenes import CALLED
from tests.stage import CODE, DIRECTOR, INSPECTOR, holder

pytestmark = pytest.mark.usefixtures("community")
LATER = CALLED + timedelta(days=30)


def desk(of: str, on: date, said: Objection) -> bool:
    with day(on):
        return said.number in Walk(holder(CODE, of), "en").duties().words


def test_it_stands_where_it_can_be_answered_and_nowhere_else() -> None:
    with day(CALLED):
        who = resident("李敏")
    said = objection(post(CALLED), who, CALLED)
    assert desk(DIRECTOR, CALLED, said)
    assert not desk(INSPECTOR, CALLED, said)


def test_an_appeal_stands_on_the_desk_of_whoever_rules_on_it() -> None:
    with day(CALLED):
        who = resident("李敏")
    said = objection(post(CALLED), who, CALLED)
    with day(LATER):
        stage.act("disclosure.appeal_objection", "resident", said.ref, by=who, text="没有人答复。")
    assert desk(INSPECTOR, LATER, said)
    for number in range(MOST + 1):
        objection(post(LATER, title=f"第{number}件"), who, LATER)
    assert desk(INSPECTOR, LATER, said), "those that others answer are newer, and take no place from it"

"""A subgroup can adopt something: two thirds of it come, more than half of those agree. Seen before: no rule of the
street said how many had to, so that a meeting could be held and nothing carried."""

from datetime import date

import pytest
from django.test import Client

from sunward.ballots.models import Roll
from sunward.meetings.models import AgendaItem, Meeting
from sunward.registry import queries as registry
from tests import stage
from tests.ballots import scenes as votes
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, at
from tests.money import cases

pytestmark = pytest.mark.usefixtures("community")
BODY = "subgroup_meeting"


def called() -> tuple[Meeting, AgendaItem, list[int]]:
    """Six people in one grid, whose meeting is called with one question."""
    grid = registry.subgroups(stage.CODE)[0].code
    lives = {"papers": "identity_card", "status": "registered", "born_on": date(1980, 1, 1), "grid": grid}
    for number in range(6):
        cases.act("registry.register_arrival", CLERK, stage.here(), name=f"组员{number}", door=f"30-{number}", **lives)
    frozen = cases.act("ballots.freeze_roll", DIRECTOR, stage.here(), body=BODY, grid=grid).result
    assert frozen
    roll = Roll.objects.get(number=frozen.id)
    meeting = scenes.convene(body=BODY, title="一组会议", roll=roll.number)
    item = scenes.add_item(meeting, title="楼道灯", matter_kind="")
    scenes.notify(meeting)
    return scenes.again(meeting), item, list(roll.entries.order_by("pk").values_list("pk", flat=True))


@pytest.mark.parametrize(("agree", "adopted"), [(3, True), (2, False)])
def test_four_of_six_come_and_more_than_half_of_them_carry_it(client: Client, agree: int, adopted: bool) -> None:
    with at(CALLED, 9):
        meeting, item, places = called()
    with at(EVENING, 19):
        scenes.open_with(meeting, places[:4])
        vote = scenes.put(item)
        scenes.confirm_hands(vote, places[:4], {"for": agree, "against": 4 - agree})
    with at(EVENING, 19, 30):
        votes.close(vote)
        scenes.certify(votes.fresh(vote))
        answer = client.get(f"/en/c/{stage.CODE}/votes/{vote.number}/").content.decode()
    assert ("Adopted:" in answer, "Not adopted:" in answer) == (adopted, not adopted)
    assert "no rule book" not in answer

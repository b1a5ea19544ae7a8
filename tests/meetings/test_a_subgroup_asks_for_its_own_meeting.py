"""The people behind the doors of one grid ask for their own meeting; nobody else is counted, asked or called."""

from datetime import date, timedelta
from typing import Any

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import Petition
from sunward.kernel.acts import Refused
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.meetings.models import Meeting
from sunward.registry import queries as registry
from sunward.registry.models import Area, Household
from tests import stage
from tests.charter.amendments import rules_voted
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, act, at
from tests.money import cases
from tests.money.cases import rules_of

pytestmark = pytest.mark.django_db
BODY, LATER = "subgroup_meeting", CALLED + timedelta(days=16)
ASKED = {"purpose": "meeting", "asks_for": BODY, "title": "三栋的电梯", "of": "adults"}


class Village:
    """Under Shanghai's rules, where a third of a subgroup can ask: six people in one grid, three in another."""

    def __init__(self) -> None:
        with cases.on(CALLED - timedelta(days=10)):
            for pack in ("cn-village", "cn-village-shanghai"):
                decision = rules_voted()
                act("charter.adopt", DIRECTOR, stage.here(), pack=pack, in_force_from=CALLED, adopted_by=decision)
        self.first, self.second = registry.subgroups(stage.CODE)[:2]
        with at(CALLED, 9):
            self.ours, self.theirs = self._live(self.first.code, 6), self._live(self.second.code, 3)

    @staticmethod
    def _live(grid: str, number: int) -> list[str]:
        who = {"papers": "identity_card", "status": "registered", "born_on": date(1980, 5, 1),
               "from_day": date(2026, 1, 5)}  # fmt: skip
        doors = [f"{grid[-1]}-{place}" for place in range(number)]
        made = [
            cases.act("registry.register_arrival", CLERK, stage.here(), name=f"居民{door}", door=door, **who)
            for door in doors
        ]
        with door_open():
            Household.objects.filter(door__in=doors).update(grid=Area.objects.get(code=grid))
        return [str(done.result) for done in made]

    def opened(self, by: str, grid: str, **facts: Any) -> Petition:
        done = act("ballots.open_petition", "resident", stage.here(), by=by, grid=grid, **(ASKED | facts))
        assert done.result
        return Petition.objects.get(number=done.result.id)

    def frozen(self, grid: str) -> Ref:
        done = act("ballots.freeze_roll", CLERK, stage.here(), body=BODY, grid=grid)
        assert done.result
        return done.result


@pytest.fixture
def village(community: str) -> Village:
    return Village()


def sign(asked: Petition, by: str) -> None:
    act("ballots.sign_petition", "resident", asked.ref, by=by)


def test_a_third_of_the_subgroup_is_enough_and_its_meeting_is_called(village: Village) -> None:
    grid, ours = village.first.code, village.ours
    with at(CALLED, 10):
        asked = village.opened(ours[0], grid)
        assert (asked.needed, asked.roll.entitled, asked.roll.grid) == (2, 6, grid)
        with pytest.raises(Refused) as refusal:
            sign(asked, village.theirs[0])
        assert rules_of(refusal) == {"on_the_roll"}
        for one in ours[:2]:
            sign(asked, one)
        card = ballots.petition(asked.number, stage.CODE, CALLED)
        assert card
        assert village.first.name.zh in card.asks_for.zh
        assert card.asks_for.en.startswith(village.first.name.en)
    evening = {"place": "三栋楼下", "held_on": LATER + timedelta(days=11), "at": "19:00"}
    with at(LATER, 8):
        other = village.frozen(village.second.code)
        done = act("meetings.convene_on_petition", "resident", asked.ref, by=ours[1], **evening)
    assert done.result
    meeting = Meeting.objects.get(number=done.result.id)
    assert meeting.roll
    assert meeting.roll.ref != other, "the roll of another subgroup is none of theirs: their own is frozen now"
    assert (meeting.body, meeting.roll.grid, meeting.roll.entitled) == (BODY, grid, 6)


def test_a_roll_that_hangs_already_is_taken(village: Village) -> None:
    grid, ours = village.first.code, village.ours
    with at(CALLED, 10):
        asked = village.opened(ours[0], grid)
        for one in ours[:2]:
            sign(asked, one)
    evening = {"place": "三栋楼下", "held_on": LATER + timedelta(days=11), "at": "19:00"}
    with at(LATER, 8):
        own = village.frozen(grid)
        done = act("meetings.convene_on_petition", "resident", asked.ref, by=ours[1], **evening)
    assert done.result
    roll = Meeting.objects.get(number=done.result.id).roll
    assert roll
    assert roll.ref == own


def test_the_committee_does_not_heed_it_with_another_subgroups_meeting(village: Village) -> None:
    grid, ours = village.first.code, village.ours
    with at(CALLED, 10):
        asked = village.opened(ours[0], grid)
        for one in ours[:2]:
            sign(asked, one)
        rolls = {code: village.frozen(code).id for code in (grid, village.second.code)}
        call = {"body": BODY, "called_by": "petition", "petition": asked.number, "on": CALLED + timedelta(days=14)}
        with pytest.raises(Refused) as refusal:
            scenes.convene(roll=rolls[village.second.code], **call)
        assert rules_of(refusal) == {"petition"}
        assert scenes.convene(roll=rolls[grid], **call).petition == asked


def test_each_subgroup_asks_for_itself_and_no_other_petition_is_of_a_part(village: Village) -> None:
    with at(CALLED, 10):
        village.opened(village.ours[0], village.first.code)
        village.opened(village.theirs[0], village.second.code)
        with pytest.raises(Refused) as refusal:
            village.opened(village.ours[1], village.first.code)
        assert rules_of(refusal) == {"one_at_a_time"}
        for grid, facts in (
            ("", {}),
            ("990102003999999", {}),
            (village.first.code, {"asks_for": "villagers_assembly"}),
            (village.first.code, {"purpose": "disclosure", "asks_for": "leases"}),
        ):
            with pytest.raises(Refused) as refusal:
                village.opened(village.ours[2], grid, **facts)
            assert "subgroup" in rules_of(refusal)

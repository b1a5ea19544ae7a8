"""A roll of households is corrected by door, and whoever reads that it is wrong finds the form of the objection."""

import pytest
from django.test import Client

from sunward.ballots.models import Roll
from sunward.kernel.facts import FactsError
from sunward.registry.models import ResidenceSpell
from tests import stage
from tests.ballots import scenes as votes
from tests.by_links import Walk
from tests.stage import CLERK, CODE

pytestmark = pytest.mark.usefixtures("community")
WHY = {"reason": "other", "words": "查过登记簿"}


def frozen(of: str = "household_delegates") -> tuple[Roll, list[str]]:
    """A roll of the households of some people, in which four live."""
    people = votes.people(2) + votes.people(2)
    done = stage.act("ballots.freeze_roll", CLERK, stage.here(), body="residents_assembly", of=of)
    assert done.result
    return Roll.objects.get(number=done.result.id), people


def home(person: str) -> tuple[str, str, str]:
    row = ResidenceSpell.objects.select_related("household", "person").get(person__number=person.partition(":")[2])
    return row.household.door, row.household.number, row.person.name


@pytest.mark.parametrize("form", ["{door}", "{number}", "{door} {name}"])
def test_the_door_is_enough(form: str) -> None:
    """Before, "3-2-501" asked for a name, and door and name for a number that no page shows with that word."""
    with votes.at():
        roll, people = frozen()
        door, number, name = home(people[0])
        said = form.format(door=door, number=number, name=name)
        stage.act("ballots.correct_roll", CLERK, roll.ref, change="strike", who=said, **WHY)
    assert list(roll.entries.exclude(struck_on=None).values_list("household__number", flat=True)) == [number]


def test_what_is_no_door_is_told_so() -> None:
    with votes.at():
        roll, people = frozen()
        with pytest.raises(FactsError, match="没有门牌“9-9-999”.*请写门牌"):
            stage.act("ballots.correct_roll", CLERK, roll.ref, change="strike", who="9-9-999", **WHY)
        of_people = Roll.objects.get(number=_adults())
        with pytest.raises(FactsError, match="按人计：请写门牌和姓名"):
            stage.act("ballots.correct_roll", CLERK, of_people.ref, change="strike", who=home(people[0])[0], **WHY)


def _adults() -> str:
    done = stage.act("ballots.freeze_roll", CLERK, stage.here(), body="residents_assembly", of="adults")
    assert done.result
    return done.result.id


@pytest.mark.parametrize("language", ["zh", "en"])
def test_whoever_finds_the_roll_wrong_comes_to_the_form(language: str) -> None:
    with votes.at():
        roll, people = frozen()
        to_roll = ("/matters/", "/rolls/", f"/rolls/{roll.number}/")
        walk = Walk(people[0], language).go(*to_roll, "do/disclosure.object/")
        assert walk.field("text") == ""
        walk = Walk(people[0], language).go(*to_roll)
        stranger = Client().get(walk.at).content.decode()
        assert "/publications/" in stranger.partition('id="h-how"')[2].partition("</section>")[0]
        clerk = Walk(stage.holder(CODE, CLERK), language).go(*to_roll, "do/ballots.correct_roll/")
        clerk.send(change="strike", who=home(people[2])[0], **WHY)
    with votes.at(on=roll.open_until.replace(day=28)):
        assert not Walk(people[0], language).go(*to_roll).links("do/disclosure.object/")

"""Whom a file brings onto a roll after the first one is told of as newly registered: also where the register knew them
by number alone, and the file gives them their first door or a post."""

from datetime import timedelta

import pytest

from sunward.ballots.roll.lately import registered_lately
from sunward.registry import queries as registry
from sunward.registry.imports.confirm import confirm
from sunward.registry.imports.staging import stage
from sunward.registry.models import Person
from tests.ballots import scenes as voting
from tests.ballots.test_moving_next_door import freeze
from tests.money.cases import START, act, on
from tests.stage import CLERK, CODE, here, holder

pytestmark = pytest.mark.usefixtures("community")
BEFORE = START - timedelta(days=40)
STREET = "street_office.clerk"
DELEGATE = "representatives_meeting.delegate"


def known(number: int = 3) -> list[str]:
    """People in the register without a door, a first roll with others on it."""
    with on(BEFORE):
        named = (f"早登记{place}" for place in range(number))
        people = [str(act("registry.register_person", CLERK, here(), name=name).result) for name in named]
        voting.people(3)
        freeze()
    return people


def comes_in(rows: list[str], kind: str, post: str) -> None:
    staging = stage("\n".join(rows).encode(), kind, CODE)
    assert staging.ok, staging.problems
    confirm(staging, holder(CODE, post), post)


def with_doors(people: list[str]) -> list[str]:
    rows = [f"早登记{place},{one},9-{place},户籍,2009/6/1,1980-01-01" for place, one in enumerate(people)]
    return ["姓名,人员编号,门牌,居住身份,居住起始日,出生日期", *rows]


@pytest.mark.parametrize("of", ["", "household_delegates"])
def test_a_first_door_from_a_file_is_as_new_as_a_new_person(of: str) -> None:
    """Before, the figure asked who was new in the register, and thirty people who had stood there without a door since
    its founding came onto the roll without a word."""
    people = known()
    with on(START):
        comes_in(with_doors(people), "residents", CLERK)
        found = registered_lately(freeze(of=of), once_in_use=True)
        assert found
        assert (found.new, found.hands, found.most) == (3, 1, 3)
        homes = [str(registry.door_of(one, CODE)) for one in people]
        assert homes == ["9-0", "9-1", "9-2"]


def test_a_file_by_which_the_register_was_set_up_is_not_counted() -> None:
    with on(BEFORE):
        people = [str(act("registry.register_person", CLERK, here(), name="早登记0").result)]
        comes_in(with_doors(people), "residents", CLERK)
        freeze()
    with on(START):
        assert registered_lately(freeze(), once_in_use=True) is None


def test_a_file_that_knows_somebody_fills_in_what_the_register_had_not() -> None:
    """Somebody known by number gets a door and a date of birth; nobody is entered twice, and what is there stays."""
    (who,) = known(1)
    before = Person.objects.count()
    with on(START):
        comes_in(with_doors([who]), "residents", CLERK)
        row = Person.objects.get(number=who.removeprefix("person:"))
        assert (Person.objects.count(), row.name, str(row.born_on)) == (before, "早登记0", "1980-01-01")
        again = stage("\n".join(with_doors([who])).encode(), "residents", CODE)
        assert not again.ok, "they have a door by now"


def test_whom_the_streets_file_of_posts_brings_in_is_new_and_whom_it_only_appoints_is_not() -> None:
    """Before, only files of residents were asked: delegates whom one file of the street invented were nobody's."""
    (who,) = known(1)
    rows = ["姓名,人员编号,岗位,任职起始日", f"早登记0,{who},{DELEGATE},2026-01-15"]
    rows += [f"新代表{place},,{DELEGATE},2026-01-15" for place in range(3)]
    with on(START):
        comes_in(rows, "posts", STREET)
        roll = freeze(body="representatives_meeting")
        there = set(roll.entries.values_list("person__number", flat=True))
        assert who.removeprefix("person:") in there
        found = registered_lately(roll, once_in_use=True)
        assert found
        assert (found.new, found.hands, found.most) == (3, 1, 3)

"""What the register was told late, twice or in one go shows where it is entered, and on the roll that counts it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.ballots import queries as ballots
from sunward.ballots.models import Roll
from sunward.kernel.refs import Ref
from sunward.record.models import Journal
from sunward.registry.imports.confirm import confirm
from sunward.registry.imports.staging import stage
from tests.ballots.rolls import GROWN, arrives, breaches, freeze, people_on
from tests.money.cases import START, act, on, paper
from tests.stage import CLERK, CODE, DIRECTOR, here, holder

GRID = "990102003001001"


@pytest.fixture(autouse=True)
def monday() -> Any:
    with on(START):
        yield


def test_a_roll_says_how_many_were_registered_late_and_with_which_papers(community: str, client: Client) -> None:
    """Seen before: eight people who were said to have lived here for two years swelled a roll, and it said nothing."""
    arrives("准时", "1-1", from_day=START)
    assert breaches_of_freezing() == set()
    for place in range(3):
        arrives(f"补登{place}", f"2-{place}", from_day=date(2024, 1, 1), born_on=date(1980, 1, 1 + place))
    arrives("没证", "2-9", from_day=date(2024, 1, 1), papers="lease")
    arrives("孩子", "2-9", from_day=date(2024, 1, 1), born_on=date(2020, 1, 1))
    roll = freeze()
    frozen = Journal.objects.get(act="ballots.freeze_roll", result=str(roll.ref))
    [mark] = [one for one in frozen.findings if one["rule"] == "roll_entered_late"]
    assert (mark["actual"], mark["en"].rpartition("4: ")[2]) == ("4", "identity card 3, lease 1.")
    assert "registered late" in client.get(f"/en/c/{CODE}/rolls/{roll.number}/").content.decode()
    assert "roll_entered_late" in {one.rule for one in ballots.marks_of_roll(roll.pk)}
    homes = freeze(of="household_delegates")
    assert "roll_entered_late" in {one.rule for one in ballots.marks_of_roll(homes.pk)}
    with on(START + timedelta(days=400)):
        assert "roll_entered_late" not in breaches_of_freezing()


def imports(*names: str) -> None:
    """A file of people who are said to have lived here since 2024."""
    rows = "".join(f"{name},9-{place},户籍,1980-01-0{place + 1},2024/1/1\n" for place, name in enumerate(names))
    staging = stage(f"姓名,门牌,居住身份,出生日期,居住起始日\n{rows}".encode(), "residents", CODE)
    assert staging.ok, staging.problems
    confirm(staging, holder(CODE, CLERK), CLERK)


def test_whom_a_file_brings_in_once_rolls_are_in_use_is_marked_as_late(community: str) -> None:
    """Seen before: a file with thirty people, moved in after the notice of a meeting, and the roll said nothing."""
    imports("建册一", "建册二")
    first = freeze()
    assert list(ballots.marks_of_roll(first.pk)) == [], "by this file the register was set up"
    with on(START + timedelta(days=3)):
        imports("成批一", "成批二", "成批三")
        assert breaches_of_freezing() == {"roll_entered_late"}
        [mark] = ballots.marks_of_roll(Roll.objects.latest("id").pk)
        assert mark.actual == "3"
        assert list(ballots.marks_of_roll(first.pk)) == [], "they are not on that one"


def test_before_the_first_roll_a_file_is_late_for_the_meeting_that_was_called_before_it(community: str) -> None:
    with on(START + timedelta(days=3)):
        imports("成批一", "成批二")
        roll = freeze()
        assert list(ballots.marks_of_roll(roll.pk, START + timedelta(days=3))) == []
        [mark] = ballots.marks_of_roll(roll.pk, START)
        assert (mark.rule, mark.actual) == ("roll_entered_late", "2")


def breaches_of_freezing() -> set[str]:
    return breaches(act("ballots.freeze_roll", DIRECTOR, here(), body="residents_assembly"))


def test_a_death_with_its_certificate_is_registered_clean(community: str) -> None:
    dead = Ref.parse(arrives("孟凡", "1-1"))
    with on(START + timedelta(days=1)):
        done = act("registry.record_departure", CLERK, dead, reason="died", certificate=paper("certificate"),
                   told_by="papers")  # fmt: skip
        assert breaches(done) == set()
    assert "reason" not in done.entry.public, "that somebody has died is theirs"


def test_one_person_behind_several_doors_is_marked_where_it_happens_and_on_the_roll(community: str) -> None:
    """It bars nothing: two people may share a name and a day of birth."""
    first = {"papers": "identity_card", "status": "registered", "born_on": GROWN, "from_day": START, "grid": GRID}
    doors = (("王小二", "3-1"), ("王 小二", "3-2"), ("王小二", "3-3"), ("王小三", "3-4"))
    done = [act("registry.register_arrival", CLERK, here(), name=name, door=door, **first) for name, door in doors]
    assert [breaches(one) for one in done] == [set(), {"registered_once"}, {"registered_once"}, set()]
    assert breaches(act("registry.register_person", CLERK, here(), name="王小二", born_on=GROWN)) == {"registered_once"}
    assert breaches(act("registry.register_person", CLERK, here(), name="王小二")) == set(), "no day, no twin"
    frozen = act("ballots.freeze_roll", DIRECTOR, here(), body="residents_assembly")
    (mark,) = [found for found in frozen.entry.findings if found.breach]
    assert (mark.rule, mark.actual) == ("roll_once_each", "2")
    assert frozen.result
    roll = Roll.objects.get(number=frozen.result.id)
    assert len(people_on(roll)) == 4, "nobody is kept off the roll"
    assert [found.rule for found in ballots.marks_of_roll(roll.pk)] == ["roll_once_each"]


def test_days_set_back_say_so(community: str) -> None:
    """Whoever writes an earlier day gives a vote that is not due, or takes one: the entry says how late it came."""
    given = {"papers": "identity_card", "status": "habitual", "born_on": GROWN, "door": "4-1", "grid": GRID}
    with on(START + timedelta(days=60)):
        today = START + timedelta(days=60)
        done = act("registry.register_arrival", CLERK, here(), name="后到", from_day=START, **given)
        (mark,) = [found for found in done.entry.findings if found.breach]
        assert (mark.rule, "60" in mark.text.en, mark.source != "") == ("entered_in_time", True, True)
        yesterday = today - timedelta(days=1)
        assert (
            breaches(act("registry.register_arrival", CLERK, here(), name="新到", from_day=yesterday, **given)) == set()
        )
        gone = act("registry.record_departure", CLERK, done.result, left_on=START + timedelta(days=1), told_by="self")
        assert breaches(gone) == {"entered_in_time", "their_own_word"}

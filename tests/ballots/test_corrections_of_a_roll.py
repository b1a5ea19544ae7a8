"""A frozen roll is corrected by what has a day and a reason and shows: nobody is put on it, or off it, unseen."""

from datetime import date, timedelta
from typing import Any

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import Roll, RollEntry, Vote
from sunward.ballots.roll.freezing import digest_of
from sunward.kernel import clock
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref, new_id
from sunward.kernel.viewer import Viewer
from sunward.record.models import Journal
from tests.ballots.rolls import arrives, breaches, correct, freeze, people_on
from tests.money.cases import START, act, on, paper
from tests.stage import CLERK, CODE, DIRECTOR, SUPERVISION_MEMBER, cited


@pytest.fixture(autouse=True)
def monday() -> Any:
    with on(START):
        yield


def test_a_correction_is_dated_has_a_reason_and_shows(community: str) -> None:
    on_it = arrives("孟凡", "1-1")
    roll = freeze()
    forgotten = arrives("被漏", "1-9")
    correct(roll, forgotten, "add")
    correct(roll, on_it, "strike", reason="moved_away_before")
    assert people_on(roll) == {forgotten}
    assert digest_of(roll) == roll.digest, "what was frozen can still be proved"
    page = ballots.roll_page(roll.number, Viewer(CODE, on_it), START)
    assert page
    assert (page.mine, len(page.corrections), page.places_now) == ("struck", 2, 1)
    with pytest.raises(FactsError, match="who"):
        correct(roll, on_it, "strike", reason="listed_twice")
    with pytest.raises(FactsError, match="words"):
        correct(roll, on_it, "add", reason="other")
    done = correct(roll, on_it, "add", reason="other", words="搬家日期写错了")
    assert [found.rule for found in done.entry.findings if found.breach] == ["reason_listed"]
    assert cited("reason_listed") == "", "the list of reasons stands in no article"
    assert people_on(roll) == {forgotten, on_it}


@pytest.mark.parametrize(
    ("change", "reason"),
    [("add", "died"), ("add", "rights_lost"), ("add", "moved_away_before"), ("add", "listed_twice"),
     ("strike", "left_out")],
)  # fmt: skip
def test_a_reason_has_its_direction(community: str, change: str, reason: str) -> None:
    """Failed before: added "because they died", after the days for objections, and nothing said that it was late."""
    on_it = arrives("孟凡", "1-1")
    roll = freeze()
    late = arrives("后来", "1-9")
    with on(roll.open_until + timedelta(days=1)), pytest.raises(FactsError, match="reason"):
        correct(roll, late if change == "add" else on_it, change, reason=reason, paper=paper("judgement"))
    assert people_on(roll) == {on_it}


def test_a_correction_against_the_register_or_after_its_time_says_so_for_good(community: str) -> None:
    """An officer cannot quietly put somebody on a roll who does not belong there, nor change it once it is settled."""
    on_it, other = arrives("孟凡", "1-1"), arrives("孔云", "1-2")
    roll = freeze()
    child = arrives("孩子", "1-1", born_on=date(2020, 1, 1))
    forgotten = arrives("被漏", "1-9")
    assert breaches(correct(roll, child, "add")) == {"belongs"}
    assert breaches(correct(roll, on_it, "strike", reason="entered_wrongly")) == {"belongs_no_more"}
    assert breaches(correct(roll, on_it, "add")) == set()
    assert "objection_upheld" in breaches(correct(roll, other, "strike", reason="objection_upheld"))
    with on(roll.open_until + timedelta(days=1)):
        assert breaches(correct(roll, forgotten, "add")) == {"in_time"}
        assert breaches(correct(roll, on_it, "strike", reason="died")) == {"belongs_no_more"}


def test_the_living_are_not_struck_as_dead_without_everybody_seeing_it(community: str) -> None:
    """A death stands in the register, or the strike and every vote by the roll say that it does not; the supervision
    committee puts the living back at once."""
    people = [arrives(f"居民{place}", f"1-{place}", from_day=START) for place in range(3)]
    roll = freeze()
    with on(roll.open_until + timedelta(days=1)):
        dead = Ref.parse(people[0])
        assert breaches(act("registry.record_departure", CLERK, dead, reason="died", told_by="household")) == {
            "death_proved"
        }
        assert breaches(correct(roll, people[0], "strike", reason="died")) == set()
        assert list(ballots.marks_of_roll(roll.pk)) == []
        assert breaches(correct(roll, people[1], "strike", reason="died")) == {"belongs_no_more"}
        assert breaches(correct(roll, people[2], "strike", reason="rights_lost", paper=paper("judgement"))) == {
            "belongs_no_more"
        }
        (mark,) = ballots.marks_of_roll(roll.pk)
        assert (mark.rule, mark.breach, mark.actual) == ("roll_struck_unborne", True, "2")
        with pytest.raises(FactsError, match="reason"):
            correct(roll, people[1], "strike", reason="struck_wrongly")
        back = {"change": "add", "reason": "struck_wrongly"}
        for who in people[1:]:
            assert breaches(act("ballots.correct_roll", SUPERVISION_MEMBER, roll.ref, who=who, **back)) == set()
        assert people_on(roll) == set(people[1:])
        assert list(ballots.marks_of_roll(roll.pk)) == []


def test_a_roll_of_persons_has_no_place_for_a_household_and_the_other_way_round(community: str) -> None:
    """A household's place on it would let somebody vote who was struck from their own."""
    person = arrives("孟凡", "1-1")
    later = arrives("后来", "1-2")
    persons, homes = freeze(), freeze(of="household_delegates")
    with door_open():
        RollEntry.objects.filter(roll=homes, household__door="1-2").delete()
    for roll, who in ((persons, f"{CODE}-1-1"), (homes, later)):
        with pytest.raises(FactsError, match="who"):
            correct(roll, who, "add")
    assert {one.by_household for one in RollEntry.objects.filter(roll=persons)} == {False}
    assert breaches(correct(homes, person, "strike", reason="died")) == {"belongs_no_more"}, (
        "whoever lives there names the household"
    )


def test_a_household_that_was_left_out_belongs_by_the_register(community: str) -> None:
    arrives("孟凡", "1-1")
    roll = freeze(of="household_delegates")
    arrives("被漏", "1-9")
    arrives("孩子", "1-8", born_on=date(2020, 1, 1))
    assert breaches(correct(roll, f"{CODE}-1-9", "add")) == set()
    assert breaches(correct(roll, f"{CODE}-1-8", "add")) == {"belongs"}


def test_an_objection_to_the_posted_roll_that_was_upheld_bears_a_correction_out(community: str) -> None:
    on_it = arrives("孟凡", "1-1")
    roll = freeze()
    posted = Journal.objects.get(act="disclosure.publish", public__about=str(roll.ref))
    said = act("disclosure.object", "resident", Ref.parse(posted.result), by=on_it, text="他不住这里。")
    assert said.result
    assert "objection_upheld" in breaches(correct(roll, on_it, "strike", reason="objection_upheld"))
    act("disclosure.answer_objection", DIRECTOR, said.result, answer="核实无误。", outcome="upheld", way="strike")
    with on(roll.open_until + timedelta(days=3)):
        assert breaches(correct(roll, on_it, "add", reason="objection_upheld")) == {"objection_upheld"}, "which one?"
        told = {"reason": "objection_upheld", "objection": said.result.id}
        assert breaches(correct(roll, on_it, "strike", **told)) == {"belongs_no_more"}
        assert breaches(correct(roll, on_it, "add", **told)) == {"objection_upheld"}, "it has served"


def open_vote(roll: Roll) -> Vote:
    with door_open():
        return Vote.objects.create(
            number=f"XY-V-{new_id(6)}", community_code=CODE, roll=roll, about_type="matter", about_id="x",
            question="?", method="yes_no", secret=False, channels=["hands"], opened_on=clock.today(),
            opened_at=clock.now(), opened_by_post=DIRECTOR,
        )  # fmt: skip


def at(roll: Roll, vote: Vote) -> set[str]:
    return {f"person:{row.person.number}" for row in ballots.entries_at(roll, vote.opened_at) if row.person}


def test_a_correction_does_not_touch_a_vote_that_has_opened(community: str) -> None:
    first, second = arrives("孟凡", "1-1"), arrives("孔云", "1-2")
    roll = freeze()
    late = arrives("被漏", "1-9")
    with on(START, 10):
        opened = open_vote(roll)
    with on(START, 11):
        done = correct(roll, first, "strike", reason="died")
        correct(roll, late, "add")
    assert any(found.rule == "votes_before" and opened.number in found.text.zh for found in done.entry.findings)
    with on(START, 12):
        later = open_vote(roll)
    with on(START, 13):
        correct(roll, first, "add", reason="entered_wrongly")
    assert at(roll, opened) == {first, second}
    assert at(roll, later) == {second, late}
    assert people_on(roll) == {first, second, late}

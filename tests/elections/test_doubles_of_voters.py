"""A clerk alone registers doubles of voters and strikes the voters as listed twice: roll, poll, result, certificate.

Seen before: none of them said a word, and the recall fell through.
"""

from datetime import timedelta

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import Roll, Vote
from sunward.kernel.acts import Done
from sunward.kernel.refs import Ref
from sunward.record.models import Journal
from sunward.registry.models import Person
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes as elections
from tests.elections.recall import Story
from tests.elections.scenes import CALLED, CLERK, SUPERVISOR, at, office
from tests.money import cases

pytestmark = pytest.mark.usefixtures("community")


def double(who: str, number: int) -> str:
    person = Person.objects.get(number=who.removeprefix("person:"))
    made = cases.act(
        "registry.register_arrival", CLERK, stage.here(), name=person.name, door=f"77-{number}01",
        papers="identity_card", status="registered", born_on=person.born_on,
    ).result  # fmt: skip
    return f"person:{Person.objects.latest('pk').number}" if made is None or made.type != "person" else str(made)


def correct(roll: Roll, change: str, who: str, reason: str) -> Done:
    return stage.act("ballots.correct_roll", CLERK, roll.ref, change=change, who=who, reason=reason)


def marks(done: Done) -> dict[str, str]:
    return {one.rule: one.actual for one in done.entry.findings if not one.ok}


def of_roll(roll: Roll) -> dict[str, str]:
    return {one.rule: one.actual for one in ballots.marks_of_roll(roll.pk)}


def told(story: Story) -> list[dict[str, str]]:
    """The marks of the poll, of its declaration and of its certificate, when three of six voted for the recall."""
    day = story.call()
    with at(day, 8):
        opened = office("open_recall_poll", "street_office.director", story.recall.ref, booths=1)
        vote = Vote.objects.get(about_type="recall")
        for who in story.people[:6]:
            votes.issue(vote, who)
    with at(day, 18):
        votes.close(vote)
        counted = {"for": 3, "against": 3}
        votes.count_paper(vote, counted, **votes.sheets(counted))
        votes.confirm(vote)
    with at(day, 20):
        declared = office("declare_recall", SUPERVISOR, story.recall.ref)
        votes.ask_back(vote)
        return [marks(one) for one in (opened, declared, votes.certify(vote))]


def frozen_after(doubles: int) -> tuple[Story, list[str]]:
    """The doubles were registered the day before the roll of the recall was frozen: they stand on it."""
    made: list[str] = []

    class Early(Story):
        def __init__(self) -> None:
            with at(CALLED - timedelta(days=1)):
                self.people = votes.people(10)
                made.extend(double(who, number) for number, who in enumerate(self.people[10 - doubles :]))
            with at(CALLED):
                self.director = stage.holder(stage.CODE, elections.DIRECTOR)
                petition = elections.petition_against(self.director, elections.DIRECTOR, self.people[0])
                for one in self.people[: petition.needed]:
                    elections.sign(petition, one)
                self.roll = elections.freeze()
            self.recall = elections.the_recall()

    return Early(), made


def test_doubles_of_the_day_of_freezing_are_told_to_the_certificate() -> None:
    story = Story()
    with at(CALLED, 12):
        for number, who in enumerate(story.people[-4:]):
            correct(story.roll, "add", double(who, number), "left_out")
            assert "belongs_no_more" in marks(correct(story.roll, "strike", who, "listed_twice"))
    assert of_roll(story.roll) == {"roll_struck_unborne": "4", "roll_added_new": "4", "roll_once_each": "4"}
    poll, declared, certified = told(story)
    assert poll.items() >= of_roll(story.roll).items()
    for result in (declared, certified):
        assert (result["roll_once_each"], result["strikes_decide"]) == ("4", "4")


def test_doubles_made_before_the_freeze_are_told_as_well() -> None:
    story, _made = frozen_after(4)
    with at(story.roll.open_until, 22):
        for who in story.people[-4:]:
            correct(story.roll, "strike", who, "listed_twice")
    _poll, declared, certified = told(story)
    assert {"roll_once_each", "strikes_decide"} <= {*declared} & {*certified}


def test_striking_the_later_of_the_two_mends_it() -> None:
    story, made = frozen_after(2)
    assert of_roll(story.roll) == {"roll_once_each": "2"}
    with at(story.roll.open_until, 22):
        for who in made:
            assert marks(correct(story.roll, "strike", who, "listed_twice")) == {}
    assert of_roll(story.roll) == {}
    assert not {"roll_once_each", "strikes_decide"} & {rule for one in told(story) for rule in one}


def test_whoever_acted_themselves_is_nobody_s_double() -> None:
    """Two of one name, of whom the later registered has raised an objection: they are two."""
    story, [second] = frozen_after(1)
    posting = Journal.objects.filter(act="disclosure.publish", public__about=str(story.roll.ref)).latest("id")
    with at(CALLED, 12):
        stage.act("disclosure.object", "resident", Ref.parse(posting.result), by=second, text="名册少了人。")
        assert "belongs_no_more" in marks(correct(story.roll, "strike", second, "listed_twice"))
    assert of_roll(story.roll)["roll_once_each"] == "1"

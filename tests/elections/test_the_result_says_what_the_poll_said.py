"""The declaration repeats every mark that the poll carried of its roll.

Seen before: of people entered late or as gone, of objections and of corrections that nothing bears out the poll alone
said something; whoever read the result did not know.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest

import sunward
from sunward.ballots.queries.carried import OF_THE_ROLL
from sunward.kernel.refs import Ref
from sunward.record.models import Journal
from sunward.registry import queries as registry
from tests import stage
from tests.ballots import scenes as votes
from tests.disclosure.scenes import resident
from tests.elections.recall import Story
from tests.elections.scenes import CALLED, CLERK, SUPERVISOR, VOTING, Race, at, office
from tests.elections.test_doubles_of_voters import correct, marks
from tests.elections.test_struck_as_gone import gone
from tests.money import cases

pytestmark = pytest.mark.usefixtures("community")


def arrived(day: object, number: int) -> str:
    made = cases.act(
        "registry.register_arrival", CLERK, stage.here(), name=f"新人{number}", door=f"78-{number}01",
        papers="lease", status="registered", born_on=CALLED.replace(year=1970), from_day=day,
    ).result  # fmt: skip
    return str(made)


def test_no_mark_of_a_roll_is_forgotten() -> None:
    """Each one that the sources know, but whether places are of one person, which is looked at anew with the result."""
    sources = "".join(one.read_text() for one in (Path(sunward.__file__).parent / "ballots").rglob("*.py"))
    assert set(re.findall(r'Finding\(\s*"(roll_\w+)", False', sources)) - {"roll_once_each"} == OF_THE_ROLL


def test_of_a_recall() -> None:
    story = Story()
    posting = Journal.objects.filter(act="disclosure.publish", public__about=str(story.roll.ref)).latest("id")
    with at(story.roll.open_until, 20):
        stage.act(
            "disclosure.object", "resident", Ref.parse(posting.result), by=story.people[0], text="有人不住在这里。"
        )
        correct(story.roll, "strike", story.people[1], "entered_wrongly")
        correct(story.roll, "add", resident("外人"), "left_out")
        correct(story.roll, "add", arrived(story.roll.record_date - timedelta(days=300), 1), "left_out")
        gone(story, story.people[2], told_by="household")
    day = story.call()
    with at(day, 8):
        opened = marks(office("open_recall_poll", "street_office.director", story.recall.ref, booths=1))
        vote = votes.Vote.objects.get(about_type="recall")
        votes.issue(vote, story.people[3])
    assert {*opened} >= {
        "roll_objections", "roll_struck_unborne", "roll_added_unborne", "roll_entered_late", "roll_departures"
    }  # fmt: skip
    with at(day, 12):
        correct(story.roll, "add", story.people[1], "struck_wrongly")
    with at(day, 18):
        votes.close(vote)
        votes.count_paper(vote, {"for": 1, "against": 0}, **votes.sheets({"for": 1, "against": 0}))
        votes.confirm(vote)
    with at(day, 20):
        declared = marks(office("declare_recall", SUPERVISOR, story.recall.ref))
    said = {rule: actual for rule, actual in opened.items() if rule.startswith("roll_")}
    assert declared.items() >= said.items()


def test_of_an_election() -> None:
    race = Race()
    race.post()
    with at(VOTING - timedelta(days=3)):
        correct(race.roll, "strike", race.people[11], "entered_wrongly")
    race.open()
    race.count({"c1": 9, "c2": 9, "c3": 0})
    assert marks(race.declare())["roll_struck_unborne"] == "1"


def test_of_people_who_are_back_by_one_word_or_corrected_by_one() -> None:
    """Before, the declaration told of those who were gone, and of nobody who had been brought back."""
    race = Race()
    race.post()
    day = race.roll.record_date
    back, grown = Ref.parse(race.people[10]), Ref.parse(race.people[11])
    with at(VOTING - timedelta(days=3)):
        told = {"left_on": day - timedelta(days=30), "told_by": "household"}
        cases.act("registry.record_departure", CLERK, back, **told)
        home = Ref("household", registry.residence_of(str(back))[-1].household)
        facts = {"person": str(back), "status": "registered", "from_day": day - timedelta(days=9)}
        cases.act("registry.record_arrival", CLERK, home, **facts)
        corrected = {"reason": "mistyped", "told_by": "claimed", "name": "陌生人"}
        cases.act("registry.correct_person", CLERK, grown, **corrected)
    race.open()
    race.count({"c1": 9, "c2": 9, "c3": 0})
    declared = marks(race.declare())
    assert (declared["roll_back_by_claim"], declared["roll_renamed"]) == ("1", "1")

"""An upheld objection bears out one correction of a roll: of whoever objected, or of whom its words name.

Seen before: one trivial objection to a roll was upheld, and a clerk struck four voters and added four outsiders by it,
with no mark on the vote.
"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from sunward.ballots import queries as ballots
from sunward.ballots.models import Correction, Roll
from sunward.kernel.acts import Done
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.portal.forms.votefields import objection_field
from sunward.record.models import Journal
from tests import stage
from tests.ballots import scenes as votes
from tests.disclosure.scenes import resident
from tests.elections import scenes
from tests.elections.scenes import CALLED, CLERK, CODE, SUPERVISOR, at
from tests.elections.test_a_recall import Story

pytestmark = pytest.mark.usefixtures("community")


@pytest.fixture
def story() -> Story:
    return Story()


def upheld(story: Story, words: str, by: int = 9) -> str:
    """The number of an objection to the posted roll by one of those on it, upheld at noon."""
    posted = Journal.objects.filter(act="disclosure.publish", public__about=str(story.roll.ref)).latest("id")
    with at(CALLED, 12):
        said = stage.act("disclosure.object", "resident", Ref.parse(posted.result), by=story.people[by], text=words)
        assert said.result
        stage.act("disclosure.answer_objection", SUPERVISOR, said.result, answer="写错了，已改。", outcome="upheld")
    return said.result.id


def corrects(roll: Roll, change: str, who: str, objection: str = "") -> Done:
    facts = {"change": change, "who": who, "reason": "objection_upheld", "words": "异议成立", "objection": objection}
    return stage.act("ballots.correct_roll", CLERK, roll.ref, **facts)


def marks(done: Done) -> set[str]:
    return {one.rule for one in done.entry.findings if not one.ok}


def of_roll(roll: Roll) -> dict[str, str]:
    return {one.rule: one.actual for one in ballots.marks_of_roll(roll.pk)}


def test_a_trivial_objection_strikes_and_adds_nobody_else_unseen(story: Story) -> None:
    told = upheld(story, "我的名字写错了一个字")
    day = story.call()
    with at(day - timedelta(days=1)):
        for who in story.people[:4]:
            assert marks(corrects(story.roll, "strike", who, told)) == {"objection_upheld", "belongs_no_more"}
        for number in range(4):
            assert "objection_upheld" in marks(corrects(story.roll, "add", resident(f"外人{number}"), told))
        assert of_roll(story.roll) == {"roll_struck_unborne": "4", "roll_added_unborne": "4"}
    with at(day):
        done = scenes.office("open_recall_poll", "street_office.director", story.recall.ref, booths=1)
        assert {"roll_struck_unborne", "roll_added_unborne"} <= marks(done)
        for who in story.people[4:]:
            votes.issue(votes.Vote.objects.get(about_type="recall"), who)
    with at(day, 18):
        vote = votes.Vote.objects.get(about_type="recall")
        votes.close(vote)
        votes.count_paper(vote, {"for": 3, "against": 3}, **votes.sheets({"for": 3, "against": 3}))
        votes.confirm(vote)
    with at(day, 20):
        assert "strikes_decide" in marks(scenes.office("declare_recall", SUPERVISOR, story.recall.ref))


def test_it_serves_whoever_objected_once(story: Story) -> None:
    told = upheld(story, "我不住在这里了")
    with at(story.roll.open_until + timedelta(days=2)):
        assert [key for key, _words in objection_field(story.roll.number).choices] == ["", told]
        assert marks(corrects(story.roll, "strike", story.people[9], told)) == {"belongs_no_more"}
        assert of_roll(story.roll) == {"roll_struck_unborne": "1"}, "the register has them still"
        assert marks(corrects(story.roll, "add", story.people[9], told)) == {"objection_upheld"}
        assert [key for key, _words in objection_field(story.roll.number).choices] == [""]


def test_it_serves_somebody_whom_its_words_name_by_number_or_by_door(story: Story) -> None:
    first, second = story.people[:2]
    home = stage.registry.door_of(second, CODE)
    by_number = upheld(story, f"{first} 早就搬走了", by=8)
    by_door = upheld(story, f"{home} 没有人住", by=7)
    elsewhere = upheld(story, f"1{home}5 没有人住", by=6)
    with at(story.roll.open_until + timedelta(days=2)):
        assert "objection_upheld" in marks(corrects(story.roll, "strike", story.people[2], elsewhere))
        assert marks(corrects(story.roll, "add", story.people[2], elsewhere)) == {"objection_upheld"}
        assert marks(corrects(story.roll, "strike", first, by_number)) == {"belongs_no_more"}
        assert marks(corrects(story.roll, "strike", second, by_door)) == {"belongs_no_more"}


def test_an_objection_of_another_roll_serves_none(story: Story) -> None:
    told = upheld(story, f"{story.people[0]} 早就搬走了")
    with at(CALLED, 15):
        other = scenes.freeze()
        assert "objection_upheld" in marks(corrects(other, "strike", story.people[0], told))
        assert "objection_upheld" in marks(corrects(other, "strike", story.people[1], "XY-O-none"))


@pytest.mark.postgres
def test_the_database_lets_an_objection_serve_once(story: Story) -> None:
    told = upheld(story, "我不住在这里了")
    with at(CALLED, 15):
        corrects(story.roll, "strike", story.people[9], told)
    row = Correction.objects.get(objection=told)
    row.pk = None
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        row.save()

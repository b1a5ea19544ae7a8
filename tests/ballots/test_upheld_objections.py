"""An upheld objection bears out one correction of a roll: of whom its answer says, and which way it says.

Seen before: one trivial objection to a roll was upheld, and a clerk struck four voters and added four outsiders by it,
with no mark on the vote. And words were read for it: "please do not strike her" struck her, one about 李明华 struck
李明, and a name with a typo struck whoever bore it.
"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from sunward.ballots import queries as ballots
from sunward.ballots.models import Correction, Roll
from sunward.disclosure.acts import AnswerObjection
from sunward.disclosure.models import Objection
from sunward.kernel.acts import Done
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.portal.forms.actforms import form_of
from sunward.portal.forms.votefields import objection_field
from sunward.record.models import Journal
from sunward.registry.models import Person
from tests import stage
from tests.ballots import scenes as votes
from tests.disclosure.scenes import resident
from tests.elections import scenes
from tests.elections.recall import Story
from tests.elections.scenes import CALLED, CLERK, CODE, STREET, SUPERVISOR, at
from tests.stage import marks

pytestmark = pytest.mark.usefixtures("community")


@pytest.fixture
def story() -> Story:
    return Story()


def upheld(story: Story, words: str, by: int = 9, way: str = "put_right", concerns: str = "") -> str:
    """The number of an objection to the posted roll by one of those on it, upheld at noon."""
    posted = Journal.objects.filter(act="disclosure.publish", public__about=str(story.roll.ref)).latest("id")
    with at(CALLED, 12):
        said = stage.act("disclosure.object", "resident", Ref.parse(posted.result), by=story.people[by], text=words)
        assert said.result
        facts = {"answer": "写错了，已改。", "outcome": "upheld", "way": way, "concerns": concerns}
        stage.act("disclosure.answer_objection", SUPERVISOR, said.result, **facts)
    return said.result.id


def corrects(roll: Roll, change: str, who: str, objection: str = "") -> Done:
    facts = {"change": change, "who": who, "reason": "objection_upheld", "words": "异议成立", "objection": objection}
    return stage.act("ballots.correct_roll", CLERK, roll.ref, **facts)


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
    told = upheld(story, "我不住在这里了", way="strike")
    with at(story.roll.open_until + timedelta(days=2)):
        assert [key for key, _words in objection_field(story.roll.number).choices] == ["", told]
        assert marks(corrects(story.roll, "strike", story.people[9], told)) == {"belongs_no_more"}
        assert of_roll(story.roll) == {"roll_struck_unborne": "1"}, "the register has them still"
        assert marks(corrects(story.roll, "add", story.people[9], told)) == {"objection_upheld"}
        assert [key for key, _words in objection_field(story.roll.number).choices] == [""]


def named(story: Story, place: int, name: str) -> str:
    """Door and name of one of them, who is called so from now on."""
    who = story.people[place]
    with door_open():
        Person.objects.filter(number=who.removeprefix("person:")).update(name=name)
    return f"{stage.registry.door_of(who, CODE)} {name}"


def test_it_serves_whom_its_answer_names_by_number_or_by_door_and_name(story: Story) -> None:
    first, second = story.people[:2]
    by_number = upheld(story, "他早就搬走了", by=8, way="strike", concerns=first)
    by_door = upheld(story, "她早就搬走了", by=7, way="strike", concerns=named(story, 1, "李明华"))
    named(story, 2, "李明")
    with at(story.roll.open_until + timedelta(days=2)):
        assert "objection_upheld" in marks(corrects(story.roll, "strike", story.people[2], by_door)), "a part of a name"
        assert marks(corrects(story.roll, "strike", first, by_number)) == {"belongs_no_more"}
        assert marks(corrects(story.roll, "strike", second, by_door)) == {"belongs_no_more"}


def test_it_goes_one_way(story: Story) -> None:
    first = story.people[0]
    stays = upheld(story, f"请不要划掉 {first}，她一直住在这里", by=8, way="add", concerns=first)
    typo = upheld(story, "我的名字写错了一个字")
    with at(story.roll.open_until + timedelta(days=2)):
        assert "objection_upheld" in marks(corrects(story.roll, "strike", first, stays))
        assert marks(corrects(story.roll, "add", first, stays)) == set()
        assert "objection_upheld" in marks(corrects(story.roll, "strike", story.people[9], typo))
        assert marks(corrects(story.roll, "add", story.people[9], typo)) == {"objection_upheld"}
        assert [key for key, _words in objection_field(story.roll.number).choices] == [""]


def test_an_answer_that_upholds_says_whom_and_which_way(story: Story) -> None:
    for facts in ({"way": ""}, {"way": "strike", "concerns": "没有这个人"}):
        with pytest.raises(FactsError, match="way" if not facts["way"] else "concerns"):
            upheld(story, "名册有误", by=5 if facts["way"] else 6, **facts)
    asked = form_of(AnswerObjection, CODE, Objection.objects.latest("id").ref)
    assert {"way", "concerns"} <= asked.base_fields.keys()


def test_elsewhere_nobody_is_asked_for_it(story: Story) -> None:
    with at(CALLED, 12):
        posted = stage.act("disclosure.publish", CLERK, stage.here(), item="leases", title="出租").result
        assert posted
        said = stage.act("disclosure.object", "resident", posted, by=story.people[9], text="租金低").result
        assert said
        assert not {"way", "concerns"} & form_of(AnswerObjection, CODE, said).base_fields.keys()
        stage.act("disclosure.answer_objection", SUPERVISOR, said, answer="属实", outcome="upheld")


def test_an_older_answer_serves_whoever_objected_and_adds_alone(story: Story) -> None:
    told = upheld(story, f"{story.people[0]} 早就搬走了", way="strike", concerns=story.people[0])
    with door_open():
        Objection.objects.filter(number=told).update(way=None, concerns=None)
    with at(story.roll.open_until + timedelta(days=2)):
        for who in (story.people[0], story.people[9]):
            assert "objection_upheld" in marks(corrects(story.roll, "strike", who, told))
        assert marks(corrects(story.roll, "add", story.people[9], told)) == set()


def test_the_street_s_ruling_says_it_too(story: Story) -> None:
    posted = Journal.objects.filter(act="disclosure.publish", public__about=str(story.roll.ref)).latest("id")
    with at(CALLED, 12):
        struck = story.people[0]
        stage.act("ballots.correct_roll", CLERK, story.roll.ref, change="strike", who=struck, reason="entered_wrongly")
        said = stage.act("disclosure.object", "resident", Ref.parse(posted.result), by=struck, text="我住在这里").result
        assert said
        stage.act("disclosure.answer_objection", SUPERVISOR, said, answer="不属实。", outcome="not_upheld")
    with at(CALLED + timedelta(days=1)):
        stage.act("disclosure.appeal_objection", "resident", said, by=struck, text="")
    with at(CALLED + timedelta(days=9)):
        ruling = {"ruling": "登记簿上有。", "outcome": "upheld", "way": "add"}
        stage.act("disclosure.rule_on_appeal", STREET, said, **ruling)
        assert of_roll(story.roll) == {}, "whoever was struck is back with the ruling, whenever it comes"
        assert Correction.objects.latest("id").objection == said.id


def test_an_objection_of_another_roll_serves_none(story: Story) -> None:
    told = upheld(story, f"{story.people[0]} 早就搬走了", way="strike", concerns=story.people[0])
    with at(CALLED, 15):
        other = scenes.freeze()
        assert "objection_upheld" in marks(corrects(other, "strike", story.people[0], told))
        assert "objection_upheld" in marks(corrects(other, "strike", story.people[1], "XY-O-none"))


@pytest.mark.postgres
def test_the_database_lets_an_objection_serve_once(story: Story) -> None:
    told = upheld(story, "我不住在这里了", way="strike")
    with at(CALLED, 15):
        corrects(story.roll, "strike", story.people[9], told)
    row = Correction.objects.get(objection=told)
    row.pk = None
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        row.save()

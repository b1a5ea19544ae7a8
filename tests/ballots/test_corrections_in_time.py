"""A correction that register and objections do not bear out shows on every vote by the roll, whatever its day.

Seen before: within the days for objections a clerk struck four voters as "listed twice" who were not, and added
outsiders; the recall fell through by it, and neither the vote nor its result said a word.
"""

from datetime import timedelta

import pytest
from django.test import Client

from sunward.ballots import queries as ballots
from sunward.ballots.models import Correction, Petition, Roll, Vote
from sunward.kernel.acts import Done
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.record.models import Journal
from sunward.registry.models import Person
from tests import stage
from tests.ballots import scenes as votes
from tests.disclosure.scenes import resident
from tests.elections import scenes
from tests.elections.recall import Story
from tests.elections.scenes import CALLED, CLERK, CODE, SUPERVISOR, at
from tests.portal.pages import signed_in
from tests.stage import marks

pytestmark = pytest.mark.usefixtures("community")


@pytest.fixture
def story() -> Story:
    return Story()


def correct(roll: Roll, change: str, who: str, reason: str, **facts: object) -> Done:
    return stage.act("ballots.correct_roll", CLERK, roll.ref, change=change, who=who, reason=reason, **facts)


def of_roll(roll: Roll) -> dict[str, str]:
    return {one.rule: one.actual for one in ballots.marks_of_roll(roll.pk)}


def polled(story: Story, agree: int = 3, against: int = 3) -> set[str]:
    """The marks of the opening and of what was declared, when the last of the ten voted so."""
    day = story.call()
    with at(day):
        opened = scenes.office("open_recall_poll", "street_office.director", story.recall.ref, booths=1)
        vote = Vote.objects.get(about_type="recall")
        for who in story.people[-agree - against :]:
            votes.issue(vote, who)
    with at(day, 18):
        votes.close(vote)
        counted = {"for": agree, "against": against}
        votes.count_paper(vote, counted, **votes.sheets(counted))
        votes.confirm(vote)
    with at(day, 20):
        return marks(opened) | marks(scenes.office("declare_recall", SUPERVISOR, story.recall.ref))


@pytest.mark.parametrize("reason", ["entered_wrongly", "moved_away_before", "other"])
def test_strikes_in_time_that_nothing_bears_out_are_on_the_vote_and_its_result(story: Story, reason: str) -> None:
    with at(story.roll.open_until, 22):
        for who in story.people[:4]:
            assert "belongs_no_more" in marks(correct(story.roll, "strike", who, reason, words="据说"))
    assert of_roll(story.roll) == {"roll_struck_unborne": "4"}
    assert {"roll_struck_unborne", "strikes_decide"} <= polled(story)


def test_outsiders_added_in_time_are_on_the_vote_and_its_result(story: Story) -> None:
    with at(story.roll.open_until, 22):
        for number in range(3):
            correct(story.roll, "add", resident(f"外人{number}"), "left_out")
    assert of_roll(story.roll) == {"roll_added_unborne": "3"}
    assert {"roll_added_unborne", "adds_decide"} <= polled(story, 6, 4)


def test_nobody_is_listed_twice_who_has_no_twin_there(story: Story) -> None:
    first, second, third = story.people[-3:]
    with at(CALLED, 12):
        with pytest.raises(FactsError, match="reason"):
            correct(story.roll, "strike", first, "listed_twice")
        with door_open():
            twins = Person.objects.filter(number__in=[one.removeprefix("person:") for one in (first, second)])
            twins.update(name="王芳", born_on=twins[0].born_on)
        assert marks(correct(story.roll, "strike", second, "listed_twice")) == set(), "registered later than the first"
        with pytest.raises(FactsError, match="reason"):
            correct(story.roll, "strike", first, "listed_twice")
        assert "roll_struck_unborne" not in of_roll(story.roll)
        correct(story.roll, "strike", third, "entered_wrongly")
        assert list(Correction.objects.order_by("pk").values_list("unborne", flat=True)) == [False, True]


def test_what_was_put_back_before_the_vote_marks_nothing(story: Story) -> None:
    with at(CALLED, 12):
        correct(story.roll, "strike", story.people[0], "entered_wrongly")
        outsider = resident("外人")
        correct(story.roll, "add", outsider, "left_out")
        correct(story.roll, "strike", outsider, "entered_wrongly")
        correct(story.roll, "add", story.people[0], "struck_wrongly")
    assert of_roll(story.roll) == {}


def text_of(client: Client, path: str) -> str:
    return client.get(f"/en/c/{CODE}/{path}").content.decode()


def test_whoever_is_struck_is_told_and_has_their_days(story: Story, client: Client) -> None:
    """Failed before: struck on the last evening, and told nowhere."""
    struck, outsider = story.people[0], resident("外人")
    posted = Journal.objects.filter(act="disclosure.publish", public__about=str(story.roll.ref)).latest("id").result
    with at(story.roll.open_until, 22):
        correct(story.roll, "strike", struck, "entered_wrongly")
        correct(story.roll, "add", outsider, "left_out")
    [told] = ballots.corrected_of(struck, CODE, story.roll.open_until)
    assert told.objections_until == story.roll.open_until + (story.roll.open_until - story.roll.frozen_on)
    with at(told.objections_until, 9):
        own = text_of(signed_in(client, struck), "desk/")
        assert "You were struck from a roll" in own
        assert "the register was wrong" in own
        assert f"disclosure.object/{posted}" in own
        assert "You were added to a roll" in text_of(signed_in(client, outsider), "desk/")
        assert "from a roll" not in text_of(signed_in(client, story.people[5]), "desk/")
        clerk = signed_in(client, stage.holder(CODE, CLERK))
        at_desk = f"desk/for/{struck.removeprefix('person:')}/"
        assert f"disclosure.object/{posted}" in text_of(clerk, at_desk)
        assert f"{at_desk}correction/" in text_of(clerk, at_desk)
        assert "You were struck from a roll" in text_of(clerk, f"{at_desk}correction/")
        assert (
            client.get(f"/en/c/{CODE}/desk/for/{story.people[5].removeprefix('person:')}/correction/").status_code
            == 404
        )
        page = text_of(Client(), f"rolls/{story.roll.number}/")
        assert page.count("borne out neither by the register nor by an objection") == 2


def test_their_petition_says_it_too(story: Story, client: Client) -> None:
    petition = Petition.objects.get()
    place = petition.roll.entries.get(person__number=story.people[2].removeprefix("person:"))
    with at(CALLED, 12), door_open():
        place.struck_on, place.struck_because = CALLED, "x"
        place.save()
        Correction.objects.create(
            roll=petition.roll, place=place, change="strike", reason="objection_upheld", corrected_on=CALLED,
            corrected_at=stage.clock.now(), corrected_by_post=CLERK, unborne=True,
        )  # fmt: skip
    with at(CALLED + timedelta(days=1)):
        assert "Struck from its roll, borne out by nothing: 1." in text_of(client, f"petitions/{petition.number}/")

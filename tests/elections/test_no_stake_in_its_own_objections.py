"""Whoever has a stake in a roll answers no objection to it; the street does. A late objection warrants nothing.

Seen before: the director who was to be recalled upheld objections to the roll of his recall, raised by friends and even
after its days, and voters were struck by them without a mark.
"""

from datetime import timedelta

import pytest

from sunward.ballots import queries as ballots
from sunward.disclosure import queries as disclosure
from sunward.kernel.acts import Done
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from sunward.record.models import Journal
from tests import stage
from tests.elections.recall import Story
from tests.elections.scenes import CALLED, CLERK, CODE, DEPUTY, DIRECTOR, STREET, SUPERVISOR, at

pytestmark = pytest.mark.usefixtures("community")


@pytest.fixture
def story() -> Story:
    return Story()


def objection(story: Story, words: str, by: int = 9) -> Ref:
    posted = Journal.objects.filter(act="disclosure.publish", public__about=str(story.roll.ref)).latest("id")
    said = stage.act("disclosure.object", "resident", Ref.parse(posted.result), by=story.people[by], text=words)
    assert said.result
    return said.result


def answer(said: Ref, post: str, way: str = "put_right") -> Done:
    return stage.act("disclosure.answer_objection", post, said, answer="属实。", outcome="upheld", way=way)


def correct(story: Story, change: str, who: str, told: Ref) -> set[str]:
    facts = {"change": change, "who": who, "reason": "objection_upheld", "words": "异议成立", "objection": told.id}
    done = stage.act("ballots.correct_roll", CLERK, story.roll.ref, **facts)
    return {one.rule for one in done.entry.findings if not one.ok}


def of_roll(story: Story) -> dict[str, str]:
    return {one.rule: one.actual for one in ballots.marks_of_roll(story.roll.pk)}


def test_whoever_is_to_be_recalled_and_their_body_answer_no_objection_to_the_roll(story: Story) -> None:
    with at(CALLED, 12):
        said = objection(story, "名册有误")
        for post in (DIRECTOR, DEPUTY):
            with pytest.raises(FactsError, match="outcome"):
                answer(said, post)
        assert answer(said, STREET).result == said


def test_the_line_of_what_is_overdue_says_that_it_is_the_street_s(story: Story) -> None:
    with at(CALLED, 12):
        said = objection(story, "名册有误")
    with at(CALLED + timedelta(days=20), 9):
        [late] = [one for one in disclosure.overdue(CODE, CALLED + timedelta(days=20)) if one.subject == said]
    assert late.owner_post == STREET
    assert "has a stake" in late.next_step.en


def test_elsewhere_the_street_rules_on_appeals_and_answers_nothing_at_first(story: Story) -> None:
    with at(CALLED, 12):
        posted = stage.act(
            "disclosure.publish", SUPERVISOR, stage.here(), item="supervision_report", title="报告", text="有字",
        ).result  # fmt: skip
        assert posted
        said = stage.act("disclosure.object", "resident", posted, by=story.people[9], text="不对").result
        assert said
        with pytest.raises(FactsError, match="outcome"):
            answer(said, STREET, "")
        answer(said, SUPERVISOR, "")


def test_an_objection_raised_after_the_days_is_answered_and_warrants_nothing(story: Story) -> None:
    with at(story.roll.open_until + timedelta(days=1), 9):
        late = objection(story, "我不住在这里了")
        answer(late, SUPERVISOR, "strike")
        assert "objection_upheld" in correct(story, "strike", story.people[9], late)
        assert of_roll(story) == {"roll_struck_unborne": "1"}


def test_whoever_is_struck_on_the_last_evening_objects_within_the_rule_s_days(story: Story) -> None:
    struck, days = story.people[0], story.roll.open_until - story.roll.frozen_on
    with at(story.roll.open_until, 22):
        wrongly = {"change": "strike", "who": struck, "reason": "entered_wrongly"}
        stage.act("ballots.correct_roll", CLERK, story.roll.ref, **wrongly)
    with at(story.roll.open_until + days, 9):
        said = objection(story, "我一直住在这里", by=0)
        assert of_roll(story) == {"roll_objections": said.id, "roll_struck_unborne": "1"}
        answer(said, SUPERVISOR, "add")
        assert struck in {str(one.person) for one in story.roll.entries.filter(struck_on=None)}
        assert of_roll(story) == {}


def test_a_strike_that_an_objection_alone_bears_out_stays_marked(story: Story) -> None:
    with at(CALLED, 12):
        said = objection(story, "我不住在这里了")
        answer(said, SUPERVISOR, "strike")
        assert "belongs_no_more" in correct(story, "strike", story.people[9], said)
    assert of_roll(story) == {"roll_struck_unborne": "1"}

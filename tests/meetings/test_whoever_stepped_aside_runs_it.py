"""The director and the head of supervision step aside ("my family wants the lease"), the item names nobody; then they
put the question, count, ask back and certify.

Seen before: only that somebody who stepped aside counted was told; of the question and the rest there was not a word,
and what they said for the lease stood unmarked.
"""

from typing import NamedTuple

import pytest

from sunward.ballots.models import Vote
from sunward.meetings.models import AgendaItem
from tests.ballots import scenes as votes
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, SUPERVISION_MEMBER, SUPERVISOR, act, at, marks
from tests.stage import CODE, cited, holder

pytestmark = pytest.mark.usefixtures("community", "own_keys")


class Evening(NamedTuple):
    item: AgendaItem
    keys: list[int]


@pytest.fixture
def opened(community: str) -> Evening:
    """Both officers are on the roll, with nine others."""
    with at(CALLED, 9):
        roll = scenes.freeze([holder(CODE, DIRECTOR), holder(CODE, SUPERVISOR), *scenes.people(9)])
        meeting = scenes.convene()
        item = scenes.add_item(meeting)
        scenes.notify(meeting)
    with at(EVENING, 19, 0):
        scenes.open_with(scenes.again(meeting), scenes.entries(roll))
    return Evening(item, scenes.entries(roll))


def steps_aside(item: AgendaItem, *posts: str) -> None:
    for post in posts:
        act("meetings.step_aside", "anyone", item.ref, by=holder(CODE, post), reason="interest",
            evidence="我家想租这间房")  # fmt: skip


def decided(evening: Evening) -> Vote:
    """The director puts it, the head of supervision counts with a member, asks back and certifies."""
    vote, second = scenes.put(evening.item), holder(CODE, SUPERVISION_MEMBER, 0)
    act("ballots.count_hands", SUPERVISOR, vote.ref, chosen={"for": 5, "against": 4},
        entries=scenes.listed(evening.keys[2:]), counted_with=second)  # fmt: skip
    votes.second(vote, "hands")
    votes.confirm(vote, "hands")
    votes.close(vote)
    votes.ask_back(vote)
    votes.certify(vote)
    return vote


def test_their_number_is_told_with_question_count_certificate_and_result(opened: Evening) -> None:
    with at(EVENING, 19, 5):
        steps_aside(opened.item, DIRECTOR, SUPERVISOR)
        decided(opened)
    assert marks("meetings.put_to_vote")["interested_officer"] == "1", "who puts it"
    assert marks("ballots.count_hands")["interested_officer"] == "1", "who counts"
    assert "interested_officer" not in marks("ballots.confirm_count"), "the second and the third have none"
    assert marks("ballots.certify")["interested_officer"] == "2"
    assert marks("meetings.settle_item")["interested_officer"] == "2"


def test_taken_back_it_is_told_of_nobody(opened: Evening) -> None:
    with at(EVENING, 19, 5):
        steps_aside(opened.item, DIRECTOR)
        act("meetings.take_back_exclusion", "anyone", opened.item.ref, by=holder(CODE, DIRECTOR), because="弄错了")
        scenes.put(opened.item)
    assert "interested_officer" not in marks("meetings.put_to_vote")


def test_what_they_say_for_it_is_marked_and_what_others_say_is_not(opened: Evening) -> None:
    with at(EVENING, 19, 5):
        steps_aside(opened.item, DIRECTOR)
        for place, marked in ((0, True), (1, False)):
            act(
                "meetings.record_statement",
                CLERK,
                opened.item.ref,
                place=str(opened.keys[place]),
                text="租给我家最好。",
            )
            assert ("spoke_aside" in marks("meetings.record_statement")) is marked
            if marked:
                assert cited("spoke_aside")

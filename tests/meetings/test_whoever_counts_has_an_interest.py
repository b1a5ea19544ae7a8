"""The item names a firm, and who puts the question, counts, asks back or certifies has declared a post in it.

Seen before: a member with the same interest was marked, and of the offices there was not a word.
"""

from collections.abc import Sequence

import pytest

from sunward.ballots.models import Vote
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.registry.models import Person
from tests import stage
from tests.ballots import scenes as votes
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, SUPERVISION_MEMBER, SUPERVISOR, act, at, marks
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community")
FIRM = "红星物业公司"
COUNTING = ("ballots.count_hands", "ballots.confirm_count", "ballots.certify", "meetings.settle_item")


def declares(post: str, what: str = FIRM) -> None:
    holder = Ref.parse(stage.holder(CODE, post))
    act("registry.declare_interest", post, holder, kind="company_post", what=what)


def evening(declaring: Sequence[str], what: str = FIRM, concerns: str = FIRM) -> Vote:
    """The director puts it, the head of supervision counts with a member, asks back and certifies."""
    with at(CALLED, 9):
        for post in declaring:
            declares(post, what)
        roll = scenes.freeze(scenes.people(9))
        meeting = scenes.convene()
        item = scenes.add_item(meeting, concerns=concerns)
        scenes.notify(meeting)
    keys = scenes.entries(roll)
    with at(EVENING, 19, 0):
        scenes.open_with(scenes.again(meeting), keys)
        vote = scenes.put(item)
        second = stage.holder(CODE, SUPERVISION_MEMBER, 0)
        act(
            "ballots.count_hands", SUPERVISOR, vote.ref, chosen={"for": 5, "against": 4},
            entries=scenes.listed(keys), counted_with=second,
        )  # fmt: skip
        votes.second(vote, "hands")
        votes.confirm(vote, "hands")
        votes.close(vote)
        votes.ask_back(vote)
        votes.certify(vote)
    return vote


def test_their_number_is_told_with_question_count_certificate_and_result() -> None:
    evening([SUPERVISOR, DIRECTOR])
    assert marks("meetings.put_to_vote")["interested_officer"] == "1", "who puts it"
    assert marks("ballots.count_hands")["interested_officer"] == "1", "who counts"
    assert "interested_officer" not in marks("ballots.confirm_count"), "the second and the third have none"
    assert marks("ballots.certify")["interested_officer"] == "2"
    assert marks("meetings.settle_item")["interested_officer"] == "2"


def test_whoever_only_says_the_same_of_a_count_is_told_too() -> None:
    evening([SUPERVISION_MEMBER])
    assert marks("ballots.count_hands")["interested_officer"] == "1", "named as the second"
    assert "interested_officer" not in marks("meetings.put_to_vote")
    assert marks("ballots.certify")["interested_officer"] == "1"


def test_whoever_the_item_names_is_told_without_a_declaration() -> None:
    with door_open():
        number = stage.holder(CODE, SUPERVISOR).removeprefix("person:")
        name = Person.objects.get(number=number).name
    evening([], concerns=name)
    assert marks("ballots.certify")["interested_officer"] == "1"


@pytest.mark.parametrize("concerns", ["", FIRM])
def test_whoever_has_declared_something_else_marks_nothing(concerns: str) -> None:
    evening([SUPERVISOR, DIRECTOR, CLERK], what="另一家公司", concerns=concerns)
    for name in ("meetings.put_to_vote", *COUNTING):
        assert "interested_officer" not in marks(name), name

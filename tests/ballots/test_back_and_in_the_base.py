"""People whom others had gone, and whom one clerk alone brought back, stay at home: they are counted among those of
whom enough must take part, and the result says where that could decide it.

Before, the poll said how many they were; what was declared said nothing of whether it turned on them.
"""

from datetime import timedelta

import pytest

from sunward.kernel.refs import Ref
from sunward.meetings.session.striking import turns_item
from sunward.registry import queries as registry
from tests.ballots.test_back_by_one_hand import RULE
from tests.ballots.test_corrections_in_time import polled
from tests.elections.scenes import CLERK, at
from tests.elections.test_a_recall import Story
from tests.elections.test_struck_as_gone import gone
from tests.meetings import scenes as meetings
from tests.money import cases
from tests.money.cases import paper

pytestmark = pytest.mark.usefixtures("community")
DECIDES = "returns_decide"


def back(story: Story, number: int, **signed: object) -> None:
    """The first of these people were gone before the day of the roll, and are back on it."""
    with at(story.roll.open_until, 20):
        for who in story.people[:number]:
            home = Ref("household", registry.residence_of(who)[0].household)
            gone(story, who, told_by="household")
            since = story.roll.record_date - timedelta(days=1)
            facts = {"person": who, "status": "registered", "from_day": since}
            cases.act("registry.record_arrival", CLERK, home, **facts, **signed)


@pytest.mark.parametrize(
    ("number", "agree", "against", "decides"),
    [
        (3, 3, 1, True),  # four of ten came: too few; of seven they are enough
        (1, 3, 1, False),  # of nine they are not
        (3, 7, 0, False),  # enough came, and they agree
        (4, 5, 4, True),  # three of the four voted: without them it could have been otherwise
    ],
)
def test_whoever_stays_at_home_could_have_made_too_few(number: int, agree: int, against: int, decides: bool) -> None:
    story = Story()
    back(story, number)
    found = polled(story, agree, against)
    assert RULE in found
    assert (DECIDES in found) is decides


def test_what_they_signed_marks_nothing() -> None:
    story = Story()
    for place in range(3):
        story.people.insert(0, story.people.pop(place))
        back(story, 1, told_by="self", paper=paper(f"signed {place}"))
    assert not {RULE, DECIDES} & polled(story, 3, 1)


@pytest.mark.parametrize(("away", "decides"), [(1, False), (2, True)])
def test_an_item_of_a_meeting_is_looked_at_without_those_who_stayed_at_home(away: int, decides: bool) -> None:
    """Four of nine are for it: of eight they would be too few still, of seven they are more than half."""
    with meetings.at(meetings.CALLED, 9):
        keys = meetings.entries(meetings.freeze(meetings.people(9)))
        meeting = meetings.convene()
        item = meetings.add_item(meeting, matter_kind="community_rules")
        meetings.notify(meeting)
    with meetings.at(meetings.EVENING):
        meetings.open_with(meeting, keys[:7])
        vote = meetings.put(item)
        meetings.count_hands(vote, keys[:7], {"for": 4, "against": 3})
        meetings.certify(vote)
        assert turns_item(item.ref, vote.number, -away) is decides

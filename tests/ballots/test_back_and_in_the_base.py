"""People whom others had gone, and whom one clerk alone brought back, stay at home: they are counted among those of
whom enough must take part, and the result says where that could decide it.

Before, the poll said how many they were; what was declared said nothing of whether it turned on them.
"""

from datetime import timedelta

import pytest

from sunward.ballots.queries import Area
from sunward.ballots.rules.returned import Returned
from sunward.kernel.refs import Ref
from sunward.meetings.session.striking import swings_item, without_item
from sunward.registry import queries as registry
from tests.ballots.test_back_by_one_hand import RULE
from tests.ballots.test_corrections_in_time import polled
from tests.elections.recall import Story
from tests.elections.scenes import CLERK, at
from tests.elections.test_struck_as_gone import gone
from tests.meetings import scenes as meetings
from tests.meetings.test_chosen_among_several import asked, put
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
        (5, 6, 0, False),  # one of the five voted: without them five of the others are enough, and all agree
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


@pytest.mark.parametrize(
    ("back", "decides"),
    [
        (Returned(1), False),
        (Returned(2), True),
        (Returned(1, voted=1), True),  # one at home, and one of those who were against it
        (Returned(0, voted=1), False),  # of eight, four
    ],
)
def test_an_item_of_a_meeting_is_looked_at_without_them_in_base_and_votes_together(
    back: Returned, decides: bool
) -> None:
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
        assert without_item(item.ref, vote.number, back) is decides


@pytest.mark.parametrize(("number", "decides"), [(3, False), (6, True)])
def test_where_a_ballot_names_several_no_choice_has_more_votes_than_there_are_ballots(
    number: int, decides: bool
) -> None:
    """All nine want all three. Before, the votes taken off one choice were ballots taken off all, and certifying a
    result in doubt ended in an error."""
    meeting, item, keys = asked(method="approval")
    with meetings.at(meetings.EVENING):
        meetings.open_with(meeting, keys)
        vote = put(item)
        meetings.count_hands(vote, keys, {"c1": 9, "c2": 9, "c3": 9})
        meetings.certify(vote)
        assert without_item(item.ref, vote.number, Returned(0, voted=number)) is False
        assert swings_item(item.ref, vote.number, {"c1": number}, 0, Area()) is decides

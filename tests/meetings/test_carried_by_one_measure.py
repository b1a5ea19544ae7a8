"""Whether a vote is carried, and whether it could have been turned, is asked by one measure. Of a rule that nobody has
read the result took notice, and the mark did not: eleven of twenty were carried for the one and not for the other."""

import pytest

from sunward.ballots.models import Roll, Vote
from sunward.kernel.guard import door_open
from sunward.meetings.models import AgendaItem
from sunward.meetings.queries import judged
from sunward.meetings.session.carrying import adopted_in, adopts
from sunward.meetings.session.results import figures_of
from sunward.meetings.session.room import Room
from sunward.record.models import Journal
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, EVENING, at

pytestmark = pytest.mark.usefixtures("community")
SECRETARY = "party_organisation.secretary"
PARTY = {"body": "party_members_meeting", "title": "党员大会", "called_by": "party_organisation"}


def reviewed(in_favour: int, against: int, aside: int) -> tuple[AgendaItem, Vote]:
    """Nine party members, of whom seven come; so many of them step aside, the others raise their hands."""
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(9), body="party_members_meeting")
        with door_open():
            Roll.objects.update(of="party_members")
        meeting = scenes.convene(post=SECRETARY, **PARTY)
        item = scenes.add_item(meeting, matter_kind="")
        scenes.notify(meeting)
    keys = scenes.entries(roll)[:7]
    with at(EVENING):
        scenes.open_with(meeting, keys)
        for key in keys[:aside]:
            scenes.act("meetings.step_aside", CLERK, item.ref, place=str(key), reason="interest", evidence="是他的房子")
        vote = scenes.put(item, SECRETARY)
        scenes.count_hands(vote, keys[aside:], {"for": in_favour, "against": against})
        scenes.certify(vote)
    return AgendaItem.objects.select_related("meeting__roll").get(pk=item.pk), vote


@pytest.mark.parametrize(("in_favour", "against", "aside", "carried"), [(4, 1, 2, False), (5, 2, 0, True)])
def test_the_result_and_what_could_turn_it_are_asked_the_same(
    in_favour: int, against: int, aside: int, carried: bool
) -> None:
    """Failed before: four of seven present and nine entitled were `for` for the marks, and not carried for pages."""
    item, vote = reviewed(in_favour, against, aside)
    room = Room(item.meeting)
    found = judged(item, vote.number)
    assert any(one.unconfirmed for one in found), "the law has a measure that nobody has read"
    assert adopts(found) is carried
    assert bool(adopted_in(room, item, figures_of(room, item, vote.number))) is carried


def test_those_who_stepped_aside_could_have_carried_it() -> None:
    """Failed before: it counted as carried without them, so that nothing could be turned."""
    reviewed(4, 1, 2)
    settled = Journal.objects.get(act="meetings.settle_item")
    assert "stepping_aside_decides" in {one["rule"] for one in settled.findings}

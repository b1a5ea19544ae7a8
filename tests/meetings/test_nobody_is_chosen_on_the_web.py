"""Elections and recalls stay off the web, whatever they are called and by whatever method they are put.

Before, a secret vote by yes and no on who sits on the supervision committee, or on a recall, went on the web.
"""

import pytest

from sunward.ballots.models import Vote
from sunward.meetings.models import AgendaItem
from tests.ballots import scenes as votes
from tests.decisions import scenes as matters
from tests.elections import scenes as elections
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CODE, DIRECTOR, EVENING, act, at, broken
from tests.stage import holder

pytestmark = pytest.mark.django_db
WEB = {"channels": "paper,web", "secret": True, "closes_at": "2026-03-20 20:00"}


def the_evening_with(**facts: str) -> AgendaItem:
    """A session of nine is under way, with one item to decide."""
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(9))
        meeting = scenes.convene()
        item = scenes.add_item(meeting, title="推选", **facts)
        scenes.notify(meeting)
    with at(EVENING):
        scenes.open_with(scenes.again(meeting), scenes.entries(roll))
    return item


def put(item: AgendaItem) -> None:
    with at(EVENING):
        act("meetings.put_to_vote", DIRECTOR, item.ref, **WEB)


def test_whoever_supervises_is_not_chosen_on_the_web(community: str) -> None:
    item = the_evening_with(matter_kind="supervision_member_election")
    assert broken(lambda: put(item)) == {"never_online"}


def test_a_matter_that_is_an_election_cannot_leave_its_kind_off_the_agenda(community: str) -> None:
    matter = matters.open_matter(CALLED, kind="supervision_member_election", title="补选监督委员会委员")
    item = the_evening_with(matter_kind="", about=matter.number)
    assert broken(lambda: put(item)) == {"never_online"}


@pytest.mark.parametrize("kind", ["", "annual_budget", "asset_lease"])
def test_nor_can_one_that_puts_people_to_the_vote(community: str, kind: str) -> None:
    """Failed before: whoever left the kind out, or named another, put them on the web."""
    item = the_evening_with(matter_kind=kind, people=holder(CODE, DIRECTOR))
    assert broken(lambda: put(item)) == {"never_online"}


def test_whoever_has_no_phone_votes_as_well(community: str) -> None:
    """Failed before: a vote by the web alone was taken, without a sheet, a hand or a terminal for the others."""
    item = the_evening_with()
    with at(EVENING):
        alone = WEB | {"channels": "web"}
        assert broken(lambda: act("meetings.put_to_vote", DIRECTOR, item.ref, **alone)) == {"without_a_phone"}
        act("meetings.put_to_vote", DIRECTOR, item.ref, **WEB)


def test_no_recall_goes_on_the_web_through_a_meeting(community: str) -> None:
    with elections.at(elections.CALLED):
        people = votes.people(12)
        elections.freeze()
        petition = elections.petition_against(holder(CODE, DIRECTOR), DIRECTOR, people[0])
        for one in people:
            petition.refresh_from_db()
            if not petition.reached_on:
                elections.sign(petition, one)
        recall = elections.the_recall()
    item = the_evening_with(about=str(recall.ref))
    assert broken(lambda: put(item)) == {"never_online"}


@pytest.mark.parametrize("about", ["recall:XY-R-1", "contest:XY-E-1-1", "election:XY-E-1", "candidate:x"])
def test_no_vote_about_a_person_opens_on_the_web(community: str, about: str) -> None:
    with votes.at(9):
        roll = votes.roll_of(votes.people(3))
        with pytest.raises(AssertionError):
            votes.put(roll, channels="web", about=about)
        votes.put(roll, channels="paper", about=about)


def test_what_permits_it_permits_it_for_everything_else(community: str) -> None:
    put(the_evening_with(matter_kind="asset_lease"))
    assert Vote.objects.get().channels == ["paper", "web"]

"""Whoever may take part finds the way: from home, from the matter, from the duties of today, and back."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from sunward.kernel import clock
from sunward.portal.caching import shelf
from tests.ballots import scenes as voting
from tests.decisions import scenes as deciding
from tests.meetings import scenes as meeting_of
from tests.portal.pages import signed_in
from tests.portal.scene import TODAY, Lived
from tests.stage import CLERK, CODE, DIRECTOR, SUPERVISION_MEMBER, SUPERVISOR, holder


def read(client: Client, address: str) -> str:
    shelf.clear()  # some scenes write beside the record, which a kept page would not notice
    response = client.get(f"/en/c/{CODE}/{address}")
    assert response.status_code == 200, address
    return str(response.content.decode())


def test_home_names_what_is_open_and_until_when(community: str, client: Client) -> None:
    assert "Take part now" not in read(client, "")
    until = clock.moment(TODAY + timedelta(days=2), 18)
    vote = voting.put(voting.roll_of(voting.people(3)), on=TODAY, closes_at=until.isoformat(timespec="minutes"))
    page = read(client, "")
    assert "can be voted on until 22 April 2026, 18:00, by: residents" in page
    assert f"/votes/{vote.number}/" in page
    with clock.moved_to(until + timedelta(minutes=1)):
        assert "Take part now" not in read(client, "")


def test_home_names_petitions_that_can_be_signed(lived: Lived, client: Client) -> None:
    assert f"/petitions/{lived.petition}/" in read(client, "")


@pytest.mark.parametrize("name", ["meetings", "meetings/?only=hearings", "votes", "petitions", "rolls", "elections"])
def test_decisions_lead_to_everything_that_decides(lived: Lived, client: Client, name: str) -> None:
    address = name if "?" in name else f"{name}/"
    assert f'href="/en/c/{CODE}/{address}"' in read(client, "matters/")
    assert 'aria-current="page"' in read(client, address)


def test_meeting_vote_and_roll_lead_to_each_other(lived: Lived, client: Client) -> None:
    vote = read(client, f"votes/{lived.vote}/")
    assert f"/votes/{lived.vote}/" in read(client, f"meetings/{lived.meeting}/")
    assert f"/meetings/{lived.meeting}/" in vote
    roll = vote.partition("/rolls/")[2].partition("/")[0]
    page = read(client, f"rolls/{roll}/")
    assert f"/votes/{lived.vote}/" in page
    assert f"/meetings/{lived.meeting}/" in page


def test_a_matter_lists_its_votes_with_their_state(community: str, client: Client) -> None:
    matter = deciding.open_matter(date(2026, 4, 1))
    vote = voting.put(voting.roll_of(voting.people(2)), about=f"matter:{matter.number}")
    page = read(client, f"matters/{matter.number}/")
    assert f"/votes/{vote.number}/" in page
    assert "open now" in page
    assert f"/matters/{matter.number}/" in read(client, f"votes/{vote.number}/")


def test_a_voter_finds_the_open_vote_among_todays_duties_until_they_have_voted(community: str, client: Client) -> None:
    voter, *_others = voters = voting.people(3)
    vote = voting.put(voting.roll_of(voters))
    signed_in(client, voter)
    assert f"/votes/{vote.number}/ballot/" in read(client, "desk/")
    voting.cast(vote, voter)
    assert f"/votes/{vote.number}/ballot/" not in read(client, "desk/")


def test_a_delegate_finds_tonights_meeting(community: str, client: Client) -> None:
    delegate, other = meeting_of.people(2)
    meeting_of.freeze([delegate])
    meeting = meeting_of.convene(on=TODAY)
    signed_in(client, delegate)
    page = read(client, "desk/")
    assert "today, 20 April 2026, 19:00" in page
    assert f"/meetings/{meeting.number}/" in page
    assert f"/meetings/{meeting.number}/" not in read(signed_in(client, other), "desk/")


def test_the_clerk_is_told_what_each_meeting_waits_for(community: str, client: Client) -> None:
    signed_in(client, holder(CODE, CLERK))
    meeting, _item, keys = meeting_of.called(3)
    with meeting_of.at(meeting_of.EVENING, 19):
        assert f"do/meetings.open_session/meeting:{meeting.number}/" in read(client, "desk/")
        meeting_of.open_with(meeting, keys)
        assert f"do/meetings.close_session/meeting:{meeting.number}/" not in read(client, "desk/"), "a question waits"
        meeting_of.act("meetings.close_session", DIRECTOR, meeting.ref)
        assert f"do/meetings.draft_minutes/meeting:{meeting.number}/" in read(client, "desk/")
        minutes = meeting_of.minutes_of(meeting)
        signing = f"do/meetings.sign_minutes/minutes:{minutes.number}/"
    with meeting_of.at(meeting_of.EVENING + timedelta(days=2), 19):
        for post, role in ((CLERK, "recorder"), (DIRECTOR, "chair"), (SUPERVISOR, "supervisor")):
            signed_in(client, holder(CODE, post))
            assert signing in read(client, "desk/")
            meeting_of.act("meetings.sign_minutes", post, minutes.ref, role=role)
            assert signing not in read(client, "desk/")


def test_a_supervisor_is_told_what_to_confirm_and_whom_to_ask(community: str, client: Client) -> None:
    voters = voting.people(4)
    with voting.at(9):
        vote = voting.put(voting.roll_of(voters))
        voting.issue(vote, voters[0])
        for voter in voters[1:]:
            voting.cast(vote, voter)
        voting.close(vote)
        voting.count_paper(vote, {"for": 1, "against": 0})
        third = signed_in(client, holder(CODE, SUPERVISION_MEMBER, 1))
        page = read(third, "desk/")
        confirming = f"do/ballots.confirm_count/vote:{vote.number}/"
        assert confirming in page
        assert f"/votes/{vote.number}/asked-back/" in page
        assert "counted by" in read(third, confirming)
        voting.confirm(vote)
        assert confirming not in read(third, "desk/")


def test_the_minutes_name_everybody_who_came_and_not_every_masked_name_once(lived: Lived, client: Client) -> None:
    page = read(client, f"meetings/{lived.meeting}/minutes/")
    names = re.findall(r"代\*\*", page.partition("Present")[2].partition("<h2>")[0])
    assert len(names) == 7, "all of them are called 代 and something"


def test_when_the_session_is_over_nobody_is_said_to_be_missing(lived: Lived, client: Client) -> None:
    signed_in(client, holder(CODE, CLERK))
    page = read(client, f"meetings/{lived.meeting}/room/")
    assert "Who was here stands in the minutes." in page
    assert "of 9 are here" not in page

"""Whoever sits at a place for somebody else is asked about their interest as its owner is; words stand in the minutes
as those of whoever was there, or it is said that they were not."""

from datetime import date

import pytest
from django.test import Client

from sunward.kernel.guard import door_open
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.session.interests import concerned
from sunward.meetings.session.room import Room
from sunward.registry.models import Person
from tests import stage
from tests.ballots import scenes as votes
from tests.meetings import owners, scenes
from tests.meetings.scenes import CALLED, CLERK, EVENING, act, at, marks, shown
from tests.meetings.test_corrected_while_they_meet import who
from tests.meetings.test_the_collective_sends_somebody import CHAIR, family, meeting
from tests.money import cases
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.stage import CODE

__all__ = ["family", "meeting"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
TENANT = "承租的人"


@pytest.fixture
def lease(meeting: Meeting, family: list[str]) -> AgendaItem:
    """The item names a tenant, who comes by a true proxy of his household's member."""
    with at(CALLED, 10):
        item = scenes.add_item(meeting, matter_kind="asset_lease", concerns=TENANT)
        scenes.notify(meeting)
    with door_open():
        Person.objects.filter(number=family[2].removeprefix("person:")).update(name=TENANT)
    keys = scenes.entries(meeting.roll)
    with at(EVENING, 19, 0):
        scenes.admit(meeting, keys[:1], how="proxy", person=family[2], proof=paper("true"))
        scenes.admit(meeting, keys[1:])
        act("meetings.open_session", CLERK, meeting.ref)
    return AgendaItem.objects.get(pk=item.pk)


def test_who_comes_for_another_is_asked_about_their_own_interest(lease: AgendaItem, family: list[str]) -> None:
    """Failed before: only whose place it is was asked, and the tenant voted on his own lease."""
    keys = scenes.entries(lease.meeting.roll)
    with at(EVENING, 19, 5):
        assert concerned(Room(lease.meeting), lease) == {keys[0]}
        scenes.put(lease, post=CHAIR)
        assert "interested_vote" in marks("meetings.put_to_vote")


def test_and_steps_aside_by_their_own_word(lease: AgendaItem, family: list[str]) -> None:
    """Failed before: only for yourself, it was said; entered by the clerk it was marked as the word of others."""
    with at(EVENING, 19, 5):
        act("meetings.step_aside", "anyone", lease.ref, by=family[2], reason="interest", evidence="我是承租人")
        assert "own_word" not in marks("meetings.step_aside")
        assert not lease.off_base.exists()
        assert lease.proxies_aside.get().proxy == family[2]
        scenes.put(lease, post=CHAIR)
        assert "interested_vote" not in marks("meetings.put_to_vote")


def test_words_of_somebody_who_was_not_there_say_so(client: Client) -> None:
    """Failed before: the minutes had them beside those of people who came."""
    meeting, item, keys = scenes.called(9)
    stranger = votes.people(1)[0]
    with at(EVENING, 19, 0):
        scenes.open_with(meeting, keys[:7])
        act("meetings.record_statement", CLERK, item.ref, place=str(keys[0]), text="同意。")
        assert "not_listed" not in shown("meetings.record_statement")
        for facts in ({"place": str(keys[8])}, {"person": stranger}):
            act("meetings.record_statement", CLERK, item.ref, text="也同意。", **facts)
            assert "not_listed" in shown("meetings.record_statement")
        act("meetings.close_session", scenes.DIRECTOR, meeting.ref)
    with at(EVENING, 20, 0):
        said = scenes.minutes_of(meeting).content["items"][0]["statements"]
        assert [one.get("not_listed", False) for one in said] == [False, True, True]
        signed_in(client, str(meeting.attendance.order_by("id")[0].person))
        page = client.get(f"/en/c/{CODE}/meetings/{meeting.number}/minutes/").content.decode()
        assert page.count("not on the list of who came") == 2


def test_what_a_proxy_says_is_theirs_and_whoever_is_quoted_may_correct_it(lease: AgendaItem, family: list[str]) -> None:
    """Failed before: the clerk named the place, and the minutes had the words as those of whoever stayed at home."""
    keys = scenes.entries(lease.meeting.roll)
    giver = str(lease.meeting.attendance.get(entry=keys[0]).entry.person)
    with at(EVENING, 19, 5):
        act("meetings.record_statement", CLERK, lease.ref, place=str(keys[0]), text="我反对。", dissent=True)
        assert str(lease.statements.get().person) == family[2]
        act("meetings.record_statement", CLERK, lease.ref, person=giver, text="我同意。")
        act("meetings.close_session", CHAIR, lease.meeting.ref)
    with at(EVENING, 20, 0):
        minutes = scenes.minutes_of(scenes.again(lease.meeting))
        act("meetings.correct_minutes", "anyone", minutes.ref, by=giver, text="我没有到会，没有说过。")
    assert minutes.corrections.count() == 1


def test_a_child_stands_in_for_nobody(meeting: Meeting, family: list[str]) -> None:
    """Failed before: one of eight was taken as the proxy of a member, and voted."""
    keys = scenes.entries(meeting.roll)
    with at(CALLED, 10):
        scenes.add_item(meeting, matter_kind="asset_lease")
        scenes.notify(meeting)
    with door_open():
        Person.objects.filter(number=family[2].removeprefix("person:")).update(born_on=date(2018, 1, 1))
    with at(EVENING, 19, 0):
        scenes.admit(meeting, keys[:1], how="proxy", person=family[2], proof=paper("true"))
    assert "proxy_of_age" in shown("meetings.admit")
    assert not meeting.attendance.exists()


def test_who_keeps_the_list_and_stands_in_is_told_with_the_vote(community: str) -> None:
    """Failed before: the clerk was the agent of three of four owners, and only these read it on pages of their own."""
    with cases.on(cases.START):
        people = owners.under_the_civil_code(("100", "100", "50", "50"))
    with cases.on(owners.IN_FORCE):
        assembly, [item] = owners.called([cases.open_matter("property_company")], "property_company")
    places = {one: owners.place(assembly, one) for one in people}
    clerk = stage.holder(CODE, CLERK)
    with at(owners.EVENING):
        scenes.admit(assembly, [places[people[0]]])
        for one in people[1:]:
            scenes.admit(assembly, [places[one]], how="proxy", person=clerk, proof=paper(f"signed by {one}"))
        assert marks("meetings.admit")["keeper_stands_in"] == "1"
        scenes.open_with(assembly, [])
        vote = scenes.put(item, post=owners.HEAD, channels="roll_call")
        assert marks("meetings.put_to_vote")["keeper_stands_in"] == "3"
        votes.call_roll(vote, {people[0]: "against"} | dict.fromkeys(people[1:], "for"))
        votes.sure_of_the_call(vote)
        votes.close(vote)
        votes.ask_back(vote)
        votes.certify(vote)
    assert marks("meetings.settle_item")["keeper_stands_in"] == "3"


def test_words_of_the_only_one_on_the_list_who_was_not_there_say_so() -> None:
    """Failed before: once all on the list had said that they were not there it was taken for no list, and their words,
    and those of a stranger, stood in the minutes unmarked."""
    meeting, item, keys = scenes.called(9)
    with at(EVENING, 19, 0):
        scenes.open_with(meeting, keys[:1])
        act("meetings.record_statement", CLERK, item.ref, place=str(keys[0]), text="同意。")
    with at(EVENING, 19, 10):
        act("meetings.deny_presence", "anyone", meeting.ref, by=who(keys[0]))
        act("meetings.record_statement", CLERK, item.ref, person=votes.people(1)[0], text="也同意。")
        assert "not_listed" in shown("meetings.record_statement")
    with at(EVENING, 19, 40):
        act("meetings.adjourn", CLERK, meeting.ref)
    with at(EVENING, 20, 0):
        said = scenes.minutes_of(meeting).content["items"][0]["statements"]
    assert [one.get("not_listed", False) for one in said] == [True, True]


def test_where_nobody_was_ever_entered_nobodys_words_are_marked() -> None:
    meeting, item, _keys = scenes.called(9)
    with at(EVENING, 19, 0):
        act("meetings.open_session", CLERK, meeting.ref)
        act("meetings.record_statement", CLERK, item.ref, person=votes.people(1)[0], text="同意。")
    assert "not_listed" not in shown("meetings.record_statement")

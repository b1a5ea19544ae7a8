"""Whose item it is, and who takes it off before anybody was told of it. The supervision head alone struck from the
representatives' agenda what the clerk had entered for the committee; and what that head put on it nobody took off."""

from typing import Any

import pytest
from django.test import Client

from sunward.kernel.acts import Done
from sunward.kernel.findings import breaches
from sunward.kernel.guard import door_open
from sunward.meetings.models import AgendaItem, Meeting
from tests import stage
from tests.charter.amendments import rules_voted
from tests.meetings import hearing_scenes as hearings
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DEPUTY, DIRECTOR, EVENING, SUPERVISOR, act, at
from tests.meetings.test_whose_meeting_it_is import answer
from tests.money.cases import START, on
from tests.portal.pages import signed_in
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community")


def meeting_of_representatives(**facts: Any) -> Meeting:
    scenes.freeze(scenes.people(3))
    return scenes.convene(**facts)


def put_on(meeting: Meeting, post: str, **facts: Any) -> AgendaItem:
    done = act("meetings.add_item", post, meeting.ref, **({"title": "另一件事", "to_decide": True} | facts))
    assert done.result
    return AgendaItem.objects.get(number=done.result.id)


def drop(item: AgendaItem, post: str) -> Done:
    return act("meetings.drop_item", post, item.ref, because="与这次会议无关")


def refused(item: AgendaItem, post: str) -> str:
    said = answer(lambda: drop(item, post))
    assert said
    return said


def test_what_the_clerk_entered_is_taken_off_by_the_clerk_and_whoever_leads_the_meeting() -> None:
    """Failed before: the supervision head struck it alone, without a mark."""
    with at(CALLED, 9):
        meeting = meeting_of_representatives()
        item = put_on(meeting, CLERK)
        assert "The service centre entered this" in refused(item, SUPERVISOR)
        assert breaches(drop(item, DIRECTOR).entry.findings) == ()
        assert breaches(drop(put_on(meeting, CLERK), CLERK).entry.findings) == ()


def test_what_the_body_itself_put_on_neither_clerk_nor_supervisors_take_off() -> None:
    with at(CALLED, 9):
        item = put_on(meeting_of_representatives(), DIRECTOR)
        for post in (CLERK, SUPERVISOR):
            assert "put this on the agenda, and takes it off" in refused(item, post)
        drop(item, DEPUTY)


def test_who_wants_it_kept_reads_how(client: Client) -> None:
    with at(CALLED, 9):
        meeting = meeting_of_representatives()
        clerk = signed_in(client, stage.holder(CODE, CLERK))
        page = clerk.get(f"/en/c/{CODE}/do/meetings.add_item/{meeting.ref}/").content.decode()
        assert "enter it yourself to keep it" in page


def test_whoever_leads_it_takes_off_what_an_office_had_decided_at_their_meeting(client: Client) -> None:
    """Failed before: the supervision head filled the agenda of the representatives, and nobody took it off."""
    with at(CALLED, 9):
        meeting = meeting_of_representatives()
        item = put_on(meeting, SUPERVISOR, title="与{会议}无关的事")
        assert "takes it off" in refused(item, CLERK)
        (mark,) = breaches(drop(item, DIRECTOR).entry.findings)
        assert mark.rule == "put_on_by_others"
        assert "与{会议}无关的事" in mark.text.zh
        page = client.get(f"/zh/c/{CODE}/meetings/{meeting.number}/").content.decode()
        assert "与{会议}无关的事" in page, "it stands on the page of the meeting that it was taken off"
        drop(put_on(meeting, SUPERVISOR), SUPERVISOR)


def test_the_question_of_the_supervisors_stays() -> None:
    """What is only to be discussed is heard: theirs is the weaker side."""
    with at(CALLED, 9):
        item = put_on(meeting_of_representatives(), SUPERVISOR, title="说明上季度的账", to_decide=False)
        assert "takes it off" in refused(item, DIRECTOR)


def test_what_the_rule_book_lets_them_ask_stays() -> None:
    """In Shanghai the supervisors may call the representatives themselves: what they may have decided at an evening of
    their own they may have decided at this one."""
    with on(START):
        facts = {"pack": "cn-village-shanghai", "in_force_from": CALLED, "adopted_by": rules_voted()}
        act("charter.adopt", DIRECTOR, stage.here(), **facts)
    with at(CALLED, 9):
        item = put_on(meeting_of_representatives(), SUPERVISOR)
        assert "takes it off" in refused(item, DIRECTOR)


def test_at_an_evening_of_the_supervisors_the_body_takes_nothing_of_theirs_off() -> None:
    with at(CALLED, 9):
        meeting = meeting_of_representatives()
        item = put_on(meeting, SUPERVISOR)
        with door_open():
            Meeting.objects.update(called_by="supervision_committee", convened_by_post=SUPERVISOR)
        refused(AgendaItem.objects.get(pk=item.pk), DIRECTOR)


def test_what_a_hearing_is_on_stays_on_its_agenda() -> None:
    meeting = hearings.called(hearings.parking())
    with at(CALLED, 12):
        for post in (DIRECTOR, CLERK):
            assert "What a hearing is on" in answer(lambda post=post: drop(meeting.items.get(), post))  # type: ignore[misc]


def test_the_agenda_of_a_second_call_is_that_of_the_first() -> None:
    meeting, _item, _keys = scenes.called(3)
    with at(EVENING):
        act("meetings.adjourn", CLERK, meeting.ref)
        done = act("meetings.call_again", DIRECTOR, meeting.ref, held_on=EVENING.replace(day=25), at="19:00")
        assert done.result
        again = Meeting.objects.get(number=done.result.id)
        for post in (DIRECTOR, CLERK):
            said = answer(lambda post=post: drop(again.items.get(), post))  # type: ignore[misc]
            assert "has the agenda of the first one" in said

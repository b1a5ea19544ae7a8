"""What a telephone subscribed to follows the meeting: an entry is never of a moment to come, and each change of it is a
newer one (RFC 5545, 3.8.7.2 and 3.8.7.4), so that a cancelled evening leaves the calendar."""

from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar
from icalendar.cal import Component

from sunward.kernel import clock
from tests import stage
from tests.meetings import scenes
from tests.meetings.scenes import BODY, CALLED, DIRECTOR, act, at, freeze, people

pytestmark = pytest.mark.usefixtures("community")


def events(client: Client) -> list[Component]:
    return list(Calendar.from_ical(client.get(f"/en/c/{stage.CODE}/calendar.ics").content).walk("VEVENT"))


def of(client: Client, number: str) -> tuple[int, str]:
    """The number of the change and the state of one meeting's entry; nothing in the feed is stamped ahead."""
    assert all(one.decoded("dtstamp") <= clock.now() for one in events(client))
    (found,) = [one for one in events(client) if str(one["UID"]).startswith(f"{number}@")]
    return int(found["SEQUENCE"]), str(found["STATUS"])


def test_each_change_of_a_meeting_is_newer_than_the_one_before(client: Client) -> None:
    with at(CALLED, 9):
        freeze(people(3))
        meeting = scenes.convene(body=BODY)
        assert of(client, meeting.number) == (0, "CONFIRMED")
    with at(CALLED, 15):
        scenes.add_item(meeting)
        scenes.notify(meeting)
        assert of(client, meeting.number) == (1, "CONFIRMED")
    with at(CALLED + timedelta(days=2), 8):
        act("meetings.cancel_meeting", DIRECTOR, meeting.ref, because="停电")
        assert of(client, meeting.number) == (2, "CANCELLED")

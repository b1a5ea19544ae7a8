"""Minutes that are signed long after their days say so for good, and so do those that are locked out of their order: on
the meeting's page, in print, and in the entry of the last signature."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from sunward.meetings.models import Meeting, Minutes
from sunward.record.models import Journal
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, DIRECTOR, EVENING, SUPERVISOR, act, at
from tests.stage import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
LATE, OPEN_BEFORE, CHAINED = "minutes_in_time", "earlier_minutes", "chained_later"
DUE = EVENING + timedelta(days=3)  # working days: from a Monday to the Thursday


def drafted(meeting: Meeting, keys: list[int], on: date) -> Minutes:
    """It was held, and its minutes were drafted the same evening."""
    with at(on):
        scenes.open_with(meeting, keys)
        act("meetings.close_session", DIRECTOR, meeting.ref)
        return scenes.minutes_of(scenes.again(meeting))


def evening_after(days: int) -> Meeting:
    """Another evening of the same body, called the day after the first."""
    with at(EVENING + timedelta(days=1), 9):
        meeting = scenes.convene(on=EVENING + timedelta(days=days))
        scenes.add_item(meeting)
        scenes.notify(meeting)
    return scenes.again(meeting)


def locked(minutes: Minutes, on: date) -> Minutes:
    with at(on, 16):
        for role, post in (("chair", DIRECTOR), ("recorder", CLERK), ("supervisor", SUPERVISOR)):
            act("meetings.sign_minutes", post, minutes.ref, role=role)
    return Minutes.objects.get(pk=minutes.pk)


def marks(minutes: Minutes) -> dict[str, str]:
    """The marks on the signatures, with what was found."""
    rows = Journal.objects.filter(act="meetings.sign_minutes", subject_id=minutes.number)
    found = {one["rule"]: one["actual"] for row in rows for one in row.findings if not one["ok"]}
    return {rule: said for rule, said in found.items() if rule != "chair_attended"}


def read(client: Client, minutes: Minutes, on: date) -> tuple[str, str]:
    """The page of the meeting and the print of its minutes, as words."""
    with at(on, 17):
        pages = (client.get(f"/en/c/{CODE}/meetings/{minutes.number}/{path}") for path in ("", "minutes/"))
        page, paper = (" ".join(unescape(strip_tags(one.content.decode())).split()) for one in pages)
    return page, paper


def test_signed_long_after_their_days_they_say_so(client: Client) -> None:
    """Seen before: sixty days later, and neither entry nor page nor print said a word."""
    meeting, _item, keys = scenes.called(6)
    signed_on = EVENING + timedelta(days=60)
    minutes = locked(drafted(meeting, keys, EVENING), signed_on)
    assert marks(minutes) == {LATE: str(signed_on)}
    for text in read(client, minutes, signed_on):
        assert f"the last signature came {(signed_on - DUE).days} days late" in text


def test_signed_in_their_days_and_in_order_they_bear_no_mark(client: Client) -> None:
    meeting, _item, keys = scenes.called(6)
    first = locked(drafted(meeting, keys, EVENING), EVENING + timedelta(days=2))
    second = locked(drafted(evening_after(10), keys, EVENING + timedelta(days=10)), EVENING + timedelta(days=12))
    assert (marks(first), marks(second), second.previous) == ({}, {}, first)
    assert f"Minutes before {first.number}" in read(client, second, EVENING + timedelta(days=12))[1]


def test_whoever_passes_an_earlier_evening_over_names_it(client: Client) -> None:
    """Seen before: the first evening's minutes were chained to those of the second, whose own stood on nothing, and
    nothing said that one was missing in between."""
    meeting, _item, keys = scenes.called(6)
    first, later = drafted(meeting, keys, EVENING), EVENING + timedelta(days=40)
    second = locked(drafted(evening_after(10), keys, EVENING + timedelta(days=10)), EVENING + timedelta(days=12))
    assert marks(second) == {OPEN_BEFORE: first.number}
    first = locked(first, later)
    assert first.previous == second
    assert marks(first) == {LATE: str(later), CHAINED: second.number}
    for text in read(client, first, later):
        assert f"These minutes are chained to those of {second.number}".lower() in text.lower()
    for text in read(client, second, later):
        assert (
            f"Alert: minutes of earlier meetings are not locked yet, and these are locked before them: {first.number}"
            in text
        )


def test_an_evening_that_was_never_opened_has_no_minutes_to_wait_for() -> None:
    meeting, _item, keys = scenes.called(6)
    with at(EVENING + timedelta(days=1), 9):
        act("meetings.cancel_meeting", DIRECTOR, meeting.ref, because="下雨")
    second = locked(drafted(evening_after(10), keys, EVENING + timedelta(days=10)), EVENING + timedelta(days=12))
    assert marks(second) == {}

"""Drafted on a Friday evening, the one day for corrections was Saturday; before the holidays of May it was Labour Day.
The desk was shut, and on the next day it was locked."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.kernel.acts import Refused
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries
from sunward.meetings.models import Minutes
from tests.elections.scenes import rules_of
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, DIRECTOR, SUPERVISOR, act, at
from tests.stage import CODE, served

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
PLACES = (("chair", DIRECTOR), ("recorder", CLERK), ("supervisor", SUPERVISOR))
FRIDAY, MONDAY = date(2026, 3, 20), date(2026, 3, 23)
EVENINGS = [(FRIDAY, MONDAY), (date(2026, 4, 30), date(2026, 5, 6))]  # with the first day on which the desk is open


def drafted(evening: date) -> tuple[Minutes, str]:
    told = evening - timedelta(days=14)
    with at(told, 9):
        roll = scenes.freeze(scenes.people(6))
        meeting = scenes.convene(on=evening)
        scenes.add_item(meeting)
        scenes.notify(meeting)
    return scenes.drafted_at_nine(meeting, scenes.entries(roll), evening)


def sign(minutes: Minutes, role: str, post: str) -> Any:
    return act("meetings.sign_minutes", post, minutes.ref, role=role)


@pytest.mark.parametrize(("evening", "last"), EVENINGS)
def test_the_days_for_corrections_end_when_the_desk_is_open(evening: date, last: date) -> None:
    minutes, who = drafted(evening)
    with at(last, 9):
        for role, post in PLACES:
            assert rules_of(lambda: sign(minutes, role, post)) == {"open_for_corrections"}  # noqa: B023
        asked = served("meetings.correct_minutes", who, minutes.ref, text="我说的话没写。")
        assert all(one.ok for one in asked.entry.findings)
    assert minutes.corrections.get().holds_up


@pytest.mark.parametrize(("evening", "last"), EVENINGS)
def test_page_waits_and_refusal_say_the_same_day(evening: date, last: date, client: Client) -> None:
    minutes, who = drafted(evening)
    with at(last, 9):
        page = client.get(f"/zh/c/{CODE}/meetings/{minutes.number}/").content.decode()
        (waits,) = [one for one in queries.waits_for(Viewer(CODE, who), last) if one.subject == minutes.ref]
        with pytest.raises(Refused) as refusal:
            sign(minutes, "chair", DIRECTOR)
    said = f"{last.year}年{last.month}月{last.day}日（星期{'一二三'[last.weekday()]}）"
    assert f"到会的人可以要求更正，到 {said} 为止" in page
    assert waits.due == last
    (found,) = [one for one in refusal.value.findings if one.rule == "open_for_corrections"]
    assert str(last) in found.text.zh
    with at(last + timedelta(days=1), 9):
        for role, post in PLACES:
            sign(minutes, role, post)
    minutes.refresh_from_db()
    assert minutes.locked_on


@pytest.mark.parametrize("locked", [False, True])
def test_a_slip_of_the_eve_of_days_off_is_entered_once_the_desk_opens(locked: bool) -> None:
    """Qingming lasts from Saturday to Monday. Failed before: so did the three days; on Tuesday it was refused with its
    day, and without it late, or refused as well where the minutes were locked."""
    eve, back = date(2026, 4, 3), date(2026, 4, 7)
    minutes, who = drafted(eve - timedelta(days=1))
    if locked:
        with at(back, 8):
            for role, post in PLACES:
                sign(minutes, role, post)
    with at(back, 9):
        if locked:
            with pytest.raises(Refused, match=f"最迟 {back}"):
                served("meetings.correct_minutes", who, minutes.ref, text="我说的话没写。")
        done = served("meetings.correct_minutes", who, minutes.ref, text="我说的话没写。", handed_in=eve)
    assert {one.rule for one in done.entry.findings if one.breach} == {"entered_late"} | (
        {"before_the_lock"} if locked else set()
    )
    row = minutes.corrections.get()
    assert (row.late, row.asked_on, row.holds_up) == (False, eve, True)

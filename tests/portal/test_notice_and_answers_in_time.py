"""Whoever calls a meeting reads at once until when its notice is in time; nobody is offered an answer to an opinion
before the record with its words is signed."""

from datetime import date, timedelta

import pytest

from sunward.kernel.facts import FactsError
from sunward.meetings.models import Meeting
from sunward.record.models import Journal
from tests.by_links import Walk
from tests.meetings import hearing_scenes as hearings
from tests.meetings import scenes
from tests.meetings.hearing_scenes import EVENING
from tests.meetings.scenes import CLERK, DIRECTOR
from tests.stage import CODE, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
both = pytest.mark.parametrize("language", ["zh", "en"])
ANSWERS = "do/meetings.dispose_opinion/"
IN_TIME = {"zh": "通知最晚在{day}发出才算按时", "en": "A notice is in time until {day}"}
OVER = {"zh": "这一天已经过了", "en": "That day is over"}


def said(day: date, language: str) -> str:
    english, weekday = f"{day:%A} {day.day} {day:%B %Y}", "一二三四五六日"[day.weekday()]
    words = english if language == "en" else f"{day.year}年{day.month}月{day.day}日（星期{weekday}）"
    return IN_TIME[language].format(day=words)


def page_of(meeting: Meeting, language: str) -> Walk:
    return Walk("", language).go("/matters/", "/meetings/", f"/{meeting.number}/")


@both
def test_the_receipt_and_the_page_of_a_meeting_say_until_when(language: str) -> None:
    with scenes.at(scenes.CALLED):
        scenes.freeze(scenes.people(9))
        meeting = scenes.convene()
        last = scenes.EVENING - timedelta(days=5)
        entry = Journal.objects.filter(act="meetings.convene").latest("id").ref
        receipt = Walk(holder(CODE, DIRECTOR), language)._open(f"/{language}/c/{CODE}/log/{entry}/")
        assert said(last, language) in receipt.words
        assert said(last, language) in page_of(meeting, language).words
    with scenes.at(last + timedelta(days=1), 9):
        assert OVER[language] in page_of(meeting, language).words
    with scenes.at(scenes.CALLED):
        scenes.add_item(meeting)
        scenes.notify(meeting)
        assert said(last, language) not in page_of(meeting, language).words


@both
@pytest.mark.parametrize("late", [0, 1])
def test_so_does_the_page_of_a_hearing_and_the_day_is_the_last(late: int, language: str) -> None:
    meeting = hearings.called(hearings.parking())
    with hearings.at(hearings.CALLED):
        words = page_of(meeting, language).words
    last = next(day for day in days_before(EVENING) if said(day, language) in words)
    hearings.told(meeting, last + timedelta(days=late))
    with hearings.at(last + timedelta(days=late), 12):
        page = page_of(meeting, language)
        assert said(last, language) not in page.words
    entry = Journal.objects.filter(act="meetings.give_notice").latest("id")
    assert [one["rule"] for one in entry.findings if not one["ok"]] == ["notice"][:late]


def days_before(day: date) -> list[date]:
    return [day - timedelta(days=number) for number in range(20)]


@both
def test_an_answer_is_offered_once_the_record_is_signed(language: str) -> None:
    """Seen before: the form was offered, filled in, and refused."""
    meeting, _people = hearings.ready()
    opinion = hearings.held(meeting, signed=False)[0]
    with hearings.at(EVENING + timedelta(days=1), 9):
        director = Walk(holder(CODE, DIRECTOR), language).go("/matters/", "/meetings/", f"/{meeting.number}/")
        assert not director.links(ANSWERS)
        with pytest.raises(FactsError, match="disposition"):
            hearings.answer(opinion, EVENING + timedelta(days=1))
        typed = Walk(holder(CODE, DIRECTOR), language)._open(f"/{language}/c/{CODE}/{ANSWERS}opinion:{opinion.number}/")
        assert {"zh": "主持人先签听证记录", "en": "First the host signs"}[language] in typed.words
        scenes.act("meetings.sign_hearing_record", DIRECTOR, meeting.ref)
        assert (
            Walk(holder(CODE, DIRECTOR), language).go("/matters/", "/meetings/", f"/{meeting.number}/").links(ANSWERS)
        )
        assert not Walk(holder(CODE, CLERK), language).duties().links(ANSWERS)

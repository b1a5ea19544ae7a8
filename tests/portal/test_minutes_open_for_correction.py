"""A draft of minutes can be corrected for a day or two by whoever was there. They were told of it nowhere: only the
page of the meeting, for whoever happened to open it in those days, had the button."""

from datetime import timedelta

import pytest

from sunward.meetings.models import Minutes
from tests.by_links import Walk
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, DIRECTOR, EVENING, act, at
from tests.stage import CODE, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
CORRECT = "do/meetings.correct_minutes/"
both = pytest.mark.parametrize("language", ["zh", "en"])


@pytest.fixture
def drafted() -> tuple[Minutes, str, str]:
    """Drafted on the evening; somebody who was there, and a delegate who was not."""
    meeting, _item, keys = scenes.called(9)
    with at(EVENING, 19):
        scenes.open_with(meeting, keys[:6])
    with at(EVENING, 20):
        act("meetings.close_session", DIRECTOR, meeting.ref)
    with at(EVENING, 21):
        minutes = scenes.minutes_of(meeting)
    there = {str(one.person) for one in meeting.attendance.all()}
    assert meeting.roll
    absent = [str(one.person) for one in meeting.roll.entries.order_by("pk") if str(one.person) not in there]
    return minutes, min(there), absent[0]


@both
def test_whoever_was_there_finds_them_on_their_desk_until_the_days_are_over(
    drafted: tuple[Minutes, str, str], language: str
) -> None:
    minutes, there, absent = drafted
    for days in (0, 1):
        with at(EVENING + timedelta(days=days), 22):
            desk = Walk(there, language).duties()
            assert {"zh": "不对的可以要求更正", "en": "ask for a correction"}[language] in desk.words
            assert desk.links(f"meetings/{minutes.number}/minutes/")
            assert not Walk(absent, language).duties().links(CORRECT)
            assert not Walk(holder(CODE, CLERK), language).duties().links(CORRECT), "the clerk was not there"
    with at(EVENING + timedelta(days=1), 23):
        Walk(there, language).duties().go(CORRECT).send(text="我说的话没写。")
    assert minutes.corrections.get().late is False
    with at(EVENING + timedelta(days=2), 0, 5):
        assert not Walk(there, language).duties().links(CORRECT)


def test_a_draft_that_is_locked_waits_for_nobody(drafted: tuple[Minutes, str, str]) -> None:
    minutes, there, _absent = drafted
    scenes.sign(minutes)
    with at(EVENING + timedelta(days=2), 17):
        assert not Walk(there).duties().links(CORRECT)


@both
def test_whoever_asks_for_a_correction_reads_above_the_box_what_they_want_corrected(
    drafted: tuple[Minutes, str, str], language: str
) -> None:
    """Failed before: a title, a box and a button; the minutes were on another page."""
    minutes, there, _absent = drafted
    with at(EVENING, 22):
        form = Walk(there, language).duties().go(CORRECT)
        assert {"zh": "现在的记录", "en": "The minutes as they read now"}[language] in form.words
        assert form.html.index("清溪路18号房屋出租") < form.html.index("<textarea")
        assert {"zh": "到过会的共 6 人", "en": "Came, at the opening or later: 6"}[language] in form.words
        form.send(text="我说的话没写。")
        again = Walk(there, language).duties().go(CORRECT)
        assert again.html.index("我说的话没写。") < again.html.index("<textarea"), "what was asked for before, too"
    assert minutes.corrections.count() == 1

"""“One day to correct the draft”: drafted at nine in the evening, it was late at a minute past midnight, three had
signed at five past, and whoever read it at nine in the morning found it locked."""

from datetime import timedelta

import pytest

from sunward.kernel.acts import Done
from sunward.meetings.models import Minutes
from tests.elections.scenes import rules_of
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, DIRECTOR, EVENING, SUPERVISOR, act, at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
PLACES = (("chair", DIRECTOR), ("recorder", CLERK), ("supervisor", SUPERVISOR))


@pytest.fixture
def drafted() -> tuple[Minutes, str]:
    meeting, _item, keys = scenes.called(6)
    return scenes.drafted_at_nine(meeting, keys)


def corrected(minutes: Minutes, who: str) -> Done:
    return act("meetings.correct_minutes", "anyone", minutes.ref, by=who, text="我说的话没写。")


@pytest.mark.parametrize(("hour", "minute"), [(0, 1), (9, 5), (23, 59)])
def test_the_whole_day_after_the_draft_is_in_time(drafted: tuple[Minutes, str], hour: int, minute: int) -> None:
    minutes, there = drafted
    with at(EVENING + timedelta(days=1), hour, minute):
        for role, post in PLACES:
            sign = lambda: act("meetings.sign_minutes", post, minutes.ref, role=role)  # noqa: B023, E731
            assert rules_of(sign) == {"open_for_corrections"}
        assert all(one.ok for one in corrected(minutes, there).entry.findings)


def test_the_day_after_that_they_are_signed(drafted: tuple[Minutes, str]) -> None:
    minutes, there = drafted
    with at(EVENING + timedelta(days=2), 0, 5):
        late = corrected(minutes, there)
        assert [one.rule for one in late.entry.findings if one.breach] == ["correction_in_time"]
        for role, post in PLACES:
            act("meetings.sign_minutes", post, minutes.ref, role=role)
    minutes.refresh_from_db()
    assert minutes.locked_on

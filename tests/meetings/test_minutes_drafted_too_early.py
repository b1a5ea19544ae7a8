"""Minutes that were drafted before a result was certified: whoever drafts them reads that they are to be drafted anew.

Before, signing was refused and no desk said why; what is overdue went on saying that they wait for signatures.
"""

from datetime import timedelta

import pytest

from sunward.meetings.models import Meeting
from tests.by_links import Walk
from tests.meetings import scenes
from tests.meetings.scenes import EVENING, at
from tests.stage import CLERK, CODE, SUPERVISOR, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
both = pytest.mark.parametrize("language", ["zh", "en"])
DRAFT, SIGN = "do/meetings.draft_minutes/", "do/meetings.sign_minutes/"
MORNING, LATE = EVENING + timedelta(days=1), EVENING + timedelta(days=40)
ANEW = {"zh": "重新起草", "en": "drafted anew"}


def drafted_too_early() -> Meeting:
    meeting, item, keys = scenes.called(9)
    with at(EVENING):
        scenes.open_with(meeting, keys[:7])
        vote = scenes.put(item)
        scenes.count_hands(vote, keys[:7], {"for": 6, "against": 1})
        scenes.act("meetings.close_session", CLERK, meeting.ref)
        scenes.minutes_of(meeting)
    with at(MORNING, 9):
        scenes.certify(vote)
    return meeting


@both
def test_the_clerk_drafts_them_anew_from_the_desk_and_then_they_are_signed(language: str) -> None:
    meeting = drafted_too_early()
    with at(MORNING, 10):
        desk = Walk(holder(CODE, CLERK), language).duties()
        assert ANEW[language] in desk.words
        assert not Walk(holder(CODE, SUPERVISOR), language).duties().links(SIGN)
        desk.go(f"{DRAFT}meeting:{meeting.number}/").send()
        assert not Walk(holder(CODE, CLERK), language).duties().links(DRAFT)
    with at(MORNING + timedelta(days=2), 10):
        assert Walk(holder(CODE, SUPERVISOR), language).duties().links(SIGN)


@both
def test_what_is_overdue_says_so(language: str) -> None:
    meeting = drafted_too_early()
    with at(LATE, 9):
        assert ANEW[language] in Walk("", language).go("/overdue/").words
        scenes.minutes_of(meeting)
        assert ANEW[language] not in Walk("", language).go("/overdue/").words

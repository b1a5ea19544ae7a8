"""A clerk adjourned the petitioners' meeting in its first second; the director closed it before the question."""

from datetime import timedelta

import pytest

from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import new_id
from sunward.meetings.models import Meeting
from tests.ballots.scenes import rules_of
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import EVENING, STREET, Forced
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, DIRECTOR, SUPERVISOR, act, at
from tests.stage import CODE, holder

pytestmark = pytest.mark.usefixtures("community")


def called_by(post: str) -> Forced:
    forced = Forced()
    with door_open():
        Meeting.objects.update(by_petitioner=False, convened_by_post=post)
    return forced


def test_a_room_waits_for_half_an_hour() -> None:
    meeting, _item, _keys = scenes.called()
    for minute in (0, 29):
        with at(scenes.EVENING, 19, minute):
            assert rules_of(lambda: act("meetings.adjourn", CLERK, meeting.ref)) == {"time"}
    with at(scenes.EVENING, 19, 30):
        assert rules_of(lambda: act("meetings.adjourn", CLERK, meeting.ref, at="19:10")) == {"time"}, "said to be then"
        act("meetings.adjourn", CLERK, meeting.ref)


@pytest.mark.parametrize("post", [CLERK, DIRECTOR, SUPERVISOR, STREET])
def test_only_petitioners_adjourn_what_they_called_until_its_day_is_over(post: str) -> None:
    forced = Forced()
    with at(EVENING, 20):
        assert rules_of(lambda: act("meetings.adjourn", post, forced.meeting.ref)) == {"open"}
    with at(EVENING + timedelta(days=1), 0, 1):
        act("meetings.adjourn", post, forced.meeting.ref)


def test_a_petitioner_adjourns_it_at_the_desk_too() -> None:
    forced = Forced()
    with at(EVENING, 20):
        perform("meetings.adjourn", by=holder(CODE, CLERK), post=CLERK, subject=forced.meeting.ref, facts={},
                key=new_id(), on_behalf_of=forced.signer)  # fmt: skip


@pytest.mark.parametrize(
    ("caller", "who", "ends"),
    [
        (STREET, STREET, True), (STREET, SUPERVISOR, False), (STREET, CLERK, False),
        (DIRECTOR, DIRECTOR, False), (DIRECTOR, SUPERVISOR, True), (DIRECTOR, STREET, True),
    ],
)  # fmt: skip
def test_where_an_office_called_it_who_ends_it(caller: str, who: str, ends: bool) -> None:
    """The body that owed the call would close it before the question, and call it anew, every month."""
    forced = called_by(caller)
    with at(EVENING, 19):
        forced.let_in(SUPERVISOR)
        close = lambda: act("meetings.close_session", who, forced.meeting.ref)  # noqa: E731
        if ends:
            close()
        else:
            with pytest.raises(FactsError):
                close()


def test_once_the_question_is_put_or_the_day_is_over_any_of_them_closes_it() -> None:
    forced = Forced()
    with at(EVENING, 19):
        forced.let_in("resident", forced.signer)
        with pytest.raises(FactsError):
            act("meetings.close_session", DIRECTOR, forced.meeting.ref)
        act("meetings.put_to_vote", "resident", forced.item.ref, by=forced.signer)
    with at(EVENING, 19, 30):
        act("meetings.close_session", DIRECTOR, forced.meeting.ref)


def test_an_evening_that_nobody_closed_is_closed_the_next_day() -> None:
    forced = Forced()
    with at(EVENING, 19):
        forced.let_in("resident", forced.signer)
    with at(EVENING + timedelta(days=1), 9):
        act("meetings.close_session", CLERK, forced.meeting.ref)

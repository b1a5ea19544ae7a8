"""A petition forced a meeting; whoever opened it called it for a place that nobody reached, and never opened it. They
called it again the next morning, again in vain, as often as they liked."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from sunward.ballots.models import Petition
from sunward.kernel import clock
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref, person_number
from sunward.meetings.models import Meeting
from sunward.registry.models import Person
from tests import stage
from tests.ballots.petitions.scenes import residents
from tests.decisions.forced import SILENCE, in_silence
from tests.decisions.forced import forced as asked_to_be_heard
from tests.decisions.scenes import OPENED, day
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import CALLS, EVENING, STREET
from tests.journeys.uncalled import Uncalled, refused, told
from tests.meetings import hearing_scenes as hearings
from tests.meetings import scenes
from tests.meetings.scenes import SUPERVISOR, act, at

pytestmark = pytest.mark.usefixtures("community")
DAY = timedelta(days=1)
MORNING = EVENING + DAY


def calls(forced: Uncalled, by: str | None, on: date, post: str = "resident", after: int = 11) -> Callable[[], Any]:
    """One of those who asked for it, or an office, calls it for a warehouse out of town."""
    given = {"place": "城外仓库", "at": "19:00", "held_on": on + timedelta(days=after), "matter_kind": "asset_lease"}

    def doing() -> Any:
        with at(on, 9):
            return act("meetings.convene_on_petition", post, forced.asked.ref, by=by, **given).result

    return doing


def test_whoever_called_it_waits_three_days_and_others_call_at_once() -> None:
    forced = Uncalled()
    calls(forced, forced.opener, CALLS)()
    for morning in (MORNING, MORNING + 2 * DAY):
        assert refused(calls(forced, forced.opener, morning)) == {"others_first"}
    assert calls(forced, forced.signer, MORNING)()


def test_after_three_days_they_call_it_again_where_nobody_else_has() -> None:
    forced = Uncalled()
    calls(forced, forced.opener, CALLS)()
    assert calls(forced, forced.opener, MORNING + 3 * DAY)()


@pytest.mark.parametrize(("office", "other"), [(STREET, SUPERVISOR), (SUPERVISOR, STREET)])
def test_so_does_an_office(office: str, other: str) -> None:
    forced = Uncalled()
    calls(forced, None, CALLS, office)()
    assert refused(calls(forced, None, MORNING, office)) == {"others_first"}
    assert calls(forced, None, MORNING, other)()


def test_two_who_take_turns_wait_both() -> None:
    forced = Uncalled()
    calls(forced, forced.opener, CALLS)()
    calls(forced, forced.signer, MORNING)()
    second = MORNING + timedelta(days=12)
    assert refused(calls(forced, forced.opener, second)) == {"others_first"}
    assert refused(calls(forced, forced.signer, second)) == {"others_first"}
    assert calls(forced, None, second, STREET)()


@pytest.mark.parametrize("came", [True, False])
def test_where_enough_came_it_was_not_in_vain(came: bool) -> None:
    """The place is one that people reach, whatever came of it. Whoever opens it before an empty room has held none."""
    forced = Uncalled()
    meeting = Meeting.objects.get(number=calls(forced, forced.opener, CALLS)().id)
    told(forced, meeting, CALLS)
    with at(EVENING, 19):
        assert meeting.roll
        scenes.open_with(meeting, scenes.entries(meeting.roll) if came else [])
    again = calls(forced, forced.opener, MORNING)
    assert again() if came else refused(again) == {"others_first"}


def test_what_a_clerk_entered_for_them_bars_them_from_nothing_while_they_dispute_it() -> None:
    forced = Uncalled()
    facts = {"place": "城外仓库", "at": "19:00", "held_on": EVENING, "matter_kind": "asset_lease"}
    with at(CALLS, 9):
        done = stage.served("meetings.convene_on_petition", forced.opener, forced.asked.ref, **facts)
    assert refused(calls(forced, forced.opener, MORNING)) == {"others_first"}
    with at(MORNING, 8):
        entry = Ref("entry", done.entry.ref)
        stage.act("disclosure.dispute_desk_act", "anyone", entry, by=forced.opener, text="不是我。")
    assert calls(forced, forced.opener, MORNING)()


def test_one_that_was_called_off_was_not_in_vain() -> None:
    forced = Uncalled()
    called = calls(forced, forced.signer, CALLS)()
    with at(CALLS, 10):
        act("meetings.cancel_meeting", "resident", called, by=forced.opener, because="地点太远")
    assert calls(forced, forced.signer, MORNING)()


def test_the_hearing_that_nobody_opened_is_called_by_others_first() -> None:
    with day(OPENED):
        people = residents(21)
    petition = asked_to_be_heard(people)
    in_silence(petition, people[0])
    over = SILENCE + timedelta(days=13)
    assert refused(lambda: in_silence(petition, people[0], on=over)) == {"others_first"}
    assert in_silence(petition, people[1], on=over).number


@pytest.mark.parametrize("spoke", [True, False])
def test_a_hearing_that_was_opened_before_nobody_and_left_open_was_in_vain(spoke: bool) -> None:
    """Before, whoever opened it in a place that nobody reached called the next one the morning after."""
    with day(OPENED):
        people = residents(21)
    petition = asked_to_be_heard(people)
    meeting = in_silence(petition, people[0])
    evening = clock.civil_day(meeting.starts_at)
    with hearings.at(SILENCE), door_open():
        meeting.speakers.create(
            person=Person.objects.get(number=person_number(people[5])), number=1, applied_on=SILENCE, chosen_on=SILENCE
        )
    with hearings.at(evening, 19):
        hearings.as_resident("meetings.open_session", meeting.ref, people[0])
        if spoke:
            hearings.as_resident("meetings.state_opinion", meeting.ref, people[5], text="车位不够。")
    again = partial(in_silence, petition, people[0], on=evening + DAY)
    if spoke:
        assert again().number
    else:
        assert refused(again) == {"others_first"}
        assert in_silence(petition, people[1], on=evening + DAY).number


def test_an_old_petition_bars_nobody_from_another() -> None:
    forced = Uncalled()
    calls(forced, forced.opener, CALLS)()
    with door_open():
        row = Petition.objects.get(pk=forced.asked.pk)
        keys = list(row.signatures.values_list("entry_id", flat=True))
        row.pk, row.number = None, "XY-Q-2026-900"
        row.save()
        for key in keys:
            row.signatures.create(entry_id=key, signed_on=CALLS)
    forced.asked = row
    assert calls(forced, forced.opener, MORNING)()

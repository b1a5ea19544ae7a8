"""The host opened the hearing that people had forced and closed it in the same minute; their opinions were refused, the
record was signed, and a resolution rested on it without a mark."""

from datetime import timedelta

import pytest

from sunward.kernel.facts import FactsError
from sunward.meetings.models import Meeting
from sunward.record.models import Journal
from tests import stage
from tests.ballots.petitions.scenes import residents
from tests.decisions.forced import LATER, SILENCE, forced, in_silence
from tests.decisions.scenes import OPENED, day, deliberate, open_matter, resolve
from tests.disclosure.scenes import resident
from tests.meetings import hearing_scenes as scenes
from tests.meetings.hearing_scenes import EVENING, as_resident, at
from tests.money.cases import paper
from tests.stage import CLERK, DIRECTOR

pytestmark = pytest.mark.usefixtures("community", "own_keys")


def close(meeting: Meeting, post: str = DIRECTOR, by: str | None = None) -> None:
    stage.act("meetings.close_session", post, meeting.ref, by=by)


def test_it_waits_an_hour_for_whoever_has_not_spoken() -> None:
    """Failed before: nothing kept it open."""
    meeting, _people = scenes.ready()
    for minute, opens in ((0, True), (1, False), (59, False)):
        with at(EVENING, 19, minute):
            if opens:
                stage.act("meetings.open_session", CLERK, meeting.ref)
            with pytest.raises(FactsError):
                close(meeting)
    with at(EVENING, 20):
        close(meeting)


def test_it_is_over_sooner_once_everybody_chosen_has_spoken() -> None:
    meeting, people = scenes.ready()
    with at(EVENING, 19):
        stage.act("meetings.open_session", CLERK, meeting.ref)
    with at(EVENING, 19, 20):
        for number, person in zip(meeting.draw.drawn, people, strict=False):
            with pytest.raises(FactsError):
                close(meeting)
            as_resident("meetings.state_opinion", meeting.ref, person, text="意见", speaker=number)
        close(meeting)


def test_half_an_hour_where_nobody_came() -> None:
    meeting, _people = scenes.ready()
    with at(EVENING, 19):
        stage.act("meetings.open_session", CLERK, meeting.ref)
        stage.act("meetings.record_turnout", CLERK, meeting.ref, listeners=0)
    with at(EVENING, 19, 29), pytest.raises(FactsError):
        close(meeting)
    with at(EVENING, 19, 30):
        close(meeting)


def test_within_the_hour_one_on_petition_is_closed_by_those_who_called_it() -> None:
    with day(OPENED):
        people = residents(21)
    meeting = in_silence(forced(people), people[0])
    with at(SILENCE):
        for channel, proof in (("page", {}), ("poster", {"proof": paper("p")})):
            as_resident("meetings.give_notice", meeting.ref, people[0], channel=channel, given_on=SILENCE, **proof)
    evening = SILENCE + timedelta(days=12)
    with at(evening, 19):
        as_resident("meetings.open_session", meeting.ref, people[0])
        stage.act("meetings.record_turnout", CLERK, meeting.ref, listeners=0)
    with at(evening, 19, 30):
        with pytest.raises(FactsError):
            close(meeting)
        close(meeting, "resident", people[1])


def test_opinions_are_taken_until_the_record_is_signed() -> None:
    meeting, _people = scenes.ready()
    scenes.held(meeting, signed=False)
    person = resident("刘强")
    with at(EVENING, 22):
        as_resident("meetings.state_opinion", meeting.ref, person, text="夜里太吵。")
    with at(EVENING + timedelta(days=1), 8):
        stage.act("meetings.sign_hearing_record", DIRECTOR, meeting.ref)
        with pytest.raises(FactsError):
            as_resident("meetings.state_opinion", meeting.ref, person, text="还有一句。")


def test_a_resolution_that_rests_on_a_hearing_where_nobody_spoke_says_so() -> None:
    with day(OPENED):
        people = residents(21)
    matter = open_matter()
    forced(people, matter)
    evening = LATER + timedelta(days=13)
    meeting = scenes.told(scenes.called(matter, LATER, evening), LATER)
    with at(evening, 19):
        stage.act("meetings.open_session", DIRECTOR, meeting.ref)
    with at(evening, 20):
        close(meeting)
    with at(evening + timedelta(days=1), 8):
        stage.act("meetings.sign_hearing_record", DIRECTOR, meeting.ref)
    deliberate(matter)
    resolve(matter, hearing=meeting.number)
    entry = Journal.objects.filter(act="decisions.report_step").latest("pk")
    assert "somebody_heard" in {found["rule"] for found in entry.findings if not found["ok"]}

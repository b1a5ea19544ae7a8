"""The next version gives nobody the power to call hearings, or to hold them. A matter that was opened before still has
to be heard, by its own rules; and whoever had the power by these still has it for that matter.

Failed before: nobody could call it, and the matter was never decided.
"""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.charter.queries import charter_of
from sunward.decisions import queries as decisions
from sunward.kernel.acts import Refused
from sunward.kernel.available import at_desk, available
from sunward.kernel.refs import Ref
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries
from sunward.record.models import Journal
from tests import stage
from tests.ballots.petitions.scenes import residents
from tests.charter import next_versions
from tests.charter.next_versions import Changed
from tests.decisions.forced import SILENCE, forced, in_silence
from tests.decisions.scenes import OPENED as FIRST
from tests.decisions.scenes import day
from tests.meetings import hearing_scenes as scenes
from tests.meetings.test_a_hearing_keeps_the_rules_of_its_matter import (
    CALLED,
    EVENING,
    SINCE,
    heard,
    opened_before,
)
from tests.money.cases import on, resolve, rules_of
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR

pytestmark = pytest.mark.usefixtures("community", "own_keys")
LEAVE = "meetings.leave_speakers_list"
CALL, ON_PETITION = "decisions.call_hearing", "decisions.call_hearing_on_petition"
HOLD = frozenset({
    "meetings.apply_to_speak", "meetings.close_speakers_list", "meetings.draw_speakers", "meetings.confirm_throw",
    "meetings.record_turnout", "meetings.state_opinion", "meetings.sign_hearing_record", "meetings.dispose_opinion",
    LEAVE,
})  # fmt: skip


def without(*acts: str) -> Changed:
    """The next version grants these to nobody."""

    def changed(body: dict[str, Any]) -> None:
        body["powers"] = {key: one for key, one in body["powers"].items() if one["act"] not in acts}

    return changed


@pytest.mark.parametrize("dropped", [{CALL}, {CALL, *HOLD}], ids=["to call", "to call and to hold"])
def test_it_is_called_and_held_by_those_who_could_when_the_matter_was_opened(dropped: Collection[str]) -> None:
    matter = opened_before(without(*dropped))
    hearing = heard(matter)
    with on(EVENING + timedelta(days=10)) as today:
        number = resolve(matter.ref, hearing=hearing.number)
        assert decisions.decision_state(number, today).word == "in_force"


def test_whoever_could_not_then_cannot_now() -> None:
    matter = opened_before(without(CALL))
    with pytest.raises(Refused) as refusal:
        scenes.called(matter, on=CALLED, held_on=EVENING, post=CLERK)
    assert rules_of(refusal) == {"power"}


def test_of_a_matter_that_is_opened_since_nobody_has_it() -> None:
    opened_before(without(CALL))
    with on(SINCE):
        found = stage.act("decisions.open_matter", DEPUTY, stage.here(), title="停车", kind="parking_charges").result
        assert found
        with pytest.raises(Refused) as refusal:
            call(found, SINCE)
    assert rules_of(refusal) == {"power"}


def test_those_of_the_matter_and_not_of_its_day() -> None:
    """Rules that take effect on the day on which it was opened, and after it was."""
    with on(SINCE):
        found = stage.act("decisions.open_matter", DEPUTY, stage.here(), title="停车", kind="parking_charges").result
        assert found
        next_versions.in_force(without(CALL), SINCE)
        assert call(found, SINCE)


def test_the_entry_says_by_which_rules_it_was_theirs() -> None:
    matter = opened_before(without(CALL))
    scenes.called(matter, on=CALLED, held_on=EVENING)
    entry = Journal.objects.get(act=CALL)
    assert entry.charter == matter.charter_versions
    assert entry.charter != list(charter_of(CODE, CALLED).ids)


def call(matter: Ref, today: date) -> Any:
    facts = {"place": "社区活动室", "held_on": today + timedelta(days=14), "at": "19:00"}
    return stage.act(CALL, DIRECTOR, matter, **facts)


def test_pages_and_desk_offer_it(client: Client) -> None:
    matter = opened_before(without(CALL, *HOLD))
    director = stage.holder(CODE, DIRECTOR)
    signed_in(client, director)
    with scenes.at(CALLED):
        assert f"/do/{CALL}/{matter.ref}/" in client.get(f"/en/c/{CODE}/matters/{matter.number}/").content.decode()
    meeting = scenes.told(scenes.called(matter, on=CALLED, held_on=EVENING), on=CALLED)
    scenes.drawn(meeting, on=EVENING - timedelta(days=1))
    opinions = scenes.held(meeting, on=EVENING)
    with scenes.at(EVENING + timedelta(days=1)):
        who = Viewer(person=director, community=CODE, posts=frozenset([DIRECTOR]))
        waiting = queries.waits_for(who, EVENING + timedelta(days=1))
        assert {one.subject for one in waiting if one.page == meeting.ref} == {one.ref for one in opinions}
        read = client.get(f"/en/c/{CODE}/hearings/{meeting.number}/").content.decode()
    assert f"/do/meetings.dispose_opinion/{opinions[0].ref}/" in read


def test_at_the_desk_too() -> None:
    matter = opened_before(without(CALL, *HOLD))
    meeting = scenes.told(scenes.called(matter, on=CALLED, held_on=EVENING), on=CALLED)
    with scenes.at(CALLED):
        person, clerk = scenes.applied(meeting, 1)[0], stage.holder(CODE, CLERK)
        assert LEAVE in {one.act.name for one in at_desk(clerk, person, meeting.ref, CODE) if one.open}
        assert LEAVE in {one.act.name for one in available(person, meeting.ref, CODE) if one.open}


def test_what_people_forced_is_called_in_the_silence_of_those_who_owed_it() -> None:
    """Nor does a kin of theirs call it, who signed as well."""
    with day(FIRST):
        people = residents(21)
        director = stage.holder(CODE, DIRECTOR)
        kin = {"relative": people[1], "relation": "sibling"}
        stage.act("registry.declare_kinship", DIRECTOR, Ref.parse(director), **kin)
    petition = forced(people)
    with on(SILENCE - timedelta(days=3)):
        next_versions.in_force(without(CALL, ON_PETITION), SILENCE)
    with pytest.raises(Refused) as refusal:
        in_silence(petition, people[1])
    assert rules_of(refusal) == {"may_call"}
    assert in_silence(petition, people[0]).by_petitioner

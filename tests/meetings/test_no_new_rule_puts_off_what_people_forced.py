"""Enough people asked for a meeting, or for a hearing. By when it is called and held, and who calls it in the silence
of others, is said by the rules under which their petition was opened.

Failed before: it was worked out by the rules of each day anew. Whoever owed the call could have the days made longer
first, or struck: then nothing was ever overdue, and nobody could end the silence.
"""

from datetime import timedelta
from typing import Any

import pytest

from sunward.decisions import queries as decisions
from sunward.meetings import queries
from sunward.meetings.models import Meeting
from tests.ballots.petitions.scenes import residents
from tests.charter import next_versions
from tests.charter.next_versions import Changed
from tests.decisions import forced
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import CALLS
from tests.journeys.uncalled import Uncalled
from tests.meetings.scenes import CALLED, at
from tests.meetings.test_a_full_petition_is_told import calls
from tests.money.cases import on
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community")
OWN, STREET = "demo-xiangyang", next_versions.STREET_BOOK


def longer(body: dict[str, Any]) -> None:
    for power in (one for one in body["powers"].values() if one["act"] == "decisions.call_hearing"):
        power["within"] = "60 days"


def without_days(body: dict[str, Any]) -> None:
    for power in (one for one in body["powers"].values() if one["act"] == "decisions.call_hearing"):
        del power["within"]


@pytest.mark.parametrize("changed", [longer, without_days])
def test_a_hearing_that_people_forced(changed: Changed) -> None:
    with on(forced.LATER):
        people = residents(21)
    petition = forced.forced(people)
    with on(forced.LATER + timedelta(days=1)):
        next_versions.in_force(changed, forced.LATER + timedelta(days=5))
    (late,) = (one for one in decisions.overdue(CODE, forced.SILENCE) if one.subject == petition)
    assert late.due_on == forced.DUE
    assert forced.in_silence(petition, people[0]).by_petitioner


def right_made_longer(body: dict[str, Any]) -> None:
    body["rights"]["meeting_on_demand"]["within"] = "60 days"


def nobody_in_silence(body: dict[str, Any]) -> None:
    for session in body["sessions"].values():
        session.pop("on_petition", None)


@pytest.mark.parametrize(("changed", "book"), [(right_made_longer, OWN), (nobody_in_silence, STREET)])
def test_a_meeting_that_people_forced(changed: Changed, book: str) -> None:
    asked = Uncalled()
    with on(CALLED + timedelta(days=2)):
        next_versions.in_force(changed, CALLED + timedelta(days=6), pack=book)
    number = asked.asked.number
    (late,) = (one for one in queries.overdue(CODE, CALLS) if one.subject.id == number)
    assert late.due_on == CALLS - timedelta(days=1)
    told = queries.uncalled_for(number, CODE, CALLS)
    assert told
    assert told.others.en
    with at(CALLS, 10):
        calls(asked, CALLS + timedelta(days=11))
    assert Meeting.objects.get(petition=asked.asked).by_petitioner

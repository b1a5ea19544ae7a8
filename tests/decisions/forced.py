"""Scenes with a hearing that enough residents asked for."""

from datetime import date, timedelta

from sunward.decisions.models import Matter
from sunward.kernel.refs import Ref
from sunward.meetings.models import Meeting
from tests import stage
from tests.ballots.petitions.scenes import sign
from tests.decisions.scenes import OPENED, day
from tests.meetings.hearing_scenes import parking

LATER = OPENED + timedelta(days=1)
DUE = LATER + timedelta(days=15)
SILENCE = DUE + timedelta(days=1)
EVENING = {"place": "院子", "at": "19:00"}


def asked(matter: Matter, by: str, **facts: str) -> Ref:
    given = {"purpose": "hearing", "asks_for": matter.number, "title": "先听听大家的意见"} | facts
    with day(LATER):
        done = stage.act("ballots.open_petition", "resident", stage.here(), by=by, **given)
    assert done.result
    return done.result


def forced(people: list[str], matter: Matter | None = None) -> Ref:
    """Two of 21 adults sign: enough, on the second day of the matter."""
    petition = asked(matter or parking(), people[0])
    with day(LATER):
        for person in people[:2]:
            sign(petition, person)
    return petition


def in_silence(petition: Ref, by: str | None, post: str = "resident", on: date = SILENCE, after: int = 12) -> Meeting:
    with day(on):
        given = EVENING | {"held_on": on + timedelta(days=after)}
        stage.act("decisions.call_hearing_on_petition", post, petition, by=by, **given)
    return Meeting.objects.filter(petition__number=petition.id).latest("pk")

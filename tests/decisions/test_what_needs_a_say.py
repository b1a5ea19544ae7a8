"""What comes next for the matters under way is told by its day. “The nearest day first”, said the code, and told the
newest matter first."""

from datetime import timedelta

import pytest

from sunward.decisions import queries
from tests.meetings import hearing_scenes as scenes
from tests.meetings.hearing_scenes import CALLED, EVENING, at
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community", "own_keys")


def test_the_nearest_day_comes_first_and_no_newer_matter_takes_its_place() -> None:
    heard, newer = scenes.parking(), [scenes.parking() for _matter in range(3)]
    scenes.told(scenes.called(heard))
    with at(CALLED + timedelta(days=1)):
        says = queries.needs_say(CODE, CALLED + timedelta(days=1), limit=2)
    assert [(one.matter, one.until) for one in says] == [(heard.number, EVENING), (newer[-1].number, None)]

"""A step that may be left out is not “still to come” beside the one that is due now.

Seen before: gathering opinions, the first step, was still to come while the second was due.
"""

import pytest
from django.test import Client

from tests.decisions.scenes import open_matter
from tests.meetings.hearing_scenes import OPENED, at
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community")


@pytest.mark.parametrize(("language", "words"), [("zh", "还没有做"), ("en", "Not done so far")])
def test_a_step_that_nobody_has_to_take_is_not_still_to_come_once_the_next_one_is_due(
    client: Client, language: str, words: str
) -> None:
    matter = open_matter()
    with at(OPENED):
        page = client.get(f"/{language}/c/{CODE}/matters/{matter.number}/").content.decode()
    steps = page.split('<ol class="steps">')[1].split("</ol>")[0].split("<li")[1:]
    places = [words in step for step in steps]
    now = next(place for place, step in enumerate(steps) if 'aria-current="step"' in step)
    assert places == [place < now for place in range(len(steps))]

"""“3 matters need a say”, said the home of a community, of steps that only a committee takes; a petition that everybody
could sign was not among them."""

from datetime import date, timedelta

import pytest

from tests.ballots.petitions.scenes import opened, residents
from tests.decisions.scenes import OPENED, open_matter
from tests.disclosure.scenes import post
from tests.journeys.pages import page
from tests.meetings.scenes import at

pytestmark = pytest.mark.usefixtures("community", "own_keys")


def said(on: date) -> str:
    with at(on, 9):
        return page("", "en")


def test_what_a_committee_has_to_do_is_not_counted_and_what_residents_can_do_is() -> None:
    open_matter()
    today = OPENED + timedelta(days=1)
    assert "Nothing is open to residents today" in said(today), (
        "its next step is the proposal of the party organisation"
    )
    with at(OPENED, 10):
        opened(residents(1)[0])
    assert "1 thing is open to residents" in said(today)
    post(today)
    assert "2 things are open to residents" in said(today)

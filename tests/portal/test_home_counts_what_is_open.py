"""“3 matters need a say”, said the home of a community, of steps that only a committee takes; a petition that everybody
could sign was not among them."""

from datetime import date, timedelta

import pytest

from sunward.ballots.models import Petition
from sunward.kernel.guard import door_open
from sunward.portal.desk.opennow import MOST
from sunward.portal.views.home import COUNTED
from sunward.registry import queries as registry
from tests.ballots import scenes as votes
from tests.ballots.petitions.scenes import opened, residents
from tests.decisions.scenes import OPENED, open_matter
from tests.disclosure.scenes import post
from tests.elections import scenes as elections
from tests.journeys.pages import page
from tests.meetings.scenes import at
from tests.stage import CODE, DIRECTOR

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


def test_all_are_counted_and_the_first_few_of_each_kind_shown() -> None:
    today = OPENED + timedelta(days=1)
    roll = votes.roll_of(votes.people(3))
    for place in range(5):
        votes.put(roll, on=today, question=f"第{place + 1}件事")
    shown = said(today)
    assert "5 things are open to residents" in shown
    assert [shown.count(f"第{place + 1}件事") for place in range(5)] == [1, 1, 1, 0, 0]


def test_what_is_counted_is_what_is_open_however_many_are_looked_at() -> None:
    """Before, twenty of each kind were counted, and no more."""
    today = OPENED + timedelta(days=1)
    with at(OPENED, 10):
        opened(residents(1)[0])
        first = Petition.objects.get()
        with door_open():
            for place in range(MOST):
                first.pk, first.number, first.question = None, f"XY-Q-2026-{900 + place}", f"第{place}件"
                first.save()
    for place in range(COUNTED + 1):
        post(OPENED, title=f"第{place + 1}件")
    assert f"{MOST + 1 + COUNTED + 1} things are open to residents" in said(today)


def test_what_only_some_vote_on_or_sign_says_who_and_is_not_counted() -> None:
    """Before, the votes of 63 representatives stood there as things that residents can do."""
    today = OPENED + timedelta(days=2)  # a day of its own: a page is kept for all stories that begin alike
    some = votes.roll_of(votes.people(3), body="representatives_meeting", of="body_members")
    for place in range(3):
        votes.put(some, on=today, closes_at=f"{today + timedelta(days=2)} 18:00", question=f"代表的第{place + 1}件事")
    shown = said(today)
    assert "Nothing is open to residents today" in shown
    assert "by: residents' representatives' meeting" in shown
    everybody = votes.roll_of(votes.people(3), of="household_delegates")
    votes.put(everybody, on=today, closes_at=f"{today + timedelta(days=9)} 18:00", question="每户的事")
    with at(OPENED, 10):
        opened(residents(1)[0])
        term = registry.terms_of(DIRECTOR, CODE)[0].number
        recall = {"purpose": "recall", "asks_for": term, "of": "representatives", "title": "代表要求罢免"}
        opened(votes.delegate(votes.people(1)[0]), **recall)
    shown = said(today)
    assert "2 things are open to residents" in shown
    assert "每户的事" in shown, "what ends first hides nothing that everybody has a part in"
    assert "by: residents' assembly" in shown
    assert "代表要求罢免" in shown


def test_open_votes_hide_no_poll_to_come() -> None:
    """Before, kinds were told apart by their picture: three votes took the place of an election's poll."""
    roll = votes.roll_of(votes.people(3))
    elections.call()
    today = elections.CALLED + timedelta(days=1)
    for place in range(4):
        votes.put(roll, on=today, question=f"第{place + 1}件事")
    assert "the vote is on" in said(today)

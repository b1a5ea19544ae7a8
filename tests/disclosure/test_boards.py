"""It hung as long as photographs show, and no day longer."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from sunward.disclosure import queries
from sunward.disclosure.acts.photograph_board import BoardFacts
from sunward.disclosure.models import Publication
from sunward.disclosure.rules import board_proof, photographs_due
from sunward.kernel import clock
from sunward.kernel.door import perform
from sunward.kernel.guard import door_open
from sunward.kernel.overdue import Overdue
from sunward.kernel.refs import new_id
from tests import stage
from tests.disclosure.scenes import ANYONE, MONDAY, day, post
from tests.money.cases import act, paper

ACCOUNTS = {"item": "quarterly_accounts", "title": "一季度收支明细"}
LAST = MONDAY + timedelta(days=10)


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


@pytest.fixture
def posting(community: str) -> Publication:
    return post(MONDAY, **ACCOUNTS)


def photographed(posting: Publication, on: date, words: str = "") -> None:
    with day(on):
        act("disclosure.photograph_board", stage.CLERK, posting.ref, board="东门", photograph=paper(words or str(on)),
            hangs="yes")  # fmt: skip


def board_overdue(posting: Publication, on: date) -> list[Overdue]:
    return [item for item in queries.overdue(stage.CODE, on) if item.subject == posting.ref]


def proof(posting: Publication, on: date) -> queries.BoardProof:
    page = queries.publication(posting.number, ANYONE, on)
    assert page
    assert page.card.state.board
    return page.card.state.board


@pytest.mark.django_db
class TestStories:
    def test_the_charter_says_by_when_and_when_once_more(self, posting: Publication) -> None:
        assert (posting.photograph_by, posting.photograph_again_from) == (after(3), after(5))

    def test_without_a_photograph_it_is_overdue_from_the_fourth_day(self, posting: Publication) -> None:
        assert board_overdue(posting, after(3)) == []
        owed = board_overdue(posting, after(4))
        assert [(item.days_late, item.owner_post, item.source) for item in owed] == [
            (1, stage.DEPUTY, "柳河街道社区议事规则 第十八条")
        ]

    def test_photographed_late_it_stays_late_and_is_no_longer_overdue(self, posting: Publication) -> None:
        photographed(posting, after(6))
        assert board_overdue(posting, after(7)) == []
        assert proof(posting, date(2028, 1, 3)).first_late_by == 3

    def test_one_photograph_at_the_beginning_does_not_prove_the_end(self, posting: Publication) -> None:
        photographed(posting, after(1))
        assert board_overdue(posting, LAST) == []
        owed = board_overdue(posting, LAST + timedelta(days=2))
        assert [(item.days_late, item.due_on) for item in owed] == [(2, LAST)]
        state = proof(posting, LAST + timedelta(days=2))
        assert (state.proved, state.days, state.stale_by) == (False, 0, 2)

    @pytest.mark.parametrize(
        ("shots", "word", "said"),
        [
            ([], "not_proved", "its time is over · not proved by a photograph of the board"),
            ([0, 6], "in_part", "its time is over · proved by photographs for 6 of 10 days only"),
            ([0, 10], "whole_time", "posted for its whole time · proved by photographs for 10 days"),
        ],
    )
    def test_it_was_there_for_its_whole_time_only_as_far_as_photographs_show(
        self, posting: Publication, client: Client, shots: list[int], word: str, said: str
    ) -> None:
        """Before, it said "posted for its whole time" without a photograph, and beside 6 of 10 days proved."""
        for shot in shots:
            photographed(posting, after(shot))
        with day(LAST + timedelta(days=2)):
            for path in ("publications/", f"publications/{posting.number}/"):
                assert said in unescape(client.get(f"/en/c/{stage.CODE}/{path}").content.decode()), path
            (row,) = json.loads(client.get(f"/en/c/{stage.CODE}/data/publications.json").content)["rows"]
        assert (row["shown"], row["days_owed"]) == (word, 10)

    @pytest.mark.parametrize(("shot", "late_by"), [(4, 1), (5, 0)])
    def test_the_second_half_begins_on_the_fifth_day(self, posting: Publication, shot: int, late_by: int) -> None:
        photographed(posting, after(1))
        photographed(posting, after(shot))
        assert proof(posting, LAST + timedelta(days=1)).stale_by == late_by

    def test_a_photograph_taken_after_it_came_down_proves_nothing(self, posting: Publication) -> None:
        photographed(posting, after(1))
        with day(after(4)):
            stage.act("disclosure.take_down", stage.CLERK, posting.ref, reason="板面不够")
        photographed(posting, after(8))
        assert proof(posting, after(9)).last == after(1)

    def test_two_photographs_prove_the_days_between_them(self, posting: Publication) -> None:
        photographed(posting, after(1))
        photographed(posting, after(8))
        state = proof(posting, after(30))
        assert (state.proved, state.days, state.of) == (True, 7, 10)
        assert board_overdue(posting, after(30)) == []

    def test_posting_it_again_settles_it(self, posting: Publication) -> None:
        again = post(after(12), corrects=posting.number, **ACCOUNTS)
        assert board_overdue(posting, after(14)) == []
        assert [item.days_late for item in board_overdue(again, after(16))] == [1]

    @pytest.mark.parametrize(("entered", "proved"), [(9, True), (10, False), (20, False)])
    def test_a_photograph_of_that_time_may_be_entered_within_three_days(
        self, posting: Publication, entered: int, proved: bool
    ) -> None:
        with day(after(entered)):
            perform(
                "disclosure.photograph_board", by=stage.holder(stage.CODE, stage.CLERK), post=stage.CLERK,
                subject=posting.ref, facts=BoardFacts("东门", paper("then"), "yes"), key=new_id(),
                claimed_at=clock.moment(after(6)),
            )  # fmt: skip
        assert proof(posting, after(entered - 1)).first is None
        found = proof(posting, after(entered))
        assert (found.proved, found.only_said) == (proved, 0 if proved else 1)

    def test_what_wants_a_photograph_today(self, posting: Publication) -> None:
        assert queries.to_photograph(stage.CODE, MONDAY) == (posting.ref,)
        photographed(posting, after(1))
        assert queries.to_photograph(stage.CODE, after(4)) == ()
        assert queries.to_photograph(stage.CODE, after(5)) == (posting.ref,)
        photographed(posting, after(5))
        assert queries.to_photograph(stage.CODE, after(6)) == ()

    def test_what_need_not_hang_on_a_board_is_not_asked_for(self, community: str) -> None:
        lease = post(MONDAY)
        assert lease.photograph_by is None
        assert board_overdue(lease, after(30)) == []

    @pytest.mark.postgres
    @pytest.mark.parametrize(
        "change", [{"photograph_by": after(9)}, {"photograph_by": None}, {"photograph_again_from": after(1)}]
    )
    def test_the_database_refuses_to_move_the_days(self, posting: Publication, change: dict[str, Any]) -> None:
        with door_open(), pytest.raises(IntegrityError), transaction.atomic():
            Publication.objects.filter(pk=posting.pk).update(**change)


@dataclass
class Posting:
    posted_on: date
    recorded_on: date
    must_stay_until: date
    photograph_by: date | None
    photograph_again_from: date | None
    due_by: date | None = None
    taken_down_on: date | None = None
    asked_days: int | None = None


@dataclass
class Photo:
    photographed_on: date
    recorded_on: date
    hangs: bool | None = True


offsets = st.integers(0, 40)


@given(st.integers(0, 30), st.lists(st.tuples(offsets, offsets)), offsets, st.none() | offsets)
def test_no_day_is_proved_outside_the_photographs(
    days: int, taken: list[tuple[int, int]], on: int, down: int | None
) -> None:
    until = after(days)
    by, again = photographs_due(MONDAY, until, after(3), Fraction(1, 2))
    posting = Posting(MONDAY, MONDAY, until, by, again, taken_down_on=None if down is None else after(down))
    photos = [Photo(after(shot), after(shot + late)) for shot, late in taken]
    found = board_proof(posting, photos, after(on))
    assert found
    known = [shot.photographed_on for shot in photos if shot.recorded_on <= after(on)]
    assert 0 <= found.days <= found.of
    assert found.days <= (max(known) - min(known)).days if known else found.days == 0
    assert not (found.missing_by and found.stale_by)
    assert not found.proved or found.stale_by == 0
    assert MONDAY <= by <= until
    assert MONDAY <= again <= until

"""The signed paper has several pages, and a wrong picture is followed by a right one: all of them are kept."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.meetings.models import Minutes, MinutesPicture
from sunward.record.models import Journal
from tests.disclosure.scenes import resident
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import EVENING as FORCED_ON
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import Forced, closed_anyhow
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, DIRECTOR, EVENING, act, at
from tests.meetings.test_pages import read
from tests.money.cases import paper
from tests.stage import served

NEXT = EVENING + timedelta(days=1)
DAY_AFTER = EVENING + timedelta(days=2)


@pytest.fixture
def minutes(community: str) -> Minutes:
    meeting, _item, keys = scenes.called(6)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        act("meetings.close_session", DIRECTOR, meeting.ref)
        return scenes.sign(scenes.minutes_of(meeting))


def photographed(minutes: Minutes, *pages: str) -> None:
    """These pages, in this order."""
    names = ("photograph", "page_2", "page_3", "page_4", "page_5", "page_6")
    act("meetings.photograph_minutes", CLERK, minutes.ref, **dict(zip(names, map(paper, pages), strict=False)))


def kept(minutes: Minutes) -> list[tuple[int, int, str]]:
    return list(minutes.pictures.values_list("batch", "place", "sha256"))


def test_its_pages_are_kept_in_their_order(minutes: Minutes) -> None:
    """Before, page 2 was refused: there was a photograph already."""
    with at(NEXT):
        photographed(minutes, "page 1", "page 2", "page 3")
    pages = [paper(f"page {number}").sha256 for number in (1, 2, 3)]
    assert kept(minutes) == [(1, place, digest) for place, digest in enumerate(pages, 1)]
    entry = Journal.objects.get(act="meetings.photograph_minutes")
    assert [one["sha256"] for one in entry.files] == pages, "every picture is in the record, in its order"


def test_a_right_one_follows_a_wrong_one_and_replaces_nothing(minutes: Minutes, client: Client) -> None:
    with at(NEXT):
        photographed(minutes, "the wrong sheet")
    with at(DAY_AFTER):
        photographed(minutes, "page 1", "page 2")
    assert [(batch, place) for batch, place, _digest in kept(minutes)] == [(1, 1), (2, 1), (2, 2)]
    with at(DAY_AFTER):
        page = read(client, f"meetings/{minutes.number}/")
        for words in ("the wrong sheet", "page 1", "page 2"):
            assert paper(words).sha256[:16] in page
        printed = read(client, f"meetings/{minutes.number}/minutes/")
    assert "1 page photographed on Tuesday 17 March 2026" in printed
    assert "2 pages photographed on Wednesday 18 March 2026" in printed


def test_the_same_picture_is_no_second_page(minutes: Minutes) -> None:
    with at(NEXT):
        with pytest.raises(FactsError, match="page_2"):
            photographed(minutes, "page 1", "page 1")
        photographed(minutes, "page 1")
        with pytest.raises(FactsError, match="photograph"):
            photographed(minutes, "page 1")
        photographed(minutes, "page 1", "page 2")  # the first page once more, now with the second


def test_at_the_desk_as_before(community: str) -> None:
    """Whoever called the meeting may, somebody else may not."""
    forced = Forced()
    with at(FORCED_ON, 19):
        forced.let_in("resident", forced.signer)
        closed_anyhow(forced)
    with at(FORCED_ON, 21):
        act("meetings.draft_minutes", "resident", forced.meeting.ref, by=forced.signer)
        row = Minutes.objects.get()
        with pytest.raises(FactsError, match="photograph"):
            served("meetings.photograph_minutes", resident("别人"), row.ref, photograph=paper("p"))
        served("meetings.photograph_minutes", forced.opener, row.ref, photograph=paper("p"), page_2=paper("q"))
    assert len(kept(row)) == 2


@pytest.mark.postgres
def test_no_picture_is_changed_or_removed(minutes: Minutes) -> None:
    with at(NEXT):
        photographed(minutes, "page 1")
    row = MinutesPicture.objects.get()
    for attack in (lambda: MinutesPicture.objects.update(sha256="0" * 64), row.delete):
        with door_open(), pytest.raises(IntegrityError), transaction.atomic():
            attack()

"""“They showed the same photograph every time.” Nobody here reads pictures; but one file is one file."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.kernel import clock, evidence
from sunward.kernel.facts import FactsError
from sunward.kernel.ports import Entry
from sunward.kernel.refs import Ref
from sunward.record import queries as record
from sunward.record.models import Journal, Shown
from tests.disclosure.scenes import resident
from tests.money import cases
from tests.money.cases import START, act, on, open_matter, paper, report
from tests.stage import CLERK, CODE


@pytest.fixture(autouse=True)
def monday(community: str) -> Any:
    with on(START):
        yield


def last() -> Entry:
    found = record.entry(Journal.objects.latest("id").ref)
    assert found
    return found


def marked() -> list[str]:
    """The entries that the newest act is told to look like."""
    return [one.actual for one in last().findings if one.rule == evidence.RULE]


def posted(title: str = "出租") -> Ref:
    found = act("disclosure.publish", CLERK, Ref("community", CODE), item="leases", title=title).result
    assert found
    return found


def test_minutes_of_one_step_are_marked_as_those_of_the_next(client: Client) -> None:
    matter, minutes = open_matter("large_spending", "60000"), paper("one evening")
    report(matter, "proposal", minutes=minutes)
    first = last()
    assert marked() == []
    report(matter, "consultation", minutes=minutes)
    assert marked() == [first.ref], "recorded all the same, with a link to what it had shown"
    for language, words in (("zh", "已经用来证明另一件事"), ("en", "bore out something else")):
        for address in (f"matters/{matter.id}/", f"log/{last().ref}/"):
            page = client.get(f"/{language}/c/{CODE}/{address}").content.decode()
            assert words in page
            assert f"/c/{CODE}/log/{first.ref}/" in page


def test_the_same_step_reported_again_keeps_its_minutes() -> None:
    matter, minutes = open_matter("large_spending", "60000"), paper("one evening")
    for _again in range(2):
        report(matter, "proposal", minutes=minutes)
        assert marked() == []


def test_an_invoice_that_was_the_minutes_of_a_meeting_says_so(client: Client) -> None:
    with on(START - timedelta(days=1)):
        line = cases.adopt({"lighting": "300000"})["lighting"]
    picture = paper("one picture for everything")
    report(open_matter("large_spending", "60000"), "proposal", minutes=picture)
    payment = cases.ask(line, invoice=picture)
    assert len(marked()) == 1
    page = client.get(f"/en/c/{CODE}/money/{payment.id}/").content.decode()
    assert "bore out something else" in page


def photographed(posting: Ref, board: str, picture: str) -> None:
    act(
        "disclosure.photograph_board",
        "resident",
        posting,
        by=resident("赵德海"),
        board=board,
        photograph=paper(picture),
        hangs="yes",
    )


def test_one_picture_of_a_board_shows_all_that_hangs_there_that_day() -> None:
    one, other = posted(), posted("另一件")
    photographed(one, "东门", "the board on Monday")
    photographed(other, " 东门 ", "the board on Monday")
    assert marked() == []


@pytest.mark.parametrize(("days", "board"), [(7, "东门"), (0, "西门")])
def test_another_day_or_another_board_needs_a_new_picture(days: int, board: str) -> None:
    one, other = posted(), posted("另一件")
    photographed(one, "东门", "the board on Monday")
    with on(START + timedelta(days=days)):
        with pytest.raises(FactsError):
            photographed(other, board, "the board on Monday")
        photographed(other, board, "the board, once more")


def test_what_is_laid_open_to_be_read_is_no_evidence() -> None:
    from tests.meetings import scenes

    for _evening in range(2):
        _meeting, item, _keys = scenes.called(3)
        with scenes.at(scenes.CALLED, 9):
            act("meetings.lay_paper", CLERK, item.ref, title="草案", file=paper("the same draft"))
            assert marked() == []


def test_nobody_finds_a_person_in_the_list_of_pictures() -> None:
    """A fact may name somebody: it is kept as a keyed digest."""
    report(open_matter("large_spending", "60000"), "proposal", minutes=paper("minutes"))
    row = Shown.objects.get()
    assert len(row.fact) == 64
    assert clock.today().isoformat() not in row.fact
    assert ":" not in row.fact

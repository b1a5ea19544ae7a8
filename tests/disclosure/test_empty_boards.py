"""A picture of an empty board proves that the board was empty: the act asks whether it hangs there."""

import json
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from sunward.disclosure import queries
from sunward.disclosure.models import Publication
from sunward.kernel import clock
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import new_id
from sunward.record.queries import journal
from tests import stage
from tests.disclosure.scenes import ANYONE, MONDAY, day, post, resident
from tests.money.cases import act, paper

pytestmark = pytest.mark.django_db
EMPTY = "东门：空的"


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


@pytest.fixture
def posting(community: str) -> Publication:
    return post(MONDAY, item="quarterly_accounts", title="一季度收支明细")


def pictured(posting: Publication, on: date, hangs: str, by: str | None = None) -> None:
    with day(on):
        act("disclosure.photograph_board", "resident" if by else stage.CLERK, posting.ref, by=by, board=EMPTY,
            photograph=paper(f"{on} {hangs}"), hangs=hangs)  # fmt: skip


def proof(posting: Publication, on: date) -> queries.BoardProof:
    page = queries.publication(posting.number, ANYONE, on)
    assert page
    assert page.card.state.board
    return page.card.state.board


def lines(posting: Publication, on: date) -> list[str]:
    return [one.title.en for one in queries.overdue(stage.CODE, on) if one.subject == posting.ref]


def test_pictures_of_the_empty_board_prove_nothing(posting: Publication) -> None:
    """Before, two of them gave “proved for 9 of 10 days”, and one ended the overdue line."""
    for shot in (1, 10):
        pictured(posting, after(shot), "no", resident(f"赵{shot}"))
    found, page = proof(posting, after(12)), queries.publication(posting.number, ANYONE, after(12))
    assert (found.first, found.days, found.absent_on) == (None, 0, (after(1), after(10)))
    assert page
    assert not page.card.state.clears
    assert lines(posting, after(12)) == ["No photograph of “一季度收支明细” on the board"]


def test_nothing_is_chosen_beforehand(posting: Publication) -> None:
    for given in ({}, {"hangs": ""}, {"hangs": "perhaps"}):
        with day(after(1)), pytest.raises(FactsError, match="hangs"):
            perform(
                "disclosure.photograph_board", by=stage.holder(stage.CODE, stage.CLERK), post=stage.CLERK,
                subject=posting.ref, facts={"board": "东门", "photograph": paper("unsaid"), **given}, key=new_id(),
            )  # fmt: skip


def test_it_marks_its_entry_page_list_and_open_data_with_its_day_and_whose_word_it_is(
    posting: Publication, client: Client
) -> None:
    pictured(posting, after(0), "yes")
    pictured(posting, after(4), "no", resident())
    pictured(posting, after(10), "yes")
    entry = next(one for one in journal(stage.CODE) if one.post == "resident")
    assert [found.rule for found in entry.findings if found.breach] == ["posting_hangs"]
    with day(after(12)):
        page, listed = (
            unescape(strip_tags(client.get(f"/en/c/{stage.CODE}/{path}").content.decode()))
            for path in (f"publications/{posting.number}/", "publications/")
        )
        (row,) = json.loads(client.get(f"/en/c/{stage.CODE}/data/publications.json").content)["rows"]
    assert f"6 Mar · {EMPTY} · it is not there · says a resident" in page
    assert f"2 Mar · {EMPTY} · it hangs there · says clerk, service centre" in page
    for shown in (page, listed):
        assert "not on the board on 6 Mar, by a photograph" in shown
        assert "posted for its whole time" not in shown
    assert (row["shown"], row["days_said_absent"], row["days_proved"]) == ("in_part", 1, 10)


def test_found_missing_it_is_overdue_until_somebody_sees_it_again(posting: Publication) -> None:
    pictured(posting, after(1), "yes")
    pictured(posting, after(2), "no", resident())
    assert lines(posting, after(3)) == ["“一季度收支明细” is not on the board"]
    assert queries.to_photograph(stage.CODE, after(3)) == (posting.ref,)
    pictured(posting, after(3), "yes")
    assert lines(posting, after(4)) == []


def test_one_word_bars_nothing(posting: Publication) -> None:
    """Whoever dislikes what waits for it could say that it is not there: it marks, and what others saw stands."""
    for shot in (0, 10):
        pictured(posting, after(shot), "yes")
    pictured(posting, after(5), "no", resident())
    page = queries.publication(posting.number, ANYONE, after(12))
    assert page
    assert page.card.state.clears


def test_what_a_clerk_enters_for_somebody_says_so(posting: Publication, client: Client) -> None:
    with day(after(1)):
        perform(
            "disclosure.photograph_board", by=stage.holder(stage.CODE, stage.CLERK), post=stage.CLERK,
            subject=posting.ref, facts={"board": "东门", "photograph": paper("desk"), "hangs": "yes"}, key=new_id(),
            on_behalf_of=resident(),
        )  # fmt: skip
        page = unescape(strip_tags(client.get(f"/en/c/{stage.CODE}/publications/{posting.number}/").content.decode()))
    assert "it hangs there · says clerk, service centre, entered at the desk" in page


def test_pictures_entered_weeks_later_are_said_and_not_proved(posting: Publication, client: Client) -> None:
    """Before, two of them, of the clerk alone, gave “proved from 3 Mar to 12 Mar” and ended the overdue line."""
    late = after(40)
    for shot in (1, 10):
        with day(late):
            perform(
                "disclosure.photograph_board", by=stage.holder(stage.CODE, stage.CLERK), post=stage.CLERK,
                subject=posting.ref, facts={"board": "东门", "photograph": paper(str(shot)), "hangs": "yes"},
                key=new_id(), claimed_at=clock.moment(after(shot)),
            )  # fmt: skip
    entries = [one for one in journal(stage.CODE) if one.act == "disclosure.photograph_board"]
    assert [[found.rule for found in one.findings if found.breach] for one in entries] == [["entered_late"]] * 2
    found = proof(posting, late)
    assert (found.first, found.days, found.only_said) == (None, 0, 2)
    assert lines(posting, late) == ["No photograph of “一季度收支明细” on the board"]
    with day(late):
        page, listed = (
            unescape(strip_tags(client.get(f"/en/c/{stage.CODE}/{path}").content.decode()))
            for path in (f"publications/{posting.number}/", "publications/")
        )
    for shown in (page, listed):
        assert "2 photographs entered too late: said, not proved" in shown
    assert "entered on 11 Apr, too late to prove anything" in page
    assert "Proved by photographs" not in page


def test_one_board_photographed_twice_is_one_board(posting: Publication, client: Client) -> None:
    """Before: "2 boards photographed"."""
    for number, board in enumerate(("东门", " 东门 ", "西门")):
        with day(after(number)):
            act("disclosure.photograph_board", stage.CLERK, posting.ref, board=board, photograph=paper(str(number)),
                hangs="yes")  # fmt: skip
            page = strip_tags(client.get(f"/en/c/{stage.CODE}/publications/{posting.number}/").content.decode())
        assert ("1 board photographed", "1 board photographed", "2 boards photographed")[number] in page

"""A draft that halves the days for answers, or takes a post its power, came to “decisions would stand, payments the
same”: of the year's objections, postings and acts the preview said nothing."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.duties.subscribers import note_evidence
from sunward.kernel.events import ActPerformed, subscribe
from tests import stage
from tests.charter.amendments import OBJECTION, change
from tests.disclosure.scenes import MONDAY, day, objection, post, resident
from tests.money.cases import act, adopt, ask, four_two, paper, through
from tests.portal.pages import signed_in
from tests.stage import ACCOUNTANT, CLERK, CODE, DEPUTY, DIRECTOR, here, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
LATER = MONDAY + timedelta(days=30)
WITHOUT_CLERK = ["residents_committee.deputy_director", "supervision_committee.head"]


def preview(*rows: dict[str, Any], language: str = "en") -> str:
    with day(LATER):
        data = {"changes": json.dumps(rows), "effective_from": str(LATER + timedelta(days=60)), "go": "preview"}
        clerk = signed_in(Client(), holder(CODE, CLERK))
        return str(clerk.post(f"/{language}/c/{CODE}/charter/amend/", data).content.decode())


def answered(days: int) -> str:
    """An objection of a Monday, answered so many days later."""
    row = objection(post(MONDAY), resident(), MONDAY)
    with day(MONDAY + timedelta(days=days)):
        stage.act("disclosure.answer_objection", DEPUTY, row.ref, outcome="not_upheld", answer="照评估价")
    return str(row.number)


def test_a_quiet_year_is_said() -> None:
    words = preview(change(OBJECTION, "2 working days"))
    assert "Nobody objected in the last year." in words
    assert "could be done by the same posts." in words


def test_answers_that_would_have_been_late_by_the_new_days() -> None:
    number = answered(4)
    words = preview(change(OBJECTION, "2 working days"))
    assert "1 of 1 objections of the last year would not have been answered in time." in words
    assert f"/en/c/{CODE}/objections/{number}/" in words
    assert "近一年 1 条异议中有 1 条" in preview(change(OBJECTION, "2 working days"), language="zh")


def test_and_answers_that_would_not() -> None:
    answered(9)
    assert "were answered late and would have been in time." in preview(change(OBJECTION, "9 working days"))
    assert "(1) would have come in time, or late, as they did." in preview(change(OBJECTION, "4 working days"))


def test_an_objection_that_nobody_answers_is_late_by_both() -> None:
    objection(post(MONDAY), resident(), MONDAY)
    assert "as they did." in preview(change(OBJECTION, "2 working days"))


def test_postings_by_the_new_catalogue() -> None:
    with day(MONDAY):
        stage.act("disclosure.publish", CLERK, here(), item="leases", title="房屋出租", event_on=MONDAY - timedelta(4))
    words = preview(change("disclosure.leases.by.within", "2 days"))
    assert "1 of 1 postings of the last year would have been late." in words
    words = preview(change("disclosure.leases.stays_up", "20 days"))
    assert "1 of 1 postings of the last year would have hung too short." in words
    assert "The postings of the last year (1) would have come and hung" in preview(change(OBJECTION, "9 working days"))


def test_of_a_posting_without_its_day_it_is_said_that_nobody_compared_it() -> None:
    """Failed before: it would have come as it should, the page said."""
    with day(MONDAY):
        stage.act("disclosure.publish", CLERK, here(), item="leases", title="房屋出租")
    words = preview(change("disclosure.leases.by.within", "2 days"))
    assert "Of 1 of 1 postings of the last year the day of what they tell of is not known" in words
    assert "would have come and hung as they should" not in words


def test_of_a_correction_no_day_is_missing() -> None:
    """Failed before: of two postings the day was not known, though one corrects the other and is owed by none."""
    with day(MONDAY):
        told = {"item": "leases", "title": "房屋出租", "text": "两间。", "event_on": MONDAY - timedelta(1)}
        first = stage.act("disclosure.publish", CLERK, here(), **told).result
        assert first
        again = {"item": "leases", "title": "房屋出租", "text": "三间。", "corrects": first.id}
        stage.act("disclosure.publish", CLERK, here(), **again)
    assert "is not known" not in preview(change("disclosure.leases.by.within", "2 days"))


def test_acts_that_a_post_could_do_no_longer() -> None:
    for number in range(2):
        post(MONDAY + timedelta(days=number))
    words = preview(change("powers.publish.held_by", WITHOUT_CLERK))
    assert "2 of " in words
    assert "acts of the last year could no longer be done in the post in which they were." in words
    assert "2 times" in words


def test_of_years_before_nothing_is_said() -> None:
    answered(4)
    with day(date(2027, 6, 1)):
        rows = [change(OBJECTION, "2 working days")]
        data = {"changes": json.dumps(rows), "effective_from": "2027-08-01", "go": "preview"}
        page = signed_in(Client(), holder(CODE, CLERK)).post(f"/en/c/{CODE}/charter/amend/", data)
    assert "Nobody objected in the last year." in page.content.decode()


LARGE = "spending.tiers.large.requires"


@pytest.fixture
def paid() -> str:
    """One payment of 90,500 yuan, released when its decision had been posted for 7 days."""
    with day(MONDAY):
        payment = ask(adopt({"lighting": "300000"})["lighting"], decision=four_two("90500"), amount="90500",
                      category="works", site="灯笼巷", payee="明湖照明")  # fmt: skip
        through(payment)
    with day(MONDAY + timedelta(days=8)):
        act("money.release_payment", DEPUTY, payment)
    return payment.id


def test_payments_that_would_have_waited_longer_or_less_long(paid: str) -> None:
    """Before, only whether a posting was asked for counted: of 7 days that became 40 the preview said “the same”."""
    words = preview(change(f"{LARGE}.posting", "40 days"))
    assert (
        "1 of 1 payments of the last year would have had to be posted longer first: 40 days instead of 7 days" in words
    )
    assert f"/en/c/{CODE}/money/{paid}/" in words
    assert "would have needed the same." not in words
    words = preview(change(f"{LARGE}.posting", "3 days"))
    assert "1 of 1 payments of the last year would not have had to be posted as long: 3 days instead of 7 days" in words
    words = preview(change(f"{LARGE}.posting", "none"))
    assert "1 of 1 payments of the last year would not have had to be posted first." in words
    assert "公示更久：40 天，原来是 7 天" in preview(change(f"{LARGE}.posting", "40 days"), language="zh")


def test_payments_that_would_have_waited_in_other_days(paid: str) -> None:
    """Seen before: “5 days instead of 7 days” of what was to be five working days, and no word that it is looser."""
    words = preview(change(f"{LARGE}.posting", "7 working days"))
    assert "had to be posted longer first: 7 working days instead of 7 days" in words
    words = preview(change(f"{LARGE}.posting", "3 working days"))
    assert "posted as long: 3 working days instead of 7 days" in words
    assert "would be looser than the rules are now" in words
    words = preview(change(f"{LARGE}.posting", "5 working days"))
    assert "would be looser than the rules are now" in words, "though on that Monday both end on one day"


def test_payments_signed_in_another_order(paid: str) -> None:
    words = preview(change(f"{LARGE}.signatures", [DIRECTOR, DEPUTY]))
    assert "would have needed their signatures in another order." in words


STATEMENT = "duties.monthly_statement.due"
HUNG = "procedures.community_four_two.steps.resolution_disclosure"
NOT_COMPARED = "Not compared with the cases of the last year:"


def effects(*rows: dict[str, Any]) -> str:
    """What stands under the heading of last year's cases."""
    return preview(*rows).partition("On the cases of the last year")[2].partition("</section>")[0]


def test_resolutions_that_would_have_hung_longer_or_less_long(paid: str) -> None:
    """Before, the days of the step that posts a resolution could be four times as many: “as they did”."""
    words = effects(change(f"{HUNG}.stays_up", "40 days"))
    assert "1 of 2 decisions of the last year would have had to be posted longer." in words
    assert "40 days instead of 10 days" in words
    assert NOT_COMPARED not in words
    assert "15 working days instead of 10 days" in effects(change(f"{HUNG}.stays_up", "15 working days"))
    words = effects(change(f"{HUNG}.stays_up", "7 days"))
    assert "1 of 2 decisions of the last year would not have had to be posted as long." in words


def test_postings_for_other_readers() -> None:
    """Before, an item taken from everyone to residents came out “as they should, or not, as they did”."""
    post(MONDAY)
    words = effects(change("disclosure.leases.audience", "residents"))
    assert "1 of 1 postings of the last year need not have been open to more than: the residents" in words
    post(MONDAY, item="collective_accounts")
    words = effects(change("disclosure.collective_accounts.audience", "everyone"))
    assert "1 of 2 postings of the last year would have had to be open to: everyone" in words


@pytest.mark.parametrize(("path", "item"), [("disclosure.leases.stays_up", "leases"),
                                            ("parameters.board_retention.value", "other")])  # fmt: skip
def test_postings_that_would_not_have_had_to_hang_as_long(path: str, item: str) -> None:
    """Before, ten days that became one came out “as they should, or not, as they did”, and were no change that nobody
    had compared."""
    post(MONDAY, item=item)
    words = effects(change(path, "1 days"))
    assert "postings of the last year would not have had to hang as long." in words
    assert "1 day instead of 10 days" in words
    assert "as they did." not in words.partition("postings of the last year")[2].partition("duties")[0]
    assert NOT_COMPARED not in words
    assert "不用公开那么久" in preview(change(path, "1 days"), language="zh")


def test_boards_kept_longer_by_the_general_rule() -> None:
    with day(MONDAY):
        stage.act("disclosure.publish", CLERK, here(), item="other", title="通知", event_on=MONDAY)
    words = effects(change("parameters.board_retention.value", "30 days"))
    assert "1 of 1 postings of the last year would have hung too short." in words


def statement(on: date) -> None:
    """The bank statement of February, which falls due on 15 March, entered on a day."""
    subscribe(ActPerformed, note_evidence)
    body = {"opening": "0", "closing": "0", "lines": []}
    with day(on):
        act("money.record_bank_statement", ACCOUNTANT, here(), month="2026-02", statement=body, file=paper("bank"),
            account="basic")  # fmt: skip


def test_duties_by_other_days() -> None:
    """Before, another day for a duty changed nothing that the preview said."""
    statement(date(2026, 3, 12))
    words = effects(change(f"{STATEMENT}.day", 10))
    assert "1 of 1 duties of the last year would have been late." in words
    assert "2026-02" in words
    assert NOT_COMPARED not in words
    assert "The duties of the last year (1) would have been done in time" in effects(change(f"{STATEMENT}.day", 13))


def test_duties_that_were_late_and_would_not_have_been() -> None:
    statement(date(2026, 3, 18))
    assert "duties of the last year were late and would have been in time." in effects(change(f"{STATEMENT}.day", 20))
    words = effects(change(f"{STATEMENT}.months_after", 12))
    assert "1 of 1 duties of the last year would not have fallen due yet." in words
    assert "would have been in time." not in words


@pytest.mark.parametrize(
    ("path", "new", "named"),
    [
        ("spending.urgent.ratified_within", "9 days", "urgent spending: ratified within"),
        ("spending.tender.above", "300000 yuan", "open tender: open tender above"),
        (f"{HUNG}.within", "9 days", "the resolution is posted: done within"),
        ("duties.quarterly_accounts.owner", DIRECTOR, "who answers for it"),
        ("disclosure.leases.owner", DIRECTOR, "who answers for it"),
        ("rights.extra_disclosure.within", "9 days", "done within"),
    ],
)
def test_what_nobody_looked_at_is_named(path: str, new: Any, named: str) -> None:
    """Before, a change of these came out “the same” in every sentence."""
    words = effects(change(path, new), change(OBJECTION, "9 working days"))
    assert NOT_COMPARED in words
    found = words.partition(NOT_COMPARED)[2]
    assert named in found
    assert found.count(" → ") == 1


def test_nothing_is_named_where_all_was_looked_at() -> None:
    assert NOT_COMPARED not in effects(change(OBJECTION, "9 working days"), change(f"{LARGE}.posting", "40 days"))

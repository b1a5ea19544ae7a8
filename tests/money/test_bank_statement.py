"""The bank statement tells what left without an order."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sunward.disclosure.models import Publication
from sunward.kernel.acts import Done, Refused
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.money.models import BankLine, BankStatement, BudgetLine, Order
from sunward.money.policies import shown_counterparty
from sunward.money.queries import outside_chain, overdue, payments, statements
from sunward.record.models import Journal
from tests.money import cases
from tests.money.cases import act, ask, on, through
from tests.stage import ACCOUNTANT, CLERK, CODE, DIRECTOR

APRIL = date(2026, 4, 8)
_sheets = count(1)  # every statement is a paper of its own


def statement(*lines: dict[str, Any], opening: str = "100000", closing: str | None = None, **facts: Any) -> Done:
    moved = sum((Decimal(line["amount"]) for line in lines), Decimal(0))
    body = {"opening": opening, "closing": closing or str(Decimal(opening) + moved), "lines": list(lines)}
    given = {"month": "2026-03", "statement": body, "file": cases.paper(f"bank {next(_sheets)}")} | facts
    return act("money.record_bank_statement", ACCOUNTANT, cases.here(), **given)


def out(amount: str, to: str, order: str = "", day: str = "2026-03-20") -> dict[str, str]:
    return {"day": day, "amount": f"-{amount}", "counterparty": to, "order": order}


def answer(order: str, said: str = "accepted", **facts: str) -> None:
    act("money.answer_order", ACCOUNTANT, Ref("order", order), answer=said, **facts)


@pytest.fixture
def issued(line: Ref) -> str:
    """An order that the accounting centre has not answered."""
    through(ask(line, amount="8000", payee="明湖照明"))
    return payments(CODE)[0].order


@pytest.fixture
def order(issued: str) -> str:
    answer(issued)
    return issued


def outside() -> list[str]:
    return list(BankLine.objects.exclude(outside_why="").order_by("id").values_list("outside_why", flat=True))


def test_a_payment_on_an_order_is_in_the_chain(order: str) -> None:
    with on(APRIL):
        statement(out("8000", "明湖照明", order), {"day": "2026-03-05", "amount": "2000", "counterparty": "rent"})
    assert outside() == []
    assert payments(CODE)[0].state == "paid"


def test_what_the_bank_has_paid_is_neither_refused_nor_withdrawn(issued: str, line: Ref) -> None:
    """The money would have left, and its budget line be free for the same sum again."""
    payment = Order.objects.get(number=issued).payment.ref
    with on(APRIL):
        statement(out("8000", "明湖照明", issued))
        with pytest.raises(Refused) as refusal:
            answer(issued, "refused", reason="stamp")
        assert cases.rules_of(refusal) == {"has_left"}
        gone = BankLine.objects.get()
        act("money.record_refund", CLERK, gone.ref, amount=Decimal(8000), received_on=APRIL, receipt_number="R-1")
        answer(issued, "refused", reason="stamp")
        act("money.withdraw_payment", CLERK, payment, reason="it came back")
    assert BudgetLine.objects.get(number=line.id).released == 0


def test_what_left_after_the_refusal_is_not_withdrawn_until_it_is_back(issued: str, line: Ref) -> None:
    payment = Order.objects.get(number=issued).payment.ref
    answer(issued, "refused", reason="stamp")
    with on(APRIL):
        statement(out("8000", "明湖照明", issued))
        with pytest.raises(Refused) as refusal:
            act("money.withdraw_payment", CLERK, payment, reason="again")
        assert cases.rules_of(refusal) == {"has_left"}
    assert BudgetLine.objects.get(number=line.id).released == 8000


def test_what_has_no_order_is_published_at_once(order: str) -> None:
    with on(APRIL):
        done = statement(out("36500", "绿枝修剪 6222021234567890123", day="2026-03-11"))
    row = outside_chain(CODE, APRIL)[0]
    assert (int(row.amount), row.counterparty, row.why.en) == (36_500, "绿枝修剪 *0123", "no payment order named")
    notice = Publication.objects.get(item="paid_outside_the_chain")
    assert (notice.about, notice.audience, notice.recorded_on) == (Ref("bank_line", row.number), "everyone", APRIL)
    entry = Journal.objects.get(ref=done.entry.ref)
    assert entry.public["outside_the_chain"] == 1
    assert "（2026年3月11日）" in notice.title_zh
    assert notice.title_en.startswith("Paid outside the chain: ")
    assert " on 11 March 2026, " in notice.title_en
    assert "6222021234567890123" not in str(entry.public) + notice.title_zh + notice.text


def test_each_way_past_an_order_is_named(order: str, line: Ref) -> None:
    refused = ask(line, amount="9000", payee="路灯厂", category="services")
    through(refused)
    back = payments(CODE)[0].order
    answer(back, "refused", reason="the stamp is missing")
    with on(APRIL):
        statement(
            out("8000.01", "明湖照明", order), out("8000", "明湖工程", order), out("8000", "明 湖 照 明", order),
            out("8000", "明湖照明", order), out("9000", "路灯厂", back), out("1", "x", "XY-O-2026-777"),
        )  # fmt: skip
    assert outside() == ["other_amount", "other_payee", "paid_before", "refused", "unknown_order"]


def test_money_that_left_before_its_order_was_outside_the_chain(order: str) -> None:
    with on(APRIL):
        statement(out("8000", "明湖照明", order, day="2026-03-01"))
        assert outside_chain(CODE, APRIL)[0].why.en == "the money left before the order was issued"
    assert payments(CODE)[0].state == "accepted"


def test_the_day_of_the_order_is_in_time(order: str) -> None:
    with on(APRIL):
        statement(out("8000", "明湖照明", order, day=str(cases.START)))
    assert outside() == []


def test_an_order_without_the_word_of_the_accounting_centre_carries_nothing(issued: str) -> None:
    with on(APRIL):
        statement(out("8000", "明湖照明", issued))
    assert outside() == ["not_accepted"]


def test_a_word_given_after_the_money_left_is_none(issued: str) -> None:
    with on(APRIL):
        answer(issued)
        statement(out("8000", "明湖照明", issued))
    assert outside() == ["not_accepted"]


def test_silence_and_recovery(order: str) -> None:
    with on(APRIL):
        statement(out("36500", "绿枝修剪"))
    line = Ref("bank_line", outside_chain(CODE, APRIL)[0].number)
    due = outside_chain(CODE, APRIL)[0].explain_by
    assert not overdue(CODE, due)
    with on(due + timedelta(days=1)) as day:
        assert outside_chain(CODE, day)[0].silent
        assert "36,500" in overdue(CODE, day)[0].title.en
        act("money.explain_outside_payment", DIRECTOR, line, explanation="branches on the playground")
        assert not outside_chain(CODE, day)[0].silent
    with on(date(2026, 6, 1)) as day:
        for amount in ("30000", "6500"):
            facts = {"amount": Decimal(amount), "received_on": day, "receipt_number": amount}
            act("money.record_refund", ACCOUNTANT, line, **facts)
        assert outside_chain(CODE, day)[0].left == 0
        with pytest.raises(FactsError):
            act("money.record_refund", ACCOUNTANT, line, amount=Decimal("0.01"), received_on=day, receipt_number="x")


def test_balances_that_do_not_fit_are_found_and_recorded_all_the_same(order: str) -> None:
    with on(APRIL):
        done = statement(out("8000", "明湖照明", order), closing="93000")
    found = {finding.rule: finding for finding in done.entry.findings}
    assert not found["balance"].ok
    with on(APRIL.replace(month=5)):
        done = statement(month="2026-04", opening="92000")
    assert "opening_balance" in {finding.rule for finding in done.entry.findings if not finding.ok}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"day": "2026-03-05", "amount": "1"}], "line 1: a column is missing"),
        ([out("1", "x"), out("1", "x", day="2026-02-28")], "line 2: 2026-02-28 is not in 2026-03"),
        ([out("0", "x")], "line 1: the amount is zero"),
        ([out("1", "x", day="soon")], "line 1"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_kept(order: str, rows: list[dict[str, str]], said: str) -> None:
    body = {"opening": "1", "closing": "1", "lines": rows}
    with on(APRIL), pytest.raises(FactsError, match=said):
        act(
            "money.record_bank_statement", ACCOUNTANT, cases.here(), month="2026-03", statement=body,
            file=cases.paper(),
        )  # fmt: skip
    assert not BankLine.objects.exists()


def test_a_month_is_recorded_once(order: str) -> None:
    with on(APRIL):
        statement()
        with pytest.raises(FactsError, match="here already"):
            statement()
    with pytest.raises(FactsError, match="not over"):
        statement(month="2026-04")
    with pytest.raises(FactsError, match="2026-03"):
        statement(month="March")


def test_a_month_is_recorded_when_it_is_over(order: str) -> None:
    with on(date(2026, 3, 31)), pytest.raises(FactsError, match="comes from 2026-04-01 on"):
        statement()
    with on(date(2026, 4, 1)):
        statement()


def correct(*lines: dict[str, Any], closing: str | None = None, **facts: Any) -> Done:
    moved = sum((Decimal(line["amount"]) for line in lines), Decimal(0))
    body = {"opening": "100000", "closing": closing or str(Decimal(100_000) + moved), "lines": list(lines)}
    sheet = cases.paper(f"bank {next(_sheets)}")
    given = {"month": "2026-03", "statement": body, "file": sheet, "reason": "a line was left out"}
    return act("money.correct_bank_statement", ACCOUNTANT, cases.here(), **(given | facts))


def breaches(done: Done) -> set[str]:
    return {finding.rule for finding in done.entry.findings if not finding.ok}


def test_an_empty_statement_is_not_the_last_word(order: str) -> None:
    with on(APRIL):
        statement()
    with on(APRIL + timedelta(days=20)) as day:
        done = correct(out("20000", "张三"))
        assert not breaches(done)
        assert done.entry.public["added"] == 1
        assert [(int(row.amount), row.published_on) for row in outside_chain(CODE, day)] == [(20_000, day)]
        assert [int(row.closing) for row in statements(CODE)] == [80_000]
        assert BankStatement.objects.get().closing == 100_000, "what was recorded first stays"
        with pytest.raises(FactsError, match="recorded already"):
            correct(out("20000", "张三"))
    with on(date(2026, 5, 8)):
        assert not breaches(statement(month="2026-04", opening="80000"))


def test_nobody_takes_a_payment_off_the_list_by_a_correction(order: str) -> None:
    with on(APRIL):
        statement(out("36500", "绿枝修剪"))
        published = outside_chain(CODE, APRIL)[0]
        done = correct()
        assert breaches(done) == {"lines_kept"}
        row = outside_chain(CODE, APRIL)[0]
        assert (row.number, row.struck_on) == (published.number, APRIL)
        assert overdue(CODE, row.explain_by + timedelta(days=1)), "it waits for its explanation as before"


def test_an_order_paid_by_mistake_is_unpaid_again_and_then_paid_by_the_true_line(order: str) -> None:
    with on(APRIL):
        statement(out("8000", "明湖照明", order))
        assert payments(CODE)[0].state == "paid"
        done = correct()
        assert breaches(done) == {"lines_kept"}
        assert payments(CODE)[0].state != "paid"
        assert outside_chain(CODE, APRIL) == (), "it never left"
        correct(out("8000", "明湖照明", order, day="2026-03-21"))
        assert payments(CODE)[0].state == "paid"
    assert [line.struck_on for line in BankLine.objects.order_by("id")] == [APRIL, None]
    struck = Ref("bank_line", BankLine.objects.earliest("id").number)
    with on(APRIL), pytest.raises(FactsError):
        act("money.explain_outside_payment", DIRECTOR, struck, explanation="x")


def test_what_was_never_recorded_cannot_be_corrected(order: str) -> None:
    with on(APRIL), pytest.raises(FactsError, match="no statement of this month"):
        correct()


def test_an_account_that_no_rule_names_is_told_and_marked(order: str) -> None:
    with on(APRIL):
        assert breaches(statement(account="nonsense")) == {"account_known"}
        assert not breaches(statement())


@pytest.mark.postgres
def test_the_database_knows_no_line_between_in_and_outside_the_chain(order: str) -> None:
    with on(APRIL):
        statement(out("8000", "明湖照明", order), out("5", "x"))
    inside, left = BankLine.objects.order_by("id")
    with door_open():
        for row, change in (
            (left, {"outside_why": ""}), (inside, {"outside_why": "no_order"}), (left, {"recovered": Decimal(6)}),
            (left, {"order": inside.order}),
        ):  # fmt: skip
            with pytest.raises(IntegrityError), transaction.atomic():
                BankLine.objects.filter(pk=row.pk).update(**change)


def test_what_may_be_a_persons_name_is_masked_and_a_known_firm_is_not(line: Ref) -> None:
    firms = {"明湖照明"}
    names = ("明湖照明", "绿荫树木养护公司", "孙小梅", "欧阳小梅", "Ann")
    shown = [shown_counterparty(name, name in firms) for name in names]
    assert shown == ["明湖照明", "绿荫树木养护公司", "孙**", "欧**", "A**"]


def test_a_person_paid_outside_the_chain_is_not_named_in_public(line: Ref) -> None:
    with on(APRIL):
        statement(out("800", "孙小梅"))
    assert [row.counterparty for row in outside_chain(CODE, APRIL)] == ["孙**"]

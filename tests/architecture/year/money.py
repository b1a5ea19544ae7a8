"""Of the year in which every kind of act is performed once: budget, payments, books."""

from datetime import date, timedelta
from decimal import Decimal

from sunward.kernel.refs import Ref
from sunward.money.models import BankLine
from sunward.money.queries import outside_chain, payments
from tests.architecture.year.watch import Watch
from tests.money import cases
from tests.money.cases import START, invoice, on, paper
from tests.stage import ACCOUNTANT, CLERK, CODE, DEPUTY, DIRECTOR, INSPECTOR, SUPERVISOR, here

LAMPS = {"amount": "90500", "category": "works", "site": "灯笼巷", "payee": "明湖照明"}


def paying(does: Watch) -> Ref:
    rows = {"lighting": {"name": "照明", "amount": "300000"}}
    decision = cases.voted("annual_budget", "300000")
    does("money.adopt_budget", CLERK, here(), year=2026, decision=decision, lines=rows)
    line = Ref("budget_line", "XY-B-2026-lighting")
    large = does("money.request_payment", CLERK, line, decision=cases.four_two("90500"), **invoice(**LAMPS))
    does("money.review_payment", SUPERVISOR, large, outcome="passed")
    for post in (DEPUTY, DIRECTOR):
        does("money.sign_payment", post, large)
    with on(START + timedelta(days=30)):
        does("money.release_payment", CLERK, large)
        order = Ref("order", payments(CODE)[0].order)
        does("money.answer_order", ACCOUNTANT, order, answer="refused", reason="缺章")
        does("money.withdraw_payment", CLERK, large, reason="缺章")
    return line


def paying_otherwise(does: Watch, line: Ref) -> None:
    silent = does("money.request_payment", CLERK, line, **invoice(amount="8000", payee="新湖照明", site="西巷"))
    with on(START + timedelta(days=8)):
        does("money.stand_in_review", INSPECTOR, silent, outcome="passed")
    urgent = [
        does("money.request_urgent_payment", DIRECTOR, line,
             **invoice(amount="3000", category="maintenance", payee=name, site=name, why="爆管"))
        for name in ("急修一", "急修二")
    ]  # fmt: skip
    for payment in urgent:
        cases.sign(payment, DEPUTY)
        cases.sign(payment, DIRECTOR)
    with on(START + timedelta(days=12)):
        does("money.ratify_urgent", CLERK, urgent[0], decision=cases.voted("urgent_ratification", "3000"))
    with on(START + timedelta(days=65)):
        back = {"day": "2026-04-25", "amount": "3000", "counterparty": "急修二", "order": ""}
        body = {"opening": "0", "closing": "3000", "lines": [back]}
        facts = {"month": "2026-04", "statement": body, "file": paper("April")}
        cases.act("money.record_bank_statement", ACCOUNTANT, here(), **facts)
        came = BankLine.objects.get(out=False).number
        does("money.refund_urgent", CLERK, urgent[1], bank_line=came, receipt_number="R-1")


def books(does: Watch) -> None:
    day = START + timedelta(days=40)
    with on(day):
        moved = {"day": "2026-03-11", "amount": "-500", "counterparty": "绿枝修剪", "order": ""}
        body = {"opening": "1000", "closing": "500", "lines": [moved]}
        does("money.record_bank_statement", ACCOUNTANT, here(), month="2026-03", statement=body, file=paper("bank"))
        more = {"day": "2026-03-12", "amount": "-100", "counterparty": "绿枝修剪", "order": ""}
        body = {"opening": "1000", "closing": "400", "lines": [moved, more]}
        does("money.correct_bank_statement", ACCOUNTANT, here(), month="2026-03", statement=body, file=paper("bank"),
             reason="漏了一笔")  # fmt: skip
        line = Ref("bank_line", outside_chain(CODE, day)[-1].number)
        does("money.explain_outside_payment", DIRECTOR, line, explanation="来不及走程序")
        does("money.record_refund", ACCOUNTANT, line, amount=Decimal(500), received_on=day, receipt_number="R-2")
    income = {"kind": "rent", "amount": Decimal(900), "received_on": START, "receipt_number": "S-1", "payer": "租户"}
    received = does("money.record_income", CLERK, here(), **income)
    does("money.bank_income", CLERK, received, banked_on=START)
    past = {"voucher": "V-1", "paid_on": date(2025, 12, 6), "amount": Decimal(100), "payee": "小店"}
    kind = {"payee_kind": "company", "category": "purchases", "purpose": "纸"}
    does("money.record_past_payment", CLERK, here(), **past, **kind)
    with on(START + timedelta(days=60)):
        tender = {"winner": "明湖照明", "price": Decimal(95000), "category": "works", "bidders": 4}
        days = {"announced_on": START, "opened_on": START + timedelta(days=25), "minutes": paper("bids")}
        does("money.report_tender", CLERK, here(), **tender, **days)

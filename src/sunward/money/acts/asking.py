"""What is asked of whoever wants money paid, and what the door answers before it is even on its way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from sunward.kernel.acts import Outcome
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.spelling import same_spelling
from sunward.kernel.text import Text
from sunward.money.models import BudgetLine, Payee, Payment, Tender
from sunward.money.models.payee import KINDS
from sunward.money.models.payment import CATEGORIES
from sunward.money.numbering import PAYMENT, next_number
from sunward.money.rules.wording import phrase, said_yuan

HOLDER = Text("银行户名，与发票一致", "as on the invoice")
SITE = Text("在哪里，例如青溪路18号", "where, for example 18 Qingxi Road")
NUMBER = Text("请写发票上的号码。", "Write the number that stands on the invoice.")
ROUTE = Text("不填则按章程计算", "leave empty to go by the charter")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPayment:
    """Facts that every request has. Names and accounts enter the record as commitments: a payee may be a person."""

    amount: Decimal = asked("金额（元）", "amount (yuan)")
    purpose: str = asked("用途", "purpose")
    category: str = asked("类别", "category", choices=CATEGORIES)
    site: str = asked("地点", "place", hint=SITE, most=120, default="")
    payee: str = asked("收款方", "payee", private=True, name=True, most=120)
    payee_kind: str = asked("收款方是", "the payee is a", choices=KINDS)
    owner: str = asked("老板或法定代表人", "owner or legal representative", default="", private=True, name=True)
    account_holder: str = asked("户名", "account holder", hint=HOLDER, private=True, name=True, most=120)
    account: str = asked("账号", "account number", private=True, most=40)
    invoice_number: str = asked("发票号码", "invoice number", most=60)
    invoice: FileDigest = asked("发票照片或 PDF", "invoice (photograph or PDF)")


def digits(account: str) -> str:
    """An account number without the spaces and dashes that people type into it."""
    return "".join(character for character in account if character.isalnum())


def payee_in(line: BudgetLine, facts: AskedPayment) -> Payee:
    """The payee on file under this name, or the new one, not yet saved."""
    key = same_spelling(facts.payee)
    known = Payee.objects.filter(community_code=line.community_code, name_key=key).first()
    return known or Payee(
        community_code=line.community_code,
        name=facts.payee.strip(),
        name_key=key,
        kind=facts.payee_kind,
        owner_name=facts.owner.strip(),
        account_holder=facts.account_holder.strip(),
        account=digits(facts.account),
    )


def draft(line: BudgetLine, payee: Payee, facts: AskedPayment, by: str, on: date, tender: Tender | None) -> Payment:
    """The payment as it would be, without a number."""
    return Payment(
        community_code=line.community_code, line=line, payee=payee, amount=facts.amount, tested_sum=facts.amount,
        category=facts.category, site=facts.site.strip(), site_key=same_spelling(facts.site), purpose=facts.purpose,
        invoice_number=facts.invoice_number.strip(), invoice_key=same_spelling(facts.invoice_number),
        invoice_sha256=facts.invoice.sha256, tender=tender,
        decision_number=getattr(facts, "decision", "").strip(), requested_on=on, requested_by=by,
    )  # fmt: skip


def payee_findings(payee: Payee, facts: AskedPayment) -> Iterator[Finding]:
    """One payee, one account: neither a new account for a known name nor a new name for a known account."""
    if payee.pk and (payee.account != digits(facts.account) or _other_holder(payee, facts)):
        text = phrase(
            "“{name}”登记的账号尾号是 {end}，只能付到这个账号",
            "The account on file for “{name}” ends in {end}; no other is paid",
            name=payee.name,
            end=payee.account_end,
        )
        yield Finding("account_on_file", False, text)
    elif not payee.pk:
        taken = Payee.objects.filter(community_code=payee.community_code, account=payee.account).first()
        if taken:
            text = phrase("这个账号登记在“{name}”名下", "This account is on file for “{name}”", name=taken.name)
            yield Finding("account_on_file", False, text)


def _other_holder(payee: Payee, facts: AskedPayment) -> bool:
    return same_spelling(payee.account_holder) != same_spelling(facts.account_holder)


def invoice_findings(payee: Payee, facts: AskedPayment) -> Iterator[Finding]:
    """An invoice is paid once, however its number was typed; and one picture is not the invoice of two payments.

    Raises:
        FactsError: for a number of which nothing can be seen.
    """
    key, standing = same_spelling(facts.invoice_number), Payment.objects.filter(withdrawn_on=None)
    if not key:
        raise unusable("invoice_number", NUMBER.zh, NUMBER.en)
    used = _same_invoice(standing.filter(payee=payee), key) if payee.pk else None
    if used:
        text = phrase("发票 {invoice} 已用于 {no}", "Invoice {invoice} is already used by {no}",
                      invoice=facts.invoice_number.strip(), no=used.number)  # fmt: skip
        yield Finding("invoice_used", False, text)
    shown = standing.filter(community_code=payee.community_code, invoice_sha256=facts.invoice.sha256).first()
    if shown and shown != used:
        text = phrase("这张发票照片已用于 {no}，每张发票单独拍照",
                      "This picture is already the invoice of {no}: each invoice has a picture of its own",
                      no=shown.number)  # fmt: skip
        yield Finding("invoice_used", False, text)


def _same_invoice(paid: QuerySet[Payment], key: str) -> Payment | None:
    """The payment whose invoice has this number, however it was typed."""
    before = (row for row in paid.filter(invoice_key="") if same_spelling(row.invoice_number) == key)
    return paid.filter(invoice_key=key).first() or next(before, None)


def budget_finding(line: BudgetLine, amount: Decimal) -> Finding:
    """Room on the line on the day of asking; it is tested again at the release."""
    text = phrase("预算“{line}”还有 {room} 元", "The budget line “{line}” has {room} yuan left",
                  line=line.name, room=said_yuan(line.room))  # fmt: skip
    return Finding("budget", amount <= line.room, text, required=f"<= {line.room}", actual=str(amount))


def save(payment: Payment, on: date) -> Outcome:
    """Number and write the payment. A person's name stays out of the record; a company's does not."""
    payee = payment.payee
    if not payee.pk:
        payee.save()
    payment.payee = payee
    payment.number, payment.position = next_number(payment.community_code, PAYMENT, on)
    payment.save()
    public = {"payment": payment.number, "tested_sum": str(payment.tested_sum)}
    if payee.kind == "company":
        public["payee"] = payee.name
    return Outcome(result=payment.ref, public=public)

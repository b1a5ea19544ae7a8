"""An urgent payment that nobody ratified comes back."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.money.acts.giving_back import give_back
from sunward.money.acts.in_office import in_office
from sunward.money.models import BankLine, Payment
from sunward.money.queries.urgent import refund_lines, urgent_view
from sunward.money.rules.wording import phrase, said_yuan

NOTHING = Text(
    "只有已经付出、没有追认的应急开支才退回。",
    "Only urgent spending that was paid and not ratified is paid back.",
)
IN_THE_BANK = Text("对账单登记以后才能填", "once the bank statement that shows it has been recorded")


@dataclass(frozen=True, slots=True)
class PaidBack:
    bank_line: str = asked("对账单中收到退款的一笔", "bank line by which it came in", hint=IN_THE_BANK)
    receipt_number: str = asked("收据号码", "receipt number")


@register
class RefundUrgent(Act[Payment, PaidBack]):
    """The whole sum returns to its budget line, once the bank shows it: a receipt alone is paper."""

    name = "money.refund_urgent"
    title = Text("登记应急开支退回", "record the refund of urgent spending")
    kind = "effect"
    subject_type = "payment"
    subject_model = Payment
    facts_type = PaidBack

    @cached_property
    def can_come_back(self) -> bool:
        case = urgent_view(self.subject, self.call.day)
        return case is not None and case.state in {"waits", "refund_due"}

    @cached_property
    def line(self) -> BankLine | None:
        lines = refund_lines(self.subject, self.call.day).select_for_update(of=("self",))
        return lines.filter(number=self.facts.bank_line.strip()).first()

    def standing(self) -> Iterable[Finding]:
        yield from in_office(self.call, self.subject.community_code)
        if not self.can_come_back:
            yield Finding("urgent", False, NOTHING)

    def judge(self) -> Iterable[Finding]:
        text = phrase(
            "对账单中有一笔收入 {amount} 元，在付出以后，没有用于别的退款",
            "A bank line shows {amount} yuan coming in after it was paid, and belongs to no other refund",
            amount=said_yuan(self.subject.amount),
        )
        yield Finding("refund_in_bank", self.line is not None, text)

    def write(self) -> Outcome:
        case, line = self.subject.urgent_case, self.line
        assert line is not None  # noqa: S101  (judged)
        case.refunded_on, case.refund_line = line.day, line
        case.save(update_fields=["refunded_on", "refund_line"])
        follows = give_back(self.subject)
        return Outcome(self.subject.ref, {"amount": str(self.subject.amount)}, consequences=follows)

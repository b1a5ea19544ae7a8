"""Correct the statement of a month that was recorded wrongly."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.money import consequences
from sunward.money.acts.on_statement import OnStatement, StatementFacts
from sunward.money.models import BankLine, BankStatement, StatementCorrection
from sunward.money.rules.matching import CORRECTED
from sunward.money.rules.statement import Movement, apart
from sunward.money.rules.wording import phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedFacts(StatementFacts):
    reason: str = asked("更正原因", "reason", long=True)


@register
class CorrectBankStatement(OnStatement[CorrectedFacts]):
    """The whole month as the bank has it. Lines are only added; a line that the bank does not have stays, marked, and
    one outside the chain stays on the list of what was paid outside it."""

    name = "money.correct_bank_statement"
    title = Text("更正银行对账单", "correct a bank statement")
    facts_type = CorrectedFacts

    @cached_property
    def statement(self) -> BankStatement:
        found = self.same_account().select_for_update().filter(month=self.month).first()
        if found is None:
            raise FactsError({"month": [_("There is no statement of this month to correct.")]})
        return found

    @cached_property
    def changed(self) -> tuple[list[Movement], list[BankLine]]:
        """The lines that come in, and the earlier ones that the bank does not have."""
        standing = [(_as_read(line), line) for line in self.statement.lines.filter(struck_on=None).order_by("id")]
        return apart(self.movements, standing)

    def judge(self) -> Iterable[Finding]:
        new, gone = self.changed
        if not new and not gone and self.balances == self.statement.standing_balances:
            raise FactsError({"statement": [_("This is what is recorded already.")]})
        yield from self.agreeing()
        text = phrase(
            "原先登记的 {number} 笔，更正后的对账单里没有",
            "{number} of the lines recorded before are not in the corrected statement",
            number=len(gone),
        )
        kept = Text("原先登记的每一笔都还在", "Every line recorded before is still there")
        yield Finding("lines_kept", not gone, text if gone else kept, actual=str(len(gone)))

    def write(self) -> Outcome:
        new, gone = self.changed
        opening, closing = self.balances
        correction = StatementCorrection.objects.create(
            statement=self.statement, opening=opening, closing=closing, file_sha256=self.facts.file.sha256,
            reason=self.facts.reason, recorded_on=self.call.day,
        )  # fmt: skip
        for line in gone:
            self._strike(line)
        outside = [line for line in self.add(self.statement, new, correction) if line.outside_why]
        public = {"statement": self.statement.number, "added": len(new), "struck": len(gone),
                  "outside_the_chain": len(outside)}  # fmt: skip
        return Outcome(
            Ref("statement", self.statement.number), public,
            consequences=[consequences.outside_notice(line) for line in outside],
        )  # fmt: skip

    def _strike(self, line: BankLine) -> None:
        """An order that the line had paid is unpaid again."""
        line.struck_on = self.call.day
        if line.order_id:
            line.order, line.outside_why = None, CORRECTED
        line.save(update_fields=["struck_on", "order", "outside_why"])


def _as_read(line: BankLine) -> Movement:
    return Movement(line.day, line.out, line.amount, line.counterparty, line.named_order)

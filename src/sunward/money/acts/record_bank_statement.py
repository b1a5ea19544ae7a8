"""Record a month of the bank account."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import FactsError
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.money import consequences
from sunward.money.acts.on_statement import OnStatement, StatementFacts
from sunward.money.models import BankStatement
from sunward.money.queries.accounts import RECORDING


@register
class RecordBankStatement(OnStatement[StatementFacts]):
    """Once a month, when it is over; what was wrong in it is mended by a correction."""

    name = RECORDING
    title = Text("登记银行对账单", "record a bank statement")
    facts_type = StatementFacts

    def shows(self) -> str | None:
        return f"statement {self.facts.month} {self.facts.account}"

    def judge(self) -> Iterable[Finding]:
        self.month_is_over()
        if self.same_account().filter(month=self.month).exists():
            raise FactsError({"month": [_("The statement of this month is here already; it can be corrected.")]})
        yield from self.agreeing()

    def write(self) -> Outcome:
        statement = self._create()
        lines = self.add(statement, self.movements)
        outside = [line for line in lines if line.outside_why]
        public = {"statement": statement.number, "lines": len(lines), "outside_the_chain": len(outside)}
        return Outcome(
            Ref("statement", statement.number), public,
            consequences=[consequences.outside_notice(line) for line in outside],
        )  # fmt: skip

    def _create(self) -> BankStatement:
        opening, closing = self.balances
        return BankStatement.objects.create(
            number=f"{self.subject.prefix}-S-{self.month:%Y-%m}-{self.account}",
            community_code=self.community, account=self.account, month=self.month, opening=opening,
            closing=closing, file_sha256=self.facts.file.sha256, recorded_on=self.call.day,
        )  # fmt: skip

"""A file of past payments comes in."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from sunward.kernel.acts import register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.money.acts.record_past_payment import BEFORE_THE_GATE, PastPaid, past_payment
from sunward.money.imports import PAST_PAYMENTS
from sunward.money.models import PastPayment
from sunward.registry.imports.act import ImportRows
from sunward.registry.models import StagedFile

BATCH = 1_000


@register
class ImportPastPayments(ImportRows):
    """All rows or none, marked "before the gate", releasing nothing."""

    name = "money.import_past_payments"
    title = Text("导入以往付款", "import past payments")
    import_kind = PAST_PAYMENTS.key

    def judge(self) -> Iterable[Finding]:
        yield from super().judge()
        yield BEFORE_THE_GATE

    def move(self, file: StagedFile) -> int:
        rows = (self._row(cells) for _line, cells in PAST_PAYMENTS.rows(file))
        return len(PastPayment.objects.bulk_create(rows, batch_size=BATCH))

    def _row(self, cells: Mapping[str, str]) -> PastPayment:
        paid = PastPaid(
            voucher=cells["voucher"], paid_on=date.fromisoformat(cells["paid_on"]), amount=Decimal(cells["amount"]),
            payee=cells["payee"], payee_kind=cells["payee_kind"], category=cells["category"],
            purpose=cells["purpose"], site=cells.get("site", ""),
        )  # fmt: skip
        return past_payment(self.subject.code, paid, self.call.day)

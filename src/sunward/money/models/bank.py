"""What the bank says happened, and what came in."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from sunward.kernel.refs import Ref
from sunward.kernel.yuan import YuanField
from sunward.money.models.order import Order


class BankStatement(models.Model):
    """One month of one account, as it was first recorded."""

    number = models.CharField(max_length=80, unique=True)
    community_code = models.CharField(max_length=40)
    account = models.CharField(max_length=40)  # a label such as "basic"; never the account number
    month = models.DateField()  # its first day
    opening = YuanField()
    closing = YuanField()
    file_sha256 = models.CharField(max_length=64)
    recorded_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community_code", "account", "month"], name="money_one_statement_a_month"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def standing_balances(self) -> tuple[Decimal, Decimal]:
        """Opening and closing balance as last corrected, in yuan."""
        last = max(self.corrections.all(), key=lambda each: each.pk, default=None) or self
        return last.opening, last.closing


class StatementCorrection(models.Model):
    """A later word on a month. What was recorded before stays."""

    statement = models.ForeignKey(BankStatement, on_delete=models.PROTECT, related_name="corrections")
    opening = YuanField()
    closing = YuanField()
    file_sha256 = models.CharField(max_length=64)
    reason = models.TextField()
    recorded_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="money_correction_says_why")]

    def __str__(self) -> str:
        return f"{self.statement}: {self.recorded_on}"


class BankLine(models.Model):
    """One movement on the account. A line out without an order was paid outside the chain."""

    number = models.CharField(max_length=90, unique=True)
    community_code = models.CharField(max_length=40)
    statement = models.ForeignKey(BankStatement, on_delete=models.PROTECT, related_name="lines")
    day = models.DateField()
    out = models.BooleanField()
    amount = YuanField()
    counterparty = models.CharField(max_length=120)
    named_order = models.CharField(max_length=40, blank=True)  # what the bank's remark says
    order = models.OneToOneField(Order, on_delete=models.PROTECT, null=True, related_name="bank_line")
    outside_why = models.CharField(max_length=20, blank=True)  # a key of rules.matching.OUTSIDE
    explanation = models.TextField(blank=True)
    explained_on = models.DateField(null=True)
    explained_by = models.CharField(max_length=60, blank=True)
    recovered = YuanField(default=0)
    recovered_on = models.DateField(null=True)  # the day of the latest repayment
    correction = models.ForeignKey(StatementCorrection, on_delete=models.PROTECT, null=True, related_name="lines")
    struck_on = models.DateField(null=True)  # a correction says that the bank has no such line

    if TYPE_CHECKING:
        order_id: int | None

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="money_bank_line_above_zero"),
            models.CheckConstraint(
                condition=Q(recovered__gte=0) & Q(recovered__lte=F("amount")), name="money_recovered_within_amount"
            ),
            models.CheckConstraint(
                condition=Q(out=False, order=None, outside_why="")
                | Q(out=True, order__isnull=False, outside_why="")
                | Q(out=True, order=None) & ~Q(outside_why=""),
                name="money_bank_line_in_or_outside_the_chain",
            ),
        ]
        indexes = [
            models.Index(
                fields=["community_code", "-id"], condition=~Q(outside_why=""), name="money_outside_the_chain"
            ),
            models.Index(fields=["named_order"], condition=~Q(named_order=""), name="money_bank_line_names_order"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("bank_line", self.number)


class Income(models.Model):
    """Money that came in: received on one day, banked on another; the gap between them is shown."""

    number = models.CharField(max_length=40, unique=True)
    community_code = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    position = models.BigIntegerField()
    kind = models.CharField(max_length=30)
    amount = YuanField()
    payer = models.CharField(max_length=120, blank=True)  # never public
    receipt_number = models.CharField(max_length=60)
    received_on = models.DateField()
    banked_on = models.DateField(null=True)
    recorded_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community_code", "receipt_number"], name="money_one_income_per_receipt"),
            models.UniqueConstraint(fields=["community_code", "position"], name="money_income_position"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="money_income_above_zero"),
            models.CheckConstraint(
                condition=Q(banked_on=None) | Q(banked_on__gte=F("received_on")), name="money_banked_after_received"
            ),
        ]
        indexes = [models.Index(fields=["community_code"], condition=Q(banked_on=None), name="money_income_not_banked")]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("income", self.number)

"""A payment on its way: what was asked, who reviewed it, who signed."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.kernel.yuan import YuanField
from sunward.money.models.budget import BudgetLine
from sunward.money.models.payee import Payee, Tender

if TYPE_CHECKING:
    from sunward.money.models.order import Order

CATEGORIES = (
    ("works", Text("工程", "works")),
    ("purchases", Text("采购", "purchases")),
    ("maintenance", Text("维修养护", "maintenance")),
    ("services", Text("服务", "services")),
    ("office", Text("办公", "office")),
    ("utilities", Text("水电通信", "utilities")),
    ("activities", Text("活动", "activities")),
    ("welfare", Text("慰问救助", "welfare")),
    ("allowances", Text("补贴误工", "allowances")),
    ("other", Text("其他", "other")),
)


class Payment(models.Model):
    """A request to pay. Its state is derived from these facts and the charter; nothing here says "approved"."""

    number = models.CharField(max_length=40, unique=True)
    community_code = models.CharField(max_length=40)
    position = models.BigIntegerField()
    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="payments")
    payee = models.ForeignKey(Payee, on_delete=models.PROTECT, related_name="payments")
    amount = YuanField()
    tested_sum = YuanField()  # the rolling sum it was tested on when it was asked for
    category = models.CharField(max_length=30)
    site = models.CharField(max_length=120, blank=True)
    site_key = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(max_length=300)
    invoice_number = models.CharField(max_length=60)
    # As it is compared. Empty only for rows from before it was kept, which the act compares one by one.
    invoice_key = models.CharField(max_length=120, blank=True, db_default="")
    invoice_sha256 = models.CharField(max_length=64)
    decision_number = models.CharField(max_length=40, blank=True)
    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, null=True, related_name="payments")
    urgent = models.BooleanField(default=False)
    requested_on = models.DateField()
    requested_by = models.CharField(max_length=60)
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)
    released_on = models.DateField(null=True)

    if TYPE_CHECKING:
        order: Order
        urgent_case: "UrgentCase"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community_code", "position"], name="money_payment_position"),
            models.UniqueConstraint(
                fields=["payee", "invoice_number"],
                condition=Q(withdrawn_on=None),
                name="money_one_payment_per_invoice",
            ),
            models.UniqueConstraint(
                fields=["payee", "invoice_key"],
                condition=Q(withdrawn_on=None) & ~Q(invoice_key=""),
                name="money_one_payment_per_invoice_key",
            ),
            models.UniqueConstraint(
                fields=["community_code", "invoice_sha256"],
                condition=Q(withdrawn_on=None) & ~Q(invoice_key=""),
                name="money_one_payment_per_invoice_file",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="money_payment_above_zero"),
            models.CheckConstraint(
                condition=~Q(invoice_number="") & ~Q(invoice_sha256=""), name="money_payment_has_invoice"
            ),
        ]
        indexes = [
            models.Index(fields=["community_code", "requested_on"], name="money_payment_days"),
            models.Index(
                fields=["community_code"],
                condition=Q(withdrawn_on=None, released_on=None),
                name="money_payment_waiting",
            ),
            models.Index(fields=["community_code"], condition=Q(urgent=True), name="money_payment_urgent"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("payment", self.number)


class Review(models.Model):
    """What a supervisor said. Who vetoed may pass later, and the other way round; the last word of each counts."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="reviews")
    by = models.CharField(max_length=60)
    post = models.CharField(max_length=80)
    outcome = models.CharField(max_length=10)
    reason = models.TextField(blank=True)
    on = models.DateField()
    stand_in = models.BooleanField(default=False)  # by the substitute, after the reviewer kept silent

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payment", "by", "outcome"], name="money_one_word_per_reviewer"),
            models.CheckConstraint(condition=Q(outcome__in=["passed", "vetoed"]), name="money_review_outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.payment}: {self.outcome}"


class Signature(models.Model):
    """One signature. Each place is signed once, and nobody signs the same payment twice, in whatever post."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="signatures")
    place = models.PositiveSmallIntegerField()  # 1 signs first
    post = models.CharField(max_length=80)
    by = models.CharField(max_length=60)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payment", "place"], name="money_one_signature_per_place"),
            models.UniqueConstraint(fields=["payment", "by"], name="money_nobody_signs_twice"),
            models.CheckConstraint(condition=Q(place__gte=1), name="money_signature_place"),
        ]

    def __str__(self) -> str:
        return f"{self.payment}: {self.place}"


class UrgentCase(models.Model):
    """What makes an urgent payment lawful afterwards: notice the same day, then ratified in time, or refunded."""

    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="urgent_case")
    why = models.CharField(max_length=300)
    notified_on = models.DateField()
    ratified_on = models.DateField(null=True)
    decision_number = models.CharField(max_length=40, blank=True)
    refunded_on = models.DateField(null=True)
    # By which it came in. Empty for refunds from before it was asked for.
    refund_line = models.OneToOneField("BankLine", on_delete=models.PROTECT, null=True, related_name="refunds")
    withdrawn_on = models.DateField(null=True)  # as the payment says: here for the constraint, which sees one table

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ratified_on=None) | Q(refunded_on=None), name="money_urgent_ratified_or_refunded"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(refunded_on=None), name="money_urgent_withdrawn_or_refunded"
            ),
        ]

    def __str__(self) -> str:
        return str(self.payment)

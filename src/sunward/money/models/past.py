"""Payments made before the gate stood."""

from django.db import models
from django.db.models import Q

from sunward.kernel.yuan import YuanField


class PastPayment(models.Model):
    """A payment of the time before the gate: known, counted in rolling sums, releasing nothing."""

    community_code = models.CharField(max_length=40)
    voucher = models.CharField(max_length=60)
    paid_on = models.DateField()
    amount = YuanField()
    payee = models.CharField(max_length=120)
    payee_key = models.CharField(max_length=120)
    payee_kind = models.CharField(max_length=10)
    category = models.CharField(max_length=30)
    site = models.CharField(max_length=120, blank=True)
    site_key = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(max_length=300)
    recorded_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community_code", "voucher"], name="money_one_past_payment_per_voucher"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="money_past_payment_above_zero"),
        ]
        indexes = [models.Index(fields=["community_code", "-paid_on"], name="money_past_payment_days")]

    def __str__(self) -> str:
        return self.voucher

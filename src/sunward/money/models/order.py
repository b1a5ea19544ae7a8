"""The numbered payment order: the only paper that the accounting centre accepts."""

from django.db import models
from django.db.models import Q

from sunward.kernel.refs import Ref
from sunward.money.models.payment import Payment


class Order(models.Model):
    number = models.CharField(max_length=40, unique=True)
    community_code = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="order")
    released_on = models.DateField()
    answer = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["community_code"], condition=Q(answer=""), name="money_order_unanswered")]
        constraints = [
            models.UniqueConstraint(fields=["community_code", "year", "serial"], name="money_order_series"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None)
                | Q(answer="accepted", answered_on__isnull=False)
                | Q(answer="refused", answered_on__isnull=False) & ~Q(reason=""),
                name="money_order_answer",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("order", self.number)

"""Who is paid, and who has won a tender."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from sunward.kernel.text import Text
from sunward.kernel.yuan import YuanField, fen

KINDS = (("company", Text("单位或商户", "company or shop")), ("person", Text("个人", "person")))


class Payee(models.Model):
    """Somebody who is paid. One account belongs to one payee: a second name for the same account is refused."""

    community_code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120)
    kind = models.CharField(max_length=10)
    owner_name = models.CharField(max_length=120, blank=True)  # who owns or represents the company; never public
    account_holder = models.CharField(max_length=120)
    account = models.CharField(max_length=40)  # never public

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community_code", "name_key"], name="money_one_payee_per_name"),
            models.UniqueConstraint(fields=["community_code", "account"], name="money_one_payee_per_account"),
            models.CheckConstraint(condition=Q(kind__in=["company", "person"]), name="money_payee_kind"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def account_end(self) -> str:
        """The last four digits: enough to compare with the invoice, too little to misuse."""
        return self.account[-4:]


class Tender(models.Model):
    """An open tender that was held: who won, for how much. `drawn` may never exceed the winning price."""

    number = models.CharField(max_length=40, unique=True)
    community_code = models.CharField(max_length=40)
    decision_number = models.CharField(max_length=40, blank=True)
    winner = models.CharField(max_length=120)
    winner_key = models.CharField(max_length=120)
    owner_name = models.CharField(max_length=120, blank=True)  # never public
    category = models.CharField(max_length=30)
    site = models.CharField(max_length=120, blank=True)
    bidders = models.PositiveSmallIntegerField()
    price = YuanField()
    drawn = YuanField(default=0)
    announced_on = models.DateField()
    opened_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(price__gt=0), name="money_tender_price_above_zero"),
            models.CheckConstraint(condition=Q(drawn__gte=0), name="money_tender_drawn_not_negative"),
            models.CheckConstraint(condition=Q(drawn__lte=F("price")), name="money_tender_not_overdrawn"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def room(self) -> Decimal:
        """What may still be paid on this tender, in yuan."""
        room: Decimal = self.price - self.drawn
        return room

    def draw(self, amount: Decimal) -> None:
        """Take an amount off the winning price, or give it back when negative."""
        Tender.objects.filter(pk=self.pk).update(drawn=F("drawn") + fen(amount))

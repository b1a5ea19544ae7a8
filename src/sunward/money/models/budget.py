"""Budget lines, and the series that number a community's papers."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from sunward.kernel import series
from sunward.kernel.yuan import YuanField, fen

POSITIONS = 1_000_000  # numbers a series may give out in a year
AFTER_ALL = 2**63 - 1  # behind every position


class BudgetLine(models.Model):
    """What may be spent for one purpose in one year. `released` is a balance column so that the database itself
    refuses to overspend it."""

    number = models.CharField(max_length=60, unique=True)
    community_code = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    decision_number = models.CharField(max_length=40, blank=True)
    adopted_on = models.DateField()
    authorised = YuanField()
    released = YuanField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community_code", "year", "key"], name="money_one_line_per_purpose"),
            models.CheckConstraint(condition=Q(released__gte=0), name="money_line_released_not_negative"),
            models.CheckConstraint(condition=Q(released__lte=F("authorised")), name="money_line_not_overspent"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def room(self) -> Decimal:
        """What may still be released, in yuan."""
        room: Decimal = self.authorised - self.released
        return room

    def draw(self, amount: Decimal) -> None:
        """Take an amount off the line, or give it back when negative; the check constraint has the last word."""
        BudgetLine.objects.filter(pk=self.pk).update(released=F("released") + fen(amount))


class AdoptedBudget(models.Model):
    """That the budget of a decision has been adopted, for which year: once, so that whoever enters it cannot move
    money between its lines afterwards."""

    community_code = models.CharField(max_length=40)
    decision_number = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    adopted_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community_code", "decision_number"], name="money_one_budget_a_decision")
        ]

    def __str__(self) -> str:
        return f"{self.decision_number}: {self.year}"


class Series(series.Series):
    """The yearly series of the money context. A refused act gives its number back, so there are no gaps."""

    @classmethod
    def lock(cls, community: str, kind: str, year: int) -> None:
        """Keep the series from everybody else for the rest of the transaction."""
        cls.objects.select_for_update().get_or_create(community_code=community, kind=kind, year=year)


def position(year: int, serial: int) -> int:
    """Where a paper stands among its community's papers of the same kind: what lists are paged by."""
    return year * POSITIONS + serial

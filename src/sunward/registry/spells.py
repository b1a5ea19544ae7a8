"""Spells: half-open spans of civil days, `from_day` included, `left_on` not; an open one has no `left_on`."""

from datetime import date
from typing import Any, Self

from django.db import models


class SpellQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        """The spells that cover this civil day."""
        return self.filter(models.Q(left_on=None) | models.Q(left_on__gt=day), from_day__lte=day)

    def meeting(self, first: date, left: date | None) -> Self:
        """The spells that share at least one day with `first` (included) to `left` (not included, open if None)."""
        rows = self.filter(models.Q(left_on=None) | models.Q(left_on__gt=first))
        return rows if left is None else rows.filter(from_day__lt=left)


class SpellManager(models.Manager[Any]):
    def get_queryset(self) -> SpellQuerySet:
        return SpellQuerySet(self.model, using=self._db)

    def on(self, day: date) -> SpellQuerySet:
        """See `SpellQuerySet.on`."""
        return self.get_queryset().on(day)

    def meeting(self, first: date, left: date | None) -> SpellQuerySet:
        """See `SpellQuerySet.meeting`."""
        return self.get_queryset().meeting(first, left)


class Spell(models.Model):
    """A span of days in which something held."""

    from_day = models.DateField()
    left_on = models.DateField(null=True)  # the first day on which it no longer holds
    entry = models.CharField(max_length=64, blank=True)  # the record's entry that began it

    objects = SpellManager()

    class Meta:
        abstract = True


def ends_after_it_begins(table: str) -> models.CheckConstraint:
    """A spell lasts at least one day."""
    in_order = models.Q(left_on=None) | models.Q(left_on__gt=models.F("from_day"))
    return models.CheckConstraint(condition=in_order, name=f"{table}_ends_after_it_begins")

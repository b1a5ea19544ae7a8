"""Gapless yearly series of numbers, such as XY-2026-031."""

from typing import ClassVar, Self

from django.db import models


class Series(models.Model):
    """The last number given in a yearly series of a community; its row is locked while the next one is taken.

    A context that numbers things derives its own table. A rolled-back act gives its number back, so there
    are no gaps.
    """

    community_code = models.CharField(max_length=60)
    kind = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager[Self]]

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["community_code", "kind", "year"], name="%(app_label)s_series_once"),
        ]

    def __str__(self) -> str:
        return f"{self.community_code} {self.kind} {self.year}: {self.last}"

    @classmethod
    def next(cls, community: str, kind: str, year: int) -> int:
        """The next number of the series; call it inside the act that uses the number."""
        row, _new = cls.objects.select_for_update().get_or_create(community_code=community, kind=kind, year=year)
        row.last += 1
        row.save(update_fields=["last"])
        return row.last

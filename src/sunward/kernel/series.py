"""Gapless yearly series of numbers, such as XY-2026-031."""

from typing import ClassVar, Self

from django.db import connection, models

TAKE = """
    INSERT INTO "{table}" ("community_code", "kind", "year", "last") VALUES (%s, %s, %s, 1)
    ON CONFLICT ("community_code", "kind", "year") DO UPDATE SET "last" = "{table}"."last" + 1 RETURNING "last"
"""


def next_in(series: type[models.Model], community: str, kind: str, year: int) -> int:
    """The next number of a yearly series, in one statement; call it inside the act that uses the number.

    The row stays locked until the act ends, so no number is given twice; a rolled-back act gives its number back,
    so there are no gaps. `series` has the fields and the constraint of `Series`.
    """
    with connection.cursor() as cursor:
        cursor.execute(TAKE.format(table=series._meta.db_table), [community, kind, year])
        return int(cursor.fetchone()[0])


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
        return next_in(cls, community, kind, year)

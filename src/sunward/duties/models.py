"""Evidence that a recurring obligation was met."""

from django.db import models


class Evidence(models.Model):
    """An act that met a duty for one period. The first act counts; later ones change nothing. Whether it was in order
    stands with the act, in its findings."""

    community_code = models.CharField(max_length=40)
    duty = models.CharField(max_length=60)
    period = models.CharField(max_length=10)  # 2026, 2026-H1, 2026-Q3, 2026-07
    recorded_on = models.DateField()  # decides whether it came in time
    said_on = models.DateField()  # when it is said to have been done
    entry = models.CharField(max_length=40)  # reference of the act's entry in the record
    act = models.CharField(max_length=80)

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(fields=["community_code", "duty", "period"], name="duties_met_once_per_period")
        ]

    def __str__(self) -> str:
        return f"{self.community_code}/{self.duty}/{self.period}"

"""What a clerk entered at the desk, and the person for whom it was entered was right to dispute."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from sunward.meetings.models.calling import Meeting


class UndoneEntry(models.Model):
    """An entry of the desk that does not count since a day. `late`: it could no longer be taken back by then; it stays,
    and is marked. Signatures and closed lists, which nobody changes, are taken out by it and `kept` here as they
    stood."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="undone")
    entry = models.CharField(max_length=64, unique=True, help_text="the record's entry of the act")
    act = models.CharField(max_length=60)
    about = models.CharField(max_length=80, blank=True, help_text="what of the meeting it made")
    late = models.BooleanField()
    kept = models.JSONField(null=True, help_text="what it said, as it stood; private like that")
    took_out = models.CharField(max_length=80, null=True, unique=True, help_text="<table>:<key> of a row taken out")
    undone_on = models.DateField()

    class Meta:
        verbose_name_plural = "undone entries"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(took_out__isnull=True) | Q(kept__isnull=False, late=False),
                name="meetings_taken_out_is_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.entry}"

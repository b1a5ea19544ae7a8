"""Sheets of paper that were handed out: taken back unused, or never taken by whom they were entered for."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from sunward.ballots.models.votes import Mark


class TakenBack(models.Model):
    """Who took a sheet back, in which post, and who said that it came back unused: the voter, or somebody of another
    body. Beside the mark, which nobody changes after the close: this can still be said then."""

    mark = models.OneToOneField(Mark, models.PROTECT, related_name="taken_back")
    taken_by = models.CharField(max_length=64)
    taken_by_post = models.CharField(max_length=80)
    confirmed_by = models.CharField(max_length=64, null=True)
    confirmed_on = models.DateField(null=True)
    denied_on = models.DateField(null=True, help_text="the voter says that it lies in the box")
    denied_in = models.CharField(max_length=64, null=True, help_text="the act by which they said so")
    denial_over_on = models.DateField(null=True, help_text="they say now that they gave it back, or never denied it")
    signed_sha256 = models.CharField(max_length=64, null=True, help_text="of the slip, where it was said at the desk")

    class Meta:
        verbose_name_plural = "taken back"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_on=None)
                | Q(confirmed_by__isnull=False, confirmed_on__isnull=False),
                name="ballots_taken_back_confirmed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("taken_by")),
                name="ballots_taken_back_confirmed_by_another",
            ),
            models.UniqueConstraint(
                fields=["signed_sha256"],
                condition=Q(signed_sha256__isnull=False),
                name="ballots_slip_for_one_sheet_back",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mark_id} {self.taken_by_post}"

    @property
    def denied(self) -> bool:
        """Whether the voter's word stands against it."""
        return self.denied_on is not None and self.denial_over_on is None


class DeniedSheet(models.Model):
    """Whoever a sheet was entered for says that they never took it. Beside the mark, which stands: nobody can tell this
    sheet from the others in the box."""

    mark = models.OneToOneField(Mark, models.PROTECT, related_name="denied_sheet")
    denied_by = models.CharField(max_length=64, help_text="the voter, or who entered it at the desk")
    denied_on = models.DateField()
    denied_in = models.CharField(max_length=64, help_text="the act by which they said so")
    at_desk = models.BooleanField(help_text="entered at the desk, from a slip")
    void_on = models.DateField(null=True, help_text="said at the desk, and not by them")

    class Meta:
        verbose_name_plural = "denied sheets"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(void_on__isnull=True) | Q(at_desk=True), name="ballots_own_word_on_a_sheet_stays"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mark_id} {self.denied_on}"

"""Counts of hands and of paper, and those that did not add up."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from sunward.ballots.models.votes import Vote


class Count(models.Model):
    """How a room's hands or a box of paper were counted: one enters what two have counted, the other of the two says so
    too, a third confirms.

    `chosen` is how many votes each choice got; `blank` and `invalid` are ballots that chose nothing, or cannot be
    read. For paper the sheets must add up: printed = issued + unused, issued = in the box + spoiled + not returned.
    """

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="counts")
    channel = models.CharField(max_length=12)
    chosen = models.JSONField()
    blank = models.PositiveIntegerField(default=0)
    invalid = models.PositiveIntegerField(default=0)
    ballots = models.PositiveIntegerField(help_text="sheets in the box, or people whose hands were counted")
    printed = models.PositiveIntegerField(null=True)
    issued = models.PositiveIntegerField(null=True)
    spoiled = models.PositiveIntegerField(null=True)
    unused = models.PositiveIntegerField(null=True)
    not_returned = models.PositiveIntegerField(null=True)
    counted_by = models.CharField(max_length=60)
    counted_with = models.CharField(max_length=60)
    confirmed_by = models.CharField(max_length=60, blank=True)
    seconded_on = models.DateField(null=True, help_text="the other of the two has said the same; no count without")
    seconded_sheet_sha256 = models.CharField(
        max_length=64, null=True, help_text="photograph of the sheet both signed, where the second said so at the desk"
    )
    found_otherwise_on = models.DateField(null=True, help_text="the second or a third counted otherwise: counted anew")
    counted_on = models.DateField()
    sheet_sha256 = models.CharField(max_length=64, blank=True, help_text="photograph of the count sheet")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["vote", "channel"], name="ballots_counted_once"),
            models.CheckConstraint(condition=Q(channel__in=["hands", "paper"]), name="ballots_counted_channel"),
            models.CheckConstraint(condition=~Q(counted_by=F("counted_with")), name="ballots_two_people_count"),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("counted_by")) & ~Q(confirmed_by=F("counted_with")),
                name="ballots_a_third_confirms",
            ),
            models.CheckConstraint(
                condition=Q(channel="hands")
                | Q(
                    printed__isnull=False,
                    issued__isnull=False,
                    spoiled__isnull=False,
                    unused__isnull=False,
                    not_returned__isnull=False,
                    printed=F("issued") + F("unused"),
                    issued=F("ballots") + F("spoiled") + F("not_returned"),
                ),
                name="ballots_paper_reconciles",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vote_id} {self.channel}"


class Discrepancy(models.Model):
    """A count of paper that does not add up: kept as it was entered, whatever is counted afterwards.

    One enters it, the other of the two says the same (`seconded_on`), or counted otherwise. It is no count: the box
    waits to be counted anew. `marks` is how many had taken a sheet by the roll.
    """

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="discrepancies")
    chosen = models.JSONField()
    blank = models.PositiveIntegerField()
    invalid = models.PositiveIntegerField()
    ballots = models.PositiveIntegerField()
    printed = models.PositiveIntegerField()
    issued = models.PositiveIntegerField()
    spoiled = models.PositiveIntegerField()
    unused = models.PositiveIntegerField()
    not_returned = models.PositiveIntegerField()
    marks = models.PositiveIntegerField()
    counted_by = models.CharField(max_length=60)
    counted_with = models.CharField(max_length=60)
    counted_on = models.DateField()
    sheet_sha256 = models.CharField(max_length=64, blank=True, help_text="photograph of the count sheet")
    seconded_on = models.DateField(null=True, help_text="the other of the two has said the same")
    seconded_sheet_sha256 = models.CharField(max_length=64, null=True)
    found_otherwise_on = models.DateField(null=True, help_text="the other of the two counted otherwise")

    class Meta:
        verbose_name_plural = "discrepancies"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(counted_by=F("counted_with")), name="ballots_two_find_a_discrepancy"),
            models.CheckConstraint(
                condition=~Q(
                    printed=F("issued") + F("unused"),
                    issued=F("ballots") + F("spoiled") + F("not_returned"),
                    marks=F("ballots") + F("not_returned"),
                ),
                name="ballots_discrepancy_differs",
            ),
            models.CheckConstraint(
                condition=Q(seconded_on__isnull=True) | Q(found_otherwise_on__isnull=True),
                name="ballots_discrepancy_same_or_otherwise",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vote_id} {self.counted_on}"

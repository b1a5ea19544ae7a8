"""Rolls: who belongs to an electorate on its record date. Arriving or leaving afterwards changes nothing.

A roll is never edited. Somebody who was left out is added, somebody who does not belong is struck, each on a day and
for a reason; the entry stays.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from sunward.kernel import series
from sunward.kernel.refs import Ref

WHO_CAME = "who came for a household, by their own hand or word; null: not a household’s, or not known"


class Series(series.Series):
    """The last number given in a yearly series of rolls, petitions or votes."""

    class Meta(series.Series.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["community_code", "kind", "year"], name="ballots_series_once"),
        ]


class Roll(models.Model):
    """An electorate, frozen. `of` is the counting class of the charter that its entries are members of."""

    number = models.CharField(max_length=40, unique=True)
    community_code = models.CharField(max_length=40)
    body = models.CharField(max_length=60, blank=True, help_text="the charter's word for the body it is the roll of")
    of = models.CharField(max_length=40, help_text="counting class: adults, household_delegates, body_members, ...")
    grid = models.CharField(max_length=20, db_default="", blank=True, help_text="of a subgroup's roll: its area's code")
    record_date = models.DateField()
    frozen_on = models.DateField()
    frozen_by_post = models.CharField(max_length=80)
    source = models.CharField(max_length=300, help_text="the rule by which it was computed")
    open_until = models.DateField(help_text="last day on which it can be objected to")
    entitled = models.PositiveIntegerField(help_text="how many entries it had when it was frozen")
    salt = models.CharField(max_length=32, help_text="of the digest; private")
    digest = models.CharField(max_length=64, help_text="SHA-256 over the salt and the sorted entries, in the record")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(record_date__lte=F("frozen_on")), name="ballots_roll_not_of_the_future"),
            models.CheckConstraint(condition=Q(open_until__gte=F("frozen_on")), name="ballots_roll_open_for_objection"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["community_code", "-id"], name="ballots_roll_page")
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("roll", self.number)


class RollEntry(models.Model):
    """One place on a roll: a person, or (in a roll of households) a household whose delegate is whoever comes.

    `part` tells parts of a body apart: `representatives`, or the committee. `weight` is what an owner's vote weighs
    by area, in hundredths of a square metre.
    """

    roll = models.ForeignKey(Roll, models.PROTECT, related_name="entries")
    # Asked for within a roll only, where the constraints below serve as indexes: entries are written by the million.
    person = models.ForeignKey("registry.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    household = models.ForeignKey("registry.Household", models.PROTECT, null=True, related_name="+", db_index=False)
    by_household = models.BooleanField(default=False)
    part = models.CharField(max_length=40, blank=True)
    weight = models.PositiveBigIntegerField(null=True)
    # The database refuses a change without a reason. Pages show it with the correction, and never beside a name: that
    # somebody has died or lost a right is not for neighbours to read off a list.
    added_on = models.DateField(null=True, help_text="after the freeze, by a correction")
    added_because = models.CharField(max_length=300, blank=True)
    struck_on = models.DateField(null=True)
    struck_because = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "roll entries"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["roll", "person"], condition=Q(by_household=False), name="ballots_person_once_on_a_roll"
            ),
            models.UniqueConstraint(
                fields=["roll", "household"], condition=Q(by_household=True), name="ballots_household_once_on_a_roll"
            ),
            models.CheckConstraint(
                condition=Q(by_household=False, person__isnull=False) | Q(by_household=True, household__isnull=False),
                name="ballots_entry_is_of_somebody",
            ),
            models.CheckConstraint(
                condition=Q(added_on__isnull=True, added_because="")
                | (Q(added_on__isnull=False) & ~Q(added_because="")),
                name="ballots_added_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(struck_on__isnull=True, struck_because="")
                | (Q(struck_on__isnull=False) & ~Q(struck_because="")),
                name="ballots_struck_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.roll_id}: {self.person_id or self.household_id}"


class Correction(models.Model):
    """A place on a roll was added or struck, at a moment and for a reason. A vote that had opened before counts by the
    roll as it was when it opened."""

    roll = models.ForeignKey(Roll, models.PROTECT, related_name="corrections")
    place = models.ForeignKey(RollEntry, models.PROTECT, related_name="corrections")
    change = models.CharField(max_length=8)
    reason = models.CharField(max_length=40, help_text="one of the listed reasons, or `other`")
    words = models.CharField(max_length=300, blank=True, help_text="in words; for those who may read names")
    objection = models.CharField(max_length=40, null=True, help_text="the upheld objection that bears it out")
    unborne = models.BooleanField(
        null=True, help_text="neither register nor objection bore it out; null where that was not kept"
    )
    corrected_at = models.DateTimeField()
    corrected_on = models.DateField()
    corrected_by_post = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(change__in=["add", "strike"]), name="ballots_correction_change"),
            models.UniqueConstraint(
                fields=["objection"], condition=Q(objection__isnull=False), name="ballots_an_objection_serves_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["place", "corrected_at"], name="ballots_correction_of_place")
        ]

    def __str__(self) -> str:
        return f"{self.roll_id}: {self.change} {self.place_id}"


class WeightCorrection(models.Model):
    """What a place weighs was put right: an area that was mistyped stays on no roll. Once a vote by the roll has opened
    no weight is changed: what was counted would be another figure."""

    roll = models.ForeignKey(Roll, models.PROTECT, related_name="weight_corrections")
    place = models.ForeignKey(RollEntry, models.PROTECT, related_name="weight_corrections")
    was = models.PositiveBigIntegerField()
    weight = models.PositiveBigIntegerField(help_text="by the register, on the roll's day")
    reason = models.CharField(max_length=40)
    words = models.CharField(max_length=300, blank=True, help_text="in words; for those who may read names")
    corrected_at = models.DateTimeField()
    corrected_on = models.DateField()
    corrected_by_post = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(weight=F("was")) & Q(weight__gt=0), name="ballots_weight_is_another"),
            models.CheckConstraint(condition=~Q(reason=""), name="ballots_weight_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.roll_id}: {self.place_id} weighs {self.weight}"

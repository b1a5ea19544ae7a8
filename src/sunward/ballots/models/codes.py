"""Voting codes, and the slips on which two people carry them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from sunward.ballots.models.rolls import RollEntry
from sunward.ballots.models.votes import Vote


class VotingCode(models.Model):
    """A code for one place on the roll, by its hash. Two people who hold no post hand it over against signature."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="codes")
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    handed_on = models.DateField()
    handed_by = models.CharField(max_length=60)
    handed_with = models.CharField(max_length=60)
    confirmed_on = models.DateField(null=True, help_text="by the second carrier; opens nothing without")
    void_on = models.DateField(null=True, help_text="lost, and replaced by another")

    signature_sha256 = models.CharField(
        max_length=64, blank=True, db_default="", help_text="photograph of the voter's signature for the code"
    )

    by_stay = models.IntegerField(
        null=True, help_text="of a place that a proxy filled, who was handed it: see casting/proxied.py"
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["signature_sha256"], condition=~Q(signature_sha256=""), name="ballots_signature_for_one_code"
            ),
            models.UniqueConstraint(
                fields=["vote", "entry"], condition=Q(void_on__isnull=True), name="ballots_one_code_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(handed_by=F("handed_with")), name="ballots_two_hand_over_a_code"),
        ]

    def __str__(self) -> str:
        return f"{self.vote_id} {self.entry_id}"


class CodeSlip(models.Model):
    """A code that one carrier has made and the other has not confirmed yet: it opens nothing, and leaves a code that
    was handed over before as it is. Becomes a `VotingCode` when the second carrier says so under their own sign-in."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="slips")
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    handed_on = models.DateField()
    handed_by = models.CharField(max_length=60)
    handed_with = models.CharField(max_length=60)
    confirmed_on = models.DateField(null=True)
    by_stay = models.IntegerField(null=True, help_text="of a place that a proxy filled, to whom it was brought")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["vote", "entry", "handed_by", "handed_with"],
                condition=Q(confirmed_on__isnull=True),
                name="ballots_one_slip_of_a_pair",
            ),
            models.CheckConstraint(condition=~Q(handed_by=F("handed_with")), name="ballots_two_carry_a_slip"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["vote", "handed_with"], name="ballots_slip_of_second")
        ]

    def __str__(self) -> str:
        return f"{self.vote_id} {self.entry_id}"

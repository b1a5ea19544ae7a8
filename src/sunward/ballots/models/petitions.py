"""Petitions: what enough people ask for together, and who signed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from sunward.ballots.models.rolls import WHO_CAME, Roll, RollEntry
from sunward.kernel.refs import Ref

PURPOSES = ("meeting", "recall", "disclosure", "other", "hearing")  # nothing is `other` yet


class Petition(models.Model):
    """A demand, and the share of a counting class that has to sign it. The roll is frozen when it is opened, so that
    the threshold cannot move. Whether it has been reached is counted, never typed.

    `asks_for` is what it wants: a body (a meeting of it; its roll says of which subgroup), an appointment (its recall),
    a catalogue item, a matter (a hearing on it).
    """

    number = models.CharField(max_length=40, unique=True)
    community_code = models.CharField(max_length=40)
    purpose = models.CharField(max_length=20)
    asks_for = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=300)
    question = models.CharField(
        max_length=300, blank=True, db_default="", help_text="the title of one for a meeting, as it is compared"
    )
    text = models.TextField(blank=True)
    roll = models.ForeignKey(Roll, models.PROTECT, related_name="petitions")
    needed = models.PositiveIntegerField(help_text="how many signatures, by the rule of the day it was opened")
    source = models.CharField(max_length=300)
    opened_by = models.CharField(max_length=60)
    opened_on = models.DateField()
    closes_on = models.DateField(help_text="last day for signing")
    reached_on = models.DateField(null=True, help_text="the day of the signature that was enough")
    # Never set and never read: whoever opened it could end what many have signed. Signers withdraw their own.
    withdrawn_on = models.DateField(null=True)
    opened_at_desk_in = models.CharField(max_length=64, null=True, help_text="the entry, of one opened for somebody")
    disowned_on = models.DateField(null=True, help_text="opened at the desk for somebody who did not want it")
    void_on = models.DateField(null=True, help_text="disowned before anybody else had signed it")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(purpose__in=PURPOSES), name="ballots_petition_purpose"),
            models.CheckConstraint(
                condition=~Q(purpose="hearing") | ~Q(asks_for=""), name="ballots_hearing_names_its_matter"
            ),
            models.CheckConstraint(condition=Q(needed__gte=1), name="ballots_petition_needs_somebody"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opened_on")), name="ballots_petition_days"),
            # Whether an older one is still open only the day tells, and the act asks; two that come at one moment
            # bear the same day.
            models.UniqueConstraint(
                fields=["community_code", "purpose", "asks_for", "question", "opened_on"],
                condition=Q(reached_on__isnull=True, withdrawn_on__isnull=True, void_on__isnull=True),
                name="ballots_petition_once",
            ),
            models.UniqueConstraint(
                fields=["community_code", "opened_by", "opened_on"],
                condition=Q(purpose="meeting", reached_on__isnull=True, withdrawn_on__isnull=True)
                & Q(disowned_on__isnull=True)
                & ~Q(question=""),
                name="ballots_petition_one_each",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["community_code", "-id"], name="ballots_petition_page")
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("petition", self.number)


class Signature(models.Model):
    """Somebody on the roll signed. Who, is never public; a withdrawn signature no longer counts and stays. Whoever
    signs again has one signature still: what it was before is kept beside it."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="signatures")
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="+")
    signed_on = models.DateField()
    on_paper = models.BooleanField(default=False, help_text="entered at the desk from a signed sheet")
    withdrawn_on = models.DateField(null=True)
    denied_on = models.DateField(null=True, help_text="the day on which whom a sheet names said that they never signed")
    withdrawn_entry = models.CharField(max_length=64, null=True, help_text="the act by which it no longer counts")
    signed_in = models.CharField(max_length=64, null=True, help_text="the act by which it was given; null: not known")
    came = models.ForeignKey(
        "registry.Person", models.PROTECT, null=True, related_name="+", db_index=False, help_text=WHO_CAME
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["petition", "came"],
                condition=Q(came__isnull=False, withdrawn_on__isnull=True),
                name="ballots_signs_for_one_household",
            ),
            models.UniqueConstraint(fields=["petition", "entry"], name="ballots_signed_once"),
            models.CheckConstraint(
                condition=Q(denied_on__isnull=True) | Q(withdrawn_on__isnull=False, on_paper=True),
                name="ballots_denied_no_longer_counts",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("signed_on")),
                name="ballots_signature_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.entry_id}"


class SignedSheet(models.Model):
    """A sheet of paper from which signatures were entered: one photograph is one sheet, and counts once."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="sheets")
    sha256 = models.CharField(max_length=64, unique=True)
    entered_on = models.DateField()
    entered_by_post = models.CharField(max_length=80)
    entered = models.PositiveIntegerField(help_text="how many signatures it brought")

    def __str__(self) -> str:
        return f"{self.petition_id} {self.sha256[:8]}"


class EarlierSignature(models.Model):
    """A signature that was withdrawn or voided, after which the same place signed again."""

    signature = models.ForeignKey(Signature, models.PROTECT, related_name="earlier")
    signed_on = models.DateField()
    on_paper = models.BooleanField()
    withdrawn_on = models.DateField()
    denied_on = models.DateField(null=True)
    came = models.ForeignKey(
        "registry.Person", models.PROTECT, null=True, related_name="+", db_index=False, help_text=WHO_CAME
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__gte=F("signed_on")), name="ballots_earlier_signature_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signature_id} {self.signed_on}"

"""Which rule books a community has adopted, word for word, and what may not be done for now."""

from django.db import models
from django.db.models import F, Q


class Document(models.Model):
    """One version of one rule book as it was when somebody adopted it; the text never changes."""

    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the canonical document
    pack = models.CharField(max_length=80)
    version = models.CharField(max_length=120)  # cn-village@2018-12-29
    body = models.JSONField()

    def __str__(self) -> str:
        return self.version


class Adoption(models.Model):
    """A community adopted a rule book for the days from `in_force_from` to `in_force_to` (both included)."""

    community_code = models.SlugField(max_length=60)
    document = models.ForeignKey(Document, models.PROTECT, related_name="adoptions")
    place = models.PositiveSmallIntegerField()  # nation before province before community
    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True)
    entry = models.CharField(max_length=40)  # the act by which it was adopted

    class Meta:
        constraints = [
            models.UniqueConstraint("community_code", "document", "in_force_from", name="charter_adopted_once"),
            models.CheckConstraint(
                condition=Q(in_force_to=None) | Q(in_force_to__gte=F("in_force_from")), name="charter_adoption_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community_code}: {self.document_id} from {self.in_force_from}"


class Hold(models.Model):
    """What may not be done to a subject for now. Supervision places it; the door asks for it.

    It stands from the day a second person agreed until the day it is lifted.
    """

    number = models.CharField(max_length=40, unique=True)
    community_code = models.SlugField(max_length=60)
    subject_type = models.CharField(max_length=30)
    subject_id = models.CharField(max_length=60)
    reason = models.TextField()
    source = models.CharField(max_length=200, blank=True)
    placed_on = models.DateField()
    placed_by = models.CharField(max_length=60)
    placed_by_post = models.CharField(max_length=80)
    seconded_on = models.DateField(null=True)
    seconded_by = models.CharField(max_length=60, blank=True)
    lifted_on = models.DateField(null=True)
    lifted_because = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="charter_hold_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"], condition=Q(lifted_on=None), name="charter_one_hold_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(lifted_on=None) | Q(lifted_on__gte=F("placed_on")), name="charter_hold_days"
            ),
            models.CheckConstraint(condition=~Q(seconded_by=F("placed_by")), name="charter_hold_takes_two"),
        ]

    def __str__(self) -> str:
        return self.number

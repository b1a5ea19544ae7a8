"""Which rule books a community has adopted, word for word, and what may not be done for now."""

from django.db import models
from django.db.models import F, Q

from sunward.kernel import series
from sunward.kernel.refs import Ref


class Series(series.Series):
    """The last number given to a draft in a year of a community."""


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
    decision = models.CharField(max_length=40, blank=True)  # the resolution that it rests on; none at the founding
    draft = models.ForeignKey("Draft", models.PROTECT, null=True, related_name="adoptions")

    class Meta:
        constraints = [
            models.UniqueConstraint("community_code", "document", "in_force_from", name="charter_adopted_once"),
            models.UniqueConstraint(fields=["draft"], name="charter_draft_adopted_once"),
            models.CheckConstraint(
                condition=Q(in_force_to=None) | Q(in_force_to__gte=F("in_force_from")), name="charter_adoption_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community_code}: {self.document_id} from {self.in_force_from}"


class Draft(models.Model):
    """What the rules of the community, or its covenant, shall say from a day on, word for word.

    A draft never changes: its digest is what a meeting votes on. Whoever wants it otherwise drafts anew (`revises`).
    """

    RULES, COVENANT = "rules", "covenant"

    number = models.CharField(max_length=40, unique=True)  # XY-A-2026-001
    community_code = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10)
    base = models.ForeignKey(Document, models.PROTECT, null=True, related_name="drafts")  # the rules it changes
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")  # the older covenant
    revises = models.ForeignKey("self", models.PROTECT, null=True, related_name="revisions")
    changes = models.JSONField(default=list)  # of rules: {path, old, new}, with what follows from them
    body = models.JSONField()  # the whole document as it would be
    digest = models.CharField(max_length=64)  # SHA-256 of the body's canonical JSON
    why = models.TextField(blank=True)
    effective_from = models.DateField()
    drafted_on = models.DateField()
    drafted_by = models.CharField(max_length=60)
    drafted_by_post = models.CharField(max_length=80)
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["community_code", "-id"], name="charter_draft_page")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="rules", base__isnull=False) | Q(kind="covenant", base__isnull=True),
                name="charter_draft_changes_something",
            ),
            models.CheckConstraint(condition=Q(effective_from__gt=F("drafted_on")), name="charter_draft_looks_ahead"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("drafted_on")), name="charter_draft_withdrawn"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("draft", self.number)


class Covenant(models.Model):
    """The residents' covenant from `in_force_from` on: the draft that the assembly adopted."""

    community_code = models.SlugField(max_length=60)
    draft = models.OneToOneField(Draft, models.PROTECT, related_name="covenant")
    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True)
    entry = models.CharField(max_length=40)
    decision = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community_code", "in_force_from"], name="charter_one_covenant_a_day"),
            models.CheckConstraint(
                condition=Q(in_force_to=None) | Q(in_force_to__gte=F("in_force_from")), name="charter_covenant_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community_code}: covenant from {self.in_force_from}"


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

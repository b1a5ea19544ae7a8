"""Matters, the reports of their steps, and what was decided.

A step is a report and is never changed: a correction or a repetition is a new report. Whether a decision is in
order is derived from the reports; the findings kept with a step are the evidence as it was shown that day.
"""

from django.db import models
from django.db.models import F, Q

from sunward.kernel import series
from sunward.kernel.refs import Ref
from sunward.kernel.yuan import YuanField


class Series(series.Series):
    """The yearly series of the decisions context."""


class Matter(models.Model):
    """Something to be decided. It keeps the charter versions under which it was opened."""

    number = models.CharField(max_length=40, unique=True)
    community_code = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=80, help_text="the charter's word for this kind of matter")
    text = models.TextField(blank=True)
    amount = YuanField(null=True, help_text="what it is expected to cost, in yuan")
    opened_on = models.DateField()
    opened_by = models.CharField(max_length=60)
    opened_by_post = models.CharField(max_length=80)
    charter_versions = models.JSONField(default=list)
    draft = models.CharField(max_length=40, blank=True, help_text="number of the draft that it is to adopt")
    draft_digest = models.CharField(max_length=64, blank=True, help_text="and its words, which must not change")
    authorised_by = models.CharField(
        max_length=40,
        blank=True,
        default="",
        help_text="number of the decision by which a higher body handed it to the one that is to decide",
    )
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gte=0), name="decisions_matter_amount"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("opened_on")),
                name="decisions_withdrawn_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(draft="", draft_digest="") | (~Q(draft="") & ~Q(draft_digest="")),
                name="decisions_draft_to_the_letter",
            ),
        ]
        indexes = [models.Index(fields=["community_code", "-id"], name="decisions_matter_page")]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("matter", self.number)


class Step(models.Model):
    """The report by a body that it took one step of the procedure. The newest report of a step counts."""

    number = models.CharField(max_length=50, unique=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="steps")
    sequence = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    body = models.CharField(max_length=60)
    held_on = models.DateField(help_text="said to have been held on")
    recorded_on = models.DateField()
    reported_by = models.CharField(max_length=64, null=True, help_text="person; empty before this was kept")
    reported_by_post = models.CharField(max_length=80)
    notice_on = models.DateField(null=True)
    called_by = models.CharField(max_length=60, blank=True)
    petition = models.JSONField(null=True)
    authorised_by_assembly = models.BooleanField(default=False)
    authorised_by = models.CharField(
        max_length=40,
        null=True,
        help_text="number of the decision by which a higher body handed it over; null before it was asked for",
    )
    agenda_fixed_on = models.DateField(null=True)
    agenda_includes_matter = models.BooleanField(null=True)
    counts = models.JSONField(default=dict, help_text="{class: {entitled, present, cast, for, against, abstain}}")
    adopted = models.BooleanField(default=True)
    known = models.JSONField(
        null=True,
        help_text="{class: how many the record knew}; null where no figures were typed, or before it was asked",
    )
    note = models.TextField(blank=True)
    minutes_sha256 = models.CharField(max_length=64, blank=True)
    minutes_size = models.PositiveIntegerField(default=0)
    minutes_type = models.CharField(max_length=40, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    meeting = models.CharField(max_length=40, null=True, help_text="the meeting it came from, if it told by itself")
    hearing = models.CharField(max_length=40, null=True, help_text="the hearing that a resolution cites")
    hearing_concluded_on = models.DateField(
        null=True, help_text="when that hearing was over; empty when it is none that counts for this matter"
    )
    hearing_asked_on = models.DateField(
        null=True, help_text="when a petition for a hearing had its number, if it did before this was recorded"
    )
    told_of = models.CharField(
        max_length=40, null=True, help_text="of a typed resolution: a session on such a matter that has not adopted it"
    )
    findings = models.JSONField(default=list, help_text="what the judge said that day, passes and breaches")
    breaches = models.PositiveSmallIntegerField(default=0, help_text="how many of the findings were breaches")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "sequence"], name="decisions_step_sequence"),
            models.CheckConstraint(condition=Q(held_on__lte=F("recorded_on")), name="decisions_step_not_in_the_future"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("step", self.number)

    @property
    def community_code(self) -> str:
        return self.matter.community_code


class Decision(models.Model):
    """What a resolution decided, in order or not, and how much of the money it authorised has been released."""

    number = models.CharField(max_length=40, unique=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="decisions")
    community_code = models.CharField(max_length=40)
    step = models.OneToOneField(Step, models.PROTECT, related_name="decision")
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    decided_on = models.DateField()
    authorised = YuanField(null=True, help_text="yuan; nothing when the decision is not about money")
    released = YuanField(default=0)
    ratified_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="ratifies")
    ratified_on = models.DateField(null=True)
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="supersedes")
    superseded_on = models.DateField(null=True)
    carried_out_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(released=0) | Q(released__gt=0, authorised__isnull=False, released__lte=F("authorised")),
                name="decisions_never_overspent",
            ),
            models.CheckConstraint(
                condition=Q(authorised__isnull=True) | Q(authorised__gte=0), name="decisions_authorised_amount"
            ),
            models.CheckConstraint(
                condition=Q(ratified_by__isnull=True, ratified_on__isnull=True)
                | Q(ratified_by__isnull=False, ratified_on__isnull=False),
                name="decisions_ratified_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True, superseded_on__isnull=True)
                | Q(superseded_by__isnull=False, superseded_on__isnull=False),
                name="decisions_superseded_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(superseded_by=F("id")) & ~Q(ratified_by=F("id")), name="decisions_not_by_itself"
            ),
            models.CheckConstraint(
                condition=Q(carried_out_on__isnull=True) | Q(carried_out_on__gte=F("decided_on")),
                name="decisions_carried_out_after",
            ),
        ]
        indexes = [models.Index(fields=["community_code", "-id"], name="decisions_register_page")]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("decision", self.number)

"""What was objected to in a publication, and what came of it."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from sunward.disclosure.models.publications import Publication
from sunward.kernel.refs import Ref

# Settled is what was answered or ruled on, whichever came, or came alone; `Objection.settled` says the same of one row.
UNSETTLED = Q(answered_on__isnull=True, ruled_on__isnull=True)
WAITING = Q(ruled_on__isnull=True) & (Q(answered_on__isnull=True) | Q(appealed_on__isnull=False))


class Answer(models.TextChoices):
    """How an objection, or an appeal on it, was answered."""

    UPHELD = "upheld"
    PARTLY = "partly"
    NOT_UPHELD = "not_upheld"


class Objection(models.Model):
    """What somebody objects to in a publication. The words become public with the answer; the name never does."""

    number = models.CharField(max_length=40, unique=True)
    community_code = models.CharField(max_length=40)
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="objections")
    by = models.CharField(max_length=60)
    text = models.TextField()
    received_on = models.DateField()
    entered_as_of = models.DateField(
        null=True, help_text="of one that an upheld dispute has dated earlier: the day from which it counted till then"
    )
    due_on = models.DateField(help_text="last day for the answer")
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, choices=Answer.choices, blank=True)
    concerns = models.CharField(max_length=60, null=True, help_text="of a roll: the person it is about")
    way = models.CharField(max_length=12, null=True, help_text="of a roll: add, strike or put_right")
    appealed_on = models.DateField(null=True)
    appeal_text = models.TextField(blank=True)
    ruling_due_on = models.DateField(null=True)
    ruled_on = models.DateField(null=True)
    ruling = models.TextField(blank=True)
    ruling_outcome = models.CharField(max_length=12, choices=Answer.choices, blank=True)
    entered_at_desk_in = models.CharField(max_length=64, null=True, help_text="the entry, of one for somebody")
    void_on = models.DateField(null=True, help_text="entered at the desk against the wish of whoever it names")
    appealed_at_desk_in = models.CharField(max_length=64, null=True, help_text="the entry of such an appeal")
    appeal_from = models.DateField(null=True, help_text="the days for an appeal run anew: one was nobody's wish")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "by"],
                # one whose ruling fell with a forged appeal waits again, beside what they said since
                condition=UNSETTLED & Q(void_on__isnull=True, appeal_from__isnull=True),
                name="disclosure_one_open_objection",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="", outcome="")
                | (
                    Q(answered_on__isnull=False, answered_on__gte=F("received_on"), outcome__in=Answer.values)
                    & ~Q(answer="")
                ),
                name="disclosure_answer_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(ruled_on__isnull=True, ruling="", ruling_outcome="")
                | (
                    Q(ruled_on__isnull=False, appealed_on__isnull=False, ruled_on__gte=F("appealed_on"))
                    & Q(ruling_outcome__in=Answer.values)
                    & ~Q(ruling="")
                ),
                name="disclosure_ruling_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(appealed_on__isnull=True, ruling_due_on__isnull=True)
                | Q(
                    appealed_on__isnull=False,
                    appealed_on__gte=F("received_on"),
                    ruling_due_on__isnull=False,
                    ruling_due_on__gte=F("appealed_on"),
                ),
                name="disclosure_appeal_has_a_clock",
            ),
            models.CheckConstraint(
                condition=Q(entered_as_of__isnull=True) | Q(entered_as_of__gt=F("received_on")),
                name="disclosure_objection_dated_earlier",
            ),
        ]
        indexes = [models.Index(fields=["community_code", "-id"], condition=WAITING, name="disclosure_waiting")]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("objection", self.number)

    @property
    def opened_on(self) -> date:
        """The day whose rule books it keeps: that from which it counted when it was made. A dispute that dates it
        earlier changes by this nobody who answers it, nor within which days."""
        return self.entered_as_of or self.received_on

    @property
    def settled(self) -> bool:
        return self.answered_on is not None or self.ruled_on is not None


class VoidedAppeal(models.Model):
    """What an appeal said, and came to, that was entered at the desk for somebody who did not want it."""

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="voided_appeals")
    appealed_on = models.DateField()
    appeal_text = models.TextField(blank=True)
    ruled_on = models.DateField(null=True)
    ruling = models.TextField(blank=True)
    ruling_outcome = models.CharField(max_length=12, choices=Answer.choices, blank=True)
    entry = models.CharField(max_length=64, unique=True)
    void_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(void_on__gte=F("appealed_on")), name="disclosure_voided_after_the_appeal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.objection_id} {self.entry}"

"""What was disputed of the acts that the desk had entered, and what came of it."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from sunward.disclosure.models.objections import Answer
from sunward.kernel.refs import Ref


class DeskDispute(models.Model):
    """Somebody says of an act that was entered for them at the desk: that was not me, or not so."""

    number = models.CharField(max_length=40, unique=True)
    community_code = models.CharField(max_length=40)
    entry = models.CharField(max_length=40, unique=True, help_text="the record's entry of the act")
    by = models.CharField(max_length=60)
    text = models.TextField()
    received_on = models.DateField()
    due_on = models.DateField(help_text="last day for the answer")
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, choices=Answer.choices, blank=True)
    entered_at_desk_in = models.CharField(
        max_length=64, null=True, help_text="the act of whoever entered it for them; none: by their own hand"
    )
    signed_sha256 = models.CharField(max_length=64, null=True, help_text="photograph of the slip that they signed")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="", outcome="")
                | (
                    Q(answered_on__isnull=False, answered_on__gte=F("received_on"), outcome__in=Answer.values)
                    & ~Q(answer="")
                ),
                name="disclosure_desk_answer_is_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["community_code", "due_on"], condition=Q(answered_on=None), name="disclosure_desk_waiting"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("desk_dispute", self.number)

    @property
    def opened_on(self) -> date:
        """The day whose rule books it keeps."""
        return self.received_on


class EarlierDispute(models.Model):
    """What somebody entered for them at the desk, before they disputed the same act themselves; or what another said of
    whom the act speaks, and what it came to, before they did."""

    dispute = models.ForeignKey(DeskDispute, models.PROTECT, related_name="earlier")
    number = models.CharField(max_length=40, unique=True)
    by = models.CharField(max_length=60, null=True, help_text="null, of an older release: whoever disputes it now")
    entered_in = models.CharField(max_length=64)
    text = models.TextField()
    received_on = models.DateField()
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    followed_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(followed_on__gte=F("received_on")), name="disclosure_earlier_dispute_days"
            ),
        ]

    def __str__(self) -> str:
        return self.number

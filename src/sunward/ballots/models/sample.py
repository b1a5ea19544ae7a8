"""Those who are drawn after a vote and asked whether they voted."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from sunward.ballots.models.rolls import RollEntry
from sunward.ballots.models.votes import Vote

ANSWERS = ("voted", "did_not_vote", "not_reached")


class SampledVoter(models.Model):
    """Somebody drawn from those who voted, asked whether they did."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="sample")
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=16, blank=True)
    answered_on = models.DateField(null=True)
    asked_by = models.CharField(max_length=60, blank=True)
    asked_by_body = models.CharField(max_length=40, null=True)
    signed_sha256 = models.CharField(max_length=64, null=True, help_text="photograph of the signed answer")
    seconded_by = models.CharField(max_length=60, null=True, help_text="somebody of another body heard the same")
    own_answer = models.CharField(max_length=16, null=True, help_text="their own word; takes the other's place")
    own_answered_on = models.DateField(null=True)
    own_entered_by = models.CharField(max_length=60, null=True, help_text="the clerk, where it was said at the desk")
    own_entered_body = models.CharField(max_length=40, null=True)
    own_entry = models.CharField(max_length=64, null=True)
    own_seconded_by = models.CharField(max_length=60, null=True, help_text="somebody of another body heard the same")
    own_void_on = models.DateField(null=True, help_text="said at the desk, and not by them")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["vote", "entry"], name="ballots_sampled_once"),
            models.CheckConstraint(
                condition=Q(own_answer=None, own_answered_on=None)
                | Q(own_answer__in=ANSWERS[:2], own_answered_on__isnull=False),
                name="ballots_sample_own_answer",
            ),
            models.CheckConstraint(
                condition=Q(own_seconded_by=None) | ~Q(own_seconded_by=F("own_entered_by")),
                name="ballots_own_answer_second_is_another",
            ),
            models.CheckConstraint(
                condition=Q(seconded_by=None) | ~Q(seconded_by=F("asked_by")), name="ballots_sample_second_is_another"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True) | Q(answer__in=ANSWERS, answered_on__isnull=False),
                name="ballots_sample_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vote_id} {self.entry_id}"

"""What was said aloud by name: how a roll call was entered, and who says that it was not their answer."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from sunward.ballots.models.rolls import RollEntry
from sunward.ballots.models.votes import Vote


class RollCall(models.Model):
    """What a roll call came to, as one has entered it with another: the other says the same by their own figures, then
    a third person, and only then does the vote close. Each answer stands with the mark of whoever gave it."""

    vote = models.OneToOneField(Vote, models.PROTECT, related_name="roll_call")
    chosen = models.JSONField()
    counted_by = models.CharField(max_length=60)
    counted_with = models.CharField(max_length=60)
    confirmed_by = models.CharField(max_length=60, blank=True)
    seconded_on = models.DateField(null=True)
    seconded_sheet_sha256 = models.CharField(max_length=64, null=True)
    found_otherwise_on = models.DateField(null=True)
    counted_on = models.DateField()
    blank = invalid = 0  # everybody who answers names a choice

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(counted_by=F("counted_with")), name="ballots_two_write_a_roll_call"),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("counted_by")) & ~Q(confirmed_by=F("counted_with")),
                name="ballots_a_third_confirms_a_roll_call",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by="") | Q(seconded_on__isnull=False, found_otherwise_on__isnull=True),
                name="ballots_roll_call_in_turn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vote_id} roll_call"


class DeniedAnswer(models.Model):
    """Somebody says that another answer was entered in a roll call than they gave, or that they were left out; `said`
    is what they say that they answered, where they tell. `corrected_on`: it no longer stands, for it was entered as
    they say, or they agree; or is `void`, for it was said at the desk by nobody."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="denied_answers")
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="+")
    said = models.CharField(max_length=40, blank=True, db_default="", help_text="key of the choice; empty: not told")
    denied_on = models.DateField()
    corrected_on = models.DateField(null=True)
    said_in = models.CharField(max_length=64, null=True, help_text="the act by which they said so")
    void_on = models.DateField(null=True)
    accepted_in = models.CharField(
        max_length=64, null=True, help_text="the act by which they agreed with what is entered now"
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["vote", "entry"], condition=Q(corrected_on__isnull=True), name="ballots_answer_denied_once"
            ),
            models.CheckConstraint(
                condition=Q(void_on__isnull=True) | Q(corrected_on__isnull=False), name="ballots_void_denial_is_over"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vote_id} {self.entry_id}"


class FalseProxy(models.Model):
    """A place was filled, when a question was put, by a proxy that its holder had not given, by their own word or an
    upheld dispute; whether it voted, its marks say (`casting/proxied.py`). `stays` are those of that proxy, or of
    several one after the other; or whose place it is was not there themselves (`casting/absent.py`)."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="false_proxies")
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="+")
    stays = models.JSONField(default=list, help_text="none in rows of older releases: whoever was there as a proxy")
    noted_on = models.DateField()

    class Meta:
        verbose_name_plural = "false proxies"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["vote", "entry"], name="ballots_false_proxy_once"),
        ]

    def __str__(self) -> str:
        return f"{self.vote_id} {self.entry_id}"

"""A recall: who asked for it, how its vote was called, what is said in defence."""

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from sunward.kernel.refs import Ref


class Recall(models.Model):
    """Enough people have asked for the recall of somebody in office. From then on its days run, whoever is silent."""

    number = models.CharField(max_length=40, unique=True)
    community_code = models.CharField(max_length=40)
    petition = models.OneToOneField("ballots.Petition", models.PROTECT, related_name="recall")
    appointment = models.CharField(max_length=20)
    post = models.CharField(max_length=80)
    person = models.ForeignKey("registry.Person", models.PROTECT, related_name="+")
    asked_on = models.DateField()
    due_on = models.DateField(null=True, help_text="by when the vote must be called")
    called_on = models.DateField(null=True)
    called_by_post = models.CharField(max_length=80, blank=True)
    called_by = models.ForeignKey(
        "registry.Person", models.PROTECT, null=True, related_name="+", help_text="who may open its poll; never public"
    )
    voting_day = models.DateField(null=True)
    places = models.CharField(max_length=300, blank=True)
    from_hour = models.TimeField(null=True, help_text="none: called before hours were asked for")
    until_hour = models.TimeField(null=True)
    roll = models.ForeignKey("ballots.Roll", models.PROTECT, null=True, related_name="recalls")
    defence = models.TextField(blank=True)
    defended_on = models.DateField(null=True)
    polled_on = models.DateField(null=True)
    declared_on = models.DateField(null=True)
    called_at_desk_in = models.CharField(max_length=64, null=True, help_text="the entry, of a call for a petitioner")
    opener_moved_on = models.DateField(
        null=True, help_text="whoever opened the petition named another place than another signer"
    )
    days_lost = models.PositiveIntegerField(null=True, help_text="for which calls stood that were nobody's wish")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(called_on__isnull=True, voting_day__isnull=True)
                | Q(called_on__isnull=False, voting_day__gte=F("called_on"), roll__isnull=False),
                name="elections_recall_called_for_a_day",
            ),
            models.CheckConstraint(
                condition=Q(declared_on__isnull=True) | Q(polled_on__isnull=False), name="elections_recall_by_vote"
            ),
            models.CheckConstraint(
                condition=Q(from_hour__isnull=True, until_hour__isnull=True) | Q(until_hour__gt=F("from_hour")),
                name="elections_recall_hours",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["community_code", "-id"], name="elections_recall_page")
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("recall", self.number)

    @property
    def owed_by(self) -> date | None:
        """The day by which it is to be called: later by as many days as a call stood that was nobody's wish."""
        return self.due_on + timedelta(days=self.days_lost or 0) if self.due_on else None


class VoidedCall(models.Model):
    """What a call had settled that was entered at the desk for somebody who did not want it."""

    recall = models.ForeignKey(Recall, models.PROTECT, related_name="voided_calls")
    called_on = models.DateField()
    voting_day = models.DateField()
    places = models.CharField(max_length=300, blank=True)
    from_hour = models.TimeField(null=True)
    until_hour = models.TimeField(null=True)
    entry = models.CharField(max_length=64, unique=True)
    void_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(void_on__gte=F("called_on")), name="elections_voided_after_the_call"),
        ]

    def __str__(self) -> str:
        return f"{self.recall_id} {self.entry}"


class Defence(models.Model):
    """The words of whoever is to be recalled, each as they were said; the last that counts stands on the page."""

    recall = models.ForeignKey(Recall, models.PROTECT, related_name="defences")
    words = models.TextField()
    said_on = models.DateField()
    entry = models.CharField(max_length=64, unique=True, null=True, help_text="none: said before each was kept")
    at_desk = models.BooleanField()
    void_on = models.DateField(null=True, help_text="entered at the desk, and not theirs")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(words=""), name="elections_defence_says_something"),
            models.CheckConstraint(
                condition=Q(void_on__isnull=True) | Q(at_desk=True, void_on__gte=F("said_on")),
                name="elections_own_words_are_never_void",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recall_id} {self.said_on}"


class JoinedPetition(models.Model):
    """A petition for the recall of the same appointment that had its number later, while the recall was unsettled:
    those behind it are petitioners of that recall too. One that the officer's friends signed first shuts nobody out."""

    recall = models.ForeignKey(Recall, models.PROTECT, related_name="joined")
    petition = models.OneToOneField("ballots.Petition", models.PROTECT, related_name="joined_recall")
    joined_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.recall_id} {self.petition_id}"

"""Minutes: drafted from what was recorded, corrected by those who were there, signed, locked, chained."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from sunward.kernel.refs import Ref
from sunward.meetings.models.calling import Meeting
from sunward.meetings.rules.signing import ROLES


class Minutes(models.Model):
    """`content` is what agenda, attendance and votes gave when it was drafted. Locked, it carries the digest of the
    minutes before it in its chain, the body's or, of a subgroup, its grid's, so that none can be slipped in or taken
    out between."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    number = models.CharField(max_length=50, unique=True, help_text="the meeting's number")
    drafted_on = models.DateField()
    content = models.JSONField()
    content_sha256 = models.CharField(max_length=64)
    drafted_in = models.CharField(max_length=64, null=True, help_text="the act that drafted them")
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="next")
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="over content, corrections and previous_digest")
    locked_on = models.DateField(null=True)
    # One page, as older releases kept it; those of today are pictures of their own.
    photograph_sha256 = models.CharField(max_length=64, blank=True, help_text="of the paper original")

    class Meta:
        verbose_name_plural = "minutes"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(locked_on__isnull=True, digest="") | (Q(locked_on__gte=F("drafted_on")) & ~Q(digest="")),
                name="meetings_minutes_locked_whole",
            ),
            models.CheckConstraint(
                condition=Q(previous__isnull=True, previous_digest="")
                | (Q(previous__isnull=False) & ~Q(previous_digest="")),
                name="meetings_minutes_chained",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("minutes", self.number)

    @property
    def community_code(self) -> str:
        return self.meeting.community_code


class MinutesPicture(models.Model):
    """A page of the paper original, by the hash of its photograph. Those of one act are a `batch`, in their order; a
    later one replaces nothing."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="pictures")
    batch = models.PositiveSmallIntegerField(help_text="photographed together, counted from one")
    place = models.PositiveSmallIntegerField(help_text="which page of these, counted from one")
    sha256 = models.CharField(max_length=64)
    added_on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["batch", "place"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["minutes", "batch", "place"], name="meetings_picture_place"),
            models.UniqueConstraint(fields=["minutes", "batch", "sha256"], name="meetings_picture_once_a_set"),
            models.CheckConstraint(condition=Q(batch__gte=1, place__gte=1), name="meetings_picture_counted"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id} {self.batch}.{self.place}"


class MinutesCorrection(models.Model):
    """What somebody who was there wants corrected, and what the recorder did with it; both stay. One that came `late`
    stands beside the minutes and holds them up no longer; so does one that had been handed in on paper in time, and was
    entered once they were locked: it is no part of what was signed, and has its answer all the same."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="corrections")
    place = models.PositiveSmallIntegerField(default=1)
    by = models.CharField(max_length=60)
    asked_on = models.DateField()
    text = models.TextField()
    taken_in = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    late = models.BooleanField(null=True, help_text="asked for after the days for it: holds up no signature")
    struck_on = models.DateField(null=True, help_text="asked for at the desk for somebody who did not")
    after_lock = models.BooleanField(null=True, help_text="handed in in time, entered once the minutes were locked")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["minutes", "place"], name="meetings_correction_place"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id} {self.asked_on}"

    @property
    def holds_up(self) -> bool:
        """Whether nobody signs before it has its answer; of one beside locked minutes, whether it waits for one."""
        return self.answered_on is None and not self.late and not self.struck_on


class MinutesSignature(models.Model):
    """Chair, recorder and supervisor sign, each once, each another person. `digest` is what was signed: the content
    with the corrections taken in by then. Under another text they sign again; what they signed before stays."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="signatures")
    role = models.CharField(max_length=20)
    person = models.CharField(max_length=60)
    post = models.CharField(max_length=80)
    signed_on = models.DateField()
    digest = models.CharField(max_length=64, blank=True, default="", help_text="of what was signed")
    entered_in = models.CharField(max_length=64, null=True, help_text="the act")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(role__in=tuple(dict(ROLES))), name="meetings_signature_role"),
            models.UniqueConstraint(fields=["minutes", "role", "digest"], name="meetings_text_signed_once_a_role"),
            models.UniqueConstraint(fields=["minutes", "person", "digest"], name="meetings_nobody_signs_a_text_twice"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id} {self.role}"

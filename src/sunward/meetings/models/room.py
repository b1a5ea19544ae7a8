"""In the room: who came and went, who does not count for an item and why, how many there were, what was said."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from sunward.meetings.models.calling import AgendaItem, Meeting
from sunward.meetings.rules.aside import ASIDE, REASONS

PROXY, BY_CODE = "proxy", "code"
HOW = ("door_list", BY_CODE, "household_delegate", PROXY, "online")
# As older rows have them without a word of how it is known. What steps aside now always says so: a new reason needs no
# place here.
WITHOUT_EVIDENCE = ("interest", "kinship")


class Attendance(models.Model):
    """A place on the roll was filled from `came_at` to `left_at`; `person` is who came, who for a household or as a
    proxy may be somebody else than the one on the roll."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    entry = models.ForeignKey("ballots.RollEntry", models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", models.PROTECT, related_name="+")
    how = models.CharField(max_length=20)
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    proof_sha256 = models.CharField(max_length=64, blank=True, help_text="the proxy's paper, or the signed list")
    admitted_by = models.CharField(max_length=60, null=True, help_text="who entered it in the list")
    entered_in = models.CharField(max_length=64, null=True, help_text="the act")
    denied_on = models.DateField(null=True, help_text="whose place it is gave no proxy, by their word or a dispute")
    denied_at_desk = models.BooleanField(null=True, help_text="entered at the desk, from a slip")

    class Meta:
        verbose_name_plural = "attendance"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["meeting", "entry"], condition=Q(left_at__isnull=True), name="meetings_in_the_room_once"
            ),
            # Nobody fills two places, but as a proxy, whose number the charter limits.
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(left_at__isnull=True) & ~Q(how=PROXY),
                name="meetings_one_person_one_place",
            ),
            models.CheckConstraint(condition=Q(how__in=HOW), name="meetings_how_attended"),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("came_at")), name="meetings_left_after_coming"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.entry_id}"


class AttendanceSeen(models.Model):
    """Somebody in the room said how many they saw there; `listed` is how many the list of attendance had then."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="seen")
    entry = models.ForeignKey("ballots.RollEntry", models.PROTECT, related_name="+")
    seen = models.PositiveIntegerField()
    listed = models.PositiveIntegerField()
    seen_at = models.DateTimeField()
    entered_by = models.CharField(max_length=60, null=True, help_text="the clerk, where it was said at the desk")
    void_on = models.DateField(null=True, help_text="said at the desk, and not by them")

    class Meta:
        verbose_name_plural = "attendance seen"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "entry"], name="meetings_attendance_seen_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.entry_id}"


class OffBase(models.Model):
    """Somebody steps aside from an item, or is not counted in the whole: why, by which rule, and what was tried.

    `leaves_base` is copied from the rule of the day: only then does the base of the count shrink.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="off_base")
    entry = models.ForeignKey("ballots.RollEntry", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20)
    leaves_base = models.BooleanField()
    source = models.CharField(max_length=300)
    evidence = models.TextField(blank=True, help_text="attempts at contact, or how the interest is known; private")
    evidence_sha256 = models.CharField(max_length=64, blank=True)
    recorded_on = models.DateField()
    taken_back_on = models.DateField(null=True)
    taken_back_because = models.TextField(blank=True, help_text="private")
    by_others = models.BooleanField(null=True, help_text="rests on the word of somebody else alone")
    said_by = models.CharField(
        max_length=64, blank=True, help_text="whose own word it is; empty: declared, or of others"
    )
    taken_back_by_self = models.BooleanField(null=True, help_text="only what they declared themselves can renew it")
    entered_in = models.CharField(max_length=64, null=True, help_text="the act")
    void_on = models.DateField(null=True, help_text="entered at the desk, and not said by them")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "entry"], name="meetings_off_base_once"),
            models.CheckConstraint(condition=Q(reason__in=tuple(REASONS)), name="meetings_off_base_reason"),
            models.CheckConstraint(
                condition=Q(reason__in=WITHOUT_EVIDENCE) | ~Q(evidence="") | ~Q(evidence_sha256=""),
                name="meetings_absence_has_evidence",
            ),
            models.CheckConstraint(
                condition=Q(leaves_base=False) | ~Q(source=""), name="meetings_base_shrinks_by_rule_only"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.entry_id}"


class ProxyAside(models.Model):
    """A proxy who has no place of their own steps aside from an item, by their own word or by what they declared. It
    takes nobody's place: for whom they sit may come, or send somebody else."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="proxies_aside")
    proxy = models.CharField(max_length=64)
    reason = models.CharField(max_length=20)
    source = models.CharField(max_length=300, blank=True)
    evidence = models.TextField(help_text="how the interest is known; private")
    recorded_on = models.DateField()
    entered_in = models.CharField(max_length=64, help_text="the act")
    void_on = models.DateField(null=True, help_text="entered at the desk, and not said by them")
    taken_back_on = models.DateField(null=True)
    taken_back_because = models.TextField(blank=True, help_text="private")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "proxy"], name="meetings_proxy_steps_aside_once"),
            models.CheckConstraint(condition=Q(reason__in=tuple(dict(ASIDE))), name="meetings_proxy_aside_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.proxy}"


class QuorumCount(models.Model):
    """How many there were at the opening, and at each vote: the figures, and what the charter's quorum said to them."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="quorum_counts")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="quorum_counts")
    counted_at = models.DateTimeField()
    counts = models.JSONField(help_text="{class: {entitled, present}}")
    findings = models.JSONField(default=list)
    met = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.counted_at}"


class Statement(models.Model):
    """What somebody said on an item, in the order of speaking; `dissent` is an objection they want in the minutes."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="statements")
    place = models.PositiveSmallIntegerField()
    person = models.ForeignKey("registry.Person", models.PROTECT, related_name="+")
    post = models.CharField(max_length=80, blank=True, help_text="in which they spoke, if it matters for the order")
    text = models.TextField()
    dissent = models.BooleanField(default=False)
    recorded_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "place"], name="meetings_statement_place"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}/{self.place}"

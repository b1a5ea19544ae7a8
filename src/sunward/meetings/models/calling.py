"""Meetings as they are called: who, where, when, on what, and how people were told."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from sunward.kernel import series
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings.rules.channels import WAYS

KINDS = ("session", "hearing", "coordination", "appraisal")


class Series(series.Series):
    """The last number given in a yearly series of meetings."""

    class Meta(series.Series.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["community_code", "kind", "year"], name="meetings_series_once"),
        ]


class Meeting(models.Model):
    """A session of a body, or a hearing. The agenda is fixed by the first notice; `noticed_on` is the day on which
    people had been told of all of it: the last of the channels had been used that are wanted by the item that wants
    most. Of each item its own rules decide that, and from what day its notice counts: `Room.noticed_on`.

    A second call is a meeting of its own that points to the first one.
    """

    number = models.CharField(max_length=40, unique=True)
    community_code = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    body = models.CharField(max_length=60, help_text="the charter's word for whose meeting it is")
    title = models.CharField(max_length=300)
    place = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    called_by = models.CharField(max_length=60, help_text="a body, supervision_committee, or petition")
    petition = models.ForeignKey("ballots.Petition", models.PROTECT, null=True, related_name="meetings")
    roll = models.ForeignKey("ballots.Roll", models.PROTECT, null=True, related_name="meetings")
    convened_on = models.DateField()
    convened_by_post = models.CharField(max_length=80)
    by_petitioner = models.BooleanField(
        db_default=False, help_text="called by one of those who petitioned, in no office; who, is kept nowhere here"
    )
    judged = models.CharField(
        max_length=80, null=True, help_text="the post or body whose work an appraisal meeting judges"
    )
    agenda_fixed_on = models.DateField(null=True)
    agenda_fixed_at = models.DateTimeField(
        null=True, help_text="when the first notice was hung or given, where its hour is known"
    )
    noticed_on = models.DateField(null=True)
    second_call_of = models.OneToOneField("self", models.PROTECT, null=True, related_name="second_call")
    opened_at = models.DateTimeField(null=True)
    adjourned_at = models.DateTimeField(null=True, help_text="ended for want of a quorum")
    closed_at = models.DateTimeField(null=True)
    cancelled_on = models.DateField(null=True)
    cancelled_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="meetings_kind"),
            models.CheckConstraint(
                condition=(Q(called_by="petition", petition__isnull=False))
                | (~Q(called_by="petition") & Q(petition__isnull=True)),
                name="meetings_petition_is_named",
            ),
            models.CheckConstraint(
                condition=Q(by_petitioner=False) | Q(petition__isnull=False),
                name="meetings_petitioners_have_a_petition",
            ),
            models.CheckConstraint(
                condition=Q(agenda_fixed_on__isnull=True, noticed_on__isnull=True)
                | Q(agenda_fixed_on__isnull=False, noticed_on__isnull=True)
                | Q(agenda_fixed_on__isnull=False, noticed_on__gte=F("agenda_fixed_on")),
                name="meetings_agenda_fixed_by_the_notice",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(opened_at__isnull=False, closed_at__gte=F("opened_at")),
                name="meetings_closed_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(adjourned_at__isnull=True) | Q(closed_at__isnull=True), name="meetings_adjourned_or_closed"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True) | Q(opened_at__isnull=True), name="meetings_cancelled_before"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["community_code", "-starts_at"], name="meetings_page"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("meeting", self.number)

    @property
    def all_told_on(self) -> date | None:
        """`noticed_on`, by the name of what it is."""
        return self.noticed_on


class OnAgenda(models.Manager["AgendaItem"]):
    """The items that nobody has taken off."""

    def get_queryset(self) -> "models.QuerySet[AgendaItem]":
        return super().get_queryset().filter(dropped_on=None)


# What an item has of the one meeting on whose agenda it stands. The rest goes with it where that is called again.
OF_ITS_MEETING = frozenset({
    "id", "meeting", "number", "added_on", "added_at", "settled_on", "dropped_on",
})  # fmt: skip


class AgendaItem(models.Model):
    """One item. `about` is the matter (or petition, or election) it belongs to, if any; `matter_kind` the charter's
    word for the kind of matter. An item added after the notice can be discussed, not decided.

    `method` is empty where the answers are for, against and abstain; else `choices` are what is chosen among, in the
    order of the ballot. The database lets nobody change either once the notice has fixed the agenda. One that was taken
    off before keeps its number: `every` finds it, and no list of the agenda does.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    number = models.CharField(max_length=50, unique=True, help_text="<meeting>-<place>")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    about_type = models.CharField(max_length=40, blank=True)
    about_id = models.CharField(max_length=80, blank=True)
    matter_kind = models.CharField(max_length=80, blank=True)
    concerns = models.CharField(
        max_length=300, blank=True, help_text="names of people and firms it touches, to find who steps aside; private"
    )
    to_decide = models.BooleanField(default=False)
    added_on = models.DateField()
    added_at = models.DateTimeField(null=True, help_text="none: it came with the call itself")
    settled_on = models.DateField(null=True)
    method = models.CharField(max_length=20, null=True, help_text="as in ballots; none: for, against or abstain")
    at_most = models.PositiveSmallIntegerField(null=True, help_text="how many may be chosen, of several of many")
    choices = models.JSONField(null=True, help_text='what is chosen among, in order: [{"zh": ..., "en": ...}]')
    dropped_on = models.DateField(null=True, help_text="taken off the agenda before notice was given")
    charter_versions = models.JSONField(
        null=True, help_text="the rule books under which its matter was opened; none: those of the meeting's call"
    )

    objects = OnAgenda()
    every: ClassVar["models.Manager[AgendaItem]"] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "place"], name="meetings_item_place"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("item", self.number)

    @property
    def about(self) -> Ref | None:
        return Ref(self.about_type, self.about_id) if self.about_id else None

    @property
    def options(self) -> dict[str, Text]:
        """What is chosen among, by the keys of the ballot; nothing where the answers are for, against and abstain."""
        return {f"c{place}": Text.of(one) for place, one in enumerate(self.choices or (), 1)}

    @property
    def community_code(self) -> str:
        return self.meeting.community_code

    def anew(self, meeting: Meeting, on: date) -> "AgendaItem":
        """The same item, at its place on the agenda of another meeting; not saved yet."""
        asked: dict[str, Any] = {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if field.name not in OF_ITS_MEETING
        }
        return AgendaItem(meeting=meeting, number=f"{meeting.number}-{self.place}", added_on=on, **asked)


class Paper(models.Model):
    """Something to be read before the meeting, by its hash, and since when it could be read."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="papers")
    title = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=40)
    laid_open_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "sha256"], name="meetings_paper_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Notice(models.Model):
    """One channel through which people were told, with its proof (the page proves itself by its entry)."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="notices")
    channel = models.CharField(max_length=20)
    given_on = models.DateField()
    given_at = models.DateTimeField(null=True, help_text="where its hour is known")
    recorded_on = models.DateField()
    proof_sha256 = models.CharField(max_length=64, blank=True)
    proof_size = models.PositiveIntegerField(default=0)
    proof_type = models.CharField(max_length=40, blank=True)
    where = models.CharField(max_length=200, blank=True)
    reached = models.PositiveIntegerField(
        null=True, help_text="how many people or doors it reached, where it is no page and no poster"
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "channel"], name="meetings_channel_once"),
            models.CheckConstraint(condition=Q(channel__in=tuple(WAYS)), name="meetings_notice_channel"),
            models.CheckConstraint(condition=Q(channel="page") | ~Q(proof_sha256=""), name="meetings_notice_has_proof"),
            models.CheckConstraint(condition=Q(given_on__lte=F("recorded_on")), name="meetings_notice_was_given"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.channel}"

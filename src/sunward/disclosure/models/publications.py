"""What was made public, to whom, for how long; how the boards looked; what was demanded besides."""

from django.db import models
from django.db.models import F, Q

from sunward.kernel import series
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text


class Audience(models.TextChoices):
    """Who may read a publication by name; the words are those of the charter packs."""

    EVERYONE = "everyone"
    RESIDENTS = "residents"
    MEMBERS = "members"
    PROJECT_HOUSEHOLDS = "project_households"
    PARTY_MEMBERS = "party_members"
    PERSON = "person"


class Series(series.Series):
    """The yearly series of the disclosure context."""


class Publication(models.Model):
    """One posting. Its period is counted from the later of the day it is said to hang and the day it was entered,
    so that an entry made afterwards shortens nobody's time to object."""

    number = models.CharField(max_length=40, unique=True)
    community_code = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=80)
    item = models.CharField(max_length=80, help_text="key in the charter's catalogue of what must be published")
    title_zh = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    rows = models.JSONField(null=True, blank=True)
    audience = models.CharField(max_length=20, choices=Audience.choices)
    audience_ref = models.CharField(max_length=80, blank=True, help_text="the person or project of a narrow audience")
    owner_post = models.CharField(max_length=80, help_text="who must answer objections")
    posted_on = models.DateField(help_text="said to hang since")
    recorded_on = models.DateField()
    stays_up_days = models.PositiveSmallIntegerField(help_text="calendar days")
    asked_days = models.PositiveSmallIntegerField(
        null=True, help_text="calendar days that the catalogue of its day asked for; null: it asked for none"
    )
    must_stay_until = models.DateField(help_text="last day of the period; it is never shortened")
    due_by = models.DateField(null=True, help_text="last day on which it had to be posted")
    source = models.CharField(max_length=200, blank=True)
    photograph_by = models.DateField(null=True, help_text="last day for the first photograph of the board")
    photograph_again_from = models.DateField(null=True, help_text="from this day on it is photographed once more")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    repeats = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="repeated_by",
        help_text="the first posting with this very content, where a correction changed nothing",
    )
    bare = models.BooleanField(null=True, help_text="says nothing beyond its title")
    taken_down_on = models.DateField(null=True)
    taken_down_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_down_on__isnull=True) | Q(taken_down_on__gte=F("posted_on")),
                name="disclosure_taken_down_after_posting",
            ),
            models.CheckConstraint(
                condition=Q(posted_on__lte=F("recorded_on")), name="disclosure_not_posted_in_the_future"
            ),
            models.CheckConstraint(
                condition=Q(must_stay_until__gte=F("recorded_on")), name="disclosure_period_after_entry"
            ),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="disclosure_known_audience"),
            models.CheckConstraint(
                condition=Q(photograph_by__isnull=True) | Q(photograph_by__gte=F("recorded_on")),
                name="disclosure_photograph_not_before_entry",
            ),
            models.CheckConstraint(
                condition=Q(audience__in=["project_households", "person"]) ^ Q(audience_ref=""),
                name="disclosure_narrow_audience_is_named",
            ),
        ]
        indexes = [
            models.Index(fields=["community_code", "-id"], name="disclosure_by_community"),
            models.Index(fields=["subject_type", "subject_id", "item"], name="disclosure_by_subject"),
            models.Index(fields=["community_code", "must_stay_until"], name="disclosure_hanging"),
            models.Index(
                fields=["community_code", "taken_down_on"],
                condition=Q(taken_down_on__lt=F("must_stay_until")),
                name="disclosure_taken_down_early",
            ),
            models.Index(
                fields=["community_code", "photograph_by"],
                condition=Q(photograph_by__isnull=False),
                name="disclosure_on_a_board",
            ),
            models.Index(fields=["community_code", "item", "-id"], name="disclosure_by_item"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> Text:
        return Text(self.title_zh, self.title_en)

    @property
    def ref(self) -> Ref:
        return Ref("publication", self.number)

    @property
    def about(self) -> Ref:
        """What this is a publication of."""
        return Ref(self.subject_type, self.subject_id)


class BoardPhotograph(models.Model):
    """How a noticeboard looked, with the publication on it or without, by the hash of the photograph."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="photographs")
    board = models.CharField(max_length=120, help_text="where the board hangs")
    photographed_on = models.DateField()
    recorded_on = models.DateField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=40)
    hangs = models.BooleanField(null=True, help_text="whether it hangs there, by whoever entered it; null: never asked")
    sheets = models.PositiveSmallIntegerField(null=True, help_text="of several numbered sheets, how many hang there")
    sheets_of = models.PositiveSmallIntegerField(null=True, help_text="of how many, as they say")
    said_by = models.CharField(max_length=80, null=True, help_text="the post or capacity of whoever says so")
    at_desk = models.BooleanField(null=True, help_text="a clerk entered it for somebody")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "sha256"], name="disclosure_photograph_once"),
            models.CheckConstraint(
                condition=Q(photographed_on__lte=F("recorded_on")), name="disclosure_photograph_not_of_the_future"
            ),
            # of fewer sheets than it takes no picture shows that it hangs
            models.CheckConstraint(
                condition=Q(sheets__isnull=True, sheets_of__isnull=True)
                | (
                    Q(sheets__isnull=False, sheets_of__isnull=False, sheets__gte=1)
                    & (Q(sheets=F("sheets_of")) | Q(sheets__lt=F("sheets_of"), hangs=False))
                ),
                name="disclosure_photograph_of_all_sheets",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board} {self.photographed_on}"


class CheckCode(models.Model):
    """What stands on a sheet of paper so that anybody can find the entry behind it: letters of the entry's own leaf
    hash. Another leaf has other letters, so a code can neither be chosen nor moved to another paper."""

    community_code = models.CharField(max_length=40)
    code = models.CharField(max_length=10)
    entry = models.CharField(max_length=64, unique=True, help_text="the act in the record")
    about = models.CharField(max_length=300, help_text="type:id of what the entry made")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community_code", "code"], name="disclosure_code_once"),
        ]
        indexes = [models.Index(fields=["about"], name="disclosure_code_of")]

    def __str__(self) -> str:
        return self.code


class Demand(models.Model):
    """Enough residents asked for one more item. `item` is a key of the catalogue, or this demand's own number where
    they asked for something that the catalogue does not have. Whether it has been met is derived."""

    number = models.CharField(max_length=40, unique=True)
    community_code = models.CharField(max_length=40)
    petition = models.CharField(max_length=80, unique=True)
    item = models.CharField(max_length=80)
    title_zh = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    demanded_on = models.DateField()
    due_on = models.DateField(null=True, help_text="last day by the rule; null where no rule sets one")
    source = models.CharField(max_length=300, blank=True)
    owner_post = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("demanded_on")), name="disclosure_demand_days"
            ),
        ]
        indexes = [models.Index(fields=["community_code", "-id"], name="disclosure_demands")]

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> Text:
        return Text(self.title_zh, self.title_en)

    @property
    def ref(self) -> Ref:
        return Ref("demand", self.number)
